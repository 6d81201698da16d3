// §6 Scores: whole numbers and exact fractions, nothing rounded but where the plan says so.
import { equal } from "./notation.js";

const NOTHING = { n: 0n, d: 1n };

const gcd = (a, b) => (b ? gcd(b, a % b) : a < 0n ? -a : a);

/** n / d in lowest terms, d > 0. */
export function ratio(n, d = 1n) {
  if (d === 0n) throw new RangeError("nothing divides by nothing");
  const by = d === 1n ? 1n : gcd(n, d);
  return { n: n / by, d: d / by };
}

const plus = (a, b) => (a.d === b.d ? ratio(a.n + b.n, a.d) : ratio(a.n * b.d + b.n * a.d, a.d * b.d));
const more = (a, b) => a.n * b.d > b.n * a.d;
const atLeastNothing = (a) => (a.n < 0n ? NOTHING : a);
const add = (values) => values.reduce(plus, NOTHING);

function floorDivided(a, b) {
  const down = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? down - 1n : down;
}

/** A decimal of annex B5, exactly. */
export function decimal(text) {
  const match = /^(-?)([0-9]+)(?:\.([0-9]+))?$/.exec(text);
  if (!match) throw new RangeError(`not a decimal: ${text}`);
  const behind = match[3] ?? "";
  const n = BigInt(match[2] + behind);
  return ratio(match[1] ? -n : n, 10n ** BigInt(behind.length));
}

/** Annex B6. */
export function folded(text, folds) {
  let made = folds.includes("trim") ? text.replace(/^ +| +$/g, "") : text;
  if (folds.includes("spaces")) made = made.replace(/ +/g, " ");
  if (folds.includes("lower")) made = made.replace(/[A-ZА-ЯЁҢӨҮ]/g, (letter) => letter.toLowerCase());
  return folds.includes("yo") ? made.replaceAll("ё", "е").replaceAll("Ё", "Е") : made;
}

const part = (right, of) => ratio(BigInt(right), BigInt(of));
const whole = (holds) => part(holds ? 1 : 0, 1);

/** The part of an item's mark that a response earns, 0 to 1. */
export function fraction(kind, partial, response, correct, folds) {
  if (kind === "number") {
    const given = decimal(response[0]);
    return whole(!more(decimal(correct[0]), given) && !more(given, decimal(correct[1])));
  }
  if (kind === "text") {
    return whole(correct.some((text) => folded(text, folds) === folded(response[0], folds)));
  }
  if (kind === "order") {
    if (response.length !== correct.length) throw new RangeError("orders of different length");
    if (!partial) return whole(equal(response, correct));
    return part(response.filter((id, at) => id === correct[at]).length, correct.length);
  }
  const [given, wanted] = [new Set(response), new Set(correct)];
  const right = [...given].filter((id) => wanted.has(id)).length;
  if (kind === "match" && partial) return part(right, correct.length);
  if (kind === "multiple" && partial) return part(Math.max(0, right - (given.size - right)), correct.length);
  return whole(given.size === wanted.size && right === wanted.size);
}

/** The rank of every total: 1 + number of scored candidates with a higher one. */
export function ranks(lines) {
  const totals = lines
    .filter((line) => line.status === "scored" && line.total !== null)
    .map((line) => line.total);
  totals.sort((a, b) => b - a);
  const found = new Map();
  totals.forEach((total, above) => {
    if (!found.has(total)) found.set(total, above + 1);
  });
  return found;
}

const plain = (big) => {
  const value = Number(big);
  if (!Number.isSafeInteger(value)) throw new RangeError(`beyond exact whole numbers: ${big}`);
  return value;
};

/** Plan, keys and what the amendments up to one version make of them. */
export class Rules {
  constructor(plan, keys) {
    Object.assign(this, {
      plan,
      keys,
      annulled: new Set(),
      accepted: new Map(),
      voided: new Set(),
      late: new Map(),
    });
    this.scored = plan.quotas.filter((quota) => !quota.pretest);
    this.topics = [...new Set(this.scored.map((quota) => quota.topic))].sort();
  }

  /** Take one amendment into account. */
  amend({ action, code, candidate, position, response, correct }) {
    if (action === "annul") this.annulled.add(code);
    else if (action === "accept") this.accepted.set(code, [...(this.accepted.get(code) ?? []), correct]);
    else if (action === "void") this.voided.add(candidate);
    else if (action === "restore") this.voided.delete(candidate);
    else this.late.set(candidate, (this.late.get(candidate) ?? new Map()).set(position, response));
  }

  /** A figure rounded to the plan's unit, a BigInt. */
  rounded({ n, d }) {
    const unit = BigInt(this.plan.rounding.unit);
    const half = this.plan.rounding.rule === "half_up" ? unit : 0n;
    return floorDivided(2n * n + half * d, 2n * unit * d) * unit;
  }

  /** Points of one item before floors. */
  item(entry, mark, response) {
    if (this.annulled.has(entry.code)) return ratio(BigInt(mark));
    if (!response.length) return NOTHING;
    const key = this.keys.get(entry.code);
    const { rules, penalty } = this.plan.scoring;
    const partial = rules[entry.kind] === "partial";
    const worth = [key.correct, ...(this.accepted.get(entry.code) ?? [])].map((correct) =>
      fraction(entry.kind, partial, response, correct, key.folds),
    );
    const best = worth.reduce((a, b) => (more(b, a) ? b : a));
    return best.n ? ratio(BigInt(mark) * best.n, best.d) : ratio(-BigInt(penalty));
  }

  /** {points, maximum: Map by topic, total} of one candidate, BigInts. */
  figures(paper, answers, dropped) {
    const [{ place }, floor] = [this.plan.rounding, this.plan.scoring.floor_zero];
    const values = new Map(this.topics.map((topic) => [topic, NOTHING]));
    const maximum = new Map(this.topics.map((topic) => [topic, 0n]));
    paper.forEach(([entry, q], at) => {
      const quota = this.plan.quotas[q];
      if (quota.pretest || dropped.has(entry.code)) return;
      const raw = this.item(entry, quota.mark, answers.get(at + 1) ?? []);
      const value = floor === "item" ? atLeastNothing(raw) : raw;
      const counted = place === "item" ? ratio(this.rounded(value)) : value;
      values.set(quota.topic, plus(values.get(quota.topic), counted));
      maximum.set(quota.topic, maximum.get(quota.topic) + BigInt(quota.mark));
    });
    if (floor === "section") for (const [topic, value] of values) values.set(topic, atLeastNothing(value));
    const points = new Map([...values].map(([topic, value]) => [topic, this.rounded(value)]));
    const sections =
      place === "section" ? [...points.values()].map((value) => ratio(value)) : [...values.values()];
    const total = floor === "total" ? atLeastNothing(add(sections)) : add(sections);
    return { points, maximum, total: place === "total" ? this.rounded(total) : total.n / total.d };
  }

  /** Cut and section minima, each lowered by what an item that was dropped would have weighed there. */
  passes({ points, total }, paper, dropped) {
    let cut = BigInt(this.plan.pass.cut);
    const announced = cut;
    const minima = new Map(this.plan.pass.sections.map((section) => [section.topic, BigInt(section.min)]));
    const most = this.scored.reduce((sum, quota) => sum + BigInt(quota.count) * BigInt(quota.mark), 0n);
    for (const [entry, q] of paper) {
      const quota = this.plan.quotas[q];
      if (!dropped.has(entry.code) || quota.pretest) continue;
      const known = entry.difficulty !== null;
      const weight = known ? BigInt(entry.difficulty) : floorDivided(BigInt(quota.mark) * announced, most);
      cut -= weight;
      if (minima.has(entry.topic)) minima.set(entry.topic, minima.get(entry.topic) - weight);
    }
    return total >= cut && [...minima].every(([topic, least]) => points.get(topic) >= least);
  }

  /** Nobody who had passed fails by a drop: whether this one passes with the items still counted. */
  beforeDrop(paper, given) {
    const same = new Rules(this.plan, this.keys);
    same.accepted = this.accepted;
    return same.passes(same.figures(paper, given, new Set()), paper, new Set());
  }

  /** One candidate's line, without rank. */
  line(code, paper, answers, dropped) {
    const given = new Map([...answers, ...(this.late.get(code) ?? [])]);
    const figures = this.figures(paper, given, dropped);
    const passed =
      this.passes(figures, paper, dropped) || (dropped.size > 0 && this.beforeDrop(paper, given));
    const status = this.voided.has(code) ? "void" : "scored";
    const sections = this.topics.map((topic) => {
      return { topic, points: plain(figures.points.get(topic)), maximum: plain(figures.maximum.get(topic)) };
    });
    const maximum = sections.reduce((sum, section) => sum + section.maximum, 0);
    const total = plain(figures.total);
    return { code, status, passed: passed && status === "scored", sections, total, maximum, rank: null };
  }

  /** Every candidate's line of the results. */
  score(papers, answers, absent) {
    const dropped = this.plan.annulment === "drop" ? this.annulled : new Set();
    const nothing = { passed: false, sections: null, total: null, maximum: null, rank: null };
    const lines = [...papers.keys()].sort().map((code) => {
      if (absent.has(code)) return { code, status: "absent", ...nothing };
      return this.line(code, papers.get(code), answers.get(code), dropped);
    });
    const [above, { places }] = [ranks(lines), this.plan.pass];
    for (const line of lines.filter(({ status }) => status === "scored")) {
      line.rank = above.get(line.total);
      line.passed &&= places === null || line.rank <= places;
    }
    return lines;
  }
}
