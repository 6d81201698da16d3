// Boxes of numbers: a full box leads to the next, Backspace in an empty one back; a throw may be pasted whole.
// The button of the draw says that it works.

const boxes = [...document.querySelectorAll(".boxes input")];

boxes.forEach((box, place) => {
  box.addEventListener("input", () => {
    if (box.value.length >= box.maxLength) boxes[place + 1]?.focus();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Backspace" && box.value === "") boxes[place - 1]?.focus();
    if (event.key === " ") {
      event.preventDefault();
      boxes[place + 1]?.focus();
    }
    if (event.key === "ArrowLeft" && box.selectionStart === 0) boxes[place - 1]?.focus();
    if (event.key === "ArrowRight" && box.selectionStart === box.value.length) boxes[place + 1]?.focus();
  });
  box.addEventListener("focus", () => box.select());
  box.addEventListener("paste", (event) => {
    const parts = event.clipboardData.getData("text").trim().split(/\s+/);
    if (parts.length < 2) return;
    event.preventDefault();
    parts.slice(0, boxes.length - place).forEach((part, i) => (boxes[place + i].value = part));
    boxes[Math.min(place + parts.length, boxes.length) - 1].focus();
  });
});

const drawing = document.getElementById("draw");
drawing?.addEventListener("submit", () => {
  drawing.querySelector("[role=status]").textContent = drawing.dataset.busy;
  drawing.querySelector("button").disabled = true;
});
