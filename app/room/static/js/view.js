// How the page looks to this person: text size, contrast, the clock, the keys. Kept on this computer.

import { make, button } from "./dom.js";
import { openPanel } from "./frame.js";
import { recall, remember } from "./memory.js";
import { LANGUAGES, _, speaking } from "./words.js";

const STANDARD = { size: "normal", contrast: "normal", time: "shown", keys: "on" };
let choices = { ...STANDARD };
let told = () => {};

/** Reads what was chosen before and shows it; `changed` hears each later choice. */
export function settle(changed) {
  told = changed;
  choices = { ...STANDARD, ...recall("view", {}) };
  apply();
  addEventListener("resize", fold);
}

/** Returns one choice. */
export function chosen(name) {
  return choices[name];
}

/** Makes a choice and keeps it. */
export function choose(name, value) {
  choices[name] = value;
  remember("view", choices);
  apply();
  told(name);
}

/** Back to the standard look, for the next candidate. */
export function resetView() {
  choices = { ...STANDARD };
  remember("view", choices);
  apply();
}

/** Opens the panel with all choices; `speak` changes the interface's language. */
export function openView(speak, { exam = false } = {}) {
  const language = group(
    "language",
    _("Language of the buttons"),
    Object.entries(LANGUAGES),
    speaking(),
    speak,
  );
  const size = group("size", _("Text size"), [
    ["normal", _("Normal")],
    ["large", _("Large")],
    ["largest", _("Largest")],
  ]);
  const contrasts = [
    ["normal", _("Normal")],
    ["dark", _("Black on white")],
    ["light", _("White on black")],
  ];
  const contrast = group("contrast", _("Contrast"), contrasts);
  const time = group("time", _("Time left"), [
    ["shown", _("Shown")],
    ["hidden", _("Hidden until 10 minutes are left")],
  ]);
  const keys = group("keys", _("Single-key commands"), [
    ["on", _("On")],
    ["off", _("Off")],
  ]);
  openPanel(_("View"), [size, contrast, language, ...(exam ? [time] : []), keys]);
}

/** Returns a bar of buttons for the languages, the spoken one pressed. */
export function languageButtons(speak) {
  const buttons = Object.entries(LANGUAGES).map(([code, name]) =>
    button(name, () => speak(code), {
      look: "small",
      lang: code,
      id: `speak-${code}`,
      "aria-pressed": String(code === speaking()),
    }),
  );
  return make("div", { class: "languages", role: "group", "aria-label": _("Language") }, buttons);
}

function group(name, label, values, current = choices[name], act = (value) => choose(name, value)) {
  const rows = values.map(([value, text]) => {
    const input = make("input", {
      type: "radio",
      name: `view-${name}`,
      id: `view-${name}-${value}`,
      value,
      on: { change: () => act(value) },
    });
    input.checked = value === current;
    return make(
      "label",
      { class: "pick", lang: name === "language" ? value : null },
      input,
      make("span", {}, text),
    );
  });
  return make("fieldset", { class: "picks" }, make("legend", {}, label), rows);
}

function apply() {
  const root = document.documentElement;
  Object.assign(root.dataset, { size: choices.size, contrast: choices.contrast });
  fold();
}

// The map folds when there is no room beside a full line of text; how much that is depends on the text size.
function fold() {
  const root = document.documentElement;
  const across = innerWidth / parseFloat(getComputedStyle(root).fontSize);
  Object.assign(root.dataset, { fold: across < 75 ? "yes" : "no", tight: across < 60 ? "yes" : "no" });
}
