// The letters ң ө ү for keyboards that lack them: buttons, and Alt with н, о, у.
"use strict";
(() => {
  const plain = { "н": "ң", "о": "ө", "у": "ү", "Н": "Ң", "О": "Ө", "У": "Ү" };
  let last = document.querySelector("textarea[lang=ky]");

  const type = (field, letter) => {
    field.focus();
    field.setRangeText(letter, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const writes = (target) => target.matches && target.matches("textarea, input:not([type]), input[type=text], input[type=search]");

  document.addEventListener("focusin", (event) => { if (writes(event.target)) last = event.target; });
  document.addEventListener("keydown", (event) => {
    const letter = event.altKey && !event.ctrlKey && !event.metaKey && plain[event.key];
    if (!letter || !writes(event.target)) return;
    event.preventDefault();
    type(event.target, letter);
  });
  for (const button of document.querySelectorAll("[data-letter]")) {
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", (event) => {
      const letter = event.shiftKey ? button.dataset.letter.toUpperCase() : button.dataset.letter;
      if (last) type(last, letter);
    });
  }
})();
