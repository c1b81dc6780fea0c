from __future__ import annotations

import re
from math import inf, nan
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.charts.bars import bar_chart
from courseware.charts.chart import Titles

PLAIN = Titles("c")
STATIONS = ["Cut", "Weld", "Paint"]
GOLDEN = Path(__file__).with_name("bars-without-limit.txt")


def test_bars_without_a_limit_are_drawn_as_ever():
    drawn = [
        bar_chart(
            [12.5, 30, 0, 7.25],
            ["Press", "Weld <A>", "Paint", "Pack"],
            Titles("g", "A title", "Minutes", "Step"),
        ),
        bar_chart([20, 50, 30], ["A", "B", "C"], Titles("g"), is_pareto=True),
    ]
    assert "".join(f"{one.svg}\n" for one in drawn) == GOLDEN.read_text("utf-8")


def test_a_limit_is_a_line_with_words_on_the_drawing_and_in_what_is_told():
    chart = bar_chart([52, 61, 60], STATIONS, PLAIN, limit=(60, "takt 60"))
    (x,) = re.findall(r'd="M([\d.]+) [\d.]+L\1 [\d.]+" class="limit"', chart.svg)
    assert re.search(rf'<text x="{x}"[^>]*class="pointer"[^>]*>takt 60<', chart.svg)
    assert "Limit at 60: takt 60. Bars beyond it: Weld." in chart.svg
    assert chart.rows == (("Cut", "52"), ("Weld", "61"), ("Paint", "60"))


def test_computed_values_are_written_with_figures_that_can_be_read():
    chart = bar_chart([319.6, 333.609863], ["Before", "After"], PLAIN)
    assert chart.rows == (("Before", "319.600"), ("After", "333.610"))


def test_only_bars_beyond_the_limit_are_outlined_and_hatched_from_it_on():
    svg = bar_chart([52, 61, 60], STATIONS, PLAIN, limit=(60, "takt 60")).svg
    assert re.findall(r'class="(bar[^"]*|over|hatch)"', svg) == [
        "bar", "bar beyond", "over", "hatch", "bar",
    ]  # fmt: skip
    (x,) = re.findall(r'd="M([\d.]+) [^"]*" class="limit"', svg)
    assert f'<rect x="{x}"' in svg


def test_a_sum_with_dust_is_not_beyond_the_limit():
    svg = bar_chart([0.1 + 0.2], ["A"], PLAIN, limit=(0.3, "takt")).svg
    assert "beyond" not in svg.replace("Bars beyond it: none.", "")


def test_the_scale_reaches_to_a_limit_that_no_bar_reaches():
    svg = bar_chart([5, 10], ["A", "B"], PLAIN, limit=(90, "takt 90")).svg
    assert ">100</text>" in svg
    assert "Bars beyond it: none." in svg


def test_a_limit_of_0_stands_at_the_beginning_of_bars_of_nothing():
    svg = bar_chart([0, 0], ["A", "B"], PLAIN, limit=(0, "none")).svg
    assert re.search(r'd="M2 [^"]*" class="limit"', svg)
    assert set(re.findall(r'width="([\d.]+)"', svg)) == {"0"}


def test_a_pareto_chart_has_a_limit_too():
    chart = bar_chart([20, 50], ["A", "B"], PLAIN, is_pareto=True, limit=(30, "Budget"))
    assert re.findall(r'class="(bar[^"]*)"', chart.svg) == ["bar beyond", "bar"]
    assert chart.rows == (("B", "50", "71 %"), ("A", "20", "100 %"))


@pytest.mark.parametrize(
    ("values", "names", "limit", "said"),
    [
        ([], [], None, "Bars: none are given."),
        ([1, 2], ["A"], None, "Bars: there are 2 values and 1 names."),
        ([1, nan], ["A", "B"], None, "Bars: value 2 is not a number between"),
        ([1, -2], ["A", "B"], None, "Bars: value 2 is below 0."),
        ([1], ["A"], (inf, "takt"), "The limit: its value is not a number between"),
        ([1], ["A"], (-1, "takt"), "The limit: its value is below 0."),
        ([1], ["A"], (1, ""), "The limit: its words are missing."),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_plain_words(values, names, limit, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        bar_chart(values, names, PLAIN, limit=limit)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=20), st.floats(0, 1e6))
def test_any_bars_with_any_limit_lie_inside(values, limit):
    svg = bar_chart(values, ["A"] * len(values), PLAIN, limit=(limit, "takt")).svg
    found = re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', svg)
    assert all(float(left) + float(width) <= 326.1 for left, width in found)
    assert "nan" not in svg
