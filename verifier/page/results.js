// §6, §7 Results: every version bound to what it rests on, every figure computed again.
import { Missing, says } from "./base.js";
import { responseFits } from "./attempt.js";
import { equal } from "./notation.js";
import { keyFits } from "./openings.js";
import { Rules, ranks } from "./score.js";

const NEEDS = {
  annul: ["code"],
  accept: ["code", "correct"],
  void: ["candidate"],
  restore: ["candidate"],
  count_late: ["candidate", "incident", "position", "response"],
};
const NAMES = ["candidate", "code", "correct", "incident", "position", "response"];

/** §6, §7: an amendment says what it needs to, no more, about things that exist. */
function amendmentFits(of, amendment) {
  const given = NAMES.filter((name) => amendment[name] !== null);
  const { code, revision, candidate, incident } = amendment;
  if (!equal(given, NEEDS[amendment.action]) || (revision !== null && code === null)) return false;
  if (candidate !== null && !of.get("codes").includes(candidate)) return false;
  if (incident !== null) {
    const told = of.get("incidents").incidents.find((line) => line.n === incident);
    if (!told || (told.code !== candidate && told.code !== null)) return false;
  }
  return !of.has("items") || amendmentFitsItem(of, amendment);
}

function amendmentFitsItem(of, { code, revision, correct, candidate, position, response }) {
  if (code !== null) {
    const entry = of.get("items").get(code);
    if (!entry || (revision !== null && revision !== entry.revision)) return false;
    if (correct !== null) return keyFits(entry, { correct, folds: [] });
  }
  if (position === null) return true;
  const paper = of.get("papers").get(candidate);
  if (position > paper.length) return false;
  const [entry, , options] = paper[position - 1];
  return responseFits(entry, options, response);
}

function checkAmendment(of, where, amendment, until) {
  const { report } = of;
  const at = `${where}: ${amendment.n}`;
  const reason = typeof amendment.reason === "string" && says(amendment.reason);
  report.claim("results.reason", at, reason, "a reason", amendment.reason);
  const carried = amendment.votes.for > amendment.votes.against;
  report.claim("results.votes", at, carried, "a majority", amendment.votes);
  const timely = until === null || amendment.voted_at <= until;
  report.claim("results.votes", at, timely, until, amendment.voted_at);
  report.claim("results.amendments", at, amendmentFits(of, amendment), "a whole amendment", amendment);
}

/** §7: every version bound to seal, keys, plan and the one before; amendments only added, each voted. */
export function checkVersions(of) {
  const { report } = of;
  const until = of.has("plan") ? of.get("plan").correct_until : null;
  let [before, votes] = [null, []];
  for (let number = 1; number <= of.get("newest"); number++) {
    const [results, where] = [of.get(`results-${number}`), `results-${number}.json`];
    const bound = [number, before, of.get("seal.digest")];
    report.same("results.bound", where, bound, [results.version, results.previous, results.seal_digest]);
    for (const name of ["keys", "plan"]) {
      if (of.has(`${name}.digest`)) {
        report.same("results.bound", where, of.get(`${name}.digest`), results[`${name}_digest`]);
      }
    }
    report.same("results.cumulative", where, votes, results.amendments.slice(0, votes.length));
    const told = number === 1 || says(results.reason ?? "");
    report.claim("results.reason", where, told, "a reason for a new version", results.reason);
    for (const amendment of results.amendments.slice(votes.length))
      checkAmendment(of, where, amendment, until);
    [before, votes] = [of.get(`results-${number}.digest`), results.amendments];
    const codes = results.candidates.map((line) => line.code);
    report.claim(
      "results.candidates",
      where,
      equal(codes, of.get("codes")),
      "every code of the roll",
      codes.length,
    );
    checkListing(of, number);
  }
}

/** Whether a line stands where its own figures put it. */
function fair(line, above) {
  if (line.status === "scored" && line.total !== null) return line.rank === above.get(line.total);
  if (line.status !== "absent") return line.rank === null;
  return (
    [line.sections, line.total, line.maximum, line.rank].every((figure) => figure === null) && !line.passed
  );
}

const outcome = ({ total, rank, passed }) => ({ total, rank, passed });

/** What a version's own figures say: ranks, absentees, and every change since the version before. */
function checkListing(of, number) {
  const [results, where] = [of.get(`results-${number}`), `results-${number}.json`];
  const lines = results.candidates;
  const above = ranks(lines);
  for (const line of lines) {
    of.report.claim("results.ranks", `${where}: ${line.code}`, fair(line, above), "its place", line.rank);
  }
  const absent = lines.filter((line) => line.status === "absent").length;
  of.report.same("results.absent", where, of.get("seal").attempts.absent, absent);
  const earlier = number > 1 ? of.get(`results-${number - 1}`).candidates : [];
  const old = new Map(earlier.map((line) => [line.code, line]));
  const changes = lines
    .filter((line) => old.has(line.code))
    .map((line) => ({ code: line.code, before: outcome(old.get(line.code)), after: outcome(line) }))
    .filter((change) => !equal(change.before, change.after));
  of.report.same("results.changes", where, changes, results.changes);
}

function compare(of, where, line, told) {
  const at = `${where}: ${line.code}`;
  of.report.same("results.status", at, line.status, told.status);
  for (const name of ["sections", "maximum", "total"]) {
    of.report.same("results.scores", `${at}/${name}`, line[name], told[name]);
  }
  of.report.same("results.passed", at, [line.rank, line.passed], [told.rank, told.passed]);
}

/** §6: every version's figures, computed again from papers, closing answers and keys. */
export function checkScores(of) {
  if (of.get("broken").size) throw new Missing();
  const rules = new Rules(of.get("plan"), of.get("correct"));
  const absent = new Set(
    of
      .get("lines")
      .filter((line) => line.how === "absent")
      .map((line) => line.code),
  );
  let done = 0;
  for (let number = 1; number <= of.get("newest"); number++) {
    const [results, where] = [of.get(`results-${number}`), `results-${number}.json`];
    for (const amendment of results.amendments.slice(done)) rules.amend(amendment);
    done = results.amendments.length;
    const mine = rules.score(of.get("papers"), of.get("attempts"), absent);
    of.set("mine", { version: number, digest: of.get(`results-${number}.digest`), candidates: mine });
    mine
      .slice(0, results.candidates.length)
      .forEach((line, at) => compare(of, where, line, results.candidates[at]));
  }
}
