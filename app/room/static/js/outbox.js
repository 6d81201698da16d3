// Answers on their way: numbered, kept on this computer, sent in order, dropped only when acknowledged.

import { forget, recall, remember } from "./memory.js";
import { Refused } from "./api.js";

const BATCH = 40;
const SLOW = 2_500;
const LONGEST = 8_000;

/** The queue of one lease; `send(entries)` resolves to a reply with `acknowledged`. */
export class Outbox {
  constructor({ name, send, acknowledged, changed, refused, later = (act, wait) => setTimeout(act, wait) }) {
    const kept = recall(name, { last: 0, pending: [] });
    Object.assign(this, { name, send, changed, refused, later });
    this.last = Math.max(kept.last, acknowledged);
    this.pending = kept.pending.filter((entry) => entry.number > acknowledged);
    this.failures = 0;
    this.slow = this.busy = this.halted = this.rejected = false;
    this.stored = true;
    this.savedAt = null;
  }

  /** Takes an entry, keeps it here, and sends it as soon as the line is free. */
  add(entry) {
    this.last += 1;
    this.pending.push({ number: this.last, ...entry });
    this.keep();
    this.kick();
    return this.last;
  }

  /** Says what the candidate may rely on: saved, sending, kept or cannot. */
  state() {
    if (this.rejected) return "cannot";
    if (!this.pending.length) return "saved";
    if (!this.failures && !this.slow) return "sending";
    return this.stored ? "kept" : "cannot";
  }

  /** Sends what waits, unless something is on its way already. */
  kick() {
    if (this.busy || this.halted || !this.pending.length) {
      this.changed();
      return;
    }
    this.busy = true;
    this.changed();
    this.deliver(this.pending.slice(0, this.rejected || this.single ? 1 : BATCH));
  }

  /** Sends nothing more: the lease is gone or the attempt closed. What waits stays stored. */
  halt() {
    this.halted = true;
  }

  /** Forgets everything of this lease; only after the receipt. */
  clear() {
    this.halt();
    forget(this.name);
  }

  async deliver(batch) {
    const watch = this.later(() => this.lag(), SLOW);
    try {
      this.heard(await this.send(batch));
    } catch (error) {
      if (error instanceof Refused) this.wasRefused(error, batch);
      else this.failed();
    }
    clearTimeout(watch);
    this.changed();
  }

  lag() {
    this.slow = this.busy;
    this.changed();
  }

  heard(reply) {
    this.pending = this.pending.filter((entry) => entry.number > reply.acknowledged);
    this.failures = 0;
    this.slow = this.busy = this.single = false;
    this.savedAt = reply.server_now;
    this.keep();
    if (this.pending.length) this.kick();
  }

  failed() {
    this.failures += 1;
    this.busy = this.slow = false;
    // Half a hall that lost its server must not come back in one blow.
    const wait = Math.min(LONGEST, 500 * 2 ** this.failures) * (0.75 + Math.random() / 2);
    this.later(() => this.kick(), wait);
  }

  wasRefused(error, batch) {
    this.busy = this.slow = false;
    if ([401, 403, 409].includes(error.status)) {
      this.refused(error);
    } else if (batch.length > 1) {
      // One of them is bad: send one by one, so that the good ones pass.
      this.single = true;
      this.later(() => this.kick(), 0);
    } else {
      // Ours is a bad entry: the server will never take it, the others must go on, a person must look.
      this.rejected = true;
      this.pending = this.pending.filter((entry) => entry !== batch[0]);
      this.keep();
      this.later(() => this.kick(), 0);
    }
  }

  keep() {
    this.stored = remember(this.name, { last: this.last, pending: this.pending });
  }
}
