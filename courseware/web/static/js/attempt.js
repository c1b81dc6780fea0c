// An attempt: saves each answer by itself and says "saved" only on the server's receipt.

import { Keeping } from "./keeping.js";
import { sendBeforeLeaving } from "./leaving.js";
import { Outbox } from "./outbox.js";
import { showQuestions } from "./questions.js";
import { Slots } from "./slots.js";

const PAUSE = 2_000; // milliseconds after the last key
const PATIENCE = 10_000; // how long leaving the page waits for the last receipt

function link(textContent, href, target = "") {
  return Object.assign(document.createElement("a"), { textContent, href, target, rel: "noopener" });
}

function reporter(form, isLoose) {
  const status = form.querySelector("[data-saved]");
  const help = form.querySelector("[data-saved-help]");
  const text = form.dataset;
  let settled = ["saved", status.textContent];

  function say(state, words) {
    status.dataset.state = state;
    if (status.textContent !== words) status.textContent = words;
    if (state !== "saving") settled = [state, words];
  }

  return (state, detail) => {
    if (state === "saved") say(state, text.textSaved.replace("{time}", detail ?? ""));
    else if (state === "unchanged") say(...settled);
    else if (state === "saving") say(state, text.textSaving);
    else if (state === "refused") say(state, detail ?? text.textUnsent);
    else say("unsent", isLoose() ? text.textLoose : text.textUnsent);
    if (state !== "sign-in") help.replaceChildren();
    else if (!help.firstChild) help.append(link(text.textSignIn, detail ?? text.signInUrl, "_blank"));
  };
}

/** Return who tells which questions have two answers. */
function asideTeller({ dataset }, bar) {
  const told = new Set();
  return (slots = []) => {
    for (const no of slots) told.add(no);
    const text = told.size > 1 ? dataset.textAsides : dataset.textAside;
    const words = text.replace("{no}", [...told].join(", "));
    if (told.size && bar.textContent !== words) bar.replaceChildren(link(words, dataset.bothUrl));
  };
}

async function start(form) {
  const { attempt, owner, secret, day, saveUrl, seq } = form.dataset;
  const report = reporter(form, () => outbox.isLoose);
  const tellAside = asideTeller(form, form.querySelector("[data-aside]"));
  const slots = new Slots(form);
  const outbox = new Outbox({
    keeping: new Keeping({ attempt, owner, secret, day, isShared: "shared" in form.dataset }),
    url: saveUrl,
    seq: Number(seq),
    token: form.elements.csrf_token,
    report,
    stored(save, { aside }) {
      slots.stored(save);
      tellAside(aside);
    },
  });
  if (form.elements.page) form.elements.page.value = outbox.page;
  await outbox.open();
  let timer;

  function save({ type } = {}) {
    clearTimeout(timer);
    const changed = slots.takeChanged();
    if (changed.length) outbox.add(changed, type === "beforeunload");
    else if (outbox.isEmpty) report("unchanged");
  }

  function hurry() {
    save();
    if (!outbox.isEmpty) outbox.flush();
  }

  form.addEventListener("input", ({ target }) => {
    if (!slots.of(target)) return;
    report("saving");
    clearTimeout(timer);
    timer = setTimeout(save, navigator.onLine ? PAUSE : PAUSE / 8); // offline it costs nobody anything
  });
  form.addEventListener("change", save);
  form.addEventListener("focusout", save);
  addEventListener("visibilitychange", hurry);
  addEventListener("beforeunload", save); // encrypting takes a moment, which `pagehide` does not give
  addEventListener("pagehide", hurry);
  addEventListener("online", hurry);

  let isLeaving = false;
  form.addEventListener("submit", async (event) => {
    save();
    // A second press goes through in any case: the form itself carries all answers.
    if (isLeaving || outbox.isEmpty) {
      if (form.elements.seq) form.elements.seq.value = outbox.countOn();
      return;
    }
    isLeaving = true;
    event.preventDefault();
    await outbox.settle(PATIENCE);
    if (outbox.isEmpty) form.requestSubmit(event.submitter);
  });

  sendBeforeLeaving(outbox, save);
  for (const unsent of outbox.unsent) slots.restore(unsent);
  hurry();
  showQuestions(form);
  if (form.querySelector("[data-ordering]")) (await import("./ordering.js")).startOrderings(form);
}

for (const form of document.querySelectorAll("form[data-attempt]")) start(form);
