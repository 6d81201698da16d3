// §5-§7 What the commitments hide until their time: keys, contents, persons.
import { commit } from "./notation.js";
import { sorted, unhex } from "./base.js";
import { isDecimal, responseFits } from "./attempt.js";
import { TEXT } from "./objects.js";
import { fit } from "./shapes.js";

const FOLDS = ["trim", "spaces", "lower", "yo"];

/** Annex B5: a key of the form its item needs. */
export function keyFits(entry, key) {
  const { correct } = key;
  if (!correct.length || key.folds.some((fold) => !FOLDS.includes(fold))) return false;
  if (entry.kind === "number") return correct.length === 2 && correct.every(isDecimal);
  if (entry.kind === "text") return true;
  return responseFits(
    entry,
    entry.options.map((option) => option.id),
    correct,
  );
}

/** The codes of all items that stand on a paper. */
function drawnItems(of) {
  return new Set([...of.get("papers").values()].flat().map(([entry]) => entry.code));
}

/** §5: opened after the seal, for every drawn item, each the one that was promised in the release. */
export function checkKeys(of) {
  const [keys, items, { report }] = [of.get("keys"), of.get("items"), of];
  report.same("keys.bound", "keys.json", of.get("seal.digest"), keys.seal_digest);
  const opened = new Set(keys.openings.map((opening) => opening.code));
  const closed = sorted([...drawnItems(of)].filter((code) => !opened.has(code))).slice(0, 5);
  report.claim("keys.opened", "keys.json", !closed.length, "every drawn item's key", closed);
  const correct = of.set("correct", new Map());
  for (const { code, key, nonce, revision } of keys.openings) {
    const [where, entry] = [`keys.json: ${code}`, items.get(code)];
    if (!report.claim("keys.item", where, entry, "an item of the release", code)) continue;
    report.same("keys.commitment", where, entry.key_commitment, commit(unhex(nonce), key));
    const about = [entry.code, entry.revision, entry.kind, entry.revision];
    report.same("keys.item", where, about, [key.code, key.revision, key.kind, revision]);
    report.claim("keys.form", where, keyFits(entry, key), `a key of a ${entry.kind} item`, key.correct);
    correct.set(code, key);
  }
}

/** §7: the questions themselves, where they are disclosed. */
export function checkContents(of) {
  const [opened, { report }] = [new Set(), of];
  for (const { code, content, nonce } of of.get("contents").openings) {
    const [where, entry] = [`contents.json: ${code}`, of.get("items").get(code)];
    if (!report.claim("contents.item", where, entry, "an item of the release", code)) continue;
    opened.add(code);
    report.same("contents.commitment", where, entry.content_commitment, commit(unhex(nonce), content));
    const ids = sorted(entry.options.map((option) => option.id));
    for (const language of Object.values(content.languages)) {
      fit(language, TEXT, where);
      report.same("contents.item", where, ids, sorted(Object.keys(language.options)));
    }
    const about = [code, entry.revision, entry.kind, entry.languages];
    const told = [content.code, content.revision, content.kind, sorted(Object.keys(content.languages))];
    report.same("contents.item", where, about, told);
  }
  const missing = sorted([...drawnItems(of)].filter((code) => !opened.has(code))).slice(0, 5);
  report.claim("contents.opened", "contents.json", !missing.length, "every drawn item's content", missing);
}

/** §7: who sat behind each code, as promised by the roll. */
export function checkPersons(of) {
  const [lines, { report }, numbers, opened] = [of.get("persons.lines"), of, [], new Set()];
  for (const { code, nonce, person } of of.get("persons").openings) {
    const found = [commit(unhex(nonce), person), person.code];
    report.same("persons.commitment", `persons.json: ${code}`, [lines.get(code) ?? null, code], found);
    numbers.push(person.number);
    opened.add(code);
  }
  const twice = numbers.length - new Set(numbers).size;
  report.claim("persons.once", "persons.json", !twice, "one code for one person", twice);
  const newest = of.get(`results-${of.get("newest")}`).candidates;
  const sat = newest.filter((line) => line.status !== "absent").map((line) => line.code);
  const missing = sat.filter((code) => !opened.has(code));
  report.claim("persons.opened", "persons.json", !missing.length, "everyone who sat", missing.slice(0, 5));
}
