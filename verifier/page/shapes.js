// Annex A: objects. A shape is a leaf's name ("?" at its end: or null), a Set of values, maybe(shape) for
// "or null", [item shape, members it is sorted by ("": itself)] or an object of exact members ("?": may be
// absent).
import { Flaw, inOrder, pairs, says, sorted } from "./base.js";
import { instant } from "./notation.js";
import { canonicalText } from "./notation.js";

class Maybe {
  constructor(shape) {
    this.shape = shape;
  }
}

/** The shape, or null. */
export const maybe = (shape) => new Maybe(shape);

/** A code of annex B3. */
export const isCode = (value) =>
  typeof value === "string" && /^[A-Za-z0-9._-]{1,40}$/.test(value) && value !== "." && value !== "..";

/** A candidate's code: eight digits, the last a check (ISO 7064 MOD 11-10). */
export function isCandidate(value) {
  if (typeof value !== "string" || !/^[0-9]{8}$/.test(value)) return false;
  let product = 10;
  for (const figure of value.slice(0, 7)) product = (((product + Number(figure)) % 10 || 10) * 2) % 11;
  return (product + Number(value[7])) % 10 === 1;
}

const isText = (value) => typeof value === "string";
const isNumber = (value) => typeof value === "number" && Number.isSafeInteger(value);
const isHex = (value) => isText(value) && /^[0-9a-f]{64}$/.test(value);
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

const LEAVES = {
  code: isCode,
  candidate: isCandidate,
  hex: isHex,
  signature: (v) => isText(v) && /^[0-9a-f]{128}$/.test(v),
  instant: (v) => isText(v) && !Number.isNaN(instant(v)),
  int: isNumber,
  natural: (v) => isNumber(v) && v >= 0,
  count: (v) => isNumber(v) && v >= 1,
  text: isText,
  reason: (v) => isText(v) && says(v),
  bool: (v) => typeof v === "boolean",
  object: isObject,
  any: () => true,
  supersedes: (v) => isCode(v) || isHex(v),
  answered: (v) => isNumber(v) || (Array.isArray(v) && v.every(isNumber)),
};

const quick = new Map();

/** Throw a Flaw where `value` is not of this shape, a constant: its quick test is made once. */
export function fit(value, shape, where) {
  if (!quick.has(shape)) quick.set(shape, test(shape));
  if (!quick.get(shape)(value)) look(value, shape, where);
}

/** A fast test of a shape; where it says no, `look` looks closely. */
function test(shape) {
  if (typeof shape === "string") {
    const leaf = LEAVES[shape.replace("?", "")];
    return shape.endsWith("?") ? (v) => v === null || leaf(v) : leaf;
  }
  if (shape instanceof Set) return (v) => shape.has(v);
  if (shape instanceof Maybe) {
    const inner = test(shape.shape);
    return (v) => v === null || inner(v);
  }
  if (Array.isArray(shape)) {
    const [item, keys] = [test(shape[0]), shape.slice(1)];
    return (v) => Array.isArray(v) && v.every(item) && disorder(v, keys) === null;
  }
  const tests = Object.entries(shape).map(([name, part]) => [name, test(part)]);
  return (value) =>
    isObject(value) &&
    Object.keys(value).length === tests.length &&
    tests.every(([name, good]) => Object.hasOwn(value, name) && good(value[name]));
}

function look(value, shape, where) {
  if (typeof shape === "string" || shape instanceof Maybe) {
    const inner = typeof shape === "string" ? shape.replace("?", "") : shape.shape;
    if (value === null && inner !== shape) return;
    if (shape instanceof Maybe) look(value, inner, where);
    else if (!LEAVES[inner](value)) throw new Flaw("shape.value", where, shape, value);
  } else if (shape instanceof Set) {
    const code = where.endsWith("/type") ? "shape.type" : "shape.value";
    if (!shape.has(value)) throw new Flaw(code, where, sorted(shape).join(" | "), value);
  } else if (Array.isArray(shape)) {
    lookAtList(value, shape, where);
  } else {
    lookAtMembers(value, shape, where);
  }
}

function lookAtList(value, shape, where) {
  if (!Array.isArray(value)) throw new Flaw("shape.value", where, "a list", value);
  value.forEach((part, number) => look(part, shape[0], `${where}/${number}`));
  const found = disorder(value, shape.slice(1));
  if (found !== null) throw new Flaw("shape.sorted", where, "sorted, nothing twice", found);
}

/** Where a list is not in its order (annex B4), and codes that differ in case alone. */
function disorder(value, keys) {
  if (!keys.length || !value.length) return null;
  const itself = keys[0] === "";
  for (const [a, b] of pairs(value)) {
    const key = itself ? null : (keys.find((name) => a[name] !== b[name]) ?? keys[0]);
    if (itself ? inOrder(a, b) >= 0 : inOrder(a[key], b[key]) >= 0) return [a, b];
  }
  if (keys.length === 1 && keys[0] === "code") {
    const plain = new Set(value.map((part) => part.code.toLowerCase()));
    if (plain.size < value.length) return "two codes alike but for case";
  }
  return keys[0] === "n" && value.at(-1).n !== value.length ? "n from 1 without gap" : null;
}

function lookAtMembers(value, shape, where) {
  if (!isObject(value)) throw new Flaw("shape.value", where, "an object", value);
  const names = Object.keys(shape).map((name) => name.replace("?", ""));
  const absent = Object.keys(shape).filter((name) => !name.endsWith("?") && !Object.hasOwn(value, name));
  const strange = Object.keys(value).filter((name) => !names.includes(name));
  const wrong = sorted([...absent, ...strange]);
  if (wrong.length)
    throw new Flaw("shape.members", `${where}/${wrong[0]}`, "exactly the members of annex A", wrong);
  Object.values(shape).forEach((part, number) => {
    if (Object.hasOwn(value, names[number])) look(value[names[number]], part, `${where}/${names[number]}`);
  });
}

/** Every text inside a free `detail`. */
export function texts(value) {
  if (isText(value)) return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
}

/** Every object of this type inside a free `detail`. */
export function partsOfType(value, kind) {
  if (typeof value !== "object" || value === null) return [];
  const own = isObject(value) && value.type === `taraza/${kind}/1` ? [value] : [];
  return [...own, ...Object.values(value).flatMap((part) => partsOfType(part, kind))];
}

/** A value short enough to be shown. */
export function shown(value) {
  const text = isText(value) ? value : canonicalLoose(value);
  return text.length < 300 ? text : `${text.slice(0, 300)}...`;
}

function canonicalLoose(value) {
  try {
    return canonicalText(value ?? null);
  } catch {
    return String(JSON.stringify(value));
  }
}
