// All parts in the order of the protocol, the verdict, and everything found as one object.
import { Unusable } from "./base.js";
import {
  checkAnnouncement,
  checkMembers,
  checkPeople,
  checkPlan,
  checkRelease,
  checkSignatures,
  checkTrust,
} from "./before.js";
import { Case, attempt, openArchive, readManifest, readObjects } from "./case.js";
import { CHECKS } from "./checks.js";
import { checkDraw, eligible } from "./draw.js";
import { checkAnchors, checkDocuments, checkReceipt, readTheRest } from "./held.js";
import { checkAttempts, readHeads } from "./journals.js";
import { checkActs, checkCertification, checkIncidents, checkSeal, readLedger } from "./ledger.js";
import { checkCheckpoints, checkDay, readNote } from "./notes.js";
import { checkContents, checkKeys, checkPersons } from "./openings.js";
import { checkScores, checkVersions } from "./results.js";

const MUST = [
  "members.missing",
  "trust.digest",
  "signatures.valid",
  "ledger.chain",
  "seal.bound",
  "checkpoints.root",
  "checkpoints.end",
  "results.bound",
];
const MUST_OPEN = [
  "plan.digest",
  "release.root",
  "register.digest",
  "roll.root",
  "draw.seed",
  "papers.redrawn",
  "journal.chain",
  "heads.complete",
  "seal.answers",
  "keys.commitment",
  "results.scores",
  "results.passed",
];
const CLOSED = /^(contents|persons)\./; // may rightly be absent; the next ones too where a bundle is sealed
const OPEN_ONLY = new RegExp(
  "^(plan\\.|release\\.|register\\.|roll\\.(codes|ghost)|draw\\.|papers\\.|journal\\.|heads\\.|keys\\." +
    "|seal\\.(draw|answers)|results\\.(status|scores|passed))",
);

/** A bundle in which the heart of the matter could not even be asked is not consistent. */
function checkNothingSkipped(of) {
  const { report } = of;
  const sealed = of.get("manifest").disclosure === "sealed";
  const unseen = [...MUST, ...(sealed ? [] : MUST_OPEN)].filter((code) => !report.held.has(code));
  if ((unseen.length || of.has("stopped")) && !report.flaws.length) {
    unseen.push(...(of.has("stopped") ? of.get("stopped") : []));
    report.claim("verifier.stopped", of.name, false, "these checks made", unseen);
  }
  report.claim("verifier.stopped", of.name, true);
  for (const code of CHECKS) {
    const closed = CLOSED.test(code) || (sealed && OPEN_ONLY.test(code));
    if (closed && !report.held.has(code)) report.skip(code, "closed", true);
    if (code.startsWith("documents.") && of.has("uncertified")) report.skip(code, "uncertified", true);
  }
}

const PARTS = [
  openArchive,
  readManifest,
  readObjects,
  checkMembers,
  checkTrust,
  readLedger,
  checkSignatures,
  checkAnnouncement,
  checkPlan,
  checkRelease,
  checkPeople,
  checkDraw,
  readHeads,
  checkAttempts,
  checkSeal,
  checkIncidents,
  checkActs,
  checkCertification,
  checkCheckpoints,
  checkDay,
  checkKeys,
  checkContents,
  checkPersons,
  checkVersions,
  checkScores,
  checkDocuments,
  checkAnchors,
  checkReceipt,
  readTheRest,
  checkNothingSkipped,
];

/** What an outsider holds, in a form that can be compared at all; Unusable names the field that is none. */
export async function heldBy({ announcement = "", checkpoints = [], receipt = "" }) {
  const anchor = announcement.replace(/[\s-]/g, "").toLowerCase() || null;
  if (anchor !== null && !/^[0-9a-f]{64}$/.test(anchor)) throw new Unusable("bad_announcement");
  const notes = [];
  for (const blob of checkpoints) {
    try {
      notes.push(readNote(new Uint8Array(await blob.arrayBuffer())));
    } catch {
      throw new Unusable("bad_checkpoint", blob.name ?? "");
    }
  }
  const text = receipt.trim() || null;
  if (text !== null && !isReceipt(text)) throw new Unusable("bad_receipt");
  return { anchor, notes, receipt: text };
}

function isReceipt(text) {
  if (!text.startsWith("{")) return text[8] === " ";
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

/** Check one bundle (a Blob); `progress(part, done, of)` is told how far it is. */
export async function verify(blob, name, held, progress) {
  const of = new Case(blob, name, { ...held, progress });
  for (const [number, part] of PARTS.entries()) {
    progress("parts", number, PARTS.length);
    await attempt(of, part);
  }
  return of;
}

/** FALSE, consistent, or genuine: replayed whole, seal and certified results below what outsiders kept. */
export function verdict({ report }) {
  if (report.flaws.length || !report.held.has("verifier.stopped")) return "FALSE";
  const anchored = ["announcement.anchor", "anchor.root", "anchor.seal", "anchor.results", "results.scores"];
  const beyond = anchored.some((code) => report.skipped.has(code) || !report.held.has(code));
  return beyond ? "consistent" : "genuine";
}

function quotasOf(of) {
  if (!of.has("plan") || !of.has("release")) return [];
  const [plan, { entries }] = [of.get("plan"), of.get("release")];
  return plan.quotas.map((quota, q) => {
    return { q, topic: quota.topic, eligible: eligible(plan, entries, quota).length };
  });
}

function witnessesOf(of, said) {
  if (!said) return {};
  const ring = of.has("keyring") ? [...of.get("keyring").values()] : [];
  const houses = ring.filter((key) => ["office", "hall", "log"].includes(key.role)).map((key) => key.holder);
  const own = said.witnesses.filter((witness) =>
    ring.some((key) => key.public === witness.public && houses.includes(key.holder)),
  );
  const notes = of.has("cosigned") ? [...of.get("cosigned")] : [];
  return {
    quorum: said.quorum,
    names: said.witnesses.map((witness) => witness.name),
    cosigned: Object.fromEntries(notes.map(([size, seen]) => [size, [...seen.keys()].sort()])),
    of_operator: own.map((witness) => witness.name),
  };
}

/** Where the marks were not computed here: the newest ones as the bundle lists them. */
function listedOf(of) {
  const name = `results-${of.known.get("newest")}`;
  if (!of.has(name)) return null;
  return { version: of.get("newest"), candidates: of.get(name).candidates };
}

/** Everything found, as one object, with the same members as the Python verifier's --json. */
export function summary(of) {
  const said = of.known.get("announcement") ?? null;
  const manifest = of.known.get("manifest") ?? {};
  return {
    verdict: verdict(of),
    stage: manifest.stage ?? null,
    disclosure: manifest.disclosure ?? null,
    sitting: said && said.sitting,
    origin: of.origin,
    announcement: of.known.get("announcement.digest") ?? null,
    checks: of.report.rows(),
    results: of.known.get("mine") ?? null,
    listed: listedOf(of),
    quotas: quotasOf(of),
    custodians: said ? said.commitments.length : 0,
    mode: said && said.mode,
    witnesses: witnessesOf(of, said),
    software: said && said.software,
    stopped: of.known.get("stopped") ?? null,
  };
}
