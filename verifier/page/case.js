// The bundle on the table: what has been learnt from it so far, and the verdict of every check.
import { Flaw, Missing, Unusable, hex, odd } from "./base.js";
import { Archive, OBJECTS, checkArchive } from "./archive.js";
import { CHECKS } from "./checks.js";
import { parse } from "./json.js";
import { equal } from "./notation.js";
import { SHAPES } from "./objects.js";
import { sha } from "./sha.js";
import { fit } from "./shapes.js";

const KNOWN = new Set(CHECKS);
const OF_A_KIND = 20; // twenty of a kind tell the story

/** The verdicts by code: a code passes if it held everywhere it was asked. */
export class Report {
  constructor() {
    this.held = new Map();
    this.flaws = [];
    this.skipped = new Map();
  }

  /** Record one answer to the question `code`. */
  claim(code, where, holds, expected = null, found = null) {
    if (!KNOWN.has(code)) throw new Error(`unknown check ${code}`);
    if (holds) this.held.set(code, (this.held.get(code) ?? 0) + 1);
    else if (this.flaws.filter((flaw) => flaw.code === code).length < OF_A_KIND) {
      this.flaws.push({ code, where, expected, found });
    }
    return Boolean(holds);
  }

  /** Record whether what was found is what was expected. */
  same(code, where, expected, found) {
    return this.claim(code, where, equal(expected, found), expected, found);
  }

  /** A check that is not made, and why (a word); `later` leaves an earlier reason standing. */
  skip(code, why, later = false) {
    if (!later || !this.skipped.has(code)) this.skipped.set(code, why);
  }

  /** Every check: {code, object, verdict, expected, found or why not}. */
  rows() {
    return CHECKS.flatMap((code) => {
      const mine = this.flaws.filter((flaw) => flaw.code === code);
      if (mine.length) {
        return mine.map(({ where, expected, found }) => ({
          code,
          object: where,
          verdict: "failed",
          expected,
          found,
        }));
      }
      const times = this.held.get(code);
      if (times && !this.skipped.has(code)) {
        return [{ code, object: `${times} x`, verdict: "passed", expected: null, found: null }];
      }
      const found = this.skipped.get(code) ?? "missing";
      return [{ code, object: "", verdict: "not checked", expected: null, found }];
    });
  }
}

/** One verification: the file, what outsiders hold (`anchor`, `notes`, `receipt`), and what became known. */
export class Case {
  constructor(blob, name, { anchor = null, notes = [], receipt = null, progress = () => {} } = {}) {
    Object.assign(this, { blob, name, anchor, notes, receipt, progress });
    this.report = new Report();
    this.known = new Map();
  }

  /** What is known under a name; Missing where it is not. */
  get(name) {
    if (!this.known.has(name)) throw new Missing(name);
    return this.known.get(name);
  }

  set(name, value) {
    this.known.set(name, value);
    return value;
  }

  has(name) {
    return this.known.has(name);
  }

  /** The entries of an act in the ledger: [[n, entry]]. */
  acts(act) {
    return this.get("acts").get(act) ?? [];
  }

  /** The numbers of an act's entries (with this object). */
  places(act, wanted = null) {
    return this.acts(act)
      .filter(([, entry]) => wanted === null || entry.object === wanted)
      .map(([n]) => n);
  }

  /** The plan's `detail.origin`: real unless it says otherwise, null where the plan is not disclosed. */
  get origin() {
    if (!this.has("plan")) return null;
    const said = this.get("plan").detail.origin;
    return said === "trial" || said === "demo" ? said : "real";
  }

  get informal() {
    return this.origin === "trial" || this.origin === "demo";
  }
}

/** Open the ZIP; Unusable where it is none. */
export async function openArchive(of) {
  const archive = new Archive(of.blob);
  try {
    await archive.open();
  } catch (error) {
    throw error instanceof Unusable ? error : new Unusable("no_zip", error.message);
  }
  const members = checkArchive(of.report, of.name, archive.entries);
  of.set("archive", archive);
  of.set("names", members);
}

/** The bytes of one member, compared with the manifest on the way. */
export async function member(of, name) {
  const entry = of.get("names").get(name);
  if (!entry) throw new Missing(name);
  const raw = await of.get("archive").member(entry);
  of.report.claim("zip.damaged", name, true);
  if (name !== "manifest.json" && name !== "signatures.json" && of.has("files")) {
    const said = of.get("files").get(name);
    if (said) {
      of.report.same("manifest.size", name, said.size, raw.length);
      of.report.same("manifest.sha256", name, said.sha256, hex(sha(raw)));
    }
    of.get("read").add(name);
  }
  return raw;
}

const FORM = CHECKS.filter((code) => /^(json|shape)\./.test(code) && code !== "shape.sitting");
const SIGNED = new Set(["announcement", "seal", "results", "manifest"]);

/** One object: canonical, of its type, with exactly its members, of this sitting; kept with its digest. */
async function load(of, name, kind) {
  const raw = await member(of, name);
  const value = parse(raw, name);
  fit(value, SHAPES[kind], name);
  for (const code of FORM) of.report.claim(code, name, true);
  const stem = name.slice(0, name.lastIndexOf("."));
  of.set(`${stem}.digest`, hex(sha(raw)));
  of.set(`${stem}.raw`, SIGNED.has(kind) ? raw : null);
  if (Object.hasOwn(value, "sitting") && of.has("announcement")) {
    of.report.same("shape.sitting", name, of.get("announcement").sitting, value.sitting);
  }
  return of.set(stem, value);
}

/** Annex A: the list of files. It proves nothing against an insider, but tells a damaged copy. */
export async function readManifest(of) {
  const names = [...of.get("names").keys()];
  if (!names.includes("manifest.json"))
    throw new Flaw("members.missing", of.name, "manifest.json", names.slice(0, 5));
  const manifest = await load(of, "manifest.json", "manifest");
  of.set("files", new Map(manifest.files.map((line) => [line.name, line])));
  of.set("read", new Set());
  const there = names.filter((name) => name !== "manifest.json" && name !== "signatures.json");
  const wrong = odd(of.get("files").keys(), there).slice(0, 5);
  const every = "every file but itself and signatures.json";
  of.report.claim("manifest.files", "manifest.json", !wrong.length, every, wrong);
}

/** Every JSON object of the bundle but papers, journals and ledger, which are read one at a time. */
export async function readObjects(of) {
  const names = [...of.get("names").keys()];
  const numbers = names
    .filter((name) => name.startsWith("results-"))
    .map((name) => Number(name.slice(8, -5)));
  numbers.sort((a, b) => a - b);
  const members = OBJECTS.filter((name) => name !== "manifest").map((name) => [`${name}.json`, name]);
  for (const [name, kind] of [...members, ...numbers.map((n) => [`results-${n}.json`, "results"])]) {
    if (of.get("names").has(name)) await attempt(of, () => load(of, name, kind));
  }
  of.set("newest", numbers.at(-1) ?? 0);
  const versions = numbers.length > 0 && numbers.every((number, at) => number === at + 1);
  of.report.claim("results.versions", "results-*.json", versions, "every version from 1", numbers);
  const manifest = of.get("manifest");
  const about = [of.get("announcement").sitting, of.get("newest")];
  of.report.same("manifest.about", "manifest.json", about, [manifest.sitting, manifest.version]);
}

/** One part: a Flaw stops it; what rests on something missing is not checked; anything else is remembered. */
export async function attempt(of, part) {
  try {
    await part(of);
  } catch (error) {
    if (error instanceof Unusable) throw error;
    if (error instanceof Flaw) of.report.claim(error.code, error.where, false, error.expected, error.found);
    else if (!(error instanceof Missing)) of.set("stopped", [part.name || "?", `${error}`.slice(0, 120)]);
  }
}
