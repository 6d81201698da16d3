// The server's time, carried on by the page's steady counter: this computer's own clock is never asked.

/** A clock set by replies; `steady` returns milliseconds that only go forward. */
export class ServerClock {
  constructor(steady = () => performance.now()) {
    this.steady = steady;
    this.offset = null;
    this.trip = Infinity;
    this.setAt = 0;
  }

  /** Hears a reply's `server_now`, asked and answered at these readings of the steady counter. */
  hear(serverNow, asked, answered) {
    const trip = answered - asked;
    const offset = serverNow - (asked + answered) / 2;
    const stale = answered - this.setAt > 30_000;
    const moved = this.offset !== null && Math.abs(offset - this.offset) > 2_000 + trip;
    // A quick reply tells the time best; a slow one is believed only when nothing better is recent.
    if (this.offset === null || trip <= this.trip || stale || moved) {
      Object.assign(this, { offset, trip, setAt: answered });
    }
  }

  /** Returns the server's time in milliseconds, or null before the first reply. */
  now() {
    return this.offset === null ? null : this.steady() + this.offset;
  }
}

/** Returns how a remainder is shown: whole minutes until five are left, then minutes and seconds. */
export function shownTime(left) {
  const seconds = Math.max(0, Math.ceil(left / 1000));
  if (seconds > 300) return { minutes: Math.ceil(seconds / 60), text: null };
  const rest = String(seconds % 60).padStart(2, "0");
  return { minutes: null, text: `${Math.floor(seconds / 60)}:${rest}` };
}

/** Returns the threshold (in minutes) that was crossed between two remainders, or null. */
export function crossed(before, after, thresholds = [30, 10, 5, 1]) {
  const passed = thresholds.filter((minutes) => before > minutes * 60_000 && after <= minutes * 60_000);
  return passed.length ? Math.min(...passed) : null;
}
