"""One line of the health page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at; `advice` says what to do about it, or what to know."""

    label: str
    value: str
    advice: str = ""
    is_ok: bool = True
