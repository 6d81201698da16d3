// The map of the questions: ten in a row, one stop for the Tab key, arrows within.

import { make, icon, fill } from "./dom.js";
import { _, n_ } from "./words.js";

const ACROSS = 10;
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -ACROSS, ArrowDown: ACROSS };

/** The map; `go(position)` is called for the cell chosen. */
export class QuestionMap {
  constructor(exam, go) {
    this.exam = exam;
    this.go = go;
    this.cells = exam.items.map((_item, index) => this.cell(index + 1));
    this.grid = make(
      "div",
      { class: "map", role: "group", on: { keydown: (event) => this.key(event) } },
      this.cells,
    );
    this.heading = make("h2", {});
    this.count = make("p", { class: "count" });
    this.legend = make("ul", { class: "legend" });
    this.rename();
  }

  /** What stands beside the question. */
  content() {
    return [this.heading, this.grid, this.count, this.legend];
  }

  /** Says everything again in the language spoken now. */
  rename() {
    this.heading.textContent = _("Questions");
    this.grid.setAttribute("aria-label", _("Map of the questions"));
    const marks = [
      ["", _("empty")],
      ["answered", _("answered")],
      ["flagged", _("flagged")],
      ["here", _("shown now")],
    ];
    const rows = marks.map(([look, text]) =>
      make("li", {}, make("span", { class: `key ${look}` }, look === "flagged" && icon("flag")), text),
    );
    fill(this.legend, rows);
    this.exam.items.forEach((_item, index) => this.draw(index + 1));
    this.tally();
  }

  /** Shows one cell as it is now. */
  draw(position) {
    const cell = this.cells[position - 1];
    const answered = this.exam.answer(position).length > 0;
    const flagged = this.exam.flags.has(position);
    const here = this.exam.position === position;
    cell.className = ["cell", answered && "answered", flagged && "flagged", here && "here"]
      .filter(Boolean)
      .join(" ");
    const words = [
      _("{n}: question", { n: position }),
      answered ? _("answered") : _("empty"),
      flagged && _("flagged"),
    ];
    cell.setAttribute("aria-label", words.filter(Boolean).join(", "));
    cell.tabIndex = here ? 0 : -1;
    if (here) cell.setAttribute("aria-current", "true");
    else cell.removeAttribute("aria-current");
  }

  /** Counts again. */
  tally() {
    const done = this.exam.size - this.exam.empty().length;
    this.count.textContent = n_("Answered: {n} of {total}", "Answered: {n} of {total}", done, {
      total: this.exam.size,
    });
  }

  cell(position) {
    const act = () => this.go(position);
    return make(
      "button",
      { type: "button", on: { click: act }, "data-position": position },
      String(position),
      icon("flag"),
    );
  }

  key(event) {
    const at = Number(event.target.closest("button")?.dataset.position);
    const ends = { Home: 1, End: this.exam.size };
    const to = ends[event.key] ?? at + (STEPS[event.key] ?? 0);
    if (!(event.key in STEPS || event.key in ends)) return;
    event.preventDefault();
    event.stopPropagation();
    if (to < 1 || to > this.exam.size) return;
    this.cells[at - 1].tabIndex = -1;
    this.cells[to - 1].tabIndex = 0;
    this.cells[to - 1].focus();
  }
}
