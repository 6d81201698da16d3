// From the ticket to the waiting screen: code, seat, language, rules, practice. Each step survives a reload.

import { Refused } from "./api.js";
import { languageScreen, rulesScreen, seatScreen, waitingScreen } from "./before.js";
import { codeScreen } from "./entry.js";
import { beside, openPanel } from "./frame.js";
import { make } from "./dom.js";
import { hideSaved } from "./bar.js";
import { recall, remember, terminal } from "./memory.js";
import { makePractice, practiceScreen } from "./practice.js";
import { _, speaking } from "./words.js";

const NEARLY = 5_000;
const SENTENCES = {
  unknown_ticket: () => _("No ticket has this code. Compare each group; if it is right, call the invigilator."),
  too_many_tries: () => _("Too many wrong codes were typed here. Call the invigilator, or wait ten minutes."),
  too_early: () => _("The exam is not prepared yet. Wait until the invigilator asks you to enter the code."),
  over: () => _("This exam has ended for this ticket. Call the invigilator."),
  not_admitted: () => _("Your admission is not recorded yet. Call the invigilator."),
  second_terminal: () => _("This ticket is in use at another computer. Call the invigilator: only they can let you in here."),
};

/** The way in; `room` is told of every step. */
export function makeDoor(room) {
  const door = { typed: "", said: null };
  const step = (name) => remember(`step.${room.session.sitting}.${room.session.code}`, name);
  const steps = {
    seat: () => seatScreen({ seat: room.session.seat, title: titleOf(room.session), yes: () => go("language"), no: () => callPerson(room) }),
    language: () => languageScreen({ languages: room.session.languages, current: chosenLanguage(room.session), choose: room.speak, next: () => confirm("rules") }),
    rules: () => rulesScreen({ ...rulesOf(room.session), next: () => go("practice") }),
    practice: () => {
      door.practice.exam.read(speaking());
      practiceScreen(door.practice);
    },
    waiting: () => waitingScreen({ startsAt: room.session.starts_at, late: (room.late = isLate(room)), code: room.session.code, again: () => go("practice") }),
  };
  const go = (name) => {
    step(name);
    hideSaved();
    beside([]);
    if (name === "practice") {
      door.practice = makePractice(room.session.languages, chosenLanguage(room.session), { speak: room.speak, done: () => go("waiting") });
    }
    room.put(name, steps[name]);
    if (name === "waiting") room.soon();
  };
  const confirm = async (next) => {
    try {
      await room.server.post("/api/confirm", { seat: true, language: chosenLanguage(room.session) });
      go(next);
    } catch (error) {
      if (!(error instanceof Refused)) return unreachable();
      await door.refused(error);
    }
  };
  door.code = () => {
    const keep = (digits) => Object.assign(door, { typed: digits, said: null });
    const enter = (digits) => enterBy(room, door, digits);
    room.put("enter", () => codeScreen(enter, { typed: door.typed, keep, said: door.said }));
  };
  door.admitted = async (session) => {
    Object.assign(room, { session });
    Object.assign(door, { typed: "", said: null });
    room.server.token = session.token;
    room.bar();
    if (session.state === "closed") return room.heard({ holds: true, state: "closed" });
    if (session.state !== "assigned") return room.begin();
    go(recall(`step.${session.sitting}.${session.code}`, "seat"));
  };
  door.refused = async (error) => {
    if (error.code === "hall_not_open") return go("waiting");
    room.heard(await room.server.get("/api/state").catch(() => ({ holds: false })));
  };
  door.still = () => room.late !== isLate(room) && room.redraw();
  door.lost = async () => {
    room.session = null;
    room.hall?.stop();
    Object.assign(room, { hall: null, running: null });
    room.bar();
    door.code();
  };
  return door;
}

async function enterBy(room, door, secret) {
  try {
    await door.admitted(await room.server.post("/api/enter", { secret, terminal: terminal() }));
  } catch (error) {
    const said = error instanceof Refused
      ? SENTENCES[error.code] || (() => error.body.sentence || _("This did not work. Call the invigilator."))
      : () => _("The server does not answer. Try again in a moment; if it stays so, raise your hand.");
    door.said = said;
    throw Object.assign(new Error(error.message), { said });
  }
}

async function callPerson(room) {
  const sent = await room.server.post("/api/call", { kind: "help" }).then(() => true, () => false);
  if (sent) room.called = "help";
  const text = sent ? _("The invigilator has been called. Stay where you are.") : _("The call did not reach the server. Raise your hand.");
  openPanel(_("Help"), [make("p", { class: "lead" }, text)]);
}

function unreachable() {
  openPanel(_("Help"), [make("p", { class: "lead" }, _("The server does not answer. Try again in a moment; if it stays so, raise your hand."))]);
}

function chosenLanguage(session) {
  return session.languages.includes(speaking()) ? speaking() : session.languages[0];
}

function titleOf(session) {
  return session.title?.[speaking()] ?? session.title?.en ?? null;
}

function rulesOf(session) {
  const language = speaking() in session.rules ? speaking() : Object.keys(session.rules)[0];
  return { rules: session.rules[language], language };
}

function isLate(room) {
  const now = room.clock.now();
  return now !== null && now >= room.session.starts_at - NEARLY;
}
