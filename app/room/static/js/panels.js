// What opens beside the question: help, the keys, a remark. Nothing here covers the question itself.

import { button, make } from "./dom.js";
import { closePanel, openPanel } from "./frame.js";
import { _, letter, n_ } from "./words.js";

const LONGEST_REMARK = 500;

/** Opens the help panel; `acts` has help(), leave() and keys(). */
export function openHelp(acts) {
  const rows = [
    button(_("I need help"), acts.help, { look: "wide", shape: "hand", id: "call-help" }),
    make("p", { class: "note" }, _("The invigilator comes to you. You may go on working.")),
    acts.leave && button(_("I need to leave the room"), acts.leave, { look: "wide", shape: "seat" }),
    acts.leave && make("p", { class: "note" }, _("The paper is hidden while you are away. Your time runs.")),
    make("h3", {}, _("Keys")),
    keys(),
  ];
  openPanel(_("Help"), rows);
}

/** Opens the panel for a remark on a question; `send(text)` records it. */
export function openRemark(position, send) {
  const left = make("p", { class: "note", id: "remark-left" });
  const area = make("textarea", {
    id: "remark",
    rows: "9",
    maxlength: String(LONGEST_REMARK),
    "aria-describedby": "remark-left",
  });
  const act = () => {
    const text = area.value.trim();
    if (!text) return area.focus();
    send(text);
    closePanel();
  };
  const submit = button(_("Record the remark"), act, { look: "primary" });
  const count = () => {
    const rest = LONGEST_REMARK - area.value.length;
    left.textContent = n_("{n} character left", "{n} characters left", rest);
    submit.disabled = !area.value.trim();
  };
  area.addEventListener("input", count);
  count();
  const note = make(
    "p",
    { class: "note" },
    _("It is not shown in the hall. It goes to the commission with the question."),
  );
  openPanel(_("{n}: remark on this question", { n: position }), [
    make("label", { for: "remark" }, _("Your remark")),
    area,
    left,
    note,
    submit,
  ]);
  area.focus();
}

function keys() {
  const rows = [
    [`1–9 ${letter(0)}–${letter(4)}`, _("choose an option")],
    ["↑ ↓", _("go through the options")],
    ["← → PgUp PgDn", _("previous and next question")],
    ["F Ф", _("flag")],
    ["L Л", _("language")],
    ["R Р", _("remark")],
    ["M М", _("map of the questions")],
    ["Delete", _("clear answer")],
    ["Esc", _("close a panel")],
    ["Tab", _("go through everything")],
  ];
  const lines = rows.map(([key, text]) =>
    make(
      "div",
      {},
      make(
        "dt",
        {},
        key.split(" ").map((sign) => make("kbd", {}, sign)),
      ),
      make("dd", {}, text),
    ),
  );
  return make("dl", { class: "keys" }, lines);
}
