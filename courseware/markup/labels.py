"""The few words that the pipeline itself puts into a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """Words of one language. A face that compiles another language hands over its own."""

    answer: str = "Show the answer"
    step: str = "Step {number} of {total}"
    back: str = "Back"
    next: str = "Next"
    table: str = "Table: {heads}"
    formula: str = "Formula"


ENGLISH = Labels()
