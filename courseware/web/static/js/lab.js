// A lab that answers at once: what changes in its form is sent when the hands rest, and the results that
// come back replace those on the page. Without this script the buttons of the form do the same.

import { startOrderings } from "./ordering.js";
import { startPlaces } from "./places.js";

const REST = 350; // ms without a change before it is sent

for (const form of document.querySelectorAll("form[data-lab]")) {
  addSliders(form);
  startOrderings(form);
  dragInOrder(form);
  startPlaces(form);
  forgetTold(form);
  if (form.method === "post") answer(form); // an author's trial stands in its address, and asks by a button
}

function answer(form) {
  form.querySelector("[data-update]")?.remove();
  let timer = 0;
  let waiting = 0;
  let sent = Promise.resolve();
  const send = () => {
    clearTimeout(timer);
    timer = 0;
    waiting += 1;
    sent = sent.then(() => show(form)).finally(() => (waiting -= 1));
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(send, REST);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  // Whoever checks sends all of the form anyway, and nothing after that. What is on its way arrives
  // first: its reply brings the revision without which the form would come from an old page.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    timer = 0;
    if (!waiting) return;
    event.preventDefault();
    sent.then(() => form.requestSubmit(event.submitter));
  });
  // Whoever leaves takes nothing unsent along.
  let left = false;
  addEventListener("pagehide", () => {
    if (timer) left = navigator.sendBeacon(form.action, new FormData(form));
    clearTimeout(timer);
    timer = 0;
  });
  addEventListener("visibilitychange", () => timer && document.hidden && send());
  addEventListener("online", () => form.querySelector("[data-unsent]") && send());
  addEventListener("pageshow", () => left && location.reload()); // this page knows an old revision
}

/** Send what stands in the form, one request after the other, and show what it comes to. */
async function show(form) {
  const old = form.querySelector("[data-results]");
  const reply = await post(form.action, new FormData(form));
  const now = reply?.status === 200 && reply.response?.querySelector("[data-results]");
  if (now) replace(form, old, now);
  else if (reply && reply.status < 500) form.submit(); // signed out, or changed elsewhere: the whole page says so
  else say(form, old);
}

/** Put new results in the place of the old ones; what was open stays so, and so does the focus. */
function replace(form, old, now) {
  const parts = "summary, a";
  const at = [...old.querySelectorAll(parts)].indexOf(document.activeElement);
  const were = [...old.querySelectorAll("details")].map((one) => one.open);
  old.replaceWith(document.adoptNode(now));
  now.querySelectorAll("details").forEach((one, no) => (one.open = Boolean(were[no])));
  now.querySelectorAll(parts)[at]?.focus();
  const told = now.querySelectorAll(".lab-outputs > div, .notice");
  form.querySelector("[data-said]").textContent = [...told].map((one) => one.innerText).join("; ");
}

function say(form, results) {
  const text = form.dataset.textUnsent;
  const said = results.querySelector("[data-unsent]") ?? results.appendChild(document.createElement("p"));
  said.dataset.unsent = "";
  said.textContent = text;
  form.querySelector("[data-said]").textContent = text;
}

/** Post a form; the reply with a document (parsed by the browser, scripts in it never run), or null. */
function post(url, body) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.responseType = "document";
    request.setRequestHeader("X-Live", "1");
    request.timeout = 15_000; // ms; a check waits for what is on its way
    request.ontimeout = () => resolve(null);
    request.onload = () => resolve(request);
    request.onerror = () => resolve(null);
    request.send(body);
  });
}

/** What was said of a field or an item holds no longer once it is changed. */
function forgetTold(form) {
  form.addEventListener("change", ({ target }) => {
    target.removeAttribute("aria-invalid");
    document.getElementById(`${target.id}-error`)?.remove();
    target.closest(".is-wrong")?.classList.remove("is-wrong");
    const item = target.closest("[data-item]");
    item?.classList.remove("is-right", "is-off");
    item?.querySelector(".lab-item-why")?.remove();
  });
}

/** A slider below each number that has room for one; both always show the same. */
function addSliders(form) {
  if (!form.closest(".lab-explorer, .lab-simulation")) return;
  for (const field of form.querySelectorAll("input[data-min]:not(:disabled)")) {
    const slider = document.createElement("input");
    const { min, max, step } = field.dataset;
    Object.assign(slider, { type: "range", min, max, step, className: "lab-slider" });
    slider.value = field.value; // after its bounds: it would be cut to those of every slider
    slider.setAttribute("aria-labelledby", field.labels[0].id);
    field.parentElement.after(slider);
    slider.addEventListener("input", () => (field.value = slider.value));
    field.addEventListener("input", () => {
      if (field.value.trim() && Number.isFinite(+field.value)) slider.value = field.value;
    });
  }
}

/** Items to order can be dragged, too: dropped on another one, an item takes its position. */
function dragInOrder(form) {
  for (const list of form.querySelectorAll(".lab-order .order-list")) {
    let held;
    for (const item of list.children) item.draggable = true;
    list.addEventListener("dragstart", ({ target }) => (held = target.closest("li")));
    list.addEventListener("dragover", (event) => held && event.preventDefault());
    list.addEventListener("drop", (event) => {
      const at = [...list.children].indexOf(event.target.closest("li"));
      if (!held || at < 0) return;
      event.preventDefault();
      const positions = held.querySelector("select");
      positions.value = at + 1;
      positions.dispatchEvent(new Event("change", { bubbles: true }));
      held = undefined;
    });
  }
}
