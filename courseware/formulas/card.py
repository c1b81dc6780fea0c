"""A formula card: what is printed beside a lesson or a question, with symbols, units and source."""

from __future__ import annotations

from dataclasses import dataclass

Symbol = tuple[str, str, str]
"""TeX of a symbol, what it means, its unit."""


@dataclass(frozen=True, slots=True)
class Card:
    """One formula: `id` as in lessons (`formulas: [F05]`), `tex` in the TeX that lessons may use."""

    id: str
    name: str
    tex: str
    symbols: tuple[Symbol, ...]
    source: str
