// Signing out with answers on the way: they are sent first. If they cannot be, the person is told what happens to them.

const PATIENCE = 2_500;

/** `save()` hands what was typed last to the outbox. */
export function sendBeforeLeaving(outbox, save) {
  // A shared terminal goes by itself when nobody is there (terminal.js); it waits for this.
  addEventListener("leaving", ({ detail }) => {
    save();
    detail.push(outbox.settle(PATIENCE));
  });

  const box = document.querySelector("[data-unsent]");
  for (const way of document.querySelectorAll("form[action='/sign-out'], form[action='/switch-person']")) {
    let isTold = false;
    way.addEventListener("submit", async (event) => {
      save();
      if (isTold || outbox.isEmpty || !box) return;
      event.preventDefault();
      await outbox.settle(PATIENCE);
      const go = () => {
        isTold = true;
        way.requestSubmit();
      };
      if (outbox.isEmpty) return go();
      for (const words of box.querySelectorAll("p")) words.hidden = "loose" in words.dataset !== outbox.isLoose;
      box.returnValue = "";
      box.onclose = () => box.returnValue === "leave" && go();
      if (!box.open) box.showModal();
    });
  }
}
