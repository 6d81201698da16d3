// §3 The draw: the same law for everyone, repeated here from the seed.
import { Flaw, exact, hex, inOrder, joined, unhex, utf8 } from "./base.js";
import { canonical, equal, instant } from "./notation.js";
import { Keyed, byTicket, sha } from "./sha.js";

export const SKEW = 2_000; // milliseconds (§4)

/** Exactly `count` decimal numbers within the bounds, one U+0020 between, no other way to write them. */
export function entropyFits(form, text) {
  const figures = text.split(" ");
  return (
    figures.length === form.count &&
    figures.every((f) => /^(?:0|[1-9][0-9]{0,15})$/.test(f) && form.min <= Number(f) && Number(f) <= form.max)
  );
}

/** §3.3: the seed, bytes. */
export function seedOf(shares, announcement, entropy) {
  return new Keyed(sha(joined(...shares))).of(canonical({ type: "taraza/entropy/1", announcement, entropy }));
}

/** §3.4: the items a quota may take. */
export function eligible(plan, entries, quota) {
  const { band } = quota;
  const rated = band !== null || quota.target !== null;
  return entries.filter(
    (entry) =>
      entry.topic === quota.topic &&
      plan.languages.every((language) => entry.languages.includes(language)) &&
      !(rated && entry.difficulty === null) &&
      (band === null || (band[0] <= entry.difficulty && entry.difficulty <= band[1])),
  );
}

const sum = (values) => values.reduce((total, value) => exact(total + value), 0);

/** The difficulty of picked items, null if any is unknown. */
function difficultyOf(picked) {
  const known = picked.map((entry) => entry.difficulty);
  return known.includes(null) ? null : sum(known);
}

function accepted(quota, picked) {
  const total = difficultyOf(picked) ?? 0;
  return (
    picked.length === quota.count &&
    (quota.target === null || Math.abs(total - quota.target) <= quota.tolerance) &&
    (quota.seconds_max === null || sum(picked.map((entry) => entry.seconds)) <= quota.seconds_max)
  );
}

/** The first `count` items by ticket, without those taken and their enemies. */
function pick(pool, mac, prefix, count, taken, foes) {
  const tickets = pool.map((entry) => [mac.ticket(prefix + entry.code), entry]);
  tickets.sort((a, b) => byTicket(a[0], b[0]) || inOrder(a[1].code, b[1].code));
  const picked = [];
  const groups = new Set(foes);
  for (const [, entry] of tickets) {
    if (taken.has(entry.code) || groups.has(entry.enemies)) continue;
    picked.push(entry);
    if (entry.enemies !== null) groups.add(entry.enemies);
    if (picked.length === count) break;
  }
  return picked;
}

/** Rounds, difficulties and [item, quota] of one paper, no further than the `rounds` it claims. */
function drawItems(plan, pools, mac, rounds) {
  const made = { rounds: [], difficulty: [], chosen: [] };
  const [taken, foes] = [new Set(), new Set()];
  plan.quotas.forEach((quota, q) => {
    const last = Math.min(rounds[q] ?? 0, 9999);
    let [j, picked] = [0, null];
    for (; j <= last; j++) {
      picked = pick(pools[q], mac, `item/${q}/${j}/`, quota.count, taken, foes);
      if (accepted(quota, picked)) break;
    }
    if (j > last)
      throw new Flaw("papers.redrawn", "", `quota ${q} filled by round ${rounds[q]}`, "not filled");
    made.rounds.push(j);
    made.difficulty.push(difficultyOf(picked));
    for (const entry of picked) {
      made.chosen.push([entry, q]);
      taken.add(entry.code);
      if (entry.enemies !== null) foes.add(entry.enemies);
    }
  });
  return made;
}

function optionsOf(entry, mac) {
  const loose = entry.options.filter((option) => !option.fixed).map((option) => option.id);
  const tickets = loose.map((id) => [mac.ticket(`option/${entry.code}/${id}`), id]);
  tickets.sort((a, b) => byTicket(a[0], b[0]) || inOrder(a[1], b[1]));
  const shuffled = tickets.map(([, id]) => id).values();
  return entry.options.map((option) => (option.fixed ? option.id : shuffled.next().value));
}

/** §3.5: the order of items and of their options. */
function arrange(plan, chosen, mac) {
  const topics = [...new Set(plan.quotas.map((quota) => quota.topic))];
  const place = (topic) => (plan.order === "sections" ? topics.indexOf(topic) : 0);
  const tickets = chosen.map(([entry, quota]) => [
    place(entry.topic),
    mac.ticket(`order/${entry.code}`),
    entry,
    quota,
  ]);
  tickets.sort((a, b) => a[0] - b[0] || byTicket(a[1], b[1]) || inOrder(a[2].code, b[2].code));
  return tickets.map(([, , entry, quota]) => {
    return { code: entry.code, revision: entry.revision, quota, options: optionsOf(entry, mac) };
  });
}

/** Draws the paper of any code from one seed. */
export class Drawer {
  constructor(plan, entries, sitting, seed) {
    Object.assign(this, { plan, sitting, seed: new Keyed(seed), common: null });
    this.pools = plan.quotas.map((quota) => eligible(plan, entries, quota));
  }

  /** The paper of `code`; `claimed`: how many rounds to look. */
  paper(code, claimed) {
    const order = new Keyed(this.seed.of(utf8(`paper/${code}`)));
    let drawn;
    if (this.plan.paper === "common") {
      this.common ??= drawItems(this.plan, this.pools, new Keyed(this.seed.of(utf8("paper/*"))), claimed);
      drawn = this.common;
    } else {
      drawn = drawItems(this.plan, this.pools, order, claimed);
    }
    const { rounds, difficulty, chosen } = drawn;
    const items = arrange(this.plan, chosen, order);
    return { type: "taraza/paper/1", sitting: this.sitting, code, rounds, difficulty, items };
  }
}

/** §3.1-3: shares as promised, entropy as announced, the seed that follows from both. */
export function checkDraw(of) {
  const [draw, said, anchor] = [of.get("draw"), of.get("announcement"), of.get("announcement.digest")];
  const { report } = of;
  report.same("draw.bound", "draw.json", anchor, draw.announcement_digest);
  report.claim(
    "draw.entropy",
    "draw.json",
    entropyFits(said.entropy, draw.entropy),
    said.entropy,
    draw.entropy,
  );
  report.claim("draw.readers", "draw.json", draw.read_by.length === 2, "two readers", draw.read_by);
  const shares = draw.shares.map(unhex);
  const opened = shares.map((share) => hex(sha(joined(utf8("taraza/share/1"), share))));
  report.same("draw.shares", "draw.json", said.commitments, opened);
  const seed = seedOf(shares, anchor, draw.entropy);
  report.same("draw.seed", "draw.json", hex(seed), draw.seed);
  report.claim("draw.time", "draw.json", draw.at >= said.not_before, said.not_before, draw.at);
  if (of.acts("drawn").length === 1) checkDrawn(of, draw, of.acts("drawn")[0][1]);
  of.set("drawer", new Drawer(of.get("plan"), of.get("release").entries, said.sitting, seed));
}

/** The draw's entry in the ledger, made when the throw had fallen. */
function checkDrawn(of, draw, entry) {
  const detail = entry.detail ?? {};
  for (const name of Object.keys(draw).sort()) {
    if (["shares", "seed", "type"].includes(name)) continue;
    const where = `ledger.jsonl: drawn/${name}`;
    const told = Object.hasOwn(detail, name) ? detail[name] : null;
    of.report.claim("draw.ledger", where, equal(draw[name], told), draw[name], told);
  }
  const at = instant(entry.at);
  of.report.claim("draw.time", "draw.json", instant(draw.at) <= at + SKEW, `<= ${entry.at}`, draw.at);
  of.set("drawn.at", Math.max(instant(draw.at), at - SKEW));
}
