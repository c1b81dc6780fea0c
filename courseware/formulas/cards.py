"""Formula cards: what is printed beside a lesson or a question, with symbols, units and source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

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


_CARDS = (
    Card(
        id="F01",
        name="Takt time",
        tex=r"T = \frac{A}{D}",
        symbols=(
            ("T", "takt time: the pace of the customer", "s per part"),
            ("A", "available work time in a period, breaks taken off", "s"),
            ("D", "demand: parts that the customer takes in the same period", "part"),
        ),
        source="Rother and Shook, Learning to See",
    ),
    Card(
        id="F05",
        name="Little's law",
        tex=r"\text{WIP} = \text{TH} \times \text{flow time}",
        symbols=(
            (r"\text{WIP}", "work in process: parts in the system, on average", "part"),
            (r"\text{TH}", "throughput: parts that leave in an hour", "part/h"),
            (r"\text{flow time}", "how long a part stays, on average", "h"),
        ),
        source="Little, A proof for the queuing formula L = λW (1961)",
    ),
    Card(
        id="F06",
        name="Line rate and utilization",
        tex=r"R = \min(c_1, c_2, \dots, c_n) \qquad u_i = \frac{R}{c_i}",
        symbols=(
            ("R", "line rate: the rate of the slowest station, the bottleneck", "part/h"),
            ("c_i", "capacity: the rate that station number i can run", "part/h"),
            ("u_i", "utilization of station number i when the line runs at R", "a share, 0 to 1"),
            ("n", "number of stations in the row", "stations"),
        ),
        source="Follows from the definition of a line: each part passes every station",
    ),
)

CARDS: Mapping[str, Card] = MappingProxyType({card.id: card for card in _CARDS})
"""Every card by its id."""
