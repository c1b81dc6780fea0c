"""Lab 07: what the dispatch board gives, and which orders pass."""

from __future__ import annotations

from itertools import permutations

import pytest

from courseware.labs.checking import is_passed
from courseware.labs.working import Work, work
from tests.labs.number_labs import assert_it_answers, met, passes, worked
from tests.labs.shipped import shipped_lab

LAB = shipped_lab("dispatch-board")
JOBS = {"P": (4, 10), "Q": (7, 9), "R": (2, 6), "S": (5, 21), "T": (3, 12)}
PAIRS = {"J1": (6, 8), "J2": (11, 6), "J3": (7, 3), "J4": (9, 7), "J5": (5, 10)}
JOHNSON = ("J5", "J1", "J4", "J2", "J3")


def boards(
    promise: str = "PQRST", flow: str = "PQRST", pair: tuple[str, ...] = tuple(PAIRS)
) -> Work:
    return worked(LAB, promise=tuple(promise), flow=tuple(flow), pair=pair)


@pytest.mark.parametrize(
    ("order", "flow", "late", "latest"),
    [("PQRST", 13.4, 3.6, 9), ("RTPSQ", 10.2, 2.4, 12), ("RQPTS", 12.2, 1.4, 4)],
    ids=["as they came", "shortest first", "earliest due first"],
)
def test_the_printed_key_of_the_curriculum(
    order: str, flow: float, late: float, latest: float
) -> None:
    for name in ("promise", "flow"):
        values = boards(order, order).values
        assert values[f"{name}_mean_flow"] == pytest.approx(flow)
        assert values[f"{name}_mean_late"] == pytest.approx(late)
        assert values[f"{name}_max_late"] == latest


def test_no_order_has_less_mean_tardiness_than_the_curriculum_says() -> None:
    late = {
        order: boards("".join(order)).values["promise_mean_late"] for order in permutations("PQRST")
    }
    assert min(map(float, map(str, late.values()))) == pytest.approx(1.2)


def test_two_machines_in_the_listed_order_and_by_johnsons_rule() -> None:
    assert boards().values["span"] == 50
    assert boards(pair=JOHNSON).values["span"] == 41


def late_by(order: tuple[str, ...]) -> int:
    done, latest = 0, 0
    for job in order:
        time, due = JOBS[job]
        done += time
        latest = max(latest, done - due)
    return latest


def flow_of(order: tuple[str, ...]) -> int:
    return sum((len(order) - place) * JOBS[job][0] for place, job in enumerate(order))


def span_of(order: tuple[str, ...]) -> int:
    first = second = 0
    for job in order:
        first += PAIRS[job][0]
        second = max(first, second) + PAIRS[job][1]
    return second


def test_every_best_order_passes_and_no_other() -> None:
    for order in permutations(JOBS):
        said = met(LAB, boards("".join(order), "".join(order)))
        assert said[:2] == [late_by(order) == 4, flow_of(order) == 51]
    for pair in permutations(PAIRS):
        assert met(LAB, boards(pair=pair))[2] == (span_of(pair) == 41)


def test_another_order_than_the_printed_one_passes() -> None:
    others = [one for one in permutations(JOBS) if late_by(one) == 4 and one != tuple("RQPTS")]
    assert others, "there are ties"
    assert passes(LAB, boards("".join(others[0]), "RTPSQ", JOHNSON))


def test_one_rule_for_all_does_not_pass() -> None:
    done = boards("RQPTS", "RTPSQ", JOHNSON)
    assert [is_passed(LAB, done, choice) for choice in ("1", "2", "3", "")] == [
        False,
        False,
        True,
        False,
    ]
    assert not passes(LAB, boards("RTPSQ", "RTPSQ", JOHNSON)), "shortest first keeps no promises"
    assert not passes(LAB, boards("RQPTS", "RQPTS", JOHNSON)), "due first is not the best flow"


def test_notes_name_what_is_wrong_here() -> None:
    said = boards().notes
    assert "T was due at 12 h and is done at 21 h, so it is 9 h late" in said[0]
    assert "R needs 2 h and waits for Q, which needs 7 h" in said[1]
    assert "waits 6 h for J1" in said[2]
    assert "J5, the last one, needs 10 h of weld" in said[2]
    assert not boards("RQPTS", "RTPSQ", JOHNSON).notes


def test_whatever_is_posted_is_answered() -> None:
    for raw in (
        {},
        {"P": ("1",)},
        dict.fromkeys(JOBS, ("1",)),
        dict.fromkeys(JOBS, ("NaN",)),
        {"P": ("1e308",)},
    ):
        done = work(LAB, 0, {"promise": raw, "flow": raw, "pair": raw})
        assert done.faults
        assert_it_answers(LAB, done)
