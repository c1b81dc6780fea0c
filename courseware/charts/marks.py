"""SVG and HTML that is safe by construction: every text and every attribute is escaped where it enters."""

from __future__ import annotations

from html import escape
from typing import NewType

Mark = NewType("Mark", str)
"""Markup that was made here. Only this file makes one; other text comes in through `words`."""


def words(text: str) -> Mark:
    """Return a text as markup that shows it."""
    return Mark(escape(text, quote=False))


def element(name: str, /, *inner: Mark, **attributes: str | float | None) -> Mark:
    """Return an element. `class_` is the attribute class, `aria_label` aria-label; None leaves one out.

    Names are ours; what a value holds is escaped, and a number becomes a place in the drawing.
    """
    said = "".join(
        f' {_attribute(key)}="{escape(_value(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Mark(f"<{name}{said}>{''.join(inner)}</{name}>")


def joined(*marks: Mark) -> Mark:
    """Return marks one after another."""
    return Mark("".join(marks))


def place(number: float) -> str:
    """Return a place in a drawing with one digit: "12.5", "12", never "-0"."""
    return f"{round(number, 1) + 0.0:.1f}".removesuffix(".0")


def _attribute(key: str) -> str:
    if key == "viewBox":
        return key
    return key.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return value if isinstance(value, str) else place(value)
