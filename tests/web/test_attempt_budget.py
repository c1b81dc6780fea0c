"""The scripts of an attempt stay small: a phone on a bad network waits for each of them."""

from __future__ import annotations

import gzip
import re

from courseware.web import STATIC

MOST_BYTES = 10_000
ENTRIES = ("attempt.js", "terminal.js")


def loaded(name: str) -> set[str]:
    """Return a module with all that it imports."""
    text = (STATIC / "js" / name).read_text("utf-8")
    found = {name}
    for part in re.findall(r'^import .* from "\./([a-z]+\.js)";$', text, re.MULTILINE):
        found |= loaded(part)
    return found


def test_an_attempt_on_a_shared_terminal_loads_ten_kilobytes_of_scripts_at_most() -> None:
    names = set().union(*(loaded(entry) for entry in ENTRIES))
    assert {"outbox.js", "keeping.js", "leaving.js", "slots.js", "questions.js"} < names
    sizes = {name: len(gzip.compress((STATIC / "js" / name).read_bytes(), 9)) for name in names}
    assert sum(sizes.values()) <= MOST_BYTES, sizes
