// §5 The seal; §9 the ledger and the order of its acts (annex C).
import { Missing, hex, inOrder, sorted } from "./base.js";
import { member } from "./case.js";
import { SKEW } from "./draw.js";
import { linesOf } from "./journals.js";
import { Tree, digest, instant, root } from "./notation.js";
import { SHAPES } from "./objects.js";
import { sha } from "./sha.js";
import { fit, isCode, texts } from "./shapes.js";

/** One chain from 0 without a gap; its tree's root at every size that a checkpoint names. */
export async function readLedger(of) {
  const [tree, times, acts, sittings] = [new Tree(), [], new Map(), new Set()];
  const roots = new Map([[0, tree.root()]]);
  const named = [...of.get("names").keys()].filter((name) => name.startsWith("checkpoints/"));
  const sizes = new Set([
    ...named.map((name) => Number(name.slice(12, -4))),
    ...of.notes.map((note) => note.size),
  ]);
  const { sitting, at } = of.get("announcement");
  let before = "0".repeat(64);
  for (const [line, entry] of linesOf(await member(of, "ledger.jsonl"), "ledger.jsonl")) {
    const [n, where] = [times.length, `ledger.jsonl: ${times.length}`];
    fit(entry, SHAPES.ledger, where);
    of.report.same("ledger.chain", where, [n, before], [entry.n, entry.prev]);
    of.report.claim("ledger.time", where, !n || entry.at >= times[n - 1], `>= ${times.at(-1)}`, entry.at);
    before = hex(sha(line));
    tree.append(line);
    times.push(entry.at);
    if (sizes.has(tree.size)) roots.set(tree.size, tree.root());
    if (entry.sitting === sitting) {
      if (!acts.has(entry.act)) acts.set(entry.act, []);
      acts.get(entry.act).push([n, entry]);
    }
    sittings.add(entry.sitting);
  }
  const found = { acts, roots, size: tree.size, sittings, "ledger.times": times };
  for (const [name, value] of Object.entries(found)) of.set(name, value);
  of.set("ledger.last", times.at(-1) ?? at);
}

const HOW = ["handed_in", "time", "removed", "absent"];

/** §5: the seal binds everything that happened; the hall's count adds up. */
export function checkSeal(of) {
  const [seal, { report }, where] = [of.get("seal"), of, "seal.json"];
  report.same("seal.bound", where, of.get("announcement.digest"), seal.announcement_digest);
  report.same("incidents.digest", "incidents.json", seal.incidents_digest, of.get("incidents.digest"));
  const count = seal.attempts;
  report.same(
    "seal.attempts",
    where,
    count.registered,
    HOW.reduce((sum, how) => sum + count[how], 0),
  );
  report.same("seal.attempts", where, of.get("roll").lines.length, count.registered);
  report.same("seal.heads", where, of.acts("heads").length, seal.heads);
  const sealed = of.acts("sealed").map(([, entry]) => entry.at);
  const noted = !sealed.length || instant(seal.at) <= instant(sealed[0]) + SKEW;
  report.claim("seal.time", where, noted, `<= ${sealed[0]}`, seal.at);
  report.same("seal.draw", where, seal.draw_digest, of.get("draw.digest"));
  if (of.get("broken").size) throw new Missing();
  const lines = of.get("lines");
  report.same("seal.answers", where, seal.answers_root, root(lines));
  const found = { registered: lines.length };
  for (const how of HOW) found[how] = lines.filter((line) => line.how === how).length;
  report.same("seal.attempts", where, found, seal.attempts);
  const last = sorted(lines.map((line) => line.closed_at)).at(-1) ?? "";
  report.claim("seal.time", where, seal.at >= last, `>= ${last}`, seal.at);
}

/** §4: what happened in the hall is what the ledger told while it happened. */
export function checkIncidents(of) {
  const sealed = of.places("sealed").at(-1) ?? of.get("size");
  const details = of
    .acts("incident")
    .filter(([n]) => n < sealed)
    .map(([, entry]) => entry.detail);
  const objects = details.filter((detail) => typeof detail === "object" && detail && !Array.isArray(detail));
  const told = objects.map((detail) => [detail.n ?? null, detail.kind ?? null]);
  told.sort((a, b) => inOrder(a[0], b[0]) || inOrder(a[1], b[1]));
  const found = of.get("incidents").incidents.map((incident) => [incident.n, incident.kind]);
  of.report.same("incidents.ledger", "incidents.json", told, found);
}

const ACTS_IN_ORDER = [
  ["announced"],
  ["spare_given", "share_deposited"],
  ["drawn"],
  ["opened", "heads", "closed"],
  ["sealed"],
  ["keys_opened"],
  ["computed"],
  ["agreed"],
  ["certified"],
  ["decoded"],
];
const REPEATED = 6; // from here on acts come back with every version of results: their first counts

function checkOrder(of, where) {
  let [earlier, name] = [-1, ""];
  ACTS_IN_ORDER.forEach((group, place) => {
    for (const act of group) {
      const [first] = of.places(act);
      const code = act === "keys_opened" ? "acts.keys_opened" : "acts.order";
      const good = first === undefined || first > earlier;
      of.report.claim(code, where, good, `${act} after ${name}`, `${first} before ${earlier}`);
    }
    const ends = group.flatMap((act) => of.places(act));
    if (!ends.length) return;
    const pick = place < REPEATED ? Math.max : Math.min;
    const latest = ends.reduce((a, b) => pick(a, b));
    if (latest > earlier) earlier = latest;
    name = group.join("/");
  });
  const named = of.places("certified").length > 0 || !of.places("decoded").length;
  of.report.claim("acts.order", where, named, "certified before decoded", "decoded only");
}

/** Annex C: each act once where it may occur once, about the object in the bundle, in its order. */
export function checkActs(of) {
  const where = "ledger.jsonl";
  const said = of.get("announcement");
  const once = [
    ["announced", of.get("announcement.digest")],
    ["sealed", of.get("seal.digest")],
    ["keys_opened", of.get("results-1").keys_digest],
  ];
  for (const [act, wanted] of once) {
    of.report.same(
      `acts.${act}`,
      where,
      [wanted],
      of.acts(act).map(([, entry]) => entry.object),
    );
  }
  const draws = of.places("drawn");
  of.report.claim("draw.once", where, draws.length === 1, "one draw", draws);
  checkOrder(of, where);
  const early = of.acts("share_deposited").filter(([n]) => n < (draws[0] ?? -1));
  const told = new Set(early.flatMap(([, entry]) => [entry.object, ...texts(entry.detail)]));
  const missing = said.commitments.filter((commitment) => !told.has(commitment));
  of.report.claim("acts.shares", where, !missing.length, "every share deposited before the draw", missing);
  const old = said.supersedes;
  const known = old === null || !isCode(old) || of.get("sittings").has(old);
  of.report.claim("acts.superseded", where, known, `acts of ${old}`, "none");
}

/** The votes on a version's new amendments, in the ledger before their effect was computed. */
function checkVotes(of, where, amendments, first) {
  for (const amendment of amendments) {
    const known = [digest(amendment), digest({ type: "taraza/amendment/1", ...amendment })];
    const at = of.acts("voted").filter(([, entry]) => known.includes(entry.object));
    const early =
      at.length > 0 && at[0][0] < first && instant(amendment.voted_at) <= instant(at[0][1].at) + SKEW;
    const expected = "the vote in the ledger before its effect was computed";
    of.report.claim(
      "acts.voted",
      where,
      early,
      expected,
      at.map(([n, entry]) => [n, entry.at]),
    );
  }
}

/** What the ledger says of one version: computed, voted, agreed, certified by two, then published. */
function checkVersion(of, value, number, votesBefore) {
  const [{ report }, where] = [of, `results-${number}.json`];
  const [first] = of.places("computed", value);
  if (!report.claim("acts.computed", where, first !== undefined, "computed in the ledger", "not"))
    return votesBefore;
  const { amendments } = of.get(`results-${number}`);
  checkVotes(of, where, amendments.slice(votesBefore), first);
  const actors = of
    .acts("certified")
    .filter(([, entry]) => entry.object === value)
    .map(([, entry]) => entry.actor);
  const isAbout = ([, entry]) => entry.object === value || texts(entry.detail).includes(value);
  const agreed = of
    .acts("agreed")
    .filter(isAbout)
    .map(([n]) => n);
  const [certified] = of.places("certified", value);
  const published = of.places("published", value);
  const calm = !published.length || (certified !== undefined && certified < published[0]);
  report.claim("acts.order", where, calm, "certified before published", published);
  if (number === of.get("newest") && of.has("uncertified")) {
    for (const code of ["acts.certified", "acts.agreed"]) report.skip(code, "uncertified");
    return amendments.length;
  }
  const sequence = agreed.length && first < agreed[0] && (certified === undefined || agreed[0] < certified);
  report.claim("acts.agreed", where, sequence, "agreed after computed, before certified", agreed);
  report.claim("acts.certified", where, new Set(actors).size >= 2, "certified by two", actors);
  return amendments.length;
}

/** §6, §7: computed, agreed, certified by two; every vote before its effect is known; nothing withheld. */
export function checkCertification(of) {
  const digests = new Map();
  of.acts("voted");
  for (let n = 1; n <= of.get("newest"); n++) digests.set(of.get(`results-${n}.digest`), n);
  let votes = 0;
  for (const [value, number] of digests) votes = checkVersion(of, value, number, votes);
  const voted = of.places("voted");
  for (const act of ["certified", "computed"]) {
    for (const [n, entry] of of.acts(act)) {
      const matters = act === "certified" || voted.some((vote) => vote > n);
      const hidden = !digests.has(entry.object) && matters;
      of.report.claim(
        "acts.withheld",
        `ledger.jsonl: ${n}`,
        !hidden,
        "a version of this bundle",
        entry.object,
      );
    }
  }
}
