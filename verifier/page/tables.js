// The table of results, the quotas, and one candidate's story.
import { at, bullets, el, points, word } from "./dom.js";

function row(line, topics) {
  const sections = new Map((line.sections ?? []).map((section) => [section.topic, section.points]));
  const cells = [
    word(`status_${line.status}`),
    ...topics.map((topic) => points(sections.get(topic) ?? null)),
    points(line.total),
    points(line.maximum),
    line.rank ?? "—",
    word(line.passed ? "yes" : "no"),
  ];
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, line.code),
    cells.map((cell) => el("td", {}, String(cell))),
  );
}

/** The newest results: computed here where that could be done, else as they are listed. */
export function results(found) {
  const source = found.results ?? found.listed;
  if (!source) return null;
  const topics =
    source.candidates.find((line) => line.sections)?.sections.map((section) => section.topic) ?? [];
  const names = [
    word("code"),
    word("status"),
    ...topics,
    ...["total", "maximum", "rank", "passed_exam"].map((n) => word(n)),
  ];
  const head = el(
    "tr",
    {},
    names.map((name) => el("th", { scope: "col" }, name)),
  );
  const caption = el("caption", {}, word(found.results ? "table_mine" : "table_listed", source.version));
  const body = el(
    "tbody",
    {},
    source.candidates.map((line) => row(line, topics)),
  );
  const table = el("table", { id: "results" }, caption, el("thead", {}, head), body);
  const frame = el(
    "div",
    { class: "frame", tabindex: "0", role: "region", "aria-labelledby": "results-title" },
    table,
  );
  return el("section", {}, el("h3", { id: "results-title" }, word("table_title")), frame);
}

/** How many items each quota could take. */
export function quotas(found) {
  if (!found.quotas.length) return null;
  const lines = found.quotas.map(({ q, topic, eligible }) => word("quota", q, topic, eligible));
  return el("details", { class: "group" }, el("summary", {}, word("quotas_title")), bullets(lines));
}

const TELL = {
  opened: (body) => [word("seat", body.terminal), body.language, word("seconds", body.seconds)],
  answered: (body) => [word("position", body.position), body.response.join(", ") || word("nothing")],
  language: (body) => [body.language],
  remark: (body) => [word("position", body.position)],
  moved: (body) => [`${body.from} → ${body.to}`, body.reason],
  paused: (body) => [body.reason],
  resumed: (body) => [body.reason],
  extended: (body) => [word("seconds", `+${body.seconds}`), body.reason],
  closed_entry: (body) => [word(`how_${body.how}`), body.reason],
};

function event({ at: moment, act, body }) {
  const told = body && TELL[act] ? TELL[act](body).filter(Boolean).join("; ") : "";
  const time = moment.replace("T", " ").replace("Z", "");
  return el(
    "tr",
    {},
    [time, word(act), told].map((cell) => el("td", {}, cell)),
  );
}

/** A story as a table of times, or a sentence why there is none. */
export function storyTable(story, sealed) {
  if (!story) return el("p", { class: "field-error", role: "alert" }, word("story_none"));
  const head = el(
    "tr",
    {},
    ["time", "event", "details"].map((name) => el("th", { scope: "col" }, word(name))),
  );
  const { result } = story;
  const total =
    result && result.total !== null ? `${points(result.total)} / ${points(result.maximum)}` : null;
  const last = result && el("p", {}, `${word("scored")}: ${total ?? word(`status_${result.status}`)}`);
  const table = el(
    "table",
    { id: "story-table" },
    el("caption", {}, word("story_of", story.code)),
    el("thead", {}, head),
    el("tbody", {}, story.events.map(event)),
  );
  const frame = el(
    "div",
    { class: "frame", tabindex: "0", role: "region", "aria-label": word("story_title") },
    table,
  );
  return el("div", {}, sealed ? el("p", {}, word("story_closed")) : null, frame, last);
}

/** The form that asks for one candidate's code; `ask(code)` gives the story. */
export function storyForm(ask, sealed) {
  const field = el("input", {
    id: "story-code",
    inputmode: "numeric",
    autocomplete: "off",
    maxlength: "12",
    required: "",
  });
  const place = el("div", { id: "story", "aria-live": "polite" });
  const show = async (event_) => {
    event_.preventDefault();
    place.replaceChildren(storyTable(await ask(field.value.replace(/\s/g, "")), sealed));
  };
  const label = el("label", { for: "story-code" }, word("story_code"));
  const button = el("button", { class: "btn btn-quiet" }, word("story_show"));
  const form = el(
    "form",
    { class: "field", onsubmit: show },
    label,
    el("div", { class: "row" }, field, button),
  );
  return el("section", {}, el("h3", {}, word("story_title")), form, place);
}

/** Hand a text out as a file. */
export function handOut(name, text) {
  const link = el("a", {
    href: URL.createObjectURL(new Blob([text], { type: "application/json" })),
    download: name,
  });
  at("after").append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
