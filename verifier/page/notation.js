// §1 of the protocol: canonical bytes, digests, commitments, trees, instants.
import { hex, joined, utf8 } from "./base.js";
import { sha } from "./sha.js";

/** RFC 8785 of a value of whole numbers, as text; a script's order of names is its order. */
export function canonicalText(value) {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new RangeError(`not an exact whole number: ${value}`);
    return String(value);
  }
  if (value === null || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`;
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonicalText(value[name])}`).join()}}`;
}

/** canonical(v): bytes. */
export const canonical = (value) => utf8(canonicalText(value));

/** Lower-case hex of H(canonical(v)). */
export const digest = (value) => hex(sha(canonical(value)));

/** The commitment that `nonce` (bytes) opens to `value`. */
export const commit = (nonce, value) => hex(sha(joined(nonce, canonical(value))));

/** Whether two values are the same in every byte. */
export const equal = (a, b) => a === b || canonicalText(a ?? null) === canonicalText(b ?? null);

const LEAF = new Uint8Array([0]);
const NODE = new Uint8Array([1]);

/** An RFC 6962 tree that grows leaf by leaf and can tell its root at any size. */
export class Tree {
  constructor() {
    this.size = 0;
    this.peaks = [];
  }

  /** Add one leaf (bytes). */
  append(leaf) {
    let node = sha(joined(LEAF, leaf));
    for (let at = this.size; at % 2; at = (at - 1) / 2) node = sha(joined(NODE, this.peaks.pop(), node));
    this.peaks.push(node);
    this.size++;
  }

  /** Hex of the tree hash of all leaves so far. */
  root() {
    if (!this.peaks.length) return hex(sha(new Uint8Array()));
    return hex(this.peaks.reduceRight((node, peak) => sha(joined(NODE, peak, node))));
  }
}

/** root(objects). */
export function root(objects) {
  const tree = new Tree();
  for (const value of objects) tree.append(canonical(value));
  return tree.root();
}

/** Milliseconds since 1970 of `2026-03-16T03:00:00.000Z`; NaN for anything else. */
export function instant(text) {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/.test(text)) return NaN;
  const at = Date.parse(text);
  const same = !Number.isNaN(at) && new Date(at).toISOString() === text;
  return same && !text.startsWith("0000") ? at : NaN;
}
