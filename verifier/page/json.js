// Reading JSON that has exactly one way to be written (annex B): strict, and telling what is wrong.
import { Flaw, decoded, hex } from "./base.js";
import { canonicalText, digest } from "./notation.js";
import { sha } from "./sha.js";

const DEEPEST = 32;
const HOPELESS = 990; // past this depth nothing more is read
const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPES = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
const WORDS = [
  ["true", true],
  ["false", false],
  ["null", null],
];
const NO_NUMBERS = ["NaN", "Infinity", "-Infinity"];

class Reader {
  constructor(text) {
    Object.assign(this, { text, at: 0, deepest: 0, twice: null, suspect: false, lone: false });
  }

  broken(why) {
    return new Flaw("json.syntax", "", "JSON in UTF-8", `${why} (${this.at})`);
  }

  blank() {
    while (" \t\n\r".includes(this.text[this.at] || "x")) this.at++;
  }

  whole() {
    this.blank();
    const value = this.value(0);
    this.blank();
    if (this.at !== this.text.length) throw this.broken("extra data");
    return value;
  }

  value(depth) {
    const first = this.text[this.at];
    if (first === '"') return this.string();
    if (first === "{" || first === "[") {
      this.deepest = Math.max(this.deepest, depth + 1);
      if (depth > HOPELESS) throw new Flaw("json.nesting", "", `at most ${DEEPEST} levels`, "many more");
      this.at++;
      return first === "{" ? this.object(depth + 1) : this.list(depth + 1);
    }
    for (const [word, value] of WORDS) {
      if (first === word[0] && this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    return this.number();
  }

  number() {
    const odd = NO_NUMBERS.find((word) => this.text.startsWith(word, this.at));
    if (odd) throw new Flaw("json.number", "", "whole numbers only", odd);
    NUMBER.lastIndex = this.at;
    const match = NUMBER.exec(this.text);
    if (!match) throw this.broken("a value is expected");
    const said = match[0].slice(0, 40);
    if (match[1] || match[2]) throw new Flaw("json.number", "", "whole numbers only", said);
    if (match[0].length > 17 || !Number.isSafeInteger(Number(match[0]))) {
      throw new Flaw("json.number", "", "a whole number of at most 16 digits within +-(2^53-1)", said);
    }
    this.at = NUMBER.lastIndex;
    return Number(match[0]);
  }

  string() {
    this.at++;
    let made = "";
    for (;;) {
      PLAIN.lastIndex = this.at;
      made += PLAIN.exec(this.text)[0];
      this.at = PLAIN.lastIndex;
      const next = this.text[this.at++];
      if (next === '"') return this.sound(made);
      if (next !== "\\") throw this.broken("a string without end");
      made += this.escape();
    }
  }

  escape() {
    const letter = this.text[this.at++];
    if (letter !== "u") {
      if (!Object.hasOwn(ESCAPES, letter ?? "")) throw this.broken("an unknown escape");
      return ESCAPES[letter];
    }
    const four = this.text.slice(this.at, this.at + 4);
    if (!/^[0-9a-fA-F]{4}$/.test(four)) throw this.broken("four hexadecimal digits are expected");
    this.at += 4;
    this.suspect = true;
    return String.fromCharCode(parseInt(four, 16));
  }

  sound(made) {
    if (this.suspect) this.lone ||= /\p{Surrogate}/u.test(made);
    this.suspect = false;
    return made;
  }

  list(depth) {
    const values = [];
    this.blank();
    if (this.text[this.at] === "]") return (this.at++, values);
    for (;;) {
      this.blank();
      values.push(this.value(depth));
      if (this.ends("]")) return values;
    }
  }

  object(depth) {
    const made = {};
    this.blank();
    if (this.text[this.at] === "}") return (this.at++, made);
    for (;;) {
      this.blank();
      if (this.text[this.at] !== '"') throw this.broken("a member's name is expected");
      const name = this.string();
      this.blank();
      if (this.text[this.at++] !== ":") throw this.broken("a colon is expected");
      this.blank();
      const value = this.value(depth);
      if (Object.hasOwn(made, name)) this.twice ??= name;
      if (name === "__proto__")
        Object.defineProperty(made, name, { value, enumerable: true, configurable: true });
      else made[name] = value;
      if (this.ends("}")) return made;
    }
  }

  ends(close) {
    this.blank();
    const next = this.text[this.at++];
    if (next !== close && next !== ",") throw this.broken(`a comma or ${close} is expected`);
    return next === close;
  }
}

/** The value written in these bytes, or a Flaw: they must be the canonical ones. */
export function parse(raw, where) {
  try {
    return strict(raw);
  } catch (error) {
    if (error instanceof Flaw) error.where = where;
    throw error;
  }
}

function strict(raw) {
  let text;
  try {
    text = decoded(raw);
  } catch {
    throw new Flaw("json.syntax", "", "JSON in UTF-8", "bytes that are not UTF-8");
  }
  const reader = new Reader(text);
  const value = reader.whole();
  if (reader.deepest > DEEPEST) throw new Flaw("json.nesting", "", `at most ${DEEPEST} levels`, "more");
  if (reader.lone) throw new Flaw("json.syntax", "", "JSON in UTF-8", "half a character");
  if (canonicalText(value) === text) return value;
  if (reader.twice !== null) throw new Flaw("json.duplicate", "", "every member once", reader.twice);
  throw new Flaw("json.canonical", "", digest(value), hex(sha(raw)));
}
