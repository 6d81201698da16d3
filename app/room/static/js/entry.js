// The first screen: the ticket's code, typed, tapped, pasted or scanned.

import { button, heading, make } from "./dom.js";
import { show } from "./frame.js";
import { digitsOf, grouped, isSecret } from "./secret.js";
import { _ } from "./words.js";

/** Shows the code screen; `enter(digits)` resolves, or rejects with a sentence to show. */
export function codeScreen(enter, { typed = "", keep = () => {}, said = null } = {}) {
  const input = make("input", {
    id: "code",
    class: "code",
    type: "text",
    inputmode: "numeric",
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": "code-help code-error",
    value: grouped(typed),
  });
  const error = make("p", { id: "code-error", class: "error", role: "alert" }, said?.());
  const form = { input, error, enter, keep, busy: false, said };
  input.addEventListener("input", () => retype(form, digitsOf(input.value)));
  const go = make("button", { type: "submit", class: "button primary big" }, _("Continue"));
  const left = make(
    "form",
    { class: "code-form", novalidate: true, on: { submit: (event) => submit(form, event) } },
    heading(_("Enter the code from your ticket")),
    make("p", { id: "code-help" }, _("Sixteen digits in four groups. You may also scan the ticket.")),
    make("label", { for: "code" }, _("Access code")),
    input,
    error,
    go,
  );
  show("enter", make("div", { class: "enter-columns" }, left, pad(form)), {
    title: _("Access code"),
    focus: false,
  });
  input.focus();
}

function retype(form, digits) {
  form.input.value = grouped(digits);
  form.keep(digits);
  form.said = null;
  form.error.textContent = "";
}

async function submit(form, event) {
  event.preventDefault();
  const digits = digitsOf(form.input.value);
  if (form.busy) return;
  if (digits.length < 16)
    return complain(form, () => _("The code has sixteen digits. Digits entered: {n}.", { n: digits.length }));
  if (!isSecret(digits))
    return complain(form, () => _("A digit is wrong. Compare each group with your ticket."));
  form.busy = true;
  try {
    await form.enter(digits);
  } catch (error) {
    if (!error.said) throw error;
    complain(form, error.said);
  } finally {
    form.busy = false;
  }
}

function complain(form, said) {
  form.error.textContent = said();
  form.input.focus();
}

function pad(form) {
  const change = (act) => () => retype(form, act(digitsOf(form.input.value)));
  const key = (label, act, more = {}) => button(label, change(act), { look: "pad-key", ...more });
  const digit = (sign) => key(sign, (digits) => (digits + sign).slice(0, 16));
  const wipe = key(_("Clear"), () => "", { look: "pad-key word" });
  const back = key("", (digits) => digits.slice(0, -1), {
    shape: "back",
    "aria-label": _("Delete the last digit"),
  });
  return make(
    "div",
    { class: "pad", role: "group", "aria-label": _("Digits") },
    [..."123456789"].map(digit),
    wipe,
    digit("0"),
    back,
  );
}
