from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.calculation.texts import fill
from courseware.calculation.values import ExpressionError

VALUES = {"wip": 1234.5, "loss": -0.25, "rates": [40, 30.5, 50], "a": 3, "b": 4}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("no values", "no values"),
        ("{a} of {b}", "3 of 4"),
        ("{wip:,.2f} and {loss:.1%}", "1,234.50 and −25.0%"),
        ("{rates[1]:.2f}, {rates[0]}", "30.50, 40"),
        (r"\{a\} {a}", "{a} 3"),
        (r"costs \$5, {a} times \$6", r"costs \$5, 3 times \$6"),
        (r"\\{a}", r"\\3"),
        (r"\*{a}\*", r"\*3\*"),
        ("a lone $ stays, {a}", "a lone $ stays, 3"),
        ("$5 or {a} for $6", "$5 or 3 for $6"),
        ("5$ or {a} for 6$", "5$ or 3 for 6$"),
        ("$5 or {a} for 6$", "$5 or {a} for 6$"),  # this is TeX for the Markdown reader, too
        ("in $\n\ntwo paragraphs {a} $", "in $\n\ntwo paragraphs 3 $"),
        (r"$\frac{a}{b}$ {a}", r"$\frac{a}{b}$ 3"),
        (r"$\frac{\val{a}}{\val{b}}$", r"$\frac{3}{4}$"),
        (r"$$\val{wip:,.1f} \times \val{loss:.0%}$$", r"$$1{,}234.5 \times -25\%$$"),
        (r"$\val{rates[1]}$ and {rates[1]}", "$30.5$ and 30.5"),
        (r"$\$ \val{a} \{ b \}$", r"$\$ 3 \{ b \}$"),
        ("$$\na\n$$\n{a}", "$$\na\n$$\n3"),
        (r"`$` {a} `$` `{b}` `\{`", "`$` 3 `$` `4` `{`"),
        ("`from {a} to {b}, {a} again`", "`from 3 to 4, 3 again`"),
        ("a } alone", "a } alone"),
    ],
)
def test_values_stand_where_their_author_put_them(text, filled):
    assert fill(text, VALUES) == filled


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{ratte}", "“ratte” is not known here. Known: a, b, loss, rates, wip"),
        (r"$\val{ratte}$", "“ratte” is not known here"),
        ("{a + b}", r"compute in `let`"),
        ("{ a }", "not a place for a value"),
        ("{}", "not a place for a value"),
        ("{a", "not a place for a value"),
        ("{a:}", "not a place for a value"),
        ("{a.__class__}", "not a place for a value"),
        ("{a!r}", "not a place for a value"),
        ("{0}", "not a place for a value"),
        ("{rates[-1]}", "not a place for a value"),
        ("{a:{b}}", "not a place for a value"),
        ("{a:.2e}", "a: “.2e” is not a format"),
        ("{rates}", "rates: A list cannot be printed"),
        ("{rates[3]}", "rates: The list has 3 numbers, counted from 0"),
        ("{a[0]}", "a: This is one number"),
        (r"\val{a}", r"belongs inside \$…\$"),
        (r"$\val a$", "not a place for a value"),
        (r"$\val{a", r"belongs inside"),
        (r"$\val{}$", "not a place for a value"),
    ],
)
def test_a_place_that_cannot_be_filled_says_why(text, says):
    with pytest.raises(ExpressionError, match=says):
        fill(text, VALUES)


@given(st.text(alphabet=st.characters(exclude_characters="\\{`", codec="utf-8")))
def test_a_text_without_places_is_not_touched(text):
    assert fill(text, VALUES) == text


@given(st.text(alphabet="{}$\\`ab:. \nval["))
def test_any_text_is_filled_or_refused_in_words(text):
    filled = _filled_or_none(text)
    assert filled is None or filled.count("$") == text.count("$")


@pytest.mark.parametrize("unit", ["$", "$$", "$a", "`", r"\val", "{", "$\n \n", "$\\"])
def test_a_long_text_of_half_open_signs_takes_no_long_time(unit):
    start = time.thread_time()
    _filled_or_none(unit * 20_000)
    assert time.thread_time() - start < 1


def _filled_or_none(text):
    try:
        return fill(text, VALUES)
    except ExpressionError:
        return None
