"""Formula cards of safety."""

from __future__ import annotations

from courseware.formulas.card import Card

CARDS: tuple[Card, ...] = (
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
