// The fields of an attempt, slot by slot: `slot-3` and its parts `slot-3.unit`.

const slotOf = (name) => /^slot-(\d+)(?:\.|$)/.exec(name ?? "")?.[1];

export class Slots {
  #form;
  #taken = new Map(); // slot → its answer as last handed to the outbox

  constructor(form) {
    this.#form = form;
  }

  /** Return the slot that a control belongs to, or undefined. */
  of(control) {
    return slotOf(control.name);
  }

  /** Return [slot, fields] of what differs from the last time it was taken; `was-N` says what it was then. */
  takeChanged() {
    const changed = [];
    for (const [slot, controls] of this.#controls()) {
      const fields = controls.flatMap(asShown);
      const text = asRaw(fields);
      const last = this.#taken.get(slot);
      if (text === (last ?? asRaw(controls.flatMap(asSent)))) continue;
      this.#taken.set(slot, text);
      changed.push([slot, [...fields, [`was-${slot}`, last ?? this.#was(slot).value]]]);
    }
    return changed;
  }

  /** Put answers that were never sent back into the page. */
  restore({ slots, fields }) {
    const controls = this.#controls();
    for (const slot of slots) {
      const mine = controls.get(slot) ?? [];
      for (const control of mine) {
        const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
        if (isChoice(control)) control.checked = values.includes(control.value);
        else control.value = values[0] ?? "";
      }
      this.#taken.set(slot, asRaw(mine.flatMap(asShown)));
    }
  }

  /** The server has these: the form knows them as saved. */
  stored({ slots, fields }) {
    for (const slot of slots) {
      const was = this.#was(slot);
      if (was) was.value = asRaw(fields.filter(([name]) => slotOf(name) === slot));
    }
  }

  #was(slot) {
    return this.#form.elements[`was-${slot}`];
  }

  #controls() {
    const bySlot = new Map();
    for (const control of this.#form.elements) {
      const slot = slotOf(control.name);
      if (slot) bySlot.set(slot, [...(bySlot.get(slot) ?? []), control]);
    }
    return bySlot;
  }
}

/** An answer as the server stores it, wherever its controls stand now: `{"": ["12"], "unit": ["h"]}`. */
function asRaw(fields) {
  const raw = {};
  for (const [name, value] of [...fields].sort()) (raw[name.replace(/^slot-\d+\.?/, "")] ??= []).push(value);
  return JSON.stringify(raw);
}

const isChoice = (control) => control.type === "radio" || control.type === "checkbox";

function asShown(control) {
  return isChoice(control) && !control.checked ? [] : [[control.name, control.value]];
}

/** What the server wrote into the page, even if the browser has since filled in something else. */
function asSent(control) {
  if (isChoice(control)) return control.defaultChecked ? [[control.name, control.value]] : [];
  if (control.options) {
    const chosen = [...control.options].find((option) => option.defaultSelected) ?? control.options[0];
    return [[control.name, chosen?.value ?? ""]];
  }
  return [[control.name, control.defaultValue]];
}
