// From the first question to the hand-in: which screen of the running exam stands.

import { Refused } from "./api.js";
import { awayCover, handingCover, timeUpCover } from "./covers.js";
import { confirmScreen, reviewScreen } from "./ending.js";
import { beside } from "./frame.js";
import { retext } from "./dom.js";
import { recall, remember } from "./memory.js";
import { PaperScreen } from "./paper.js";
import { Running } from "./running.js";
import { speaking } from "./words.js";

const TICK = 250;

/** The running exam on this screen. */
export class Hall {
  /** Fetches the paper, paints the question and only then lets the clock start. */
  static async open(room) {
    const begun = await room.server.post("/api/start", {});
    const hall = new Hall(room, begun);
    room.hall = hall;
    room.bar();
    hall.resume(begun);
    if (begun.state === "assigned") await hall.painted();
    hall.running.outbox.kick();
    return hall;
  }

  constructor(room, begun) {
    this.room = room;
    const acts = {
      closed: () => room.soon(),
      superseded: (error) => this.superseded(error),
      timeUp: () => this.timeUp(),
    };
    const language = recall(`reading.${room.session.code}`) || begun.language || speaking();
    this.running = new Running({
      begun,
      session: room.session,
      server: room.server,
      clock: room.clock,
      language,
      acts,
    });
    room.running = this.running;
    this.exam = this.running.exam;
    this.paper = new PaperScreen(this.exam, {
      review: () => this.review(),
      speak: room.speak,
      remark: (position, text) => this.running.outbox.add({ kind: "remark", position, text }),
      answered: () => {},
    });
    this.timer = setInterval(() => this.tick(), TICK);
  }

  /** Stops the clock and the keys; the screen belongs to somebody else now. */
  stop() {
    clearInterval(this.timer);
    this.running.deadline = null;
    this.running.tick();
    this.stopped = true;
  }

  /** Says whether the end is near enough to ask the server more often. */
  isEnding() {
    return ["time-up", "handing"].includes(this.room.screen) || (this.running.left() ?? Infinity) < 5_000;
  }

  /** Hears the server's state and shows what follows from it. */
  heard(state) {
    if (this.stopped) return;
    this.running.heard(state);
    if (state.state === "paused") return this.room.cover("paused", this.room.pausedCover);
    if (["paused", "interrupted"].includes(this.room.screen)) return this.questions();
    if (this.room.screen === "away" && state.call_seen !== this.seen) {
      this.seen = state.call_seen;
      this.room.redraw();
    }
  }

  /** Reads the questions in the language spoken now, if they can be read in it. */
  read(language) {
    this.exam.read(language);
    remember(`reading.${this.room.session.code}`, this.exam.language);
  }

  /** Answers a key on the question screen. */
  key(event) {
    return this.room.screen === "question" && !this.stopped && this.paper.key(event);
  }

  /** Hides the paper while the candidate is out of the room. */
  async away() {
    this.remembered(true);
    this.cover();
    await this.room.server.post("/api/call", { kind: "leave" }).catch(() => {});
    this.room.soon();
  }

  resume({ state }) {
    if (state === "paused") {
      this.running.heard({ state });
      return this.room.cover("paused", this.room.pausedCover);
    }
    if (recall(`away.${this.room.session.code}`)) this.cover();
    else this.questions();
  }

  questions() {
    if (recall(`away.${this.room.session.code}`)) return this.cover();
    this.room.put("question", () => this.paper.show());
    this.running.drawn();
    this.tick();
  }

  async painted() {
    // Two frames later the question is on the glass, not only in the tree.
    await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
    while (!this.stopped) {
      try {
        return this.running.heard({ ...(await this.room.server.post("/api/opened", {})), state: "started" });
      } catch (error) {
        if (error instanceof Refused) return this.room.soon();
        await new Promise((go) => setTimeout(go, 1_000));
      }
    }
  }

  review() {
    const acts = {
      go: (position) => this.back(position),
      back: () => this.back(this.exam.position),
      handIn: () => this.confirm(),
    };
    beside([]);
    this.room.put("review", () => reviewScreen(this.exam, { ...acts, time: this.running.timeText() }));
  }

  confirm() {
    const empty = this.exam.empty().length;
    const acts = { yes: () => this.handIn(), back: () => this.back(this.exam.position) };
    this.room.put("confirm", () => confirmScreen({ answered: this.exam.size - empty, empty, ...acts }));
  }

  back(position) {
    this.exam.go(position);
    this.questions();
  }

  async handIn() {
    const wish = (this.wish = {});
    const back = () => {
      this.wish = null;
      this.questions();
    };
    const wait = () => this.wish === wish && this.waiting(back);
    wait();
    await this.running.delivered(wait);
    while (this.wish === wish && !this.stopped) {
      try {
        const receipt = await this.room.server.post("/api/hand-in", { lease: this.room.session.lease });
        return this.room.heard({ holds: true, state: "closed", receipt });
      } catch (error) {
        if (error instanceof Refused) return this.room.soon();
        wait();
        await new Promise((go) => setTimeout(go, 1_000));
      }
    }
  }

  waiting(back) {
    if (this.stopped) return;
    const { outbox } = this.running;
    const shown = `${outbox.pending.length} ${outbox.state()}`;
    if (this.room.screen === "handing" && this.shown === shown) return;
    this.shown = shown;
    this.room.put("handing", () =>
      handingCover({
        waiting: outbox.pending.length,
        state: outbox.state(),
        back: outbox.pending.length ? back : null,
      }),
    );
  }

  tick() {
    this.running.tick();
    const shown = document.getElementById("review-time");
    if (shown) retext(shown, this.running.timeText());
  }

  timeUp() {
    const waiting = this.running.outbox.pending.length;
    if (this.room.screen === "time-up" && this.left === waiting) return;
    this.left = waiting;
    this.room.screen = "";
    this.room.cover("time-up", () => timeUpCover({ waiting: this.running.outbox.pending.length }));
    this.room.soon();
  }

  superseded() {
    this.room.heard({ holds: false });
    this.room.soon();
  }

  cover() {
    const back = async () => {
      this.remembered(false);
      this.questions();
      await this.room.server.post("/api/call", { kind: "back" }).catch(() => {});
    };
    this.seen = false;
    this.room.screen = "";
    this.room.cover("away", () => awayCover({ back, seen: this.seen, time: this.running.timeText() }));
  }

  remembered(away) {
    remember(`away.${this.room.session.code}`, away);
  }
}
