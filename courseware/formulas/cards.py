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
    Card(
        id="F63",
        name="Injury rates",
        tex=r"\text{TRIR} = \frac{n \times 200{,}000}{h} \qquad \text{DART} = \frac{m \times 200{,}000}{h} \qquad \text{severity} = \frac{d \times 200{,}000}{h}",
        symbols=(
            ("n", "recordable cases in the period", "cases"),
            ("m", "of these, cases with days away, restricted work or transfer", "cases"),
            ("d", "days away, restricted or transferred", "days"),
            ("h", "hours worked by everybody in the same period", "h"),
        ),
        source="US rules on recording injuries, 29 CFR 1904; 200,000 h are 100 people in a year",
    ),
    Card(
        id="F64",
        name="Lifting equation",
        tex=r"\text{RWL} = 23 \cdot \frac{25}{H} \cdot (1 - 0.003 \, |V - 75|) \cdot \left(0.82 + \frac{4.5}{D}\right) \cdot (1 - 0.0032 \, A) \cdot \text{FM} \cdot \text{CM} \qquad \text{LI} = \frac{L}{\text{RWL}}",
        symbols=(
            (r"\text{RWL}", "recommended weight limit", "kg"),
            ("H", "from the ankles to the hands, forward; at least 25", "cm"),
            ("V", "height of the hands above the floor at the start", "cm"),
            ("D", "how far the load travels up or down; at least 25", "cm"),
            ("A", "how far the body is turned at the start", "degrees"),
            (r"\text{FM}", "frequency multiplier, from a table", "a share, 0 to 1"),
            (r"\text{CM}", "grip (coupling) multiplier, from a table", "a share, 0 to 1"),
            (r"\text{LI}", "lifting index: above 1 the risk of back pain grows", "a ratio"),
            ("L", "the load that is lifted", "kg"),
        ),
        source="NIOSH, Applications Manual for the Revised NIOSH Lifting Equation, 94-110",
    ),
)

CARDS: Mapping[str, Card] = MappingProxyType({card.id: card for card in _CARDS})
"""Every card by its id."""
