// A board: items lie in the places that were chosen for them. Each item keeps its list of places, which
// is how it moves by keyboard and by touch; dragging it into a place chooses from that list.

/** Make a board of every group of items in a form that has more than sorting to do. */
export function startPlaces(form) {
  for (const group of form.querySelectorAll("[data-place]")) start(group);
}

const isTouched = matchMedia("(pointer: coarse)");

function start(group) {
  const items = [...group.querySelectorAll("[data-item]")];
  const said = group.querySelector("[data-place-said]");
  const lists = items.map((item) => item.querySelector("select"));
  if (lists[0]?.disabled || !group.closest(".lab-board")) return;
  const lanes = new Map();
  const board = document.createElement("div");
  board.className = "lab-lanes";
  for (const { value, text } of lists[0].options) {
    const lane = makeLane(value ? text : group.dataset.textNone);
    lanes.set(value, lane);
    catchDropped(lane.whole, value);
    if (value) board.append(lane.whole);
  }
  const none = lanes.get("").whole;
  none.classList.add("lab-lane-none");
  items[0].parentElement.replaceWith(none, board);
  items.forEach((item, no) => {
    item.draggable = true;
    item.addEventListener("dragstart", ({ dataTransfer }) => {
      dataTransfer.setData("text/plain", lists[no].id);
      dataTransfer.effectAllowed = "move";
      item.classList.add("is-dragged");
    });
    item.addEventListener("dragend", () => item.classList.remove("is-dragged"));
    lists[no].addEventListener("change", () => lay(no, true));
    lay(no, false);
  });
  weigh();

  /** Lay an item into its place, among the others in their order; the list that was used keeps the focus. */
  function lay(no, isNews) {
    const list = lists[no];
    const hadFocus = document.activeElement === list;
    const { inside } = lanes.get(list.value);
    inside.insertBefore(items[no], [...inside.children].find((one) => items.indexOf(one) > no) ?? null);
    // Who touches stays where the next item is; who uses keys goes along with the item.
    if (hadFocus) list.focus({ preventScroll: isTouched.matches });
    if (!isNews) return;
    weigh();
    say(said, group.dataset.textPlaced, { item: textOf(items[no]), place: list.selectedOptions[0].text });
  }

  /** Say in the head of each place what its items add up to, and how much of its most that is. */
  function weigh() {
    const { unit, most, textLoad, textFull, textOver } = group.dataset;
    if (unit === undefined) return;
    for (const [value, { whole, inside, load, bar }] of lanes) {
      const sum = [...inside.children].reduce((all, { dataset }) => all + Number(dataset.load), 0);
      const words = { load: short(sum), most, unit, over: short(sum - most) };
      const isOver = value && most && sum > most * (1 + 1e-9);
      say(load, isOver ? textOver : value && most ? textFull : textLoad, words);
      whole.classList.toggle("is-over", Boolean(isOver));
      bar.hidden = !value || !most;
      Object.assign(bar, { max: most || 1, value: sum });
    }
  }

  function catchDropped(lane, value) {
    const isOver = (yes) => lane.classList.toggle("is-target", yes);
    lane.addEventListener("dragover", (event) => {
      event.preventDefault();
      isOver(true);
    });
    lane.addEventListener("dragleave", ({ relatedTarget }) => isOver(lane.contains(relatedTarget)));
    lane.addEventListener("drop", (event) => {
      isOver(false);
      const list = lists.find((one) => one.id === event.dataTransfer.getData("text/plain"));
      if (!list) return;
      event.preventDefault();
      if (list.value === value) return;
      list.value = value;
      list.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
}

/** A place: its name with its load, and the list of what lies in it. */
function makeLane(name) {
  const [whole, head, title, load, bar, inside] = ["section", "div", "h3", "p", "progress", "ul"].map(
    (tag) => document.createElement(tag),
  );
  title.textContent = name;
  whole.className = "lab-lane";
  head.className = "lab-lane-head";
  load.className = "lab-load";
  inside.className = "lab-items";
  bar.setAttribute("aria-hidden", "true"); // the words beside it say the same
  bar.hidden = true;
  head.append(title, load);
  whole.append(head, bar, inside);
  return { whole, inside, load, bar };
}

const textOf = (item) => item.querySelector("label").textContent.trim();
const short = (number) => String(Number(number.toPrecision(10)));
const say = (where, text, words) => (where.textContent = text.replace(/\{(\w+)\}/g, (_, name) => words[name]));
