"""How large text is for a person: three sizes; 10-tokens.css says how large each is."""

from __future__ import annotations

from courseware.records.people import Who

NORMAL = "normal"
SIZES = (NORMAL, "large", "larger")


def size_class(who: Who | None) -> str:
    """Return the class of <html> for a reader; empty for the size that the browser has anyway."""
    if who is None or who.text_size == NORMAL or who.text_size not in SIZES:
        return ""
    return f"text-{who.text_size}"
