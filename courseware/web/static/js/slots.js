// The fields of an attempt, slot by slot: `slot-3` and its parts `slot-3.unit`.

const slotOf = (name) => /^slot-(\d+)(?:\.|$)/.exec(name ?? "")?.[1];

export class Slots {
  #form;
  #known = new Map(); // slot → its fields as last handed to the outbox, or as the server sent them

  constructor(form) {
    this.#form = form;
    for (const [slot, controls] of this.#controls()) {
      this.#known.set(slot, textOf(controls.flatMap(asSent)));
    }
  }

  /** Return the slot that a control belongs to, or undefined. */
  of(control) {
    return slotOf(control.name);
  }

  /** Return [slot, fields] of what differs from the last time it was taken. */
  takeChanged() {
    const changed = [];
    for (const [slot, controls] of this.#controls()) {
      const fields = controls.flatMap(asShown);
      const text = textOf(fields);
      if (text !== this.#known.get(slot)) {
        this.#known.set(slot, text);
        changed.push([slot, fields]);
      }
    }
    return changed;
  }

  /** Put answers that were never sent back into the page. */
  restore(slots, fields) {
    const controls = this.#controls();
    for (const slot of slots) {
      const mine = controls.get(slot) ?? [];
      for (const control of mine) {
        const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
        if (isChoice(control)) control.checked = values.includes(control.value);
        else control.value = values[0] ?? "";
      }
      this.#known.set(slot, textOf(mine.flatMap(asShown)));
    }
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

/** The same answer is the same text, wherever on the page its controls stand now. */
const textOf = (fields) => JSON.stringify([...fields].sort());
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
