"""Expressions give what Python itself gives, on the subset that is allowed."""

from __future__ import annotations

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.calculation.expressions import ExpressionError, parse

# Numbers are small quarters: no product of seven of them passes 1e15, where we leave Python's path.

_whole = st.integers(0, 9).map(str)
_quarter = st.integers(0, 36).map(lambda quarters: str(quarters / 4))
_leaf = st.one_of(_whole, _quarter, st.sampled_from("abc"))
_items = st.lists(_leaf, min_size=2, max_size=4).map(", ".join)


def _longer(part: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    binary = st.sampled_from(
        ["+", "-", "*", "/", "//", "%", "and", "or", "<", "<=", "==", "!=", ">"]
    )
    return st.one_of(
        st.builds("({} {} {})".format, part, binary, part),
        st.builds("{} < {} >= {}".format, _leaf, _leaf, _leaf).map("({})".format),
        st.builds("({} ** {})".format, _leaf, st.sampled_from(["0", "1", "2", "-1"])),
        st.builds("({} ** 0.5)".format, _quarter),  # of a name below zero it would be complex
        st.builds("({}{})".format, st.sampled_from(["-", "+", "not "]), part),
        st.builds("({} if {} else {})".format, part, part, part),
        st.builds("{}([{}])".format, st.sampled_from(["min", "max", "sum", "len", "mean"]), _items),
        st.builds("{}({}, {})".format, st.sampled_from(["min", "max"]), part, part),
        st.builds("{}({})".format, st.sampled_from(["abs", "sqrt", "round"]), part),
        st.builds("round({}, {})".format, part, st.integers(0, 3)),
    )


_expressions = st.recursive(_leaf, _longer, max_leaves=7)
_PYTHON = {
    **{function.__name__: function for function in (min, max, sum, len, abs, round)},
    "mean": statistics.fmean,
    "sqrt": math.sqrt,
}


@given(
    _expressions, st.tuples(st.integers(-9, 9), st.sampled_from([0.25, -1.5, 8.75]), st.booleans())
)
def test_the_result_is_pythons_result(text, abc):
    values = dict(zip("abc", abc, strict=True))
    try:
        expected = eval(text, {"__builtins__": {}}, _PYTHON | values)  # noqa: S307 (Python is the oracle)
    except (ArithmeticError, ValueError):
        expected = None
    if expected is None:
        with pytest.raises(ExpressionError):
            parse(text).evaluate(values)
        return
    result = parse(text).evaluate(values)
    assert result == expected
    assert type(result) is type(expected)
