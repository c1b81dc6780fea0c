// The time left of an attempt: counted from the seconds that the server gave, so the device's clock does not matter.

const SAID = [5, 1]; // minutes left that are announced
const PATIENCE = 15_000; // milliseconds after which what did not go through is tried again

function run(box) {
  const text = box.dataset;
  const [shown, said, button] = ["time", "said", "switch"].map((part) => box.querySelector(`[data-clock-${part}]`));
  const up = box.querySelector("[data-time-up]");
  let end;
  let timer;
  let before = 0;

  const left = () => Math.max(0, Math.ceil((end - performance.now()) / 1000));

  function words(seconds) {
    const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    const minutes = h ? text.textHours : text.textMinutes;
    const time = seconds < 60 * SAID[0] ? `${m}:${String(s).padStart(2, "0")}` : minutes.replace("{h}", h).replace("{m}", m);
    return text.textLeft.replace("{time}", time);
  }

  function write(words) {
    if (shown.textContent !== words) shown.textContent = words;
  }

  function tick() {
    clearTimeout(timer);
    const seconds = left();
    if (!seconds) return over();
    write(words(seconds));
    for (const minutes of SAID) {
      if (before > 60 * minutes && seconds <= 60 * minutes) said.textContent = box.getAttribute(`data-text-said-${minutes}`);
    }
    before = seconds;
    timer = setTimeout(tick, (end - performance.now()) % 1000 || 1000);
  }

  function count(seconds) {
    end = performance.now() + 1000 * seconds;
    tick();
  }

  /** Ask the page itself how many seconds are left: 0 when it is over, undefined without a connection. */
  async function ask() {
    try {
      const page = await (await fetch(text.url, { headers: { Accept: "text/html" } })).text();
      return Number(/data-remaining="(\d+)"/.exec(page)?.[1] ?? 0);
    } catch {
      return undefined;
    }
  }

  /** The time may have been extended meanwhile, and a device that slept counts wrong: the server decides. */
  async function over() {
    write(text.textUp);
    const seconds = await ask();
    if (seconds) return count(seconds);
    timer = setTimeout(over, PATIENCE);
    if (seconds === 0) up.form.requestSubmit(up); // what is unsent goes first: attempt.js sees to it
  }

  addEventListener("visibilitychange", async () => {
    const seconds = document.hidden ? 0 : await ask();
    if (seconds) count(seconds);
  });
  button.hidden = false;
  const hide = [button.textContent, button.getAttribute("aria-label")];
  button.addEventListener("click", () => {
    shown.hidden = !shown.hidden;
    said.classList.toggle("unseen", !shown.hidden);
    const [word, label] = shown.hidden ? [button.dataset.textShow, button.dataset.labelShow] : hide;
    button.textContent = word;
    button.setAttribute("aria-label", label);
  });
  count(Number(text.remaining));
}

for (const box of document.querySelectorAll("[data-remaining]")) run(box);
