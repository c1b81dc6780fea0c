// A shared terminal: when nobody has been here for a while the page asks once, then goes. The server has ended the
// sign-in by then in any case; here it is about what stands on the screen.

const strip = document.querySelector("[data-terminal]");
const question = strip.querySelector("[data-still-here]");
const way = strip.querySelector("form[method=post]");
const IDLE = strip.dataset.idleAfter * 1_000;
const WARNING = Math.min(30_000, IDLE / 3); // before the end
const TELLING = Math.min(60_000, IDLE / 3); // the server hears of somebody at most that often
const PATIENCE = 3_000;
const DOING = ["keydown", "pointerdown", "input", "scroll", "wheel", "touchmove"];

const windows = new BroadcastChannel("courseware-terminal");
let seen = Date.now(); // when somebody did something, in any window
let told = seen; // when the server heard of it: the page itself was a request
let isLeaving = false;

const pause = (time) => new Promise((next) => setTimeout(next, time));

function post(url) {
  const body = new URLSearchParams({ csrf_token: way.elements.csrf_token.value });
  return fetch(url, { method: "POST", body, keepalive: true, headers: { Accept: "application/json" } });
}

/** Tell the server; a refusal means that this sign-in is over, or that somebody else is signed in by now. */
async function tell() {
  told = Date.now();
  const reply = await post("/still-here").catch(() => null); // without a network it hears of it later
  if (reply && reply.status >= 400 && reply.status < 500) leave();
}

function notice() {
  if (question.open) return; // then only an answer to it counts
  seen = Date.now();
  windows.postMessage(seen);
}

async function leave(url = strip.dataset.leaveUrl) {
  if (isLeaving) return;
  isLeaving = true;
  document.documentElement.hidden = true;
  // Without a connection the server learns of it with the next request: this mark can do nothing but sign out.
  document.cookie = `courseware-left=1; path=/; SameSite=Lax${location.protocol === "https:" ? "; Secure" : ""}`;
  const waits = [];
  dispatchEvent(new CustomEvent("leaving", { detail: waits }));
  await Promise.race([Promise.allSettled(waits), pause(PATIENCE)]);
  await Promise.race([post(way.action).catch(() => null), pause(PATIENCE)]);
  location.replace(url);
}

function look() {
  const now = Date.now();
  if (now < seen) seen = told = now; // the device's clock was put back
  const left = seen + IDLE - now;
  if (left <= 0) leave();
  else if (left <= WARNING && !question.open) question.showModal();
  else if (left > WARNING && question.open) question.close(); // somebody is in another window
  if (seen > told && now - told >= TELLING) tell();
}

// On the window: after a page that first sends its answers, and perhaps holds this back.
addEventListener("submit", (event) => {
  if (event.target !== way || event.defaultPrevented || navigator.onLine) return;
  event.preventDefault();
  leave("/sign-in");
});
for (const name of DOING) addEventListener(name, notice, { capture: true, passive: true });
question.addEventListener("close", () => {
  notice();
  tell();
});
windows.addEventListener("message", ({ data }) => {
  seen = Math.max(seen, data);
  look();
});
document.addEventListener("visibilitychange", look);
setInterval(look, 1_000);

// Back in the browser shows no page of somebody who has gone: the server is asked anew.
addEventListener("pagehide", () => {
  document.documentElement.hidden = true;
});
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload();
});
