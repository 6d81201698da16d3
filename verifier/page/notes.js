// Checkpoints, witnesses (C2SP signed notes) and the 24 hours (§9, annex B9).
import { Flaw, decoded, hex, inOrder, joined, pairs, sorted, unhex, utf8 } from "./base.js";
import { lives } from "./before.js";
import { member } from "./case.js";
import { signedBy } from "./ed25519.js";
import { instant } from "./notation.js";
import { sha } from "./sha.js";

const DAY = 86_400_000; // milliseconds

function unbase64(text) {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text))
    throw new Error("base64");
  const raw = atob(text);
  if (btoa(raw) !== text) throw new Error("base64");
  return Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
}

/** C2SP signed-note with a tlog-checkpoint inside: {origin, size, root, text, signatures}. */
export function readNote(raw) {
  try {
    return noteOf(decoded(raw));
  } catch (error) {
    throw new Flaw("checkpoints.note", "", "a C2SP signed note", error.message.slice(0, 80));
  }
}

function noteOf(whole) {
  const cut = whole.lastIndexOf("\n\n");
  const [text, tail] = [whole.slice(0, Math.max(0, cut)), whole.slice(cut + 2)];
  const lines = text.split("\n");
  if (cut < 0 || lines.length < 3 || !tail.endsWith("\n")) throw new Error("no signed note");
  const [origin, size, top] = lines;
  const signatures = tail
    .split("\n")
    .slice(0, -1)
    .map((line) => {
      const parts = line.split(" ");
      const blob = unbase64(parts[2] ?? "");
      if (parts.length !== 3 || parts[0] !== "—" || !parts[1] || blob.length < 5)
        throw new Error("a signature line");
      return { name: parts[1], id: hex(blob.subarray(0, 4)), blob: blob.slice(4) };
    });
  const tree = unbase64(top);
  if (!/^(?:0|[1-9][0-9]{0,15})$/.test(size) || tree.length !== 32) throw new Error("size and root");
  return { origin, size: Number(size), root: hex(tree), text: utf8(`${text}\n`), signatures };
}

/** The four bytes (hex) that name a key in a note: 1 a log's Ed25519, 4 a timestamped cosignature. */
export function keyId(name, algorithm, key) {
  return hex(sha(joined(utf8(`${name}\n`), new Uint8Array([algorithm]), unhex(key))).subarray(0, 4));
}

/** Whether the note's first signature is the log's. */
async function logSigned(of, note, at) {
  const [first] = note.signatures;
  if (!first || first.name !== of.get("announcement").log_origin) return false;
  for (const key of of.get("keyring").values()) {
    if (key.role !== "log" || !lives(key, at) || first.id !== keyId(first.name, 1, key.public)) continue;
    if (await signedBy(key.public, first.blob, note.text)) return true;
  }
  return false;
}

/** The announced witnesses who cosigned, with the time (ms) each vouches for. */
async function cosigned(of, note, where) {
  const known = new Map(of.get("announcement").witnesses.map((witness) => [witness.name, witness.public]));
  const seen = new Map();
  for (const { name, id, blob } of note.signatures.slice(1)) {
    const key = known.get(name);
    if (key === undefined) continue;
    const second = BigInt(`0x${hex(blob.subarray(0, 8)) || "0"}`);
    const message = joined(utf8(`cosignature/v1\ntime ${second}\n`), note.text);
    const good = id === keyId(name, 4, key) && (await signedBy(key, blob.slice(8), message));
    if (!of.report.claim("checkpoints.cosigned", where, good, `a cosignature of ${name}`, "not one"))
      continue;
    const at = Number(second) * 1000;
    seen.set(name, Math.min(at, seen.get(name) ?? at));
  }
  return seen;
}

/** One published head: its size, root, the log's signature, its witnesses. */
async function checkNote(of, name, notes) {
  const [note, size] = [readNote(await member(of, name)), Number(name.slice(12, -4))];
  const { report } = of;
  report.claim("checkpoints.note", name, true);
  report.same("checkpoints.size", name, [size, of.get("announcement").log_origin], [note.size, note.origin]);
  report.same("checkpoints.root", name, of.get("roots").get(size) ?? "beyond the ledger", note.root);
  const [whole, times] = [of.get("size"), of.get("ledger.times")];
  const at = size && whole ? times[Math.min(size, whole) - 1] : of.get("ledger.last");
  const first = note.signatures.slice(0, 1).map((line) => line.name);
  report.claim(
    "checkpoints.signature",
    name,
    await logSigned(of, note, at),
    "the log's signature first",
    first,
  );
  notes.set(size, await cosigned(of, note, name));
}

/** §9: the heads that were published, each signed by the log, each the root of this ledger at its size. */
export async function checkCheckpoints(of) {
  const notes = new Map();
  const names = sorted(of.get("names").keys()).filter((name) => name.startsWith("checkpoints/"));
  for (const name of names) await checkNote(of, name, notes);
  of.set("cosigned", notes);
  const sizes = sorted(notes.keys());
  of.report.same("checkpoints.end", "checkpoints", of.get("size"), sizes.at(-1) ?? 0);
  const wanted = ["announced", "drawn", "heads", "sealed"].flatMap((act) => of.places(act));
  for (let n = 1; n <= of.get("newest"); n++) {
    wanted.push(...of.places("certified", of.get(`results-${n}.digest`)).slice(-1));
  }
  wanted.sort(inOrder);
  for (const [n, following] of pairs([...wanted, of.get("size")])) {
    const there = sizes.some((size) => n < size && size <= Math.max(following, n + 1));
    const expected = "a checkpoint before the next such act";
    of.report.claim("checkpoints.acts", `ledger.jsonl: ${n}`, there, expected, sizes);
  }
}

/** How many witnesses saw each head, as something that can be shown. */
const counted = (notes) => Object.fromEntries([...notes].map(([size, seen]) => [size, seen.size]));

function checkQuorum(of, quorum, early, vouched) {
  if (!quorum) return of.report.skip("witnesses.quorum", "no_quorum");
  const before = `${quorum} before the draw`;
  of.report.claim("witnesses.quorum", "checkpoints", vouched.length, before, counted(early));
  if (of.get("manifest").stage !== "complete") return undefined;
  const sealed = of.places("sealed").at(-1) ?? 0;
  const notes = of.get("cosigned");
  const late = [...notes].some(([size, seen]) => seen.size >= quorum && size > sealed);
  return of.report.claim("witnesses.quorum", "checkpoints", late, `${quorum} after the seal`, counted(notes));
}

/** Annex B9: not_before is at least 24 hours after the announcement's checkpoint; who witnessed. */
export function checkDay(of) {
  const [said, notes] = [of.get("announcement"), of.get("cosigned")];
  const drawn = of.places("drawn")[0] ?? of.get("size");
  const announced = of.places("announced")[0] ?? 0;
  const early = new Map([...notes].filter(([size]) => announced < size && size <= drawn));
  const vouched = [...early].filter(([, seen]) => seen.size >= said.quorum).map(([size]) => size);
  checkQuorum(of, said.quorum, early, vouched);
  if (of.informal) return of.report.skip("announcement.day", "informal");
  if (!vouched.length) return undefined;
  const size = Math.min(...vouched);
  const seen = [...early.get(size).values()].sort((a, b) => a - b);
  const times = [
    instant(of.get("ledger.times")[size - 1]),
    ...(said.quorum ? seen.slice(said.quorum - 1, said.quorum) : []),
  ];
  const enough = instant(said.not_before) >= Math.max(...times) + DAY;
  const expected = `>= ${Math.max(...times) + DAY} ms`;
  return of.report.claim("announcement.day", "announcement.json", enough, expected, said.not_before);
}

const AID = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The first 80 bits of a head in Crockford's base 32, 4 x 4. */
export function findingAid(head) {
  const number = BigInt(`0x${head.slice(0, 20)}`);
  let text = "";
  for (let shift = 75n; shift >= 0n; shift -= 5n) text += AID[Number((number >> shift) & 31n)];
  return text.match(/.{4}/g).join("-");
}
