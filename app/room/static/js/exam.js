// One candidate's paper in memory: what is shown, chosen and flagged. Moving asks nobody.

/** The paper with its answers; `record(entry)` and `flagged(position, on)` carry them to the server. */
export class Exam {
  constructor({
    paper,
    answers = {},
    flags = [],
    language,
    position = 1,
    record,
    flagged,
    moved = () => {},
  }) {
    this.items = paper.items;
    this.sections = paper.sections || [];
    this.answers = new Map(Object.entries(answers).map(([at, response]) => [Number(at), response]));
    this.flags = new Set(flags);
    Object.assign(this, { record, flagged, moved });
    this.position = Math.min(Math.max(1, position), this.items.length);
    this.language = this.languages().includes(language) ? language : this.languages()[0];
  }

  /** How many questions there are. */
  get size() {
    return this.items.length;
  }

  /** The question shown now. */
  get item() {
    return this.items[this.position - 1];
  }

  /** The languages every question can be read in, in the interface's order. */
  languages() {
    const known = ["ky", "ru", "en"];
    return known.filter((language) => this.items.every((item) => language in item.languages));
  }

  /** The question's texts in the language chosen. */
  text(item = this.item) {
    return item.languages[this.language];
  }

  /** What is chosen at a position: option ids, none if empty. */
  answer(position = this.position) {
    return this.answers.get(position) || [];
  }

  /** Records an answer; the same answer again is no new one. */
  choose(response) {
    const sorted = [...response].sort();
    if (sorted.join() === this.answer().join()) return;
    this.answers.set(this.position, sorted);
    this.record({ kind: "answered", position: this.position, response: sorted });
  }

  /** Sets or takes away the flag of the question shown. */
  toggleFlag() {
    const on = !this.flags.delete(this.position);
    if (on) this.flags.add(this.position);
    this.flagged(this.position, on);
  }

  /** Goes to a question; false if there is none. */
  go(position) {
    if (position < 1 || position > this.size) return false;
    this.position = position;
    this.moved(position);
    return true;
  }

  /** Reads the questions in another language from now on. */
  read(language) {
    if (language === this.language || !this.languages().includes(language)) return;
    this.language = language;
    this.record({ kind: "language", language });
  }

  /** The positions without an answer. */
  empty() {
    return this.items.map((_item, index) => index + 1).filter((position) => !this.answer(position).length);
  }

  /** The section a position belongs to, or null: {topic, first, last, names}. */
  section(position = this.position) {
    return this.sections.find((section) => section.first <= position && position <= section.last) || null;
  }
}

/** Returns the answers as recorded by the server, with those still on their way laid over them. */
export function overlaid(answers, pending) {
  const all = { ...answers };
  for (const entry of pending) if (entry.kind === "answered") all[entry.position] = entry.response;
  return all;
}
