from __future__ import annotations

from typing import Any

import pytest
from quiz_examples import compiled, lines_of, numeric, paragraph, single

from courseware.calculation.variation import read_values
from courseware.problems import Problem, Report
from courseware.quizzes.exhibits import data_rows
from courseware.quizzes.items import Item
from courseware.quizzes.kinds.registry import KINDS

DATA = {"d": "normal n=20 mean=50 sd=0.4 round=2", "x": ["1", "2.5", "3"], "y": ["10", "20", "15"]}


def asked(**changes: Any) -> dict[str, Any]:
    return single("measured", data=DATA, **changes)


def told(typed: dict[str, Any]) -> list[Problem]:
    report = Report()
    source = report.source("quiz.yaml", lines_of(typed))
    values = read_values(typed, source)
    if values:
        KINDS["single"].read(Item(typed, source, values, paragraph))
    return report.problems


def test_a_table_prints_the_data_with_a_caption_and_scopes():
    variant = compiled(
        "single", asked(table=["x", "y"], columns=["Oven, °C", "HV"], caption="Parts")
    )[0]
    assert "<caption>Parts</caption>" in variant.exhibit
    assert '<th scope="col">Oven, °C</th>' in variant.exhibit
    assert '<th scope="row">2</th><td>2.5</td><td>20</td>' in variant.exhibit
    assert '<th scope="row">1</th><td>1.0</td><td>10</td>' in variant.exhibit


def test_a_long_list_stands_in_rows_of_five_or_of_its_subgroups():
    rows = compiled("single", asked(table="d"))[0].exhibit
    assert '<th scope="row">6–10</th>' in rows
    assert rows.count("<tr>") == 1 + 4
    charted = asked(table="d", chart={"xbar": "d", "subgroup": "4"})
    grouped = compiled("single", charted)[0].exhibit
    assert '<th scope="col">Subgroup</th><th scope="col">1</th>' in grouped


def test_each_variant_shows_its_own_data():
    variants = compiled("single", asked(table="d", chart={"individuals": "d"}))
    assert len(variants) == 20
    assert len({variant.exhibit for variant in variants}) == 20


def test_names_of_data_are_values_like_those_of_given():
    typed = numeric(
        "n", data=DATA, given={"k": "2"}, let={"top": "max(d) * k"}, value="top", ask="{k} and {x[1]}?",
        units=None, decimals="2", mistakes=None,
    )  # fmt: skip
    variant = compiled("numeric", typed)[0]
    assert variant.values["top"] == 2 * max(variant.values["d"])
    assert "2 and 2.5?" in variant.ask


def test_given_may_draw_a_list_too():
    variants = compiled("single", single("g", given={"d": DATA["d"]}, chart={"histogram": "d"}))
    assert all(len(one.values["d"]) == 20 for one in variants)


def test_a_chart_has_its_data_folded_below_and_an_id_that_is_no_hint():
    variant = compiled("single", asked(chart={"run": "x", "title": "Three <b>hours</b>"}))[0]
    assert "<figcaption>Three &lt;b&gt;hours&lt;/b&gt;</figcaption>" in variant.exhibit
    assert "<details" in variant.exhibit
    assert "measured" not in variant.exhibit
    assert variant.columns == ()


def test_the_data_for_a_spreadsheet_are_the_columns_of_the_table_and_nothing_else():
    typed = asked(table=["x", "y"], columns=["Oven", "HV"], let={"secret": "sum(d)"})
    variant = compiled("single", typed)[0]
    assert data_rows(variant.columns, variant.values) == [
        ["No.", "Oven", "HV"], ["1", "1", "10"], ["2", "2.5", "20"], ["3", "3", "15"],
    ]  # fmt: skip


def test_a_question_without_them_is_stored_as_before():
    variant = compiled("single", single("plain"))[0]
    assert variant.exhibit == ""
    assert {"exhibit", "columns"}.isdisjoint(variant.to_json())


FAULTS = [
    (asked(table="z"), "“z” is no list of numbers. Known: d, x, y."),
    (asked(table=["x", "y"], columns=["Only one"]), "1 titles for 2 columns"),
    (asked(chart={"pie": "d"}), "A chart is one of"),
    (asked(chart={"run": "d", "histogram": "d"}), "A chart is one of"),
    (asked(chart={"run": "z"}), "no list of numbers"),
    (asked(chart={"run": "d", "color": "red"}), "`color` is not known"),
    (asked(chart={"run": ["x", "y"]}), "`run` takes one text"),
    (asked(chart={"xbar": "d"}), "`subgroup` is the number"),
    (asked(chart={"xbar": "d", "subgroup": "11"}), "`subgroup` is the number"),
    (asked(chart={"xbar": "d", "subgroup": "3"}), "no whole subgroups"),
    (asked(chart={"bars": "x", "labels": ["A"]}), "as many `labels`"),
    (asked(chart={"bars": "x", "labels": ["A", "B", "C" * 40]}), "at most 32 characters"),
    (asked(chart={"scatter": ["x"]}), "two lists"),
    (asked(chart={"scatter": ["x", "d"]}), "x has 3 numbers and d has 20"),
    (single("s", data={"d": "7"}), "no list"),
    (single("s", data={"d": "pick 1 2"}), "no list"),
    (single("s", data={"d": ["1"]}, given={"d": "1"}), "stands in `given` and in `data`"),
    (single("s", data={"2d": ["1"]}), "cannot name a value"),
]


@pytest.mark.parametrize(("typed", "said"), FAULTS, ids=[said for _, said in FAULTS])
def test_a_fault_of_an_exhibit_is_told_once(typed, said):
    problems = told(typed)
    assert [said in one.message for one in problems] == [True], problems
