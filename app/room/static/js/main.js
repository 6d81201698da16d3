// The way of one candidate through the room: which screen stands, and what may follow it.

import { Refused, Server } from "./api.js";
import { drawWho, hideSaved } from "./bar.js";
import { ServerClock } from "./clock.js";
import { closedCover, interruptedCover, movedCover, noServerCover, pausedCover } from "./covers.js";
import { Door } from "./door.js";
import { clearScreen, receiptScreen } from "./ending.js";
import { beside, build, isPanelOpen, openPanel, say, strip } from "./frame.js";
import { Hall } from "./hall.js";
import { recall, remember } from "./memory.js";
import { make } from "./dom.js";
import { openHelp } from "./panels.js";
import { openView, resetView, settle } from "./view.js";
import { _, learn, speak } from "./words.js";

const POLL = 5_000;
const WAITING = 2_000;
const AGAIN = 3_000;

/** Everything that stands for the whole time the page is open. */
const room = {
  clock: new ServerClock(),
  session: null,
  running: null,
  hall: null,
  screen: "",
  redraw: () => {},
  called: null,
  closed: false,
};
room.server = new Server(room.clock);

/** Puts a screen up and remembers how to draw it again in another language. */
room.put = (name, draw) => {
  room.screen = name;
  room.redraw = draw;
  draw();
};

/** Speaks another language from now on; the screen changes at once, nothing is loaded again. */
room.speak = async (language) => {
  const held = document.activeElement?.id;
  const panel = isPanelOpen() && document.querySelector("#view-size-normal");
  if (!(await speak(language))) return say(_("This language cannot be loaded now."));
  remember("language", language);
  room.hall?.read(language);
  bar();
  room.redraw();
  room.running?.drawn();
  if (panel) view();
  if (held) document.getElementById(held)?.focus();
};

/** Forgets the candidate and shows the code screen. */
room.leave = async () => {
  room.hall?.stop();
  await room.server.post("/api/leave", {}).catch(() => {});
  Object.assign(room, { session: null, running: null, hall: null, closed: false, called: null });
  resetView();
  hideSaved();
  beside([]);
  bar();
  door.code();
};

/** Shows what the server says of the attempt; the one place where screens follow states. */
room.heard = (state) => {
  if (room.closed) return;
  room.state = state;
  if (!state.holds) return moved(state);
  if (state.state === "closed") return ended();
  if (state.hall === "interrupted") return cover("interrupted", interruptedCover);
  if (state.hall === "closed" || state.hall === "annulled")
    return cover("shut", () => closedCover({ again: room.leave }));
  answeredCall(state);
  if (room.hall) return room.hall.heard(state);
  if (["waiting", "interrupted"].includes(room.screen) && state.hall === "open") return room.begin();
  if (room.screen === "waiting") door.still();
};

/** Takes the paper and shows the first question, or the one where the candidate was. */
room.begin = async () => {
  if (room.beginning) return;
  room.beginning = true;
  try {
    room.hall = await Hall.open(room);
  } catch (error) {
    if (error instanceof Refused) await door.refused(error);
  } finally {
    room.beginning = false;
  }
};

/** Ends the exam on this screen: the receipt, once it can be had. */
async function ended() {
  if (room.closing) return;
  room.closing = true;
  try {
    const receipt = room.state.receipt ?? (await room.server.get("/api/receipt"));
    room.closed = true;
    receive(receipt);
  } catch (error) {
    if (error instanceof Refused) cover("shut", () => closedCover({ again: room.leave }));
  } finally {
    room.closing = false;
  }
}

function receive(receipt) {
  room.hall?.stop();
  room.running?.forget();
  hideSaved();
  beside([]);
  const show = () =>
    receiptScreen(receipt, {
      clear: () =>
        room.put("clear", () => clearScreen({ yes: room.leave, back: () => room.put("receipt", show) })),
    });
  room.put("receipt", show);
}

function moved(state) {
  room.hall?.stop();
  room.running?.outbox.halt();
  hideSaved();
  beside([]);
  const seat = state.seat && state.seat !== room.session.seat ? state.seat : null;
  cover(`moved-${seat}`, () => movedCover({ seat, again: room.leave }));
}

function cover(name, draw) {
  if (room.screen === name) return;
  beside([]);
  room.put(name, draw);
}

room.cover = cover;
room.pausedCover = pausedCover;

function answeredCall(state) {
  if (!room.called) return;
  if (state.call === room.called && state.call_seen) {
    room.called = null;
    strip(_("Seen: the invigilator is coming."), "calm");
    setTimeout(() => room.running?.drawn(), 20_000);
  }
}

async function help() {
  try {
    await room.server.post("/api/call", { kind: "help" });
    room.called = "help";
    openPanel(_("Help"), [
      make("p", { class: "lead" }, _("The invigilator has been called. Stay seated; you may go on working.")),
    ]);
    poll.soon();
  } catch {
    openPanel(_("Help"), [
      make("p", { class: "lead" }, _("The call did not reach the server. Raise your hand.")),
    ]);
  }
}

function view() {
  openView(room.speak, { exam: Boolean(room.hall) });
}

function bar() {
  const demo = document.getElementById("demo-words");
  if (demo) demo.textContent = _("Made-up people and questions; nothing here is a real exam.");
  drawWho(room.session, {
    view,
    speak: room.speak,
    help: () => openHelp({ help, leave: room.hall && (() => room.hall.away()) }),
  });
}

room.bar = bar;

/** Asks the server how things stand, again and again; never two questions at once. */
const poll = {
  timer: null,
  async ask() {
    clearTimeout(poll.timer);
    try {
      if (room.session && !room.closed) room.heard(await room.server.get("/api/state"));
    } catch (error) {
      if (error instanceof Refused && error.status === 403) await door.lost();
    }
    poll.timer = setTimeout(poll.ask, poll.wait());
  },
  wait() {
    const base = room.screen === "waiting" || room.called || room.hall?.isEnding() ? WAITING : POLL;
    // Five hundred terminals must not ask in step.
    return base * (0.8 + Math.random() * 0.4);
  },
  soon() {
    clearTimeout(poll.timer);
    poll.timer = setTimeout(poll.ask, 1_000);
  },
};

room.soon = poll.soon;
const door = new Door(room);

/** Opens the page: the same candidate goes on where a reload left off, another types a code. */
async function boot() {
  build(document.getElementById("room"));
  settle(() => room.running?.tick());
  const wanted = recall("language") || document.documentElement.dataset.language;
  await speak(wanted);
  bar();
  await arrive();
  poll.ask();
  for (const language of ["ky", "ru"]) learn(language).catch(() => {});
}

async function arrive() {
  try {
    const { session } = await room.server.get("/api/session");
    await (session ? door.admitted(session) : door.code());
  } catch (error) {
    if (error instanceof Refused) return door.code();
    cover("no-server", () => noServerCover({ again: arrive }));
    setTimeout(() => room.screen === "no-server" && arrive(), AGAIN);
  }
}

document.addEventListener("keydown", (event) => {
  if (room.hall?.key(event)) event.preventDefault();
  else if (event.key === "Escape" && isPanelOpen()) document.querySelector(".panel-head .button").click();
});
addEventListener("online", () => room.running?.outbox.kick());
boot();
