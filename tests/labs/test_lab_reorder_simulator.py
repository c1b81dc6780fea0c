"""Lab 08: what the reorder simulator gives, how near its service comes, and which answers pass."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.calculation.chance import Chance
from courseware.formulas.inventory import safety_stock_for_service
from courseware.labs.checking import is_passed
from courseware.labs.models import reorder
from courseware.labs.stock_cycles import Cycles, draw_cycles, stock_line
from courseware.labs.working import Work, work
from tests.labs.number_labs import (
    assert_it_answers,
    hostile_works,
    met,
    passes,
    typed,
    worked,
)
from tests.labs.shipped import shipped_lab

LAB = shipped_lab("reorder-simulator")
CASES = range(len(LAB.cases))
(PRINTED,) = [no for no in CASES if (LAB.case(no)["offer"], LAB.case(no)["part"]) == (1, 1)]


def number(done: Work, name: str) -> float:
    value = done.values[name]
    assert not isinstance(value, list)
    return float(value)


def case_of(no: int) -> Mapping[str, float]:
    return {name: float(value) for name, value in LAB.case(no).items()}


@pytest.mark.parametrize(
    ("quantity", "total"), [(948.683298, 97897.37), (1500, 95662.50), (3000, 96206.25)]
)
def test_the_printed_costs_of_the_curriculum(quantity: float, total: float) -> None:
    done = worked(LAB, PRINTED, quantity=quantity)
    assert number(done, "total") == pytest.approx(total, abs=0.005)
    assert number(done, "least_total") == pytest.approx(95662.50)


def test_the_printed_stock_of_the_curriculum() -> None:
    done = worked(LAB, PRINTED, quantity=948.683298, point=345.6)
    assert number(done, "eoq") == pytest.approx(948.7, abs=0.05)
    assert number(done, "orders") == pytest.approx(12.6, abs=0.05)
    assert number(done, "beside") == pytest.approx(1897.37, abs=0.005)
    assert number(done, "needed_safety") == pytest.approx(57.6, abs=0.05)
    assert number(done, "needed_point") == pytest.approx(345.6, abs=0.05)
    assert number(done, "expected") == pytest.approx(0.975, abs=0.0005)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("seed", [1, 20, 300])
def test_twenty_thousand_cycles_hold_out_as_often_as_planned(case: int, seed: int) -> None:
    values = case_of(case)
    spread = values["deviation"] * values["lead"] ** 0.5
    stock = safety_stock_for_service(values["service"], values["deviation"], values["lead"])
    drawn = draw_cycles(Chance(seed), values["use"] + stock, values["use"], spread, 20_000)
    assert drawn.service == pytest.approx(values["service"], abs=0.01)


def test_a_whole_simulation_is_the_same_on_every_machine() -> None:
    done = worked(LAB, PRINTED, quantity=1500, point=346)
    assert done.values["runouts"] == RUNOUTS
    assert done.values["served"] == 1 - RUNOUTS / 2_000
    assert [repr(one) for one in done.values["stock"]] == STOCK  # type: ignore[union-attr]  # a list
    assert work(LAB, PRINTED, typed(LAB, PRINTED, {"quantity": 1500, "point": 346})) == done


def test_more_stock_never_runs_out_more_often() -> None:
    runouts = [
        number(worked(LAB, PRINTED, point=point), "runouts") for point in range(250, 400, 10)
    ]
    assert runouts == sorted(runouts, reverse=True)


def test_nothing_that_is_set_makes_a_run_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    lengths: list[int] = []

    def counted(chance: Chance, point: float, mean: float, spread: float, count: int) -> Cycles:
        lengths.append(count)
        return draw_cycles(chance, point, mean, spread, count)

    monkeypatch.setattr(reorder, "draw_cycles", counted)
    for quantity, point in ((1, 0), (1500, 346), (100_000, 100_000)):
        worked(LAB, PRINTED, quantity=quantity, point=point)
    assert set(lengths) == {reorder.CYCLES}


@pytest.mark.parametrize("case", CASES)
def test_answers_near_the_best_pass(case: int) -> None:
    values = case_of(case)
    best, enough = int(values["best"]), int(values["enough"])
    for quantity in (best, best + 20):
        for point in (enough - 1, enough, enough + 5):
            assert passes(LAB, worked(LAB, case, quantity=quantity, point=point))


@pytest.mark.parametrize("case", CASES)
def test_the_other_prices_are_told_from_the_best(case: int) -> None:
    values = case_of(case)
    for quantity in {949, 1500, 3000} - {int(values["best"])}:
        assert met(LAB, worked(LAB, case, quantity=quantity))[0] is False


def test_no_safety_stock_runs_out_every_other_time_and_is_told() -> None:
    done = worked(LAB, PRINTED, point=288)
    assert number(done, "runouts") == pytest.approx(1000, abs=70)
    assert "no safety stock" in " ".join(done.notes)
    assert met(LAB, done)[1:] == [False, False]


def test_far_too_much_is_not_the_goal_and_is_told() -> None:
    done = worked(LAB, PRINTED, point=420)
    assert "132 kits of safety stock" in " ".join(done.notes)
    assert met(LAB, done)[1:] == [True, False]


def test_the_wish_of_sales_alone_does_not_pass() -> None:
    done = worked(LAB, PRINTED, quantity=1500, point=346)
    assert [is_passed(LAB, done, one) for one in ("1", "2", "3", "")] == [False, True, False, False]


@given(st.lists(st.floats(0, 700), min_size=1, max_size=6), st.floats(0, 900), st.floats(100, 5000))
def test_the_line_of_the_stock_rises_in_time_and_holds_what_comes_and_goes(
    uses: list[float], point: float, quantity: float
) -> None:
    days, stock = stock_line(uses, point, quantity, 48, 6)
    assert all(after > before for before, after in pairwise(days))
    assert len(days) == len(stock) <= 1 + 3 * len(uses)
    assert stock[-1] == pytest.approx(stock[-2] + quantity)


def test_whatever_is_typed_is_answered() -> None:
    for done in hostile_works(LAB):
        assert_it_answers(LAB, done)


RUNOUTS = 42
STOCK = [
    "346.0",
    "64.35809211562679",
    "1564.3580921156267",
    "346.0",
    "58.36688524345641",
    "1558.3668852434564",
    "346.0",
    "62.26621830697064",
    "1562.2662183069706",
    "346.0",
    "30.30193014672534",
    "1530.3019301467252",
    "346.0",
    "138.29399045647807",
    "1638.293990456478",
    "346.0",
    "38.78539453264722",
    "1538.7853945326472",
]
