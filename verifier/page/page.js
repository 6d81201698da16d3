// The page: takes the file and what outsiders hold, lets the worker check, shows the answer.
import { answer, groups } from "./answer.js";
import { at, el, speak, word } from "./dom.js";
import { handOut, quotas, results, storyForm } from "./tables.js";
import { LANGUAGES } from "./words.js";

const state = { worker: null, waiting: new Map(), asked: 0, file: null, found: null, refused: null };

/** A worker made of the text that stands in this very file. */
function newWorker() {
  const source = new Blob([at("worker").textContent], { type: "text/javascript" });
  const address = URL.createObjectURL(source);
  const worker = new Worker(address);
  worker.onmessage = ({ data }) => {
    const { done, failed, progress } = state.waiting.get(data.id);
    if (data.progress) return progress(data.progress);
    state.waiting.delete(data.id);
    return data.refused ? failed(data.refused) : done(data.answer);
  };
  worker.onerror = (event) => {
    for (const { failed } of state.waiting.values())
      failed({ reason: "broken", detail: event.message ?? "" });
  };
  return worker;
}

/** Ask the worker; refuses with {reason, detail}. */
function ask(call, values, progress = () => {}) {
  const id = ++state.asked;
  return new Promise((done, failed) => {
    state.waiting.set(id, { done, failed, progress });
    state.worker.postMessage({ id, call, ...values });
  });
}

function stop() {
  state.worker?.terminate();
  state.worker = null;
  for (const { failed } of state.waiting.values()) failed({ reason: "stopped_by_you", detail: "" });
  state.waiting.clear();
}

const FIELDS = {
  no_file: "file",
  no_zip: "file",
  bad_announcement: "announcement",
  bad_checkpoint: "checkpoint",
  bad_receipt: "receipt",
};

/** Say what was wrong. */
function showRefusal({ reason, detail = "" }) {
  const text = detail ? `${word(reason)} (${detail})` : word(reason);
  const title = el("h2", { id: "verdict", tabindex: "-1", "data-refused": reason }, word("refused_title"));
  at("answer").replaceChildren(el("div", { class: "verdict verdict-bad" }, title, el("p", {}, text)));
  at("answer").hidden = false;
  at("status").textContent = `${word("refused_title")}. ${text}`;
}

/** Refuse, and lead to the field where it was. */
function refuse(refused) {
  state.refused = refused;
  showRefusal(refused);
  const field = at(FIELDS[refused.reason] ?? "verdict");
  if (field.id !== "verdict") field.setAttribute("aria-invalid", "true");
  field.focus();
}

function calm() {
  for (const id of Object.values(FIELDS)) at(id).removeAttribute("aria-invalid");
  at("answer").hidden = true;
  at("answer").replaceChildren();
  Object.assign(state, { found: null, refused: null });
}

/** Nine tenths of the work are papers and journals; the status speaks at every quarter. */
function progressed({ part, done, of }) {
  const bar = at("bar");
  const share =
    part === "attempts" ? 0.1 + (0.8 * done) / of : done < 14 ? (0.1 * done) / 14 : 0.9 + (0.1 * done) / of;
  bar.value = Math.max(bar.value, share);
  if (part === "attempts") at("count").textContent = word("progress_attempts", done, of);
  const quarter = Math.floor(bar.value * 4);
  if (quarter > Number(bar.dataset.told)) {
    bar.dataset.told = quarter;
    at("status").textContent = `${word("checking")}: ${quarter * 25} %`;
  }
}

function working(on) {
  at("progress").hidden = !on;
  at("start").disabled = on;
  at("bar").value = 0;
  at("bar").dataset.told = 0;
  at("count").textContent = "";
  if (on) at("status").textContent = word("checking");
}

async function check(event) {
  event.preventDefault();
  calm();
  const file = state.file;
  if (!file) return refuse({ reason: "no_file" });
  const held = {
    announcement: at("announcement").value,
    checkpoints: [...at("checkpoint").files],
    receipt: at("receipt").value,
  };
  stop();
  working(true);
  try {
    state.worker = newWorker();
    state.found = await ask("check", { file, name: file.name, held }, progressed);
    show();
    at("verdict").focus();
  } catch (refused) {
    refuse(refused.reason ? refused : { reason: "broken", detail: `${refused}` });
  } finally {
    working(false);
  }
  return undefined;
}

function show() {
  const { found } = state;
  const sealed = found.disclosure === "sealed";
  const story = storyForm((code) => ask("story", { code }), sealed);
  const report = () => handOut("taraza-report.json", `${JSON.stringify(found, null, 1)}\n`);
  const save = el("button", { class: "btn btn-quiet", type: "button", onclick: report }, word("save"));
  const parts = [
    ...answer(found),
    groups(found),
    quotas(found),
    results(found),
    found.disclosure ? story : null,
  ];
  at("answer").replaceChildren(...parts.filter(Boolean), save);
  at("answer").hidden = false;
  at("status").textContent = `${word(`verdict_${found.verdict}`)}. ${word(`say_${found.verdict}`)}`;
  document.title = `${word(`verdict_${found.verdict}`)} – Taraza`;
}

function choose(file) {
  state.file = file ?? null;
  at("chosen").textContent = file ? word("dropped", file.name) : "";
}

function translate(number) {
  speak(number);
  document.title = `${word("title")} – Taraza`;
  for (const place of document.querySelectorAll("[data-word]")) place.textContent = word(place.dataset.word);
  at("languages").setAttribute("aria-label", word("languages"));
  at("bar").setAttribute("aria-label", word("checking"));
  for (const button of at("languages").children) {
    button.setAttribute("aria-pressed", String(button.lang === LANGUAGES[number]));
  }
  choose(state.file);
  if (state.found) show();
  if (state.refused) showRefusal(state.refused);
}

function begin() {
  for (const button of at("languages").children) {
    button.addEventListener("click", () => translate(LANGUAGES.indexOf(button.lang)));
  }
  translate(Math.max(0, LANGUAGES.indexOf(location.hash.slice(1))));
  at("form").addEventListener("submit", check);
  at("cancel").addEventListener("click", stop);
  at("file").addEventListener("change", (event) => choose(event.target.files[0]));
  for (const kind of ["dragover", "drop"]) document.addEventListener(kind, (event) => event.preventDefault());
  document.addEventListener("dragover", () => at("drop").classList.add("over"));
  document.addEventListener("dragleave", () => at("drop").classList.remove("over"));
  document.addEventListener("drop", (event) => {
    at("drop").classList.remove("over");
    if (event.dataTransfer.files.length) choose(event.dataTransfer.files[0]);
  });
  if (typeof DecompressionStream === "undefined" || typeof BigInt === "undefined")
    refuse({ reason: "old_browser" });
}

begin();
