// The question screen in the exam: question, tools and map together, moving without asking anybody.

import { drawProgress } from "./bar.js";
import { button, fill } from "./dom.js";
import { beside, closePanel, frame, isPanelOpen, show } from "./frame.js";
import { meaning } from "./keys.js";
import { QuestionMap } from "./map.js";
import { openRemark } from "./panels.js";
import { flagButton, languageButton, nextLanguage } from "./practice.js";
import { pick, questionView } from "./question.js";
import { _ } from "./words.js";

/** The screen of a running exam; `acts` has review(), speak(language), remark(position, text). */
export class PaperScreen {
  constructor(exam, acts) {
    this.exam = exam;
    this.acts = acts;
    this.map = new QuestionMap(exam, (position) => this.go(position));
    this.last = exam.position;
  }

  /** Shows the present question. */
  show({ focus = true } = {}) {
    closeMap();
    const content = questionView(this.exam, () => this.answered());
    show("question", content, {
      title: _("Question {n} of {total}", { n: this.exam.position, total: this.exam.size }),
      tools: this.tools(),
      focus,
    });
    drawProgress(this.exam);
    this.map.rename();
    beside([
      ...this.map.content(),
      button(_("Review and hand in"), this.acts.review, { look: "review", id: "review" }),
    ]);
  }

  /** Goes to a question; nothing is asked of the server. */
  go(position) {
    const before = this.exam.position;
    if (!this.exam.go(position)) return false;
    if (document.body.dataset.screen !== "question") {
      this.show();
      return true;
    }
    closeMap();
    closePanel({ refocus: false });
    const place = frame().main.firstChild;
    fill(
      place,
      questionView(this.exam, () => this.answered()),
    );
    document.title = `${_("Question {n} of {total}", { n: position, total: this.exam.size })} · Taraza`;
    frame().main.scrollTop = 0;
    this.refresh(before);
    place.querySelector("h1").focus({ preventScroll: true });
    return true;
  }

  /** Flags or unflags the present question. */
  flag() {
    this.exam.toggleFlag();
    this.refresh(this.exam.position, "flag");
  }

  /** Reads on in the next language, at once. */
  async language() {
    const next = nextLanguage(this.exam);
    if (!next) return;
    this.exam.read(next);
    await this.acts.speak(next);
  }

  /** Opens the panel for a remark. */
  remark() {
    const { position } = this.exam;
    openRemark(position, (text) => this.acts.remark(position, text));
  }

  /** Does what a key asks for; true if it meant something. */
  key(event) {
    const inMap = event.target.closest?.(".map");
    if (inMap && event.key.startsWith("Arrow")) return false;
    const asked = meaning(event, this.exam.item.options.length);
    if (!asked) return false;
    if ("pick" in asked) return pick(asked.pick);
    if ("move" in asked) return this.step(asked.move);
    return this.act(asked.act);
  }

  step(by) {
    if (this.exam.position + by > this.exam.size) this.acts.review();
    else this.go(this.exam.position + by);
    return true;
  }

  act(name) {
    const acts = {
      flag: () => this.flag(),
      language: () => this.language(),
      remark: () => this.remark(),
      map: () => this.openMap(),
      clear: () => document.getElementById("clear")?.click(),
      close: () => (isMapOpen() ? closeMap({ refocus: true }) : closePanel()),
    };
    if (name === "close" && !isMapOpen() && !isPanelOpen()) return false;
    acts[name]();
    return true;
  }

  openMap() {
    closePanel({ refocus: false });
    document.body.dataset.map = "open";
    this.map.cells[this.exam.position - 1].focus();
  }

  answered() {
    this.map.draw(this.exam.position);
    this.map.tally();
    this.acts.answered();
  }

  refresh(before, focus = null) {
    fill(frame().tools, this.tools());
    drawProgress(this.exam);
    this.map.draw(before);
    this.map.draw(this.exam.position);
    if (focus) document.getElementById(focus)?.focus();
  }

  tools() {
    const { exam } = this;
    const end = exam.position === exam.size;
    const forward = end
      ? button(_("Review"), this.acts.review, { look: "primary tool next", id: "next", shape: "next" })
      : button(_("Next"), () => this.step(1), { look: "primary tool next", id: "next", shape: "next" });
    return [
      button(_("Previous"), () => this.step(-1), {
        look: "tool",
        id: "previous",
        shape: "previous",
        disabled: exam.position === 1,
      }),
      flagButton(exam, () => this.flag()),
      languageButton(exam, () => this.language()),
      button(_("Remark"), () => this.remark(), { look: "tool", id: "open-remark", shape: "remark" }),
      button(_("Map"), () => (isMapOpen() ? closeMap({ refocus: true }) : this.openMap()), {
        look: "tool narrow",
        id: "open-map",
        shape: "map",
      }),
      forward,
    ];
  }
}

function isMapOpen() {
  return document.body.dataset.map === "open";
}

function closeMap({ refocus = false } = {}) {
  delete document.body.dataset.map;
  if (refocus) document.getElementById("open-map")?.focus();
}
