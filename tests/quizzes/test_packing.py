"""Variants kept as zipped text behave as a tuple of them, and few stay read."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any
from weakref import WeakSet

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quiz_examples import example_bank

from courseware.quizzes.drawing import draw_slots
from courseware.quizzes.packing import STORED, Packed
from courseware.quizzes.questions import Bank, Question

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


class Read:
    """A thing that can be counted while it lives."""

    def __init__(self, row: Any) -> None:
        self.row = row


def counted() -> tuple[Callable[[Any], Read], WeakSet[Read]]:
    alive: WeakSet[Read] = WeakSet()

    def read(row: Any) -> Read:
        one = Read(row)
        alive.add(one)
        return one

    return read, alive


@given(st.lists(PLAIN, max_size=5))
def test_packed_rows_are_a_tuple_of_them(rows: list[Any]) -> None:
    packed = Packed(rows, lambda row: row)
    assert packed.rows() == rows
    assert packed == tuple(rows)
    assert len(packed) == len(rows)
    assert [packed[place] for place in range(-len(rows), len(rows))] == rows * 2
    assert packed[1:3] == tuple(rows[1:3])
    for outside in (len(rows), -len(rows) - 1):
        with pytest.raises(IndexError):
            packed[outside]


def test_a_bank_from_its_stored_text_is_the_bank_that_was_compiled() -> None:
    compiled = example_bank()
    text = json.dumps(compiled.to_json())
    stored = Bank.from_json(json.loads(text))
    assert stored == compiled
    assert json.dumps(stored.to_json()) == text
    for packed, question in zip(stored.questions, compiled.questions, strict=True):
        assert isinstance(packed.variants, Packed)
        assert packed.digest == question.digest
        assert [packed.variant(one.no) for one in question.variants] == list(question.variants)
    assert draw_slots(stored, 7, ()) == draw_slots(compiled, 7, ())


@pytest.mark.parametrize("no", [0, -1, 21])
def test_a_variant_that_is_not_there_is_not_another_one(no: int) -> None:
    with pytest.raises(LookupError, match=f"has no variant {no}"):
        example_bank().packed().question("numeric-quiz-0").variant(no)


def test_variants_that_are_no_list_are_refused() -> None:
    plain = Question("q", "single", "O1", "C2", "quiz", "apply", ()).to_json()
    with pytest.raises(ValueError, match="variants are a list"):
        Question.from_json({**plain, "variants": "none"})


def test_what_is_read_often_is_read_once_and_little_is_kept() -> None:
    read, alive = counted()
    packed = Packed([{"unlike any other": no} for no in range(2 * STORED)], read)
    assert packed[3] is packed[3]
    for place in range(len(packed)):
        assert packed[place].row == {"unlike any other": place}
    gc.collect()
    assert len(alive) == STORED


def test_walking_through_all_keeps_nothing() -> None:
    read, alive = counted()
    packed = Packed([{"walked past": no} for no in range(2 * STORED)], read)
    first = packed[0]
    assert [one.row["walked past"] for one in packed] == list(range(2 * STORED))
    gc.collect()
    assert list(alive) == [first]


def test_threads_that_read_at_once_read_the_same() -> None:
    compiled, stored = example_bank(), example_bank().packed()
    right: list[bool] = []
    begin = Barrier(8)

    def work() -> None:
        begin.wait()
        for _ in range(5):
            right.extend(
                stored.question(question.id).variant(one.no) == one
                for question in compiled.questions
                for one in question.variants
            )

    threads = [Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    variants = sum(len(question.variants) for question in compiled.questions)
    assert right == [True] * (8 * 5 * variants)
