// The bar on top: who sits here, how far, whether it is saved, how long still. Each in its fixed place.

import { shownTime } from "./clock.js";
import { button, fill, icon, make, retext } from "./dom.js";
import { frame, strip } from "./frame.js";
import { _, hour, n_ } from "./words.js";
import { chosen, languageButtons } from "./view.js";

/** Draws the left of the bar; without a session the languages stand there. */
export function drawWho(session, acts) {
  const { left } = frame();
  const seat = session?.seat ? make("b", {}, _("Seat {n}", { n: session.seat })) : make("b", {}, "Taraza");
  const code = session && make("span", { class: "who-code" }, session.code);
  const view = button(_("View"), acts.view, { look: "bare", shape: "view", id: "open-view" });
  const help = session && button(_("Help"), acts.help, { look: "bare", shape: "hand", id: "open-help" });
  fill(
    left,
    make("div", { class: "who" }, seat, code),
    help,
    view,
    session ? null : languageButtons(acts.speak),
  );
}

/** Shows how far one is, or nothing. */
export function drawProgress(exam) {
  retext(frame().centre, exam ? `${exam.position} / ${exam.size}` : "");
}

/** Shows whether the answers are safe; the sentence for trouble stands above the tools. */
export function drawSaved(state, count, at) {
  const { saved } = frame();
  const shown = {
    saved: ["check", at ? _("Saved {hour}", { hour: hour(at) }) : _("Saved")],
    sending: ["send", n_("Sending: {n}", "Sending: {n}", count)],
    kept: ["keep", _("Kept on this computer: {n}", { n: count })],
    cannot: ["warning", _("Not saved")],
  }[state];
  const sentence = {
    kept: _("No connection to the server. Your answers are kept on this computer. Carry on."),
    cannot: _("It cannot be saved. Raise your hand."),
  }[state];
  if (saved.dataset.state !== state || saved.textContent !== shown[1]) {
    saved.dataset.state = state;
    fill(saved, icon(shown[0]), make("span", {}, shown[1]));
  }
  strip(sentence || "", state === "cannot" ? "red" : "amber");
}

/** Leaves the place of the saved state empty, before the clock and after the receipt. */
export function hideSaved() {
  const { saved } = frame();
  delete saved.dataset.state;
  fill(saved);
  strip("");
}

/** Shows what is left; hidden by choice, it returns at ten minutes. */
export function drawTime(left) {
  const { time } = frame();
  if (left === null) {
    retext(time, "");
    delete time.dataset.near;
    return;
  }
  if (!time.firstChild?.classList)
    fill(time, icon("clock"), make("span", { role: "timer", "aria-live": "off" }));
  const hidden = chosen("time") === "hidden" && left > 600_000;
  retext(time.lastChild, hidden ? _("Time hidden") : timeText(left));
  time.lastChild.setAttribute("aria-label", `${_("Time left")}: ${time.lastChild.textContent}`);
  time.dataset.near = left <= 300_000 ? "yes" : "no";
}

/** Returns a remainder in words: whole minutes, in the last five also seconds. */
export function timeText(left) {
  const { minutes, text } = shownTime(left);
  return text ?? n_("{n} min", "{n} min", minutes);
}
