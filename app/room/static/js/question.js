// The question itself: stem and options. It knows nothing of time, saving or the server.

import { make, icon, button, heading } from "./dom.js";
import { _, letter } from "./words.js";

const ONE = new Set(["single"]);
const KNOWN = new Set(["single", "multiple"]);

/** Returns the shown question's elements; `changed()` is called after each answer. */
export function questionView(exam, changed, { practice = false } = {}) {
  const item = exam.item;
  const title = practice
    ? _("Practice question")
    : _("Question {n} of {total}", { n: exam.position, total: exam.size });
  const section = exam.section();
  const name = section?.names?.[exam.language];
  const head = [heading(title), name && make("p", { class: "section" }, name)];
  const stem = make("div", { class: "stem", id: "stem", lang: exam.language }, paragraphs(exam.text().stem));
  if (!KNOWN.has(item.kind))
    return [
      ...head,
      stem,
      make(
        "p",
        { class: "unsupported" },
        _("This kind of question is not supported here. Call the invigilator."),
      ),
    ];
  return [...head, stem, answerRows(exam, changed)];
}

/** Chooses an option by its place (from 0), as a click would; false if there is none. */
export function pick(index) {
  const input = document.querySelectorAll(".option input")[index];
  if (!input) return false;
  input.focus();
  if (input.type === "checkbox" || !input.checked) input.click();
  return true;
}

function answerRows(exam, changed) {
  const one = ONE.has(exam.item.kind);
  const clear = button(_("Clear answer"), () => wipe(exam, rows, clear, changed), {
    look: "plain",
    id: "clear",
  });
  const rows = exam.item.options.map((id, index) =>
    option(exam, id, index, one, () => {
      exam.choose(
        rows
          .map((row) => row.firstChild)
          .filter((input) => input.checked)
          .map((input) => input.value),
      );
      clear.disabled = !exam.answer().length;
      changed();
    }),
  );
  clear.disabled = !exam.answer().length;
  const hint = make(
    "legend",
    { class: "hint" },
    one ? _("Choose one answer") : _("Choose all correct answers"),
  );
  const group = make("fieldset", { class: "options", "aria-describedby": "stem" }, hint, rows);
  if (one) group.setAttribute("role", "radiogroup");
  return [group, clear];
}

function option(exam, id, index, one, change) {
  const input = make("input", {
    type: one ? "radio" : "checkbox",
    name: "answer",
    value: id,
    on: { change },
  });
  input.checked = exam.answer().includes(id);
  const sign = make("span", { class: "sign", "aria-hidden": "true" }, make("b", {}, letter(index)));
  const text = make("span", { class: "option-text", lang: exam.language }, exam.text().options[id]);
  const mark = make("span", { class: "mark" }, icon("check"));
  return make("label", { class: one ? "option" : "option many" }, input, sign, text, mark);
}

function wipe(exam, rows, clear, changed) {
  for (const row of rows) row.firstChild.checked = false;
  exam.choose([]);
  clear.disabled = true;
  rows[0].firstChild.focus();
  changed();
}

function paragraphs(text) {
  return text
    .split(/\n+/)
    .filter(Boolean)
    .map((line) => make("p", {}, line));
}
