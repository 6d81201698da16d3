// The answer: origin first, the verdict in one sentence, what it proves and what not, then every check.
import { bullets, el, facts, hasWord, sentence, word } from "./dom.js";
import { shown } from "./shapes.js";

const MARKS = { genuine: "✓", consistent: "○", FALSE: "✕" };
const STATES = { passed: "✓", failed: "✕", "not checked": "–" };
const GROUPS = [
  ["receipt.", "journal"],
  ["results.bound results.scores results.status results.passed results.ranks results.absent", "results"],
  ["results.candidates acts.computed acts.agreed acts.certified acts.withheld", "results"],
  ["results. contents. persons. documents. acts.voted", "disclosure"],
  ["acts.keys_opened acts.sealed seal. keys.", "seal"],
  ["draw. papers. acts.shares", "draw"],
  ["journal. heads. incidents.", "journal"],
  ["zip. json. shape. manifest. members.", "files"],
  ["trust. signatures. announcement. plan. release. register. roll.", "before"],
  ["", "ledger"],
];
const ORDER_OF_GROUPS = ["files", "before", "draw", "journal", "seal", "results", "disclosure", "ledger"];

/** Which section of the protocol a check belongs to. */
export function groupOf(code) {
  return GROUPS.find(([starts]) => starts.split(" ").some((start) => code.startsWith(start)))[1];
}

const asked = (found) => (code) =>
  found.checks.some((check) => check.code === code && check.verdict === "passed");

function proves(found) {
  const holds = asked(found);
  const says = [
    ["p_signed", ["signatures.required", "ledger.chain"]],
    ["p_rules", ["plan.digest", "release.root", "register.digest", "roll.root"]],
    ["p_draw", ["papers.redrawn", "draw.seed"]],
    ["p_answers", ["journal.deadline", "heads.passed", "seal.answers"]],
    ["p_keys", ["keys.commitment", "acts.keys_opened"]],
    ["p_scores", ["results.scores", "results.passed"]],
    ["p_anchor", ["announcement.anchor", "anchor.root", "anchor.seal", "anchor.results"]],
    ["p_receipt", ["receipt.journal"]],
  ];
  if (found.verdict === "FALSE") return [];
  return says.filter(([, codes]) => codes.every(holds)).map(([name]) => word(name));
}

function provesNot(found) {
  const holds = asked(found);
  const { witnesses } = found;
  const says = [
    ["n_false", found.verdict === "FALSE"],
    ["n_announcement", !holds("announcement.anchor")],
    ["n_checkpoint", !holds("anchor.seal") || !holds("anchor.results")],
    ["n_scores", !holds("results.scores") && found.verdict !== "FALSE"],
    ["n_certified", found.stage === "for_certification"],
    ["one", found.custodians === 1],
    ["n_quorum", witnesses.quorum === 0],
    ["n_own", (witnesses.of_operator ?? []).length > 0],
    ["one_machine", found.mode === "one_machine"],
    ["limits", true],
  ];
  return says.filter(([, holdsTrue]) => holdsTrue).map(([name]) => word(name));
}

/** Where this comes from, said before anything else. */
function origin(found) {
  const informal = found.origin === "trial" || found.origin === "demo";
  const text = informal
    ? word(found.origin)
    : word(found.origin === "real" ? "origin_real" : "origin_unknown");
  return el("p", { class: informal ? "origin origin-informal" : "origin", id: "origin" }, text);
}

function known(found) {
  const once = (verdict) =>
    found.checks.filter((check) => check.verdict === verdict).map((check) => check.code);
  const count = (verdict) => new Set(once(verdict)).size;
  const pairs = [
    [word("sitting_is"), found.sitting],
    [word("digest_is"), found.announcement && el("code", {}, found.announcement)],
    [word("stage_is"), found.stage && word(`stage_${found.stage}`)],
    [word("disclosure_is"), found.disclosure && word(`disclosure_${found.disclosure}`)],
    [word("checks_are"), word("checks_count", count("passed"), count("failed"), count("not checked"))],
  ];
  const lines = pairs.filter(([, said]) => said);
  return el(
    "section",
    {},
    el("h3", {}, word("facts")),
    facts(lines),
    el("ul", { class: "plain" }, people(found)),
  );
}

function people(found) {
  const lines = [word("custodians", found.custodians)];
  const { quorum, names, of_operator: own } = found.witnesses;
  if (names) lines.push(`${word("witnesses", quorum, names.length)}; ${word("own", own.length)}`);
  return lines.map((line) => el("li", {}, line));
}

/** Verdict first, then what it is worth. */
export function answer(found) {
  const kind = { genuine: "good", consistent: "calm", FALSE: "bad" }[found.verdict];
  const title = el(
    "h2",
    { id: "verdict", tabindex: "-1", "data-verdict": found.verdict },
    el("span", { class: "mark", "aria-hidden": "true" }, MARKS[found.verdict]),
    word(`verdict_${found.verdict}`),
  );
  const proven = proves(found);
  return [
    origin(found),
    el("div", { class: `verdict verdict-${kind}` }, title, el("p", {}, word(`say_${found.verdict}`))),
    failures(found),
    known(found),
    proven.length ? el("section", {}, el("h3", {}, word("proves_title")), bullets(proven)) : null,
    el("section", {}, el("h3", {}, word("proves_not_title")), bullets(provesNot(found))),
  ];
}

function failure(check) {
  const pairs = [
    [word("object"), check.object],
    [word("expected"), shown(check.expected)],
    [word("found"), shown(check.found)],
  ];
  const lines = pairs.map(([term, said]) => [term, el("code", {}, said)]);
  return el(
    "li",
    { "data-code": check.code },
    el("strong", {}, sentence(check.code)),
    ` ${check.code}`,
    facts(lines),
  );
}

function failures(found) {
  const lines = found.checks.filter((check) => check.verdict === "failed");
  if (!lines.length) return null;
  return el(
    "section",
    { class: "failures" },
    el("h3", {}, word("failures")),
    el("ol", {}, lines.map(failure)),
  );
}

function line(check) {
  const why = check.verdict === "not checked" && hasWord(check.found) ? ` (${word(check.found)})` : "";
  return el(
    "li",
    {
      class: `check check-${check.verdict.replace(" ", "-")}`,
      "data-code": check.code,
      "data-verdict": check.verdict,
    },
    el("span", { class: "mark", "aria-hidden": "true" }, STATES[check.verdict]),
    el("span", {}, `${word(check.verdict)}${why}: ${sentence(check.code)} `, el("code", {}, check.code)),
  );
}

/** Every check once, by section of the protocol; a section with something false stands open. */
export function groups(found) {
  const once = new Map(found.checks.map((check) => [check.code, check]));
  const parts = ORDER_OF_GROUPS.map((group) => {
    const mine = [...once.values()].filter((check) => groupOf(check.code) === group);
    const count = (verdict) => mine.filter((check) => check.verdict === verdict).length;
    const told = word("checks_count", count("passed"), count("failed"), count("not checked"));
    const title = el(
      "summary",
      {},
      el("span", {}, word(`group_${group}`)),
      el("span", { class: "muted" }, told),
    );
    const open = count("failed") ? "" : null;
    return el("details", { class: "group", open }, title, el("ul", { class: "checks" }, mine.map(line)));
  });
  return el("section", {}, el("h3", {}, word("groups")), parts);
}
