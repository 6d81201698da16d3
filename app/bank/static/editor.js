// The draft saves itself; what does not reach the server stays on this computer until it does.
"use strict";
(() => {
  const form = document.getElementById("editor");
  const shown = document.querySelector("[data-saved]");
  const kept = `taraza-draft/${form.dataset.key}`;
  const restore = document.querySelector("[data-restore]");
  const PAUSE = 1500;
  let timer = null;
  let busy = false;
  let dirty = false;
  let leaving = false;

  const texts = () => [...new FormData(form)].filter(([name]) => name !== "csrf_token" && name !== "seen");
  const before = JSON.stringify(texts());
  const keepHere = () => { try { localStorage.setItem(kept, JSON.stringify(texts())); } catch { /* a full disk keeps nothing */ } };
  const say = (sentence, bad) => {
    shown.textContent = sentence;
    shown.classList.toggle("saved-bad", Boolean(bad));
  };

  const show = (findings) => {
    for (const place of form.querySelectorAll("[data-said]")) {
      const own = findings.filter((one) => one.field === place.dataset.said);
      place.replaceChildren(...own.map((one) => {
        const line = document.createElement("p");
        line.className = one.error ? "said said-error" : "said";
        const word = document.createElement("span");
        word.className = "visually-hidden";
        word.textContent = `${one.error ? form.dataset.error : form.dataset.note}: `;
        line.append(word, one.sentence);
        return line;
      }));
    }
  };

  const save = async () => {
    if (busy) return;
    busy = true;
    dirty = false;
    say(form.dataset.saving);
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      if (answer.ok) {
        const told = await answer.json();
        form.elements.seen.value = told.seen;
        say(told.said);
        show(told.findings);
        if (!dirty) localStorage.removeItem(kept);
      } else {
        say(answer.status === 409 ? form.dataset.conflict : answer.status === 401 ? form.dataset.signedOut : form.dataset.lost, true);
      }
    } catch {
      say(form.dataset.lost, true);
      timer = setTimeout(save, 5000);
    }
    busy = false;
    if (dirty) later();
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(save, PAUSE); };
  const changed = () => { dirty = true; keepHere(); later(); };

  const kinds = () => {
    const kind = new FormData(form).get("kind");
    form.classList.toggle("is-truefalse", kind === "truefalse");
    form.classList.toggle("is-single", kind === "single");
  };

  form.addEventListener("input", changed);
  form.addEventListener("change", (event) => {
    if (event.target.name === "correct" && event.target.checked && new FormData(form).get("kind") !== "multiple") {
      for (const other of form.querySelectorAll("[name=correct]")) other.checked = other === event.target;
    }
    kinds();
    changed();
  });
  form.addEventListener("submit", () => { leaving = true; clearTimeout(timer); });
  addEventListener("beforeunload", (event) => { if (dirty && !leaving) event.preventDefault(); });

  const more = document.querySelector("[data-more-options]");
  if (more) more.addEventListener("click", (event) => {
    event.preventDefault();
    for (const row of form.querySelectorAll("[data-option]")) row.hidden = false;
    more.hidden = true;
  });

  const fill = (pairs) => {
    for (const field of form.querySelectorAll("[name=correct], [name=fixed], [name=kind]")) field.checked = false;
    for (const [name, value] of pairs) {
      for (const field of form.querySelectorAll(`[name="${name}"]`)) {
        if (field.type === "checkbox" || field.type === "radio") field.checked ||= field.value === value;
        else field.value = value;
      }
    }
  };
  const found = localStorage.getItem(kept);
  if (found && found !== before) {
    restore.hidden = false;
    restore.querySelector("[data-restore-yes]").addEventListener("click", () => { fill(JSON.parse(found)); restore.hidden = true; kinds(); changed(); });
    restore.querySelector("[data-restore-no]").addEventListener("click", () => { localStorage.removeItem(kept); restore.hidden = true; });
  }
  kinds();
})();
