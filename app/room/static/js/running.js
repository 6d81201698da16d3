// A running exam: paper, outbox, flags and clock held together, until it is closed.

import { Refused } from "./api.js";
import { drawSaved, drawTime, timeText } from "./bar.js";
import { crossed } from "./clock.js";
import { Exam, overlaid } from "./exam.js";
import { banner } from "./frame.js";
import { forget, recall, remember } from "./memory.js";
import { Outbox } from "./outbox.js";
import { _, n_ } from "./words.js";

/** One attempt on one lease; `acts` hears closed(), superseded(error), timeUp(). */
export class Running {
  constructor({ begun, session, server, clock, language, acts }) {
    Object.assign(this, { session, server, clock, acts });
    this.name = `${session.sitting}.${session.code}`;
    this.deadline = begun.deadline ?? null;
    this.before = null;
    this.paused = false;
    this.flagging = new Map(recall(`flags.${this.name}`, []));
    this.outbox = new Outbox({
      name: `outbox.${this.name}.${session.lease}`,
      acknowledged: begun.acknowledged,
      send: (entries) => this.send(entries),
      changed: () => this.drawn(),
      refused: (error) => this.refused(error),
    });
    this.exam = this.examOf(begun, language);
  }

  /** The time left in milliseconds, or null while no time runs. */
  left() {
    const now = this.clock.now();
    return this.deadline === null || now === null || this.paused ? null : this.deadline - now;
  }

  /** Hears how the server sees it: a later deadline is told, flags on their way are sent again. */
  heard({ deadline, state }) {
    const resumed = this.paused && state === "started";
    this.paused = state === "paused";
    if (typeof deadline === "number") this.moveDeadline(deadline, resumed);
    if (resumed) this.outbox.kick();
    this.sendFlags();
  }

  /** Shows the time and says once when half an hour, ten, five and one minute are left. */
  tick() {
    const left = this.left();
    drawTime(left);
    if (left === null) return;
    const threshold = this.before === null ? null : crossed(this.before, left);
    if (threshold) banner(n_("{n} minute left", "{n} minutes left", threshold));
    this.before = left;
    if (left <= 0) this.acts.timeUp();
  }

  /** Returns the time left in words. */
  timeText() {
    const left = this.left();
    return left === null ? "" : timeText(left);
  }

  /** Resolves when everything is acknowledged; calls `waiting()` while it is not. */
  async delivered(waiting) {
    while (this.outbox.pending.length) {
      waiting();
      await new Promise((go) => setTimeout(go, 250));
    }
  }

  /** Forgets what this computer kept of the attempt; only after the receipt. */
  forget() {
    this.outbox.clear();
    for (const what of ["position", "flags", "step"]) forget(`${what}.${this.name}`);
    for (const what of ["away", "reading"]) forget(`${what}.${this.session.code}`);
  }

  /** Shows the saved state again, in the language spoken now. */
  drawn() {
    if (!this.exam) return;
    drawSaved(this.outbox.state(), this.outbox.pending.length, this.outbox.savedAt);
  }

  examOf(begun, language) {
    const { paper } = begun;
    return new Exam({
      paper: { items: paper.items, sections: sectionsOf(paper) },
      answers: overlaid(begun.answers, this.outbox.pending),
      flags: laidOver(begun.flags, this.flagging),
      language,
      position: recall(`position.${this.name}`, 1),
      record: (entry) => this.outbox.add(entry),
      flagged: (position, on) => this.flagged(position, on),
      moved: (position) => remember(`position.${this.name}`, position),
    });
  }

  async send(entries) {
    const reply = await this.server.post("/api/entries", { lease: this.session.lease, entries });
    this.heard(reply);
    return reply;
  }

  refused(error) {
    // While paused nothing is taken; what waits goes on its way when the exam goes on.
    if (["attempt_paused", "not_started", "clock_doubtful"].includes(error.code)) return;
    this.outbox.halt();
    if (error.code === "attempt_closed") this.acts.closed();
    else this.acts.superseded(error);
  }

  flagged(position, on) {
    this.flagging.set(position, on);
    this.keepFlags();
    this.sendFlags();
  }

  async sendFlags() {
    for (const [position, on] of [...this.flagging]) {
      try {
        await this.server.post("/api/flag", { position, on });
      } catch (error) {
        if (!(error instanceof Refused)) return;
      }
      if (this.flagging.get(position) === on) this.flagging.delete(position);
      this.keepFlags();
    }
  }

  keepFlags() {
    remember(`flags.${this.name}`, [...this.flagging]);
  }

  moveDeadline(deadline, resumed) {
    if (deadline === this.deadline) return;
    const added = this.deadline === null ? 0 : Math.round((deadline - this.deadline) / 60_000);
    this.deadline = deadline;
    this.before = null;
    if (resumed) banner(_("The exam goes on. Your time was not running."));
    else if (added > 0)
      banner(n_("{n} minute was added to your time", "{n} minutes were added to your time", added));
  }
}

/** Returns the sections as stretches of positions; none if the topics are mixed or only one. */
function sectionsOf(paper) {
  const stretches = [];
  for (const item of paper.items) {
    const last = stretches.at(-1);
    if (last?.topic === item.topic) last.last = item.position;
    else
      stretches.push({
        topic: item.topic,
        first: item.position,
        last: item.position,
        names: paper.names?.[item.topic],
      });
  }
  return stretches.length > 1 && stretches.length === new Set(stretches.map((one) => one.topic)).size
    ? stretches
    : [];
}

function laidOver(flags, waiting) {
  const all = new Set(flags);
  for (const [position, on] of waiting)
    if (on) all.add(position);
    else all.delete(position);
  return [...all];
}
