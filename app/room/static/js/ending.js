// Review, hand-in, receipt, and the calm screens that stand instead of the paper.

import { actions } from "./before.js";
import { button, heading, icon, make } from "./dom.js";
import { show } from "./frame.js";
import { _, dayAndHour, letter, n_, speaking } from "./words.js";

/** Shows what is answered, empty and flagged, each with a way back. */
export function reviewScreen(exam, { go, back, handIn, time }) {
  const empty = exam.empty();
  const flagged = [...exam.flags].sort((one, other) => one - other);
  const done = exam.size - empty.length;
  const facts = make(
    "dl",
    { class: "facts" },
    fact(_("Answered"), done),
    fact(_("Empty"), empty.length),
    fact(_("Flagged"), flagged.length),
    fact(_("Time left"), time, "review-time"),
  );
  const primary = empty.length
    ? [button(_("Hand in…"), handIn), button(_("Back to questions"), back, { look: "primary" })]
    : [button(_("Back to questions"), back), button(_("Hand in…"), handIn, { look: "primary" })];
  const rows = [ways(_("Questions without an answer"), empty, go), ways(_("Flagged questions"), flagged, go)];
  show("card wide", [heading(_("Before you hand in")), facts, actions(primary), ...rows], {
    title: _("Before you hand in"),
  });
}

/** Asks once more: there is no way back. */
export function confirmScreen({ answered, empty, yes, back }) {
  const left =
    empty &&
    make(
      "p",
      { class: "lead" },
      n_("{n} question is without an answer.", "{n} questions are without an answer.", empty),
    );
  const sum = make(
    "p",
    { class: "lead" },
    n_("{n} answer will be recorded.", "{n} answers will be recorded.", answered),
  );
  const tools = [
    button(_("Back to questions"), back, { look: "primary" }),
    button(_("Yes, hand in"), yes, { look: "final", id: "hand-in" }),
  ];
  show("card", [heading(_("You cannot return. Hand in?")), sum, left, actions(tools)], {
    title: _("Hand in"),
  });
}

/** Shows the receipt; it stays until the invigilator clears it. */
export function receiptScreen(receipt, { clear }) {
  const ended = { time: _("Your time is up."), removed: _("The invigilator has ended your exam.") }[
    receipt.how
  ];
  const title = n_("{n} answer of yours is recorded", "{n} answers of yours are recorded", receipt.answered);
  const aid = make("p", { class: "aid", id: "aid" }, groups(receipt.finding_aid));
  const words = make(
    "div",
    {},
    ended && make("p", { class: "lead" }, ended),
    heading(title),
    make(
      "p",
      { id: "aid-words" },
      _("Copy these sixteen characters. A slip is printed, or a card with boxes lies on your table."),
    ),
    aid,
    make("dl", { class: "facts lines" }, lines(receipt)),
    make("p", { class: "lead" }, icon("check"), _("You may leave quietly.")),
  );
  const qr = make("img", {
    class: "qr",
    src: receipt.qr || "/api/receipt.svg",
    width: "220",
    height: "220",
    alt: _("QR of your signed receipt"),
  });
  const side = make(
    "div",
    { class: "qr-side" },
    qr,
    make(
      "p",
      { class: "note" },
      _("Your signed receipt. Keep it: with it you can check that nothing was changed."),
    ),
  );
  const answers = receipt.answers && recorded(receipt.answers);
  const foot = make(
    "div",
    { class: "foot" },
    button(_("Print a slip"), () => window.print(), { look: "small", id: "print" }),
    " ",
    button(_("For the invigilator: clear the screen"), clear, { look: "small" }),
  );
  show("card wide receipt", [make("div", { class: "receipt-columns" }, words, side), answers, foot], {
    title: _("Receipt"),
  });
}

/** Asks the invigilator whether the receipt was taken down. */
export function clearScreen({ yes, back }) {
  const note = make(
    "p",
    { class: "lead" },
    _("The receipt disappears from this screen. It stays in the list that hangs in the hall."),
  );
  const tools = [
    button(_("Back to the receipt"), back, { look: "primary" }),
    button(_("Clear for the next candidate"), yes),
  ];
  show("card", [heading(_("Has the candidate taken the receipt?")), note, actions(tools)], {
    title: _("Receipt"),
  });
}

/** Shows a screen that stands instead of the paper: a sign, what happened, what to do. */
export function coverScreen({ sign, title, sentences, tools = [], look = "" }) {
  const words = sentences.filter(Boolean).map((text) => make("p", { class: "lead" }, text));
  show(
    `card cover ${look}`,
    [
      make("div", { class: "cover-sign" }, icon(sign)),
      heading(title),
      words,
      tools.length ? actions(tools) : null,
    ],
    { title },
  );
}

function fact(name, value, id = null) {
  return make("div", {}, make("dt", {}, name), make("dd", { id }, String(value)));
}

function ways(title, positions, go) {
  if (!positions.length) return null;
  const buttons = positions.map((position) =>
    button(String(position), () => go(position), {
      look: "cell-button",
      "aria-label": _("{n}: go to this question", { n: position }),
    }),
  );
  return make("section", { class: "ways" }, make("h2", {}, title), make("div", { class: "cells" }, buttons));
}

function lines(receipt) {
  return [
    [_("Anonymity code"), receipt.code],
    [_("Recorded at"), receipt.closed_at && dayAndHour(receipt.closed_at)],
    [
      _("Results"),
      inLanguage(receipt.results_place) ??
        _("on the hall’s screen after the last hand-in, then on the public page"),
    ],
    [_("Last day to appeal"), inLanguage(receipt.appeal_until) ?? _("printed on the result sheet")],
  ]
    .filter(([, value]) => value)
    .map(([name, value]) => fact(name, typeof value === "number" ? dayAndHour(value) : value));
}

function inLanguage(text) {
  return text && typeof text === "object" ? text[speaking()] : text;
}

function groups(aid) {
  return aid
    .replace(/[^0-9A-Z]/gi, "")
    .match(/.{1,4}/g)
    .map((four) => make("span", {}, four));
}

function recorded(answers) {
  const cells = answers.map((places, index) => {
    const letters = places.map((place) => letter(place)).join(" ");
    return make("li", {}, make("span", {}, `${index + 1}.`), ` ${letters || "—"}`);
  });
  return make(
    "details",
    { class: "recorded" },
    make("summary", {}, _("Your answers as recorded")),
    make("ol", {}, cells),
  );
}
