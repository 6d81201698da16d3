// §4 The journal of one attempt, replayed entry by entry against its deadline, to the millisecond.
import { Flaw, exact, inOrder, pairs } from "./base.js";
import { instant } from "./notation.js";
import { BODIES } from "./objects.js";
import { fit } from "./shapes.js";

const DECIMAL = /^-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?$/;

/** A number as an answer may be written. */
export const isDecimal = (text) => DECIMAL.test(text);

const within = (values, allowed) => values.every((value) => allowed.includes(value));
const different = (values) => new Set(values).size === values.length;

function matchFits(entry, options, response) {
  const halves = response.map((text) => {
    const colon = text.indexOf(":");
    return colon < 0 ? [text, ""] : [text.slice(0, colon), text.slice(colon + 1)];
  });
  const gaps = halves.map(([gap]) => gap);
  const chosen = halves.map(([, option]) => option);
  return different(gaps) && within(gaps, entry.gaps) && within(chosen, options);
}

/** Annex B5: whether this can have been answered on this paper. */
export function responseFits(entry, options, response) {
  const { kind } = entry;
  if (!response.length) return true;
  const rising = pairs(response).every(([a, b]) => inOrder(a, b) < 0);
  if (kind === "single") return response.length === 1 && within(response, options);
  if (kind === "multiple") return rising && within(response, options);
  if (kind === "order") {
    return response.length === options.length && within(response, options) && within(options, response);
  }
  if (kind === "match") return rising && matchFits(entry, options, response);
  if (response.length !== 1 || !response[0]) return false;
  if (kind === "number") return isDecimal(response[0]);
  return [...response[0]].length <= 1000 && response[0].normalize("NFC") === response[0];
}

/** One journal; `step` throws the Flaw that an entry is. */
export class Attempt {
  constructor(code, plan, positions, drawnAt, paperDigest) {
    Object.assign(this, { code, plan, positions, drawnAt }); // positions: [release entry, option order]
    this.heads = [paperDigest]; // heads[n] after n entries
    this.times = [0];
    this.limits = [null]; // deadline + grace as it stood, null if it did not run
    Object.assign(this, { deadline: 0, added: 0, paused: null, terminal: "", closed: null });
    this.answers = new Map();
  }

  /** Append one entry, whose digest is `head`. */
  step(entry, head) {
    const { n, kind, body } = entry;
    const at = instant(entry.at);
    const where = `journals/${this.code}.jsonl: ${n}`;
    this.follows(entry, at, where);
    const absent = kind === "closed" && body.how === "absent";
    if ((n === 1) !== (kind === "opened" || absent)) {
      throw new Flaw("journal.kinds", where, "opened first and once, or absent alone", kind);
    }
    if (absent) this.closed = "absent";
    else this.act(where, at, kind, body);
    if (this.added > exact(1000 * this.plan.max_extension)) {
      throw new Flaw("journal.extension", where, `<= ${this.plan.max_extension} s`, `${this.added} ms`);
    }
    this.heads.push(head);
    this.times.push(at);
    const runs = this.deadline && this.paused === null && this.closed === null;
    this.limits.push(runs ? this.limit(at) : null);
  }

  /** The chain, time, and form of an entry. */
  follows(entry, at, where) {
    const { n, kind, body } = entry;
    const wanted = [this.code, this.heads.length, this.heads.at(-1)];
    if (entry.attempt !== wanted[0] || n !== wanted[1] || entry.prev !== wanted[2]) {
      throw new Flaw("journal.chain", where, wanted, [entry.attempt, n, entry.prev]);
    }
    if (at < this.times.at(-1)) throw new Flaw("journal.time", where, `>= ${this.times.at(-1)}`, at);
    if (this.closed !== null) throw new Flaw("journal.closed", where, "nothing after closed", kind);
    if (!BODIES.has(kind)) throw new Flaw("journal.kinds", where, [...BODIES.keys()], kind);
    fit(body, BODIES.get(kind), where);
  }

  act(where, at, kind, body) {
    if (!["opened", "closed", "resumed"].includes(kind) && at > this.limit(at)) {
      const code = kind === "answered" ? "journal.deadline" : "journal.late";
      throw new Flaw(code, where, `until ${this.limit(at)} ms`, at);
    }
    this[`on_${kind}`](where, at, body);
  }

  /** Deadline + grace as they stand at `at`; a pause that is open counts so far. */
  limit(at) {
    const pause = this.paused === null ? 0 : at - this.paused;
    return exact(this.deadline + pause + exact(1000 * this.plan.grace));
  }

  on_opened(where, at, body) {
    const grants = body.grants.reduce((sum, grant) => exact(sum + grant.seconds), 0);
    const seconds = exact(this.plan.duration + grants);
    if (body.seconds !== seconds) throw new Flaw("journal.seconds", where, seconds, body.seconds);
    if (at < this.drawnAt) throw new Flaw("journal.opened", where, `after the draw, ${this.drawnAt}`, at);
    this.terminal = body.terminal;
    this.added = exact(1000 * grants);
    this.deadline = exact(at + 1000 * seconds);
    this.on_language(where, at, body);
  }

  on_language(where, _at, body) {
    const { languages } = this.plan;
    if (!languages.includes(body.language))
      throw new Flaw("journal.language", where, languages, body.language);
  }

  on_answered(where, at, body) {
    if (this.paused !== null) throw new Flaw("journal.pause", where, "no answer while paused", body);
    this.on_remark(where, at, body);
    const [entry, options] = this.positions[body.position - 1];
    if (!responseFits(entry, options, body.response)) {
      throw new Flaw("journal.response", where, options, body.response);
    }
    this.answers.set(body.position, body.response);
  }

  on_remark(where, _at, body) {
    const last = this.positions.length;
    if (body.position >= 1 && body.position <= last) return;
    throw new Flaw("journal.response", where, `position 1..${last}`, body.position);
  }

  on_moved(where, _at, body) {
    if (body.from !== this.terminal) throw new Flaw("journal.terminal", where, this.terminal, body.from);
    this.terminal = body.to;
  }

  on_paused(where, at) {
    if (this.paused !== null) throw new Flaw("journal.pause", where, "one pause at a time", "paused twice");
    this.paused = at;
  }

  on_resumed(where, at) {
    if (this.paused === null) throw new Flaw("journal.pause", where, "a pause to end", "none");
    this.add(at - this.paused);
    this.paused = null;
  }

  on_extended(_where, _at, body) {
    this.add(1000 * body.seconds);
  }

  /** Time given, ms. */
  add(ms) {
    this.deadline = exact(this.deadline + ms);
    this.added = exact(this.added + ms);
  }

  on_closed(where, at, body) {
    const [limit, { how }] = [this.limit(at), body];
    if (how === "time" ? at < limit : at > limit) {
      throw new Flaw("journal.ended", where, `time from ${limit} ms, otherwise before`, [how, at]);
    }
    if (how === "removed" && body.by === null) {
      throw new Flaw("journal.ended", where, "who removed the candidate", null);
    }
    if (this.paused !== null) this.added = exact(this.added + at - this.paused);
    this.closed = how;
  }
}
