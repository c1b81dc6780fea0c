"""What a fact says on a timeline."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """A title, a line below it, and whether it is good news."""

    title: str
    text: str = ""
    kind: str = "note"
