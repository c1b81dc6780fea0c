"""Formula cards of leading people: decisions and skills."""

from __future__ import annotations

from courseware.formulas.card import Card

CARDS: tuple[Card, ...] = (
    Card(
        id="F62",
        name="Expected monetary value",
        tex=r"\text{EMV} = \sum p \times v",
        symbols=(
            (r"\text{EMV}", "what a choice is worth (or costs) on average", "$"),
            ("p", "chance of an outcome; all together at most 1", "a share, 0 to 1"),
            ("v", "what that outcome brings (or costs)", "$"),
        ),
        source="PMI, PMBOK Guide, risk analysis",
    ),
    Card(
        id="F69",
        name="Skill coverage and minimum cover",
        tex=(
            r"\begin{aligned} \text{coverage} &= \frac{q_1 + q_2 + \dots + q_n}{m \times n} \\"
            r" \text{minimum cover} &= \min(q_1, q_2, \dots, q_n) \end{aligned}"
        ),
        symbols=(
            (
                r"\text{coverage}",
                "filled cells of the skills matrix by all its cells",
                "a share, 0 to 1",
            ),
            ("q_1", "people qualified at station number 1", "people"),
            ("n", "number of stations", "stations"),
            ("m", "people in the team", "people"),
            (r"\text{minimum cover}", "fewest qualified people at any station", "people"),
        ),
        source="Follows from counting the skills matrix",
    ),
)
