// Items to order: buttons move an item, and the lists of positions follow. Until the first move, or until
// each item has a position of its own, nothing is answered: the items only stand as they were shuffled.

/** Make the items of every ordering in a form movable. */
export function startOrderings(form) {
  for (const group of form.querySelectorAll("[data-ordering]")) start(group);
}

function start(group) {
  const list = group.querySelector(".order-list");
  const said = group.querySelector("[data-ordering-said]");
  const items = () => [...list.children];
  const listOf = (item) => item.querySelector("select");
  const hasPlace = (item, at) => listOf(item).value === String(at + 1);

  /** The items by their positions; those without one of their own fill the gaps as they are shown. */
  function inOrder() {
    const left = items();
    const placed = items().map((_, at) => {
      const found = left.findIndex((item) => hasPlace(item, at));
      return found < 0 ? undefined : left.splice(found, 1)[0];
    });
    return { order: placed.map((item) => item ?? left.shift()), isWhole: placed.every(Boolean) };
  }

  /** Put all others around `still`: it never leaves the page, and so it keeps the focus. */
  function arrange(order, still) {
    const at = order.indexOf(still);
    still.before(...order.slice(0, at));
    still.after(...order.slice(at + 1));
  }

  /** Put an item at a place among the others: this order becomes the answer. */
  function move(item, others, to) {
    const at = Math.min(Math.max(to, 0), others.length);
    const order = [...others.slice(0, at), item, ...others.slice(at)];
    order.forEach((one, place) => (listOf(one).value = place + 1));
    arrange(order, item);
    const words = { item: item.querySelector("label").textContent.trim(), no: at + 1, all: order.length };
    said.textContent = group.dataset.textMoved.replace(/\{(\w+)\}/g, (_, name) => words[name]);
  }

  list.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    const item = button.closest("li");
    const { order } = inOrder();
    const others = order.filter((one) => one !== item);
    move(item, others, order.indexOf(item) + Number(button.value));
    listOf(item).dispatchEvent(new Event("input", { bubbles: true })); // saved when the hands rest
  });

  list.addEventListener("change", ({ target }) => {
    const item = target.closest("li");
    const { order, isWhole } = inOrder();
    const wasWhole = items().every((one, at) => one === item || hasPlace(one, at));
    if (isWhole) arrange(order, item);
    else if (wasWhole && target.value) move(item, items().filter((one) => one !== item), target.value - 1);
  });

  const { order, isWhole } = inOrder();
  if (isWhole) arrange(order, order[0]);
  for (const moves of group.querySelectorAll(".order-moves")) moves.hidden = false;
}
