"""Somebody who has a keyboard and nothing else, and who notices when they cannot see where they are."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

_HERE = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const box = at.getClientRects()[0];
  const shown = at.closest(".option") ?? at;  // the row of an answer carries the ring of its control
  const points = [.15, .5, .85].map((part) => [box.left + box.width / 2, box.top + box.height * part]);
  const seen = points.every(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top && (shown.contains(top) || top.contains(shown) && !getComputedStyle(top).position.match(/sticky|fixed/));
  });
  const ring = getComputedStyle(shown);
  const name = at.getAttribute("aria-label") ?? (at.labels?.[0] ?? at).innerText ?? "";
  return {
    name: name.trim().replace(/\\s+/g, " "), tag: at.tagName.toLowerCase(), id: at.id, field: at.name ?? "", value: at.value ?? "",
    inside: Boolean(at.closest("main")), seen, ring: ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 2,
    top: box.top + scrollY, left: box.left + scrollX, right: box.right + scrollX,
    html: at.outerHTML.slice(0, 120),
  };
}"""
LONGEST_WALK = 80
"""Presses of Tab after which somebody gives up."""


class Keyboard:
    """Presses keys on a page and remembers what was wrong on the way."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.faults: list[str] = []
        self._before: dict[str, Any] | None = None

    def press(self, key: str) -> None:
        """Press a key that does something here or leads elsewhere."""
        self._page.keyboard.press(key)
        self._before = None

    def type(self, text: str) -> None:
        """Type into the field that has the focus."""
        self._page.keyboard.type(text)

    def here(self) -> dict[str, Any] | None:
        """Return what has the focus."""
        found: dict[str, Any] | None = self._page.evaluate(_HERE)
        return found

    def step(self, key: str = "Tab") -> dict[str, Any]:
        """Go one stop on, and look whether it can be seen and follows from the one before."""
        self._page.keyboard.press(key)
        here = self.here()
        if here is None:
            raise AssertionError(f"the focus left {self._page.url}")
        self._judge(here, is_forward=key == "Tab")
        self._before = here
        return here

    def _judge(self, here: dict[str, Any], *, is_forward: bool) -> None:
        where = f"{self._page.url}: {here['html']}"
        if not here["seen"]:
            self.faults.append(f"has the focus and is covered or out of sight: {where}")
        if not here["ring"]:
            self.faults.append(f"has the focus and no ring: {where}")
        before = self._before
        if is_forward and before and here["inside"] and before["inside"]:
            goes_on = here["top"] >= before["top"] - 8 or here["left"] >= before["right"] - 1
            if not goes_on:
                self.faults.append(f"comes after {before['html']} and stands before it: {where}")

    def to(self, name: str, *, tag: str = "") -> dict[str, Any]:
        """Press Tab until something of this name has the focus."""
        passed = []
        for _press in range(LONGEST_WALK):
            here = self.step()
            if name in here["name"] and tag in {"", here["tag"]}:
                return here
            passed.append(here["name"])
        raise AssertionError(f"Tab does not reach “{name}” on {self._page.url}, only {passed}")

    def to_field(self, field: str) -> dict[str, Any]:
        """Press Tab until a control of this name has the focus."""
        for _press in range(LONGEST_WALK):
            here = self.step()
            if here["field"] == field:
                return here
        raise AssertionError(f"Tab does not reach the field {field} on {self._page.url}")
