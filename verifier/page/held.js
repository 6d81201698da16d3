// What was issued, and what outsiders hold in their hands: documents, anchors, a receipt.
import { odd, sorted, unhex } from "./base.js";
import { member } from "./case.js";
import { signedBy } from "./ed25519.js";
import { linesOf } from "./journals.js";
import { parse } from "./json.js";
import { findingAid } from "./notes.js";
import { canonical } from "./notation.js";
import { SHAPES } from "./objects.js";
import { fit } from "./shapes.js";

/** Every document issued is in the list and was signed on the record. */
export function checkDocuments(of) {
  const { documents } = of.get("documents");
  const signed = of.acts("document_signed").map(([, entry]) => entry.object);
  const wrong = odd(
    signed.map(String),
    documents.map((document) => document.sha256),
  ).slice(0, 5);
  of.report.claim("documents.ledger", "documents.json", !wrong.length, "as in the ledger", wrong);
  const serials = new Set(documents.map((document) => document.serial));
  for (const document of documents) {
    const { serial, code, version, superseded_by: newer } = document;
    const fair =
      (newer === null || (serials.has(newer) && newer !== serial)) &&
      (code === null || of.get("codes").includes(code)) &&
      (version ?? 0) <= of.get("newest");
    of.report.claim("documents.rules", `documents.json: ${serial}`, fair, "known code and version", document);
  }
}

/** §9: the heads that outsiders kept; what lies beyond the largest is not anchored. */
export function checkAnchors(of) {
  const { report } = of;
  if (!of.notes.length) {
    for (const part of ["size", "root", "seal", "results"]) report.skip(`anchor.${part}`, "no_anchor");
    return;
  }
  let reach = 0;
  for (const note of of.notes) {
    report.same("anchor.origin", "checkpoint", of.get("announcement").log_origin, note.origin);
    const whole = of.get("size");
    if (!report.claim("anchor.size", "checkpoint", note.size <= whole, `<= ${whole}`, note.size)) continue;
    report.same("anchor.root", `ledger.jsonl: first ${note.size}`, note.root, of.get("roots").get(note.size));
    reach = Math.max(reach, note.size);
  }
  const sealed = of.places("sealed", of.get("seal.digest"));
  const certified = of.places("certified", of.get(`results-${of.get("newest")}.digest`));
  for (const [code, numbers] of [
    ["anchor.seal", sealed],
    ["anchor.results", certified],
  ]) {
    if (numbers.length && numbers.at(-1) < reach) report.claim(code, "ledger.jsonl", true);
    else report.skip(code, "beyond");
  }
}

/** What the bundle knows of a code's journal: its line under the seal, else the last head (`[n, head]`). */
function journalsOf(of) {
  const lines = new Map((of.has("lines") ? of.get("lines") : []).map((line) => [line.code, line]));
  const last = of.has("heads") && of.get("heads").length ? of.get("heads").at(-1)[1] : new Map();
  return { lines, last };
}

/** The finding aid, copied by hand: `CODE XXXX-XXXX-XXXX-XXXX`. */
function checkAid(of, text) {
  const { lines, last } = journalsOf(of);
  const [code] = text.split(" ");
  const aid = text.slice(code.length + 1).toUpperCase();
  const plain = aid
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1")
    .replace(/[^0-9A-Z]/g, "");
  const head = lines.get(code)?.head ?? last.get(code)?.[1] ?? "0".repeat(64);
  of.report.same("receipt.journal", code, findingAid(head).replaceAll("-", ""), plain);
  of.report.skip("receipt.signature", "aid_only");
}

/** §4: the receipt a candidate took home. */
export async function checkReceipt(of) {
  const { report, receipt } = of;
  if (receipt === null) {
    for (const code of ["receipt.signature", "receipt.journal"]) report.skip(code, "no_receipt");
    return;
  }
  if (!receipt.startsWith("{")) {
    checkAid(of, receipt);
    return;
  }
  const told = JSON.parse(receipt);
  fit(told, SHAPES.receipt, "receipt");
  const [said, key] = [told.receipt, of.get("keyring").get(told.key)];
  const known = key && key.role === "hall" && key.from <= said.closed_at;
  const good = known && (await signedBy(key.public, unhex(told.signature), canonical(said)));
  report.claim("receipt.signature", "receipt", good, "signed by the hall", told.key);
  report.same("receipt.journal", "receipt", of.get("announcement").sitting, said.sitting);
  const [{ lines, last }, { code }] = [journalsOf(of), said];
  if (!lines.has(code)) {
    report.same("receipt.journal", code, last.get(code) ?? [], [said.entries, said.head]);
    return;
  }
  const { entries, head, closed_at: closed } = lines.get(code);
  report.same("receipt.journal", code, [entries, head, closed], [said.entries, said.head, said.closed_at]);
  const closing = [...of.get("attempts").get(code)].filter(([, response]) => response.length);
  const given = sorted(closing.map(([position]) => position));
  const wanted = Array.isArray(said.answered) ? given : given.length;
  report.same("receipt.journal", code, wanted, said.answered);
}

/** Members no check has asked for (README, or what a failed check left): the manifest's word for them. */
export async function readTheRest(of) {
  const read = of.get("read");
  for (const name of sorted(of.get("names").keys())) {
    if (read.has(name) || name === "manifest.json" || name === "signatures.json") continue;
    const raw = await member(of, name);
    if (name.endsWith(".json")) parse(raw, name);
    if (name.endsWith(".jsonl")) [...linesOf(raw, name)].at(-1);
  }
}
