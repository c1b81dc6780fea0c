"""Whatever is posted to a lab or stored of it: it is worked through, shown and asked back."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseware.labs.charts import draw
from courseware.labs.checking import findings, is_passed
from courseware.labs.inputs.kind import Raw
from courseware.labs.inputs.registry import TYPES
from courseware.labs.lab import Lab
from courseware.labs.runs import (
    CHECK,
    MOST_FIELDS,
    PREDICT,
    WORK,
    Fields,
    State,
    begin,
    state_from_json,
    take,
)
from courseware.labs.working import work
from tests.labs.lab_examples import EXAMPLES, example

NUMBERS = [
    "", " ", "NaN", "nan", "Infinity", "-inf", "1e308", "1e999", "-1e308", "٤٢", "４８０", "1e-30", "0x10",
    "1_000", "480 ", "4,8", "1,234", "−5", "5e5", "1" * 41, "1" * 5000, "\x00", "½", "²", "1/0", "true",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(NUMBERS),
    st.sampled_from(["<script>alert(1)</script>", "{rate}", "{0.__class__}", "%s", "' or 1=1 --"]),
    st.just("x" * 5_000),
)


EXAMPLE_LABS = st.sampled_from(sorted(EXAMPLES)).map(example)


@st.composite
def _posts(draw: st.DrawFn, lab: Lab) -> Fields:
    """Fields of the page with any values, repeated and unknown ones among them."""
    known = [
        f"in.{one.name}.{part}" if part else f"in.{one.name}"
        for one in lab.inputs
        for part in TYPES[one.type].parts(one.spec)
    ]
    names = st.sampled_from(
        [*known, "so-what", "predict", "do", "revision", "in.", "in.a.b.c", "in.x\n"]
    )
    ids = [key for one in lab.inputs for key in _ids(one.spec)]
    values = st.one_of(TEXTS, st.sampled_from([*ids, "1", "2", "3"]))
    return draw(st.lists(st.tuples(st.one_of(names, st.text(max_size=20)), values), max_size=40))


def _ids(spec: Any) -> list[str]:
    if not isinstance(spec, dict):
        return []
    return [*spec, *(key for one in spec.values() for key in _ids(one))]


def shown_without_fail(lab: Lab, state: State, seed: int) -> None:
    """Work it through and show it; every fault has its sentence."""
    done = work(lab, seed, state.inputs)
    for faults in done.faults.values():
        assert all(fault.reason.sentence() for fault in faults)
    assert all(finding.html for finding in findings(lab, done))
    is_passed(lab, done, state.so_what)
    assert done.is_computed == (not done.faults and not done.problem)
    for chart in lab.charts if done.is_computed else ():
        with suppress(ValueError):  # nothing to draw yet; anything else would be a fault of ours
            assert "<svg" in str(draw(chart, done, "c").svg)


@given(lab=EXAMPLE_LABS, data=st.data(), seed=st.integers(0, 2**32 - 1))
def test_no_post_breaks_a_lab(lab: Lab, data: st.DataObject, seed: int) -> None:
    state = begin(lab, seed)
    for _turn in range(data.draw(st.integers(1, 3))):
        purpose = data.draw(st.sampled_from([WORK, CHECK, PREDICT, "again", "\x00"]))
        state = take(lab, state, purpose, data.draw(_posts(lab)))
        assert state_from_json(state.to_json()) == state
        assert state_from_json(state.to_json()).to_json() == state.to_json()
        shown_without_fail(lab, state, seed)


@settings(max_examples=40)
@given(
    lab=EXAMPLE_LABS,
    raws=st.dictionaries(
        st.text(max_size=5), st.dictionaries(st.text(max_size=9), st.lists(TEXTS).map(tuple))
    ),
    data=st.data(),
)
def test_no_stored_state_breaks_a_lab(lab: Lab, raws: dict[str, Raw], data: st.DataObject) -> None:
    """A state may come from an older version of the lab, with other inputs of the same names."""
    for one in lab.inputs:
        other = data.draw(
            st.dictionaries(
                st.sampled_from(["", "way", "1", "ada.now"]), st.lists(TEXTS).map(tuple)
            )
        )
        raws = {**raws, one.name: other}  # fmt: skip
    state = State(raws, data.draw(st.text(max_size=2)), data.draw(st.text(max_size=2)))
    assert state_from_json(state.to_json()) == state
    shown_without_fail(lab, state, 0)
    shown_without_fail(lab, take(lab, state, CHECK, []), 0)


@pytest.mark.parametrize("kind", EXAMPLES)
@pytest.mark.parametrize("typed", NUMBERS)
def test_the_same_nonsense_in_every_field_is_asked_back(kind: str, typed: str) -> None:
    lab = example(kind)
    fields = [
        (f"in.{one.name}.{part}" if part else f"in.{one.name}", typed)
        for one in lab.inputs
        for part in TYPES[one.type].parts(one.spec)
    ]
    state = take(lab, begin(lab, 1), PREDICT, [("predict", "1")])
    shown_without_fail(lab, take(lab, state, CHECK, fields), 1)


def test_ten_thousand_fields_cost_no_more_than_the_first_hundreds() -> None:
    lab = example("builder")
    many = [("in.did", "x")] * 10_000
    state = take(lab, begin(lab, 0), WORK, many)
    assert state.inputs["did"] == {"": ("x",)}
    late = [*[("noise", "x")] * MOST_FIELDS, ("in.did", "never read")]
    assert take(lab, begin(lab, 0), WORK, late).inputs["did"] == {}
