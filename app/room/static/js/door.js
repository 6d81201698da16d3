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
  unknown_ticket: () =>
    _("No ticket has this code. Compare each group; if it is right, call the invigilator."),
  too_many_tries: () => _("Too many wrong codes were typed here. Call the invigilator, or wait ten minutes."),
  too_early: () => _("The exam is not prepared yet. Wait until the invigilator asks you to enter the code."),
  over: () => _("This exam has ended for this ticket. Call the invigilator."),
  not_admitted: () => _("Your admission is not recorded yet. Call the invigilator."),
  second_terminal: () =>
    _("This ticket is in use at another computer. Call the invigilator: only they can let you in here."),
};

/** The way in; `room` is told of every step. */
export class Door {
  constructor(room) {
    Object.assign(this, { room, typed: "", said: null, practice: null });
  }

  /** Shows the code screen. */
  code() {
    const keep = (digits) => Object.assign(this, { typed: digits, said: null });
    const enter = (digits) => this.enter(digits);
    this.room.put("enter", () => codeScreen(enter, { typed: this.typed, keep, said: this.said }));
  }

  /** Hears who sits here now and goes on where this candidate stopped. */
  async admitted(session) {
    const { room } = this;
    room.session = session;
    Object.assign(this, { typed: "", said: null });
    room.server.token = session.token;
    room.bar();
    if (session.state === "closed") return room.heard({ holds: true, state: "closed" });
    if (session.state !== "assigned") return room.begin();
    return this.go(recall(this.place(), "seat"));
  }

  /** The server refused a step: it says itself how things stand. */
  async refused(error) {
    if (error.code === "hall_not_open") return this.go("waiting");
    return this.room.heard(await this.room.server.get("/api/state").catch(() => ({ holds: false })));
  }

  /** This terminal has no candidate any more. */
  async lost() {
    this.room.hall?.stop();
    Object.assign(this.room, { session: null, hall: null, running: null });
    this.room.bar();
    this.code();
  }

  /** Shows the waiting screen anew if the hour of the start has come meanwhile. */
  still() {
    if (this.late !== isLate(this.room)) this.room.redraw();
  }

  go(name) {
    const { room } = this;
    remember(this.place(), name);
    hideSaved();
    beside([]);
    if (name === "practice") {
      const acts = { speak: room.speak, done: () => this.go("waiting") };
      this.practice = makePractice(room.session.languages, chosenLanguage(room.session), acts);
    }
    room.put(name, () => this[`${name}Step`]());
    if (name === "waiting") room.soon();
  }

  seatStep() {
    const { session } = this.room;
    const answers = { yes: () => this.go("language"), no: () => callPerson(this.room) };
    seatScreen({ seat: session.seat, title: titleOf(session), ...answers });
  }

  languageStep() {
    const { session, speak } = this.room;
    const current = chosenLanguage(session);
    languageScreen({ languages: session.languages, current, choose: speak, next: () => this.confirm() });
  }

  rulesStep() {
    rulesScreen({ ...rulesOf(this.room.session), next: () => this.go("practice") });
  }

  practiceStep() {
    this.practice.exam.read(speaking());
    practiceScreen(this.practice);
  }

  waitingStep() {
    const { session } = this.room;
    this.late = isLate(this.room);
    const again = () => this.go("practice");
    waitingScreen({ startsAt: session.starts_at, late: this.late, code: session.code, again });
  }

  async confirm() {
    try {
      const language = chosenLanguage(this.room.session);
      await this.room.server.post("/api/confirm", { seat: true, language });
      this.go("rules");
    } catch (error) {
      if (!(error instanceof Refused)) return unreachable();
      await this.refused(error);
    }
  }

  async enter(secret) {
    try {
      const sent = { secret, terminal: terminal() };
      await this.admitted(await this.room.server.post("/api/enter", sent));
    } catch (error) {
      this.said = reasonOf(error);
      throw Object.assign(new Error(error.message), { said: this.said });
    }
  }

  place() {
    const { sitting, code } = this.room.session;
    return `step.${sitting}.${code}`;
  }
}

function reasonOf(error) {
  if (!(error instanceof Refused))
    return () => _("The server does not answer. Try again in a moment; if it stays so, raise your hand.");
  return (
    SENTENCES[error.code] || (() => error.body.sentence || _("This did not work. Call the invigilator."))
  );
}

async function callPerson(room) {
  const sent = await room.server.post("/api/call", { kind: "help" }).then(
    () => true,
    () => false,
  );
  if (sent) room.called = "help";
  const text = sent
    ? _("The invigilator has been called. Stay where you are.")
    : _("The call did not reach the server. Raise your hand.");
  openPanel(_("Help"), [make("p", { class: "lead" }, text)]);
}

function unreachable() {
  openPanel(_("Help"), [
    make(
      "p",
      { class: "lead" },
      _("The server does not answer. Try again in a moment; if it stays so, raise your hand."),
    ),
  ]);
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
