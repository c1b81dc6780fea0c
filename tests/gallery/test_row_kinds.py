"""Ordering, matching and categorize as their templates write them, on the page that shows them all."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient


@pytest.fixture
def html(visitor: FlaskClient) -> str:
    return " ".join(visitor.get("/gallery/questions").text.split())


def chosen(html: str, name: str) -> list[str]:
    """Return the texts that are chosen in the drop-down lists of a question, row by row."""
    lists = re.findall(rf'<select id="{name}-p\d" name="{name}\.p\d">(.*?)</select>', html)
    return ["".join(re.findall(r"selected>(.*?)<", one)) for one in lists]


def test_what_was_saved_is_chosen_again_and_nothing_else_is(html: str) -> None:
    assert chosen(html, "saved-ordering") == ["2", "1", "3"]
    assert chosen(html, "blank-ordering") == ["", "", ""]
    assert chosen(html, "saved-matching") == ["pace of the customer", ""]
    assert chosen(html, "blank-matching") == ["", ""]
    checked = re.findall(r'name="saved-categorize\.(p\d)" value="(\d)" [^>]*checked', html)
    assert checked == [("p1", "1"), ("p2", "3")]
    assert not re.findall(r'name="blank-categorize[^>]*checked', html)


def test_a_choice_in_a_list_is_words_without_markup(html: str) -> None:
    assert '<option value="3" >all time in the shop</option>' in html


def test_each_radio_is_named_by_its_row_and_its_column(html: str) -> None:
    named = re.findall(
        r'name="blank-categorize\.p\d" value="\d" aria-labelledby="(\S+) (\S+)"', html
    )
    assert len(named) == 9
    for row, column in named:
        assert len(re.findall(rf'scope="row" role="rowheader" id="{row}"', html)) == 1
        assert len(re.findall(rf'scope="col" role="columnheader" id="{column}"', html)) == 1


def test_buttons_to_move_are_there_for_the_script_alone(html: str) -> None:
    moves = re.findall(r'<span class="order-moves"([^>]*)>', html)
    assert moves == [" hidden"] * 6
    assert (
        'aria-label="Move up" aria-labelledby="blank-ordering-p1-up blank-ordering-p1-text"' in html
    )


def test_rows_are_explained_in_words_with_what_was_given_and_what_is_right(html: str) -> None:
    rows = re.findall(
        r'explained-words">([^<]+)</p> <p class="explained-text">([^<]+)</p> <p class="explained-given">(.*?)</p>',
        html,
    )
    told = [
        (how, text, " ".join(re.sub(r"<[^>]+>", " ", given).split())) for how, text, given in rows
    ]
    assert ("Right", "Takt time", "Your match: pace of the customer") in told
    assert (
        "Not right", "Cycle time",
        "Your match: all time in the shop Right match: time a part needs at a station",
    ) in told  # fmt: skip
    assert ("Not answered", "Takt time", "Right match: pace of the customer") in told
    assert ("Not right", "Separate inner from outer steps", "Your position: 2 Right position: 1") in told  # fmt: skip
