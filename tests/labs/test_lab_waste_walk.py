"""Lab 05: twenty sights to sort, and a 5S sheet to score."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from courseware.labs.checking import findings, is_passed
from courseware.labs.inputs.kind import Raw
from courseware.labs.lab import Lab
from courseware.labs.working import Work, start, work
from tests.labs.shipped import shipped_labs

FAIR = {"sort": 2, "order": 3, "shine": 4, "standard": 3, "sustain": 2}
BURDEN_FIRST, CART_FIRST = "1", "3"


def lab() -> Lab:
    return shipped_labs()["waste-walk"]


def right_places() -> Mapping[str, list[str]]:
    (cards,) = (one for one in lab().inputs if one.name == "cards")
    return {item: known["right"] for item, known in cards.spec["items"].items()}


def done(placed: Mapping[str, str], scores: Mapping[str, object] = FAIR) -> Work:
    raws: Mapping[str, Raw] = {
        "cards": {item: (place,) for item, place in placed.items()},
        "sheet": {f"{row}.score": (str(score),) for row, score in scores.items()},
    }
    return work(lab(), 0, raws)


def with_wrong(count: int) -> Mapping[str, str]:
    """Return all cards placed right but the first `count`, which lie in a wrong group."""
    return {
        item: next(one for one in ("value", "wait", "move") if one not in right)
        if no < count
        else right[0]
        for no, (item, right) in enumerate(right_places().items())
    }


def passes(found: Work, so_what: str = BURDEN_FIRST) -> bool:
    return is_passed(lab(), found, so_what)


def test_twenty_cards_fill_every_group_and_each_says_why() -> None:
    (cards,) = (one for one in lab().inputs if one.name == "cards")
    assert len(right_places()) == 20
    assert {one for right in right_places().values() for one in right[:1]} == set(
        cards.spec["places"]
    )
    assert all(item["feedback"] for item in cards.spec["items"].values())


@pytest.mark.parametrize(("wrong", "is_passed_then"), [(0, True), (4, True), (5, False)])
def test_sixteen_of_twenty_are_enough(wrong: int, is_passed_then: bool) -> None:
    found = done(with_wrong(wrong))
    assert found.values["cards_right"] == 20 - wrong
    assert passes(found) == is_passed_then


def test_a_card_with_two_right_groups_takes_either() -> None:
    two = {item: right[-1] for item, right in right_places().items() if len(right) > 1}
    assert set(two) == {"tuesday", "floor", "returned"}
    assert done({**with_wrong(0), **two}).values["cards_right"] == 20


def test_who_places_nothing_gets_a_result_and_no_pass() -> None:
    found = work(lab(), 0, start(lab(), lab().case(0)))
    assert found.is_computed
    assert found.values["by_class"] == [0, 0, 0, 0]
    assert not any(one.is_met for one in findings(lab(), found))


@pytest.mark.parametrize("place", ["value", "wait", "burden", "nowhere", ""])
def test_everything_in_one_group_does_not_pass(place: str) -> None:
    found = done(dict.fromkeys(right_places(), place))
    assert found.is_computed
    assert not passes(found)


def test_an_empty_group_is_named_once_most_cards_lie_somewhere_and_never_which_are_wrong() -> None:
    assert done(with_wrong(0)).notes == ("Lowest on your sheet: Sort, Sustain, with 2. "
                                         "The lowest S is the next step.",)  # fmt: skip
    placed = {**with_wrong(0), "sound": "wait"}
    assert any("Unused talent" in note for note in done(placed).notes)
    few = dict(list(placed.items())[:10])
    assert not any("No card yet" in note for note in done(few).notes)


@pytest.mark.parametrize("score", range(6))
@pytest.mark.parametrize(
    ("name", "fair"),
    [
        ("sort", {1, 2, 3}),
        ("order", {2, 3, 4}),
        ("shine", {3, 4}),  # 5 would need an owner and a date for each finding
        ("standard", {2, 3, 4}),
        ("sustain", {1, 2, 3}),
    ],
)
def test_a_score_counts_where_it_can_be_argued(name: str, fair: set[int], score: int) -> None:
    assert passes(done(with_wrong(2), {**FAIR, name: score})) == (score in fair)


def test_a_score_that_is_off_is_asked_about_with_its_number() -> None:
    found = done(with_wrong(0), {**FAIR, "order": 5})
    (said,) = (one.html for one in findings(lab(), found) if not one.is_met)
    assert said.startswith("Set in order: you gave 5.")


def test_the_cart_first_is_no_answer_to_what_hurts_someone() -> None:
    assert not passes(done(with_wrong(0)), CART_FIRST)
    assert not passes(done(with_wrong(0)), "")


@pytest.mark.parametrize("typed", ["nan", "inf", "1e308", "-1", "6", ""])
def test_hostile_scores_are_asked_again(typed: str) -> None:
    found = done(with_wrong(0), {**FAIR, "sort": typed})
    assert found.faults["sheet"]
    assert not passes(found)
    findings(lab(), found)
