// A button is pressed once; long steps say how far they are; the hall's screen renews itself.

const EVERY = 2500;

/** After the first press the form sends nothing more, and what is to be waited for is said. */
function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    form.querySelector("button").setAttribute("aria-disabled", "true");
    const wait = form.querySelector(".wait");
    if (wait) {
      wait.hidden = false;
      watch(wait);
    }
  });
}

/** Ask how far the work is; a page that came to work already running loads anew when it has ended. */
function watch(wait) {
  const bar = wait.querySelector("progress");
  const look = async () => {
    try {
      const reply = await fetch(wait.dataset.work, { headers: { "X-Requested-With": "council" } });
      const work = await reply.json();
      if (work.whole) {
        bar.max = work.whole;
        bar.value = work.done;
      }
      if (!work.running && "running" in wait.dataset) location.reload();
    } catch {
      // The next look will tell.
    }
  };
  setInterval(look, EVERY);
}

/** Fetch the live part of the hall's screen. */
async function renew(live) {
  if (document.hidden) return;
  try {
    const reply = await fetch(live.dataset.live, { headers: { "X-Requested-With": "council" } });
    if (reply.ok && !reply.redirected) live.innerHTML = await reply.text();
    live.classList.toggle("stale", !reply.ok || reply.redirected);
  } catch {
    live.classList.add("stale");
  }
}

document.querySelectorAll("form[data-once]").forEach(sendOnce);
document.querySelectorAll(".wait[data-running]").forEach(watch);
const live = document.getElementById("live");
if (live) setInterval(() => renew(live), EVERY);

// A page shown again by the browser's "back" may be pressed again.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-once]")) {
    delete form.dataset.sent;
    form.querySelector("button").removeAttribute("aria-disabled");
  }
});
