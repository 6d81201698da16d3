// What everything stands on: the three ways to end, bytes and text, two orders. Knows nothing of exams.

/** A check that failed: its code, the object, what was expected and what was found. */
export class Flaw extends Error {
  constructor(code, where, expected = null, found = null) {
    super(code);
    Object.assign(this, { code, where, expected, found });
  }
}

/** Something a check rests on is not in the bundle, or failed before: the check is not made. */
export class Missing extends Error {}

/** The input cannot be checked at all; `reason` is a name among the page's words. */
export class Unusable extends Error {
  constructor(reason, detail = "") {
    super(reason);
    Object.assign(this, { reason, detail });
  }
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const ENCODER = new TextEncoder();

/** Lower-case hex of bytes. */
export function hex(bytes) {
  let text = "";
  for (const byte of bytes) text += HEX[byte];
  return text;
}

/** The bytes of hex that is known to be well-formed. */
export function unhex(text) {
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = parseInt(text.substr(2 * at, 2), 16);
  return bytes;
}

/** UTF-8 bytes of a text. */
export const utf8 = (text) => ENCODER.encode(text);

/** The text of UTF-8 bytes; a TypeError where they are none. A byte order mark stays a character. */
export const decoded = (bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);

/** All parts in one array of bytes. */
export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const unit = (text, at) => {
  const code = text.charCodeAt(at);
  return code < 0xd800 ? code : code < 0xe000 ? code + 0x2000 : code - 0x800;
};

/** Numbers by size, texts by code points (a script's own order is by UTF-16 units). */
export function inOrder(a, b) {
  if (typeof a !== "string") return a < b ? -1 : a > b ? 1 : 0;
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at++) {
    if (a[at] !== b[at]) return unit(a, at) - unit(b, at);
  }
  return a.length - b.length;
}

/** The values in their order, as a new list. */
export const sorted = (values) => [...values].sort(inOrder);

/** What is in one of two collections alone, sorted. */
export function odd(a, b) {
  const [one, two] = [new Set(a), new Set(b)];
  return sorted([...[...one].filter((x) => !two.has(x)), ...[...two].filter((x) => !one.has(x))]);
}

/** Pairs of neighbours. */
export const pairs = (values) => values.slice(1).map((value, at) => [values[at], value]);

/** A whole number that is still exact; anything larger stops the check that needed it. */
export function exact(value) {
  if (!Number.isSafeInteger(value)) throw new RangeError(`beyond exact whole numbers: ${value}`);
  return value;
}

/** Whether a text has anything but white space. */
export const says = (text) =>
  /[^\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/.test(text);
