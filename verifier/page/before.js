// §2 Before the sitting: members, trust, signatures, announcement, plan, release, register, roll.
import { byBrowser, signedBy } from "./ed25519.js";
import { hex, odd, sorted, unhex } from "./base.js";
import { member } from "./case.js";
import { equal, root } from "./notation.js";
import { LINE } from "./objects.js";
import { sha } from "./sha.js";
import { fit, isCode, partsOfType, texts } from "./shapes.js";

const OPEN_TOO = ["plan", "release", "register", "draw", "keys"].map((name) => `${name}.json`);

/** §6, §7: what a bundle of this stage and disclosure must hold, and what it must not. */
export function checkMembers(of) {
  const { stage, disclosure } = of.get("manifest");
  const [sealed, full] = [disclosure === "sealed", disclosure === "full"];
  const must = ["announcement", "seal", "incidents", "roll", "signatures", "trust", "results-1"];
  const wanted = [...must.map((name) => `${name}.json`), "ledger.jsonl", "README.txt"];
  if (stage === "complete") wanted.push("documents.json");
  if (!sealed) wanted.push(...OPEN_TOO);
  if (full) wanted.push("contents.json");
  const never = full ? [] : ["contents.json", "persons.json"];
  if (stage === "for_certification") never.push("documents.json", "persons.json");
  if (sealed) never.push(...OPEN_TOO);
  const names = sorted(of.get("names").keys());
  const told = names.filter((name) => never.includes(name) || (sealed && /^(pap|jou)/.test(name)));
  const gone = sorted(wanted.filter((name) => !names.includes(name)));
  of.report.claim("members.missing", disclosure, !gone.length, "all its members", gone.slice(0, 5));
  of.report.claim(
    "members.undisclosed",
    disclosure,
    !told.length,
    "no more than its kind allows",
    told.slice(0, 5),
  );
  if (of.has("plan")) {
    const more = disclosure === "replay" && of.get("plan").disclosure === "sealed";
    of.report.claim("members.undisclosed", "manifest.json", !more, "sealed, as planned", disclosure);
  }
}

/** The keys of all roles, as bound by the announcement. */
export function checkTrust(of) {
  const { keys } = of.get("trust");
  const named = keys.every((key) => key.key === hex(sha(unhex(key.public))));
  of.report.claim("trust.keys", "trust.json", named, "keys named by the hash of the public key", "others");
  const periods = keys.every((key) => key.to === null || key.from < key.to);
  of.report.claim(
    "trust.keys",
    "trust.json",
    periods,
    "from before to",
    "periods that end before they begin",
  );
  of.set("keyring", new Map(keys.map((key) => [key.key, key])));
  of.report.same("trust.digest", "trust.json", of.get("announcement").trust_digest, of.get("trust.digest"));
}

/** When an object was signed, as far as the bundle tells. */
function moment(of, stem) {
  if (stem === "announcement" || stem === "seal") return of.get(stem).at;
  const certified = of.acts("certified").filter(([, entry]) => entry.object === of.get(`${stem}.digest`));
  return certified.length ? certified.at(-1)[1].at : of.get("ledger.last");
}

/** Whether a key of trust.json signs at this instant. */
export const lives = (key, at) => key.from <= at && (key.to === null || at <= key.to);

/** One line of signatures.json, tried; the holder is noted where all of it holds. */
async function checkSignature(of, ring, line, holders) {
  const { report } = of;
  const [name, where] = [line.object, `signatures.json: ${line.object}`];
  const stem = name.slice(0, Math.max(0, name.lastIndexOf(".")));
  const known = name.endsWith(".json") && name !== "signatures.json" && of.has(`${stem}.digest`);
  if (!report.claim("signatures.object", where, known, "an object of this bundle", name)) return;
  if (!report.same("signatures.object", where, of.get(`${stem}.digest`), line.digest)) return;
  const key = ring.get(line.key);
  if (!report.claim("signatures.key", where, key, "a key of trust.json", line.key)) return;
  if (!report.same("signatures.key", where, key.role, line.role)) return;
  const raw = of.get(`${stem}.raw`) ?? (await member(of, name));
  const good = await signedBy(key.public, unhex(line.signature), raw);
  const at = moment(of, stem);
  report.claim("signatures.period", where, lives(key, at), [key.from, key.to], at);
  if (!report.claim("signatures.valid", where, good, "a signature of this key over this object", line.key))
    return;
  holders.push({ name, role: key.role, holder: key.holder });
}

/** Every signature given is tried; those required are there, of their roles, of different people. */
export async function checkSignatures(of) {
  const ring = of.get("keyring");
  const holders = [];
  await byBrowser();
  for (const line of of.get("signatures").signatures) await checkSignature(of, ring, line, holders);
  requiredSignatures(of, holders);
}

/** Annex A: who must sign announcement, seal, every certified version of results, and manifest. */
function requiredSignatures(of, holders) {
  const newest = of.get("newest");
  const early = of.get("manifest").stage === "for_certification";
  const wanted = [
    ["announcement.json", ["office", "custodian"]],
    ["seal.json", ["hall", "commissioner"]],
    ["manifest.json", ["office"]],
  ];
  for (let n = 1; n < (early ? newest : newest + 1); n++) {
    wanted.push([`results-${n}.json`, ["commissioner", "commissioner"]]);
  }
  if (early) of.set("uncertified", true);
  for (const [name, roles] of wanted) {
    const mine = holders.filter((line) => line.name === name);
    const there = roles.every((role) => mine.some((line) => line.role === role));
    of.report.claim(
      "signatures.required",
      name,
      there,
      roles,
      sorted(new Set(mine.map((line) => line.role))),
    );
    if (there && roles.length === 2) {
      const people = sorted(
        new Set(mine.filter((line) => roles.includes(line.role)).map((line) => line.holder)),
      );
      of.report.claim("signatures.holders", name, people.length > 1, "two people", people);
    }
  }
}

/** §2.6: the anchor of everything, and the form of the public entropy (§3.2). */
export function checkAnnouncement(of) {
  const [said, where] = [of.get("announcement"), "announcement.json"];
  const { min, max, count } = said.entropy;
  const faces = BigInt(Math.max(0, max - min + 1));
  const space = faces ** BigInt(Math.min(count, 10_000));
  of.report.claim("announcement.entropy", where, space >= 2n ** 50n, ">= 2^50 sequences", said.entropy);
  of.report.claim("announcement.shares", where, said.commitments.length, ">= 1 custodian", 0);
  of.report.claim("announcement.rules", where, said.at <= said.not_before, "at <= not_before", said.at);
  const witnesses = said.witnesses.length;
  of.report.claim("announcement.rules", where, said.quorum <= witnesses, witnesses, said.quorum);
  if (of.anchor === null) of.report.skip("announcement.anchor", "no_anchor");
  else of.report.same("announcement.anchor", where, of.anchor, of.get("announcement.digest"));
}

function quotaRules(quota, number) {
  const { band, target, tolerance, mark, pretest } = quota;
  return [
    [band === null || (band.length === 2 && band[0] <= band[1]), `band of quota ${number}`],
    [(target === null) === (tolerance === null), `target with tolerance in quota ${number}`],
    [tolerance === null || tolerance <= mark / 2, `tolerance of quota ${number} <= mark / 2`],
    [!pretest || (band === null && target === null), `no difficulty in pretest ${number}`],
  ];
}

/** §2.2: the rules are the announced ones, and are rules that can be followed (annex B7). */
export function checkPlan(of) {
  const plan = of.get("plan");
  of.report.same("plan.digest", "plan.json", of.get("announcement").plan_digest, of.get("plan.digest"));
  const topics = new Set(plan.quotas.filter((quota) => !quota.pretest).map((quota) => quota.topic));
  const drop = plan.annulment !== "drop" || (plan.paper === "common" && plan.pass.places === null);
  const rules = [
    [plan.quotas.length && plan.languages.length, "quotas and languages"],
    [plan.pass.sections.every((section) => topics.has(section.topic)), "minima only of sections"],
    [drop, "drop only for common papers without places"],
    ...plan.quotas.flatMap(quotaRules),
  ];
  for (const [holds, rule] of rules) of.report.claim("plan.rules", "plan.json", holds, rule, "broken");
}

/** §2.1: the frozen bank under its root. */
export function checkRelease(of) {
  const { entries } = of.get("release");
  of.report.same("release.root", "release.json", of.get("announcement").release_root, root(entries));
  for (const entry of entries) {
    const ids = entry.options.map((option) => option.id);
    const free = entry.kind === "number" || entry.kind === "text";
    const sound =
      new Set(ids.map((id) => id.toLowerCase())).size === ids.length &&
      new Set(entry.gaps).size === entry.gaps.length &&
      entry.gaps.length > 0 === (entry.kind === "match") &&
      ids.length > 0 !== free &&
      (entry.difficulty === null || entry.difficulty_basis !== null);
    of.report.claim("release.rules", `release.json: ${entry.code}`, sound, "an item as annex A has it", ids);
  }
  of.set("items", new Map(entries.map((entry) => [entry.code, entry])));
}

/** §2.3: codes cannot change hands; spare codes are given by two, before the draw. */
export function checkPeople(of) {
  const { lines } = of.get("roll");
  const codes = lines.map((line) => line.code);
  const said = of.get("announcement");
  of.report.same("roll.root", "roll.json", said.roll_root, root(lines));
  if (of.has("register")) {
    of.report.same("register.digest", "register.json", said.register_digest, of.get("register.digest"));
    const listed = of.get("register").codes;
    const wrong = odd(codes, listed).slice(0, 5);
    of.report.claim("roll.codes", "roll.json", equal(codes, listed), "the codes of the register", wrong);
  }
  of.set("codes", codes);
  const persons = of.set("persons.lines", new Map(lines.map((line) => [line.code, line.person])));
  for (const [n, entry] of of.acts("spare_given")) checkSpare(of, persons, n, entry);
}

function checkSpare(of, persons, n, entry) {
  const where = `ledger.jsonl: ${n}`;
  const line = partsOfType(entry.detail, "roll-line")[0] ?? {};
  fit(line, LINE, where);
  const staff = new Set(texts(entry.detail).filter((text) => isCode(text) && text !== line.code));
  staff.add(entry.actor).delete("system");
  const spare = line.person !== null && persons.get(line.code) === null;
  const drawn = of.acts("drawn");
  const fair = spare && staff.size >= 2 && drawn.length && n < drawn[0][0];
  of.report.claim("roll.spares", where, fair, "a spare code, two staff, before the draw", line);
  persons.set(line.code, line.person);
}
