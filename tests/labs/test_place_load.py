"""A board may add up a fact of its items for each place, with a unit and the most that a place holds."""

from __future__ import annotations

from typing import Any

import pytest

from courseware.labs.inputs.kind import Reading
from courseware.labs.inputs.place import Place
from courseware.problems import Report

ITEMS = {"A": {"text": "Drill", "seconds": "11"}, "B": {"text": "Bolt", "seconds": "36"}}


def read(**typed: Any) -> tuple[dict[str, Any], list[str]]:
    """Return what a board understands of these entries, and what is said about them."""
    report = Report()
    entries = {"places": {"s1": "One", "s2": "Two"}, "items": ITEMS, **typed}
    reading = Reading("board", entries, report.source("lab.yaml"), {"takt"}, lambda text, *_: text)
    return Place().read(reading), [one.message for one in report.problems]


def test_a_load_has_its_unit_and_its_most() -> None:
    spec, said = read(load="seconds", unit="s", most="takt")
    assert said == []
    assert spec["load"] == {"fact": "seconds", "unit": "s", "most": "{takt}"}
    assert read(load="seconds", most="60")[0]["load"]["most"] == "60"


def test_a_board_without_a_load_has_none() -> None:
    assert read()[0]["load"] == {}


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"load": "minutes"}, "The item has no number “minutes”."),
        ({"load": "seconds", "most": "tact"}, "`most` is no number."),
        ({"unit": "s"}, "`unit` says more about `load`."),
        ({"most": "60"}, "`most` says more about `load`."),
    ],
)
def test_a_load_that_cannot_be_shown_is_reported(typed: dict[str, str], message: str) -> None:
    assert message in read(**typed)[1]
