from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quiz_examples import compiled, head, lines_of, paragraph

from courseware.calculation.variation import read_values
from courseware.problems import Problem, Report
from courseware.quizzes.grading import grade
from courseware.quizzes.items import Item
from courseware.quizzes.kinds.hotspot import NONE
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.questions import Variant
from courseware.words import Reason

HOTSPOT = KINDS["hotspot"]
CANS = [
    "50.1",
    "49.7",
    "50.4",
    "49.9",
    "50.0",
    "50.3",
    "49.6",
    "50.2",
    "52.6",
    "49.8",
    "50.1",
    "50.3",
]
Typed = dict[str, Any]


def on_chart(**changes: Any) -> Typed:
    """Only can 9 is beyond a limit."""
    typed = {
        **head("cans", "O1", "quiz"),
        "data": {"d": CANS},
        "chart": {"individuals": "d"},
        "spots": "beyond_limits(d)",
    }
    return {key: value for key, value in {**typed, **changes}.items() if value is not None}


def region(name: str, at: str) -> Typed:
    return {"name": name, "at": at, "feedback": f"Told later: {name}."}


def on_figure(**changes: Any) -> Typed:
    typed = {
        **head("stream", "O1", "quiz"),
        "figure": "figures/line.svg",
        "alt": "Receiving, press and dock in a row.",
        "regions": {
            "C": region("Dock", "70 20 20 30"),
            "A": region("Receiving", "5 20 20 30"),
            "B": region("Press", "40 20 20 30"),
            "D": region("Office", "40 60 20 30"),
        },
        "spots": ["C", "A"],
    }
    return {key: value for key, value in {**typed, **changes}.items() if value is not None}


def told(typed: Typed) -> list[Problem]:
    report = Report()
    source = report.source("quiz.yaml", lines_of(typed))
    values = read_values(typed, source)
    if values:
        HOTSPOT.read(Item(typed, source, values, paragraph))
    return report.problems


def variant_of(typed: Typed) -> Variant:
    return compiled("hotspot", typed)[0]


def right(variant: Variant) -> list[str]:
    return [option.id for option in variant.options if option.is_right]


CHART, FIGURE = variant_of(on_chart()), variant_of(on_figure())
NOTHING_OUT = replace(CHART, options=tuple(replace(one, is_right=False) for one in CHART.options))
ONE = variant_of(on_figure(spots="B", choose="one"))


def test_a_rule_says_which_points_are_right():
    assert right(CHART) == ["9"]
    assert right(variant_of(on_chart(spots=["3", "7"]))) == ["3", "7"]
    assert right(variant_of(on_chart(spots=["beyond_limits(d)", "2"]))) == ["2", "9"]


def test_points_of_subgroups_are_numbered_by_subgroup():
    typed = on_chart(
        data={"d": "normal n=100 mean=50 sd=0.4 round=2 shift=1.6 at=86"},
        chart={"xbar": "d", "subgroup": "5"},
    )
    variants = compiled("hotspot", typed)
    assert len(variants) == 20
    assert all({"18", "19", "20"} <= set(right(one)) for one in variants)
    assert all(len(one.options) == 20 for one in variants)


def test_regions_are_numbered_from_left_to_right_whatever_order_the_author_wrote():
    assert [option.html for option in FIGURE.options] == [
        "<b>1</b> Receiving", "<b>2</b> Press", "<b>3</b> Office", "<b>4</b> Dock",
    ]  # fmt: skip
    assert right(FIGURE) == ["1", "4"]
    assert FIGURE.exhibit.count("<rect") == 4
    assert 'x="5%" y="20%"' in FIGURE.exhibit


GRADES = [
    (FIGURE, ["1", "4"], Fraction(1), "all and nothing else"),
    (FIGURE, ["1"], Fraction(1, 2), "one of two"),
    (FIGURE, ["1", "2"], Fraction(1, 2), "one right, one wrong"),
    (FIGURE, ["1", "2", "4"], Fraction(2, 3), "a wrong one more"),
    (FIGURE, ["1", "2", "3", "4"], Fraction(1, 2), "everything"),
    (FIGURE, ["2"], Fraction(0), "a wrong one"),
    (FIGURE, [NONE], Fraction(0), "none, though some are meant"),
    (NOTHING_OUT, [NONE], Fraction(1), "none, and none is meant"),
    (NOTHING_OUT, ["3"], Fraction(0), "one, though none is meant"),
    (ONE, ["2"], Fraction(1), "the one"),
]


@pytest.mark.parametrize(
    ("variant", "marked", "fraction", "_why"), GRADES, ids=[why for *_, why in GRADES]
)
def test_points_are_right_places_over_the_larger_of_wanted_and_marked(
    variant, marked, fraction, _why
):
    assert grade("hotspot", variant, (), {"": marked}).fraction == fraction


@pytest.mark.parametrize(
    ("variant", "hint"),
    [
        (CHART, "spots.points"),
        (variant_of(on_chart(choose="one")), "spots.point"),
        (FIGURE, "spots.places"),
        (ONE, "spots.place"),
    ],
)
def test_the_page_says_whether_one_or_several_are_to_be_marked(variant, hint):
    assert HOTSPOT.show(variant, (), 1).hint == Reason(hint)


ASKED_BACK = [
    (FIGURE, [], "spots.nothing"),
    (FIGURE, [" "], "spots.nothing"),
    (FIGURE, ["1", NONE], "spots.none_and_some"),
    (FIGURE, ["1", "2", "3", "4", NONE], "spots.none_and_some"),
    (FIGURE, ["1", "1"], "answer.unknown_option"),
    (FIGURE, ["5"], "answer.unknown_option"),
    (FIGURE, ["A"], "answer.unknown_option"),
    (ONE, ["1", "2"], "answer.choose_one"),
]


@pytest.mark.parametrize(("variant", "marked", "code"), ASKED_BACK)
def test_what_is_no_answer_is_asked_back(variant, marked, code):
    assert HOTSPOT.parse(variant, (), {"": marked}) == Reason(code)


@given(
    raw=st.dictionaries(
        st.sampled_from(["", "unit", "p1"]),
        st.lists(st.one_of(st.text(max_size=5), st.sampled_from([NONE, "1", "9"]))),
    )
)
def test_whatever_is_posted_is_read_or_asked_back(raw):
    for variant in (CHART, FIGURE, NOTHING_OUT, ONE):
        answer = HOTSPOT.parse(variant, (), raw)
        assert isinstance(answer, Reason) or 0 <= HOTSPOT.grade(variant, answer).fraction <= 1


def mean_of_marks(variant: Variant, count: int) -> Fraction:
    """Return what marking `count` places earns on average over all ways to do it."""
    ids = [option.id for option in variant.options]
    sets = list(combinations(ids, count))
    earned = sum((HOTSPOT.grade(variant, frozenset(one)).fraction for one in sets), Fraction(0))
    return earned / len(sets)


@pytest.mark.parametrize("variant", [CHART, FIGURE, ONE], ids=["chart", "figure", "one"])
def test_chance_is_the_share_of_right_places(variant):
    assert HOTSPOT.chance(variant) == mean_of_marks(variant, len(right(variant)))
    assert HOTSPOT.chance(variant) == Fraction(len(right(variant)), len(variant.options))
    # One single mark earns less where several are wanted.
    assert mean_of_marks(variant, 1) == Fraction(1, len(variant.options))


def test_where_nothing_is_meant_chance_is_one_of_all_controls():
    controls = [frozenset({option.id}) for option in NOTHING_OUT.options] + [frozenset[str]()]
    earned = sum((HOTSPOT.grade(NOTHING_OUT, one).fraction for one in controls), Fraction(0))
    assert HOTSPOT.chance(NOTHING_OUT) == earned / len(controls)


@pytest.mark.parametrize("variant", [CHART, FIGURE, NOTHING_OUT, ONE])
def test_the_samples_are_judged_as_they_say(variant):
    samples = HOTSPOT.samples(variant, ())
    judged = [grade("hotspot", variant, (), raw) for raw in (samples.right, samples.wrong)]
    assert [one.fraction for one in judged] == [1, 0]
    for raw in (samples.malformed, samples.blank):
        assert grade("hotspot", variant, (), raw).reason is not None


def test_of_a_chart_only_points_that_matter_are_explained():
    solution = HOTSPOT.solve(CHART, (), frozenset({"2"}))
    assert [(one.is_right, one.is_chosen) for one in solution.options] == [
        (False, True), (True, False),
    ]  # fmt: skip
    assert solution.options[1].feedback == "It lies beyond a control limit."
    assert len(HOTSPOT.solve(FIGURE, (), None).options) == 4
    assert HOTSPOT.solve(NOTHING_OUT, (), None).right == NONE
    assert (solution.right, HOTSPOT.solve(FIGURE, (), None).right) == ("", "")


def test_reports_name_regions_but_never_the_points_of_a_variant():
    def codes(variant: Variant, *marked: str) -> list[str]:
        return [note.code for note in HOTSPOT.grade(variant, frozenset(marked)).notes]

    assert codes(FIGURE, "1", "2") == ["option:1", "option:2"]
    assert codes(CHART, "2") == ["spots:missed", "spots:false_alarm"]
    assert codes(CHART, "9") == []


def test_the_page_holds_the_same_for_the_right_points_as_for_the_others():
    for variant in (CHART, FIGURE):
        public = HOTSPOT.show(variant, (), 1)
        text = public.exhibit + "".join(one.html for one in public.options)
        assert "Told later" not in text
        assert "beyond" not in text
        assert [one.token for one in public.options] == [
            str(no) for no in range(1, len(variant.options) + 1)
        ]


FAULTS = [
    (on_chart(chart=None), "one chart or one figure"),
    (on_chart(figure="figures/a.svg"), "one chart or one figure"),
    (on_chart(spots="beyond_limits(x)"), "shows d, not x"),
    (on_chart(spots="beyond_limit(d)"), "no rule “beyond_limit”"),
    (on_chart(spots=["13"]), "neither a point of the chart"),
    (on_chart(spots=["0"]), "neither a point of the chart"),
    (on_chart(chart={"run": "d"}), "A run chart has no limits"),
    (on_chart(chart={"histogram": "d"}), "points in time"),
    (on_chart(data={"d": ["1", "2"] * 20}), "points in time"),
    (on_chart(data={"d": CANS[:8]}), "Nothing is to be marked"),
    (on_chart(data={"d": CANS[:8]}, none="yes"), "No variant has anything"),
    (on_chart(data={"d": ["5", "5", "5"]}), "do not vary"),
    (on_chart(spots=["1", "2"], choose="one"), "2 places are right"),
    (on_chart(spots=["1"], choose="many"), "choose “many” is not known"),
    (on_chart(alt="words"), "belongs to `figure`"),
    (on_figure(alt=None), "belongs to `figure`"),
    (on_figure(regions=None), "belongs to `figure`"),
    (on_figure(spots=["Z"]), "no region of the figure"),
    (on_figure(spots=["A", "B", "C", "D"]), "All places are right"),
    (on_figure(regions={"A": region("Dock", "5 5 5 5")}), "2 to 12 regions"),
    (on_figure(regions={"A": region("Dock", "5 5 5 5"), "B": region("dock", "9 9 5 5")}), "same name"),
    (on_figure(regions={"A": region("Dock", "90 5 20 5"), "B": region("X", "9 9 5 5")}), "not on the figure"),
    (on_figure(regions={"A": region("Dock", "5 5 0 5"), "B": region("X", "9 9 5 5")}), "not on the figure"),
    (on_figure(regions={"A": {"name": "Dock"}, "B": region("X", "9 9 5 5")}), "`at` is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "said"), FAULTS, ids=[said for _, said in FAULTS])
def test_a_fault_is_told_in_words(typed, said):
    problems = told(typed)
    assert [problem for problem in problems if said in problem.message], problems
    messages = [problem.message for problem in problems]
    assert len(set(messages)) == len(messages)


def test_a_region_may_reach_the_edges_of_its_figure():
    edges = {"A": region("Dock", "0 0 20 30"), "B": region("X", "80 70 20 30")}
    assert told(on_figure(regions=edges, spots=["A"])) == []


def test_a_point_that_only_prints_like_a_line_is_refused_and_one_on_it_is_clear():
    chart, spots = {"xbar": "d", "subgroup": "3"}, ["run_of_8(d)"]
    near = {"d": [*["1", "1", "2"] * 9, "1", "2", "2"]}  # 1.333 below the center line, 1.367
    assert [
        "so near to a line" in one.message
        for one in told(on_chart(data=near, chart=chart, spots=spots))
    ] == [True]
    on_it = {"d": [*["1", "1", "1"] * 8, *["2", "2", "2"] * 8, "1", "1", "2", "1", "2", "2"]}
    assert told(on_chart(data=on_it, chart=chart, spots=spots)) == []
