"""The certificate of a level: its evidence has room between the name and who answers for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import combinations

import pytest

from courseware.credentials.certificate import render_pdf
from courseware.credentials.printed import printed_fields
from courseware.credentials.snapshot import LEVEL, LEVEL_STATEMENT, LevelStated, Snapshot
from tests.credentials.test_certificate_pdf import are_on_two_lines, boxes, overlap, words_of

Make = Callable[..., Snapshot]
LINE = 210 - 138  # the thin line under the evidence, in mm from the foot
MODEST = LevelStated(
    "foundation", "Foundation level", ("All modules of the level passed.",), reviewed="", entries=3,
    real_hours=Fraction(4), by_accounts=1,
)  # fmt: skip
FULL = replace(
    MODEST,
    rules=(
        "All modules of the level passed.",
        "Level review passed at 80 % or more, with no competency below half.",
        "At least 12 hours of practice confirmed, 4 of them real, in three categories.",
    ),
    simulated_hours=Fraction(37, 2),
    by_guests=2,
    reviewed="supervised by Cleo Hart-Wiśniewska, plant manager, Rivermill Components Ltd",
    reviewed_on=date(2026, 11, 1),
    results=("Scrap on line 2: 4.1 → 2.3 %", "Changeover of press 4: 62 → 41 min"),
    a3="Late kits on line 2: why the supermarket ran empty on Mondays",
    oldest_on=date(2026, 1, 2),
)
FULLER = replace(FULL, results=FULL.results * 3, rules=FULL.rules * 2)


@pytest.mark.parametrize("modules", [1, 11, 28])
@pytest.mark.parametrize("level", [MODEST, FULL, FULLER], ids=["modest", "full", "fuller"])
def test_all_that_a_level_states_is_on_the_page_and_nothing_touches(
    make: Make, level: LevelStated, modules: int
):
    snapshot = make(
        modules=modules,
        title="Certificate of a course level",
        pathway_title="Production manager",
        states="The holder completed the level and the evidence below was confirmed. " * 2,
        kind=LEVEL,
        statement=LEVEL_STATEMENT,
        level=level,
    )
    pdf = render_pdf(snapshot)
    words, inked = words_of(pdf), boxes(pdf)
    for field in printed_fields(snapshot):
        assert "".join(field.value.split()) in words, field
    assert all(
        12 < left < right < 285 and 12 < bottom < top < 198 for left, bottom, right, top in inked
    )
    assert not any(are_on_two_lines(*pair) and overlap(*pair) for pair in combinations(inked, 2))
    in_column = [it for it in inked if it[2] < 182]
    assert not any(bottom - 0.4 < LINE < top + 0.4 for _, bottom, _, top in in_column)
