// Before the clock: seat, language, rules, waiting; one thing a screen.

import { button, heading, make } from "./dom.js";
import { show } from "./frame.js";
import { LANGUAGES, _, hour } from "./words.js";

/** Asks whether this is the right seat. */
export function seatScreen({ seat, title, yes, no }) {
  const name = title && make("p", { class: "sitting" }, title);
  const question = seat ? _("Is this your seat: {seat}?", { seat }) : _("Is this your seat?");
  const number = seat && make("p", { class: "seat-number", "aria-hidden": "true" }, seat);
  const note = make("p", {}, _("Compare the number with your ticket and with the number on the table."));
  const tools = [
    button(_("No, call the invigilator"), no),
    button(_("Yes, this is my seat"), yes, { look: "primary" }),
  ];
  show("card", [name, heading(question), number, note, actions(tools)], { title: _("Seat") });
}

/** Asks in which language the questions are to be read. */
export function languageScreen({ languages, current, choose, next }) {
  const rows = languages.map((code) => {
    const input = make("input", {
      type: "radio",
      name: "language",
      id: `pick-${code}`,
      value: code,
      on: { change: () => choose(code) },
    });
    input.checked = code === current;
    return make("label", { class: "pick big", lang: code }, input, make("span", {}, LANGUAGES[code]));
  });
  const note =
    languages.length > 1
      ? _("You can change the language at any question, as often as you like.")
      : _("The questions of this exam are in one language.");
  const picks = make(
    "fieldset",
    { class: "picks" },
    make("legend", { class: "unseen" }, _("Language of the questions")),
    rows,
  );
  const go = button(_("Continue"), next, { look: "primary" });
  show(
    "card",
    [
      heading(_("In which language do you want to read the questions?")),
      picks,
      make("p", {}, note),
      actions([go]),
    ],
    { title: _("Language") },
  );
}

/** Shows the rules; goes on when each screen of them has been ticked. */
export function rulesScreen({ rules, language, next }) {
  const go = button(_("Continue"), next, { look: "primary", disabled: true });
  const tick = make("input", {
    type: "checkbox",
    id: "agreed",
    on: { change: () => (go.disabled = !tick.checked) },
  });
  const agree = make(
    "label",
    { class: "pick big", for: "agreed" },
    tick,
    make("span", {}, _("I have read the rules")),
  );
  const list = make(
    "ol",
    { class: "rules", lang: language },
    rules.map((line) => make("li", {}, line)),
  );
  show("card wide", [heading(_("Rules")), list, agree, actions([go])], { title: _("Rules") });
}

/** Shows that there is nothing to do but wait for the start. */
export function waitingScreen({ startsAt, late, code, again }) {
  const when = startsAt ? _("Start: {hour}", { hour: hour(startsAt) }) : _("The exam will start soon");
  const words = [
    heading(late ? _("The exam is about to start") : when),
    make("p", { class: "lead" }, _("You need do nothing. The first question appears by itself.")),
    make("p", {}, _("Your time begins only when the first question is on this screen.")),
    code && make("p", { class: "quiet" }, _("Your anonymity code: {code}", { code })),
    again && actions([button(_("Practice question again"), again)]),
  ];
  show("card", words, { title: _("Waiting for the start") });
}

/** Puts buttons in a row under a card. */
export function actions(buttons) {
  return make("div", { class: "actions" }, buttons);
}
