// The sentences of the calm screens that stand instead of the paper.

import { button } from "./dom.js";
import { coverScreen } from "./ending.js";
import { _, n_ } from "./words.js";

/** Paused by the hall. */
export function pausedCover() {
  coverScreen({
    sign: "pause",
    title: _("The exam is paused"),
    sentences: [
      _("Your time is not running. Everything you answered is kept."),
      _("Stay seated. The question comes back by itself."),
    ],
  });
}

/** The candidate is out of the room: the paper is hidden, the time runs. */
export function awayCover({ back, seen, time }) {
  coverScreen({
    sign: "hand",
    title: _("The paper is hidden"),
    sentences: [
      seen
        ? _("The invigilator has seen your call and is coming.")
        : _("The invigilator has been called. Wait at your seat."),
      _("Your time runs. Time left: {time}", { time }),
    ],
    tools: [button(_("I am back: show the paper"), back, { look: "primary", id: "back" })],
  });
}

/** The exam goes on at another computer. */
export function movedCover({ seat, again }) {
  coverScreen({
    sign: "seat",
    title: seat
      ? _("You will continue at seat {seat}", { seat })
      : _("This exam continues at another computer"),
    sentences: [
      _("Your answers and your time go with you. Nothing is lost."),
      _("This screen takes no more answers. Follow the invigilator."),
    ],
    tools: [button(_("For the invigilator: enter a code here"), again, { look: "small" })],
  });
}

/** The clock has run out; what was answered is still on its way or has arrived. */
export function timeUpCover({ waiting }) {
  coverScreen({
    sign: "clock",
    title: _("Your time is up"),
    sentences: waiting
      ? [
          n_("{n} answer is still being sent.", "{n} answers are still being sent.", waiting),
          _("Stay seated. If this stays for a minute, raise your hand."),
        ]
      : [_("All your answers have arrived. Your receipt appears in a moment.")],
  });
}

/** Handing in, while answers are still on their way. */
export function handingCover({ waiting, state, back }) {
  const offline = state === "kept" || state === "cannot";
  coverScreen({
    sign: "send",
    title: _("Handing in"),
    sentences: [
      waiting
        ? n_("{n} answer is still being sent.", "{n} answers are still being sent.", waiting)
        : _("Your answers have arrived. Waiting for the receipt."),
      offline &&
        _(
          "There is no connection to the server. Your answers are kept on this computer. Stay seated and raise your hand.",
        ),
    ],
    tools: back ? [button(_("Back to questions"), back)] : [],
  });
}

/** The commission has interrupted the sitting. */
export function interruptedCover() {
  coverScreen({
    sign: "pause",
    title: _("The exam is interrupted"),
    sentences: [
      _("The commission decides how it goes on. Your answers are kept."),
      _("Stay seated and listen to the invigilator."),
    ],
  });
}

/** The sitting is over or the door is shut for this candidate. */
export function closedCover({ again }) {
  coverScreen({
    sign: "clock",
    title: _("This sitting is closed"),
    sentences: [
      _("Nobody can begin or continue it any more."),
      _("Call the invigilator if you did not expect this."),
    ],
    tools: [button(_("For the invigilator: clear the screen"), again, { look: "small" })],
  });
}

/** Nothing is known of the server yet. */
export function noServerCover({ again }) {
  coverScreen({
    sign: "warning",
    look: "amber",
    title: _("No connection to the server"),
    sentences: [
      _("This computer tries again by itself every few seconds."),
      _("If this stays for a minute, raise your hand."),
    ],
    tools: [button(_("Try now"), again)],
  });
}
