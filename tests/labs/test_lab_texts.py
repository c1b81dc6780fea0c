"""Numbers in texts, what is computed and found, and the charts of labs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.calculation.expressions import ExpressionError
from courseware.calculation.values import Values
from courseware.labs.chart_words import KINDS, read_charts
from courseware.labs.charts import draw
from courseware.labs.checking import findings
from courseware.labs.given import Given, Model, Note, Result
from courseware.labs.inputs.kind import Understood
from courseware.labs.texts import check_names, fill, names_in, say
from courseware.labs.working import Work, holds, measures_of, start, work
from courseware.problems import Report
from tests.labs.lab_examples import EXAMPLES, example

VALUES: Values = {"rate": 30.456, "rates": [40, 30, 50.5], "done": True, "none": [], "wip": -1200}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{rate}", "30.456"),
        ("{rate:.1f} h", "30.5 h"),
        ("{rates}", "40, 30, 50.5"),
        ("{rates[0]:.2f} {rates[2]}", "40.00 50.5"),
        ("{rates[7]}", "–"),
        ("{missing} {missing:.1f} {missing[3]}", "– – –"),
        ("{wip:,}", "−1,200"),
        ("{done}", "1"),
        ("{none}", ""),
        ("{rate:.0%}", "3046%"),
        ("{who}", "&lt;b&gt;Ada&lt;/b&gt; &quot;{rate}&quot;"),
        ("{people}", "Ada, &amp;Fin"),
        ("{people[1]} {people[9]}", "&amp;Fin –"),
        ("no {place here} and none { } either", "no {place here} and none { } either"),
    ],
)
def test_what_stands_in_a_place(text: str, shown: str) -> None:
    words = {"who": '<b>Ada</b> "{rate}"', "people": ["Ada", "&Fin"]}
    assert fill(text, VALUES, words) == shown


@pytest.mark.parametrize("text", ["{rate[0]}", "{rate:x}", "{rate:.1q}"])
def test_what_cannot_be_shown_says_so(text: str) -> None:
    with pytest.raises(ExpressionError):
        fill(text, VALUES)


@pytest.mark.parametrize(
    "text", ["{", "}", "{}", "{rate", "{ rate }", "{rate.x}", "{rate:x}", "{0}"]
)
def test_a_brace_is_a_place_or_a_fault(text: str) -> None:
    with pytest.raises(ExpressionError):
        list(names_in(text))


def test_a_name_that_nobody_knows_is_a_fault_that_names_the_others() -> None:
    with pytest.raises(ExpressionError, match="rate"):
        check_names("{speed}", ["rate"])


@given(st.text(max_size=40), st.lists(st.text(max_size=8)))
def test_words_of_people_never_become_places_or_markup(word: str, more: list[str]) -> None:
    shown = fill("{who} {people}", VALUES, {"who": word, "people": more})
    assert "<" not in shown
    assert '"' not in shown


def test_yes_and_no_are_numbers_in_a_list_too() -> None:
    assert say([True, False, 2]) == "1, 0, 2"


# ---------------------------------------------------------------- working and checking


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_new_run_has_results_or_says_what_is_missing(kind: str) -> None:
    lab = example(kind)
    for seed in range(3):
        done = work(lab, seed, {})
        assert done.is_computed != bool(done.faults or done.problem)
        assert not any(one.is_met for one in findings(lab, done))


def test_every_measure_that_is_promised_is_given() -> None:
    for kind in EXAMPLES:
        lab = example(kind)
        done = work(lab, 0, {})
        for one in lab.inputs:
            if one.name not in done.faults:
                assert set(measures_of(one)) <= done.values.keys()


def test_what_cannot_be_computed_holds_not() -> None:
    assert not holds("1 / rate > 0", {"rate": 0})
    assert not holds("speed > 0", {})
    assert holds("rate == 0", {"rate": 0})


def test_numbers_at_the_ends_of_their_bounds_are_computed() -> None:
    lab = example("calculator")
    raws = {"minutes": {"": ("480",)}, "scrap": {"": ("0",)}}
    assert work(lab, 0, raws).problem == ""
    odd = {**raws, "scrap": {"": ("50",)}}
    assert work(lab, 0, odd).is_computed


def test_what_a_formula_refuses_is_said_without_the_name_of_its_function() -> None:
    lab = replace(example("explorer"), compute={"time": "flow_time(1, 0 * weld)"})
    problem = work(lab, 0, start(lab, lab.case(0))).problem
    assert problem.startswith("throughput is 0, but it must be above 0")


def test_a_blank_that_is_no_number_is_a_problem_and_no_exception(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A model's slip at extreme numbers must not take the page away."""

    def run(_given: Given) -> Result:
        values = dict.fromkeys(("line_rate_now", "line_rate_best", "line_time"), 1.0)
        return Result(values, notes=(Note("near", {"share": float("inf")}),))

    model, lab = Model(run, {"cards": "number"}), example("simulation")  # read with its own model
    monkeypatch.setattr("courseware.labs.working.model_named", lambda _name: model)
    assert "too large" in work(lab, 0, {"cards": {"": ("4",)}}).problem


# ---------------------------------------------------------------- charts

CHARTS: dict[str, dict[str, Any]] = {
    "bars": {"bars": "three", "labels": ["A", "B", "C {one}"], "limit": ["one", "takt {one}"]},
    "curve": {"over": "three", "curve": ["three", "other"], "names": ["x", "y"], "here": ["one", "you"]},
    "radar": {"radar": ["three", "other"], "names": ["now", "soon"], "labels": "people", "most": "50"},
    "fall": {"fall": "small", "labels": ["a", "b", "c"], "start": ["one", "all"], "end": ["left"]},
    "gantt": {
        "gantt": ["rows", "three", "small"], "labels": ["press", "weld"], "texts": "people",
        "kinds": "sorts", "due": "dues", "limit": ["one", "end"],
    },
    "pareto": {"pareto": "three", "labels": ["A", "B", "C"]},
    "xbar": {"xbar": "many", "subgroup": "4"},
    "individuals": {"individuals": "many"},
    "run": {"run": "many", "title": "A run of {one}"},
    "histogram": {"histogram": "many"},
    "scatter": {"scatter": ["three", "other"]},
}  # fmt: skip
NUMBERS: Values = {
    "one": 60, "three": [10, 20, 30], "other": [1, 2, 9.5], "small": [5, 6, 7], "rows": [1, 2, 2],
    "dues": [20, 30], "many": [float(no * 7 % 11) for no in range(24)],
}  # fmt: skip
WORDS = {"people": ["Ada", "Fin", "<b>Cleo</b>"], "sorts": ["", "wait", "late"]}


def worked(values: Values, words: Any = WORDS) -> Work:
    return Work(values, {"x": Understood()}, words)


@pytest.mark.parametrize("kind", KINDS)
def test_every_chart_can_be_drawn_in_a_lab(kind: str) -> None:
    report = Report()
    read_charts([CHARTS[kind]], NUMBERS, WORDS, report.source("x.yaml"))
    assert not report.problems
    chart = draw(CHARTS[kind], worked(NUMBERS), "chart-1")
    assert str(chart.svg).startswith("<svg")
    assert chart.rows
    assert "<b>" not in str(chart.svg)
    assert "{" not in str(chart.svg)


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_board_draws_nothing_and_does_not_fail(kind: str) -> None:
    lists: Values = {name: [] for name in NUMBERS}
    for values in ({}, lists, dict.fromkeys(NUMBERS, 0)):
        with pytest.raises(ValueError):
            draw(CHARTS[kind], worked(values, {}), "chart-1")


HOSTILE = st.one_of(
    st.integers(-5, 5),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([1e308, -1e308, 5e-324, 1e30, 0.0]),
)


@given(
    st.sampled_from(sorted(KINDS)),
    st.fixed_dictionaries(
        {name: st.one_of(HOSTILE, st.lists(HOSTILE, max_size=30)) for name in NUMBERS}
    ),
    st.fixed_dictionaries({name: st.lists(st.text(max_size=9), max_size=5) for name in WORDS}),
)
def test_no_numbers_break_a_chart(kind: str, values: Any, words: Any) -> None:
    try:
        chart = draw(CHARTS[kind], worked(values, words), "chart-1")
    except ValueError:
        return
    assert str(chart.svg).startswith("<svg")


SHAPES = st.recursive(
    st.sampled_from(["one", "three", "", "5", "{", "{one}", "people"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.just("a"), inner, max_size=1),
    max_leaves=4,
)


@given(st.sampled_from(sorted(KINDS)), st.data())
def test_no_entry_of_a_chart_raises(kind: str, data: st.DataObject) -> None:
    """Whatever stands under its words: problems, or a chart that can be tried."""
    spec = dict(CHARTS[kind])
    for word in data.draw(st.lists(st.sampled_from([*spec, "title", "odd"]), max_size=3)):
        spec[word] = data.draw(SHAPES)
    report = Report()
    charts = read_charts([spec], NUMBERS, WORDS, report.source("x.yaml"))
    for one in charts if not report.problems else ():
        try:
            draw(one, worked(NUMBERS), "chart-1")
        except ValueError as error:
            assert str(error)  # noqa: PT017 - either is fine, nothing else is


def test_entries_that_are_no_blocks_are_reported() -> None:
    report = Report()
    entries: list[Any] = ["bars", [], {}, {"bars": "x", "run": "y"}]
    for entry in entries:
        read_charts([entry], NUMBERS, WORDS, report.source("x.yaml"))
    assert len(report.problems) == 4
