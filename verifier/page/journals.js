// §3.4-6, §4: every paper redrawn, every journal replayed and led through the published heads.
import { Flaw, Missing, decoded, hex, odd, pairs } from "./base.js";
import { Attempt } from "./attempt.js";
import { member } from "./case.js";
import { CHECKS } from "./checks.js";
import { SKEW } from "./draw.js";
import { parse } from "./json.js";
import { digest, instant, root } from "./notation.js";
import { HEAD_LINES, SHAPES } from "./objects.js";
import { sha } from "./sha.js";
import { fit } from "./shapes.js";

const HEADS_EVERY = 300_000; // milliseconds

/** The lines of a .jsonl member: [bytes, value], each canonical and ended by LF. */
export function* linesOf(raw, name) {
  const end = raw.lastIndexOf(10) + 1;
  if (end < raw.length) throw new Flaw("json.syntax", name, "LF at the end", hex(raw.slice(-20)));
  for (let at = 0, number = 1; at < raw.length; number++) {
    const next = raw.indexOf(10, at);
    const line = raw.subarray(at, next);
    yield [line, parse(line, `${name}: line ${number}`)];
    at = next + 1;
  }
}

/** The `heads` acts, as [time, {code: [n, head]}]. */
export function readHeads(of) {
  const heads = [];
  for (const [n, entry] of of.acts("heads")) {
    const [where, detail] = [`ledger.jsonl: ${n}`, entry.detail];
    const object = typeof detail === "object" && detail !== null;
    const sound = object && Object.hasOwn(detail, "lines") && Object.hasOwn(detail, "root");
    if (!of.report.claim("heads.root", where, sound, "lines and root", "others")) throw new Missing();
    fit(detail.lines, HEAD_LINES, where);
    of.report.same("heads.root", where, root(detail.lines), detail.root);
    heads.push([instant(entry.at), new Map(detail.lines.map((line) => [line.code, [line.n, line.head]]))]);
  }
  of.set("heads", heads);
}

/** Every register code's paper and journal, one after the other. */
export async function checkAttempts(of) {
  const { codes } = of.get("register");
  for (const [folder, ending] of [
    ["papers", ".json"],
    ["journals", ".jsonl"],
  ]) {
    const there = [...of.get("names").keys()].filter((name) => name.startsWith(folder));
    const wrong = odd(
      there,
      codes.map((code) => `${folder}/${code}${ending}`),
    ).slice(0, 5);
    of.report.claim("papers.set", folder, !wrong.length, "one for every code", wrong);
  }
  of.set("papers", new Map());
  of.set("attempts", new Map());
  of.set("lines", []);
  of.set("sat", []);
  const broken = of.set("broken", new Set());
  const paperLines = [];
  for (const [number, code] of codes.entries()) {
    if (number % 10 === 0) of.progress("attempts", number, codes.length);
    await checkOne(of, code, paperLines, broken);
    if (broken.size === 20) throw new Missing(); // enough is known
  }
  of.report.same("papers.root", "draw.json", of.get("draw").papers_root, root(paperLines));
  checkIntervals(of);
}

async function checkOne(of, code, paperLines, broken) {
  try {
    const line = await checkPaper(of, code);
    paperLines.push(line);
    await checkJournal(of, code, line.paper);
  } catch (error) {
    if (!(error instanceof Flaw) && !(error instanceof Missing)) throw error;
    broken.add(code);
    if (error instanceof Flaw) of.report.claim(error.code, error.where, false, error.expected, error.found);
  }
}

/** One paper against its redraw; returns its line under papers_root. */
async function checkPaper(of, code) {
  const name = `papers/${code}.json`;
  const raw = await member(of, name);
  const paper = parse(raw, name);
  fit(paper, SHAPES.paper, name);
  const drawer = of.get("drawer");
  let again;
  try {
    again = drawer.paper(code, paper.rounds);
  } catch (error) {
    if (error instanceof Flaw) error.where = name;
    throw error;
  }
  const found = hex(sha(raw));
  if (!of.report.same("papers.redrawn", name, digest(again), found)) of.get("broken").add(code);
  const items = of.get("items");
  if (paper.items.some((item) => !items.has(item.code))) {
    throw new Flaw("papers.redrawn", name, "items of the release", "others");
  }
  of.get("papers").set(
    code,
    paper.items.map((item) => [items.get(item.code), item.quota, item.options]),
  );
  return { type: "taraza/paper-line/1", code, paper: found };
}

/** One journal from the digest of its paper to its close, and through the published heads. */
async function checkJournal(of, code, paperDigest) {
  const name = `journals/${code}.jsonl`;
  const positions = of
    .get("papers")
    .get(code)
    .map(([item, , options]) => [item, options]);
  const one = new Attempt(code, of.get("plan"), positions, of.get("drawn.at"), paperDigest);
  let last = null;
  for (const [line, entry] of linesOf(await member(of, name), name)) {
    fit(entry, SHAPES.entry, name);
    one.step(entry, hex(sha(line)));
    last = entry;
  }
  if (one.closed === null) throw new Flaw("journal.closed", name, "one closed at the end", "none");
  if (!of.get("persons.lines").has(code)) throw new RangeError(`no line of the roll for ${code}`);
  const ghost = one.closed !== "absent" && of.get("persons.lines").get(code) === null;
  of.report.claim("roll.ghost", name, !ghost, "absent, or a person in the roll", "an attempt of nobody");
  for (const check of CHECKS) if (check.startsWith("journal.")) of.report.claim(check, name, true);
  passHeads(of, one);
  of.get("lines").push({
    type: "taraza/answers-line/1",
    code,
    head: one.heads.at(-1),
    entries: one.heads.length - 1,
    closed_at: last.at,
    how: one.closed,
  });
  of.get("attempts").set(code, one.answers);
  if (one.closed !== "absent") of.get("sat").push([one.times[1], one.times.at(-1)]);
}

/** §4: a journal rewritten later cannot pass through the heads that were published while it grew. */
function passHeads(of, one) {
  const [{ report }, name] = [of, `journals/${one.code}.jsonl`];
  let [before, last] = [0, null];
  for (const [at, lines] of of.get("heads")) {
    const [n, head] = lines.get(one.code) ?? [0, ""];
    const through = before <= n && n < one.heads.length && (n === 0 || one.heads[n] === head);
    const end = [one.heads.length - 1, one.heads.at(-1)];
    if (!report.claim("heads.passed", name, through, [n, head], end)) return;
    if (n > before) {
      const late = last !== null && one.times[before + 1] < last - SKEW;
      const timely = !late && one.times[n] <= at + SKEW;
      report.claim("heads.time", name, timely, [last, at], [one.times[before + 1], one.times[n]]);
    }
    const limit = one.limits[n];
    report.claim(
      "heads.closed",
      name,
      limit === null || at <= limit + SKEW,
      `closed by ${at}`,
      `limit ${limit}`,
    );
    [before, last] = [n, at];
  }
  report.same("heads.complete", name, one.heads.length - 1, before);
}

/** §4: at least every five minutes while open; a longer gap must have its incident in the ledger. */
function checkIntervals(of) {
  const sat = of.get("sat");
  if (!sat.length) return;
  const first = sat.reduce((least, [from]) => Math.min(least, from), Infinity);
  const end = sat.reduce((most, [, to]) => Math.max(most, to), -Infinity);
  const between = of
    .get("heads")
    .map(([at]) => at)
    .filter((at) => first < at && at < end);
  const told = [...of.acts("incident"), ...of.acts("restored")].map(([, entry]) => instant(entry.at));
  for (const [start, stop] of pairs([first, ...between, end])) {
    const short = stop - start <= HEADS_EVERY + SKEW || told.some((at) => at >= start);
    const gap = `${Math.floor((stop - start) / 1000)} s`;
    of.report.claim("heads.interval", "ledger.jsonl", short, "heads every 5 minutes", gap);
  }
}

/** One candidate's exam as a timeline: {code, events: [{at, act, body}], result}. */
export async function storyOf(of, code) {
  const name = `journals/${code}.jsonl`;
  if (!of.has("codes") || !of.get("codes").includes(code)) return null;
  const events = ["drawn", "sealed"].flatMap((act) =>
    of.acts(act).map(([, { at }]) => ({ at, act, body: null })),
  );
  if (of.get("names").has(name)) {
    const raw = await of.get("archive").member(of.get("names").get(name));
    for (const line of decoded(raw).split("\n").filter(Boolean)) {
      const { at, kind, body } = JSON.parse(line);
      events.push({ at, act: kind === "closed" ? "closed_entry" : kind, body });
    }
  }
  events.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const mine = of.has("mine") ? of.get("mine").candidates : [];
  return { code, events, result: mine.find((line) => line.code === code) ?? null };
}
