from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from quiz_examples import example_bank

from courseware.quizzes.drawing import Slot, draw_slots
from courseware.quizzes.questions import Bank, Cell, Quiz

IDS = [question.id for question in example_bank().questions]
seeds = st.integers(min_value=0, max_value=2**64)
seen_ids = st.sets(st.sampled_from(IDS))


def test_golden_draw_of_seed_2026():
    assert draw_slots(example_bank(), 2026, ()) == (
        Slot("single-quiz-6", 1, ("3", "1", "4", "2")),
        Slot("numeric-quiz-7", 1, ()),
        Slot("single-quiz-7", 1, ("1", "3", "4", "2")),
        Slot("single-quiz-0", 1, ("4", "2", "3", "1")),
        Slot("numeric-quiz-2", 1, ()),
        Slot("multi-quiz-4", 1, ("3", "1", "2", "4")),
        Slot("numeric-quiz-0", 1, ()),
        Slot("single-quiz-1", 1, ("3", "2", "4", "1")),
        Slot("numeric-quiz-6", 1, ()),
        Slot("multi-quiz-5", 1, ("4", "3", "2", "1")),
    )


def test_the_variant_follows_the_seed():
    bank = replace(example_bank(), questions=(example_bank().question("numeric-quiz-0"),))
    assert [slot.variant_no for seed in range(6) for slot in draw_slots(bank, seed, ())] == [
        14, 4, 9, 17, 3, 1
    ]  # fmt: skip


@given(seeds, seen_ids)
def test_the_same_seed_gives_the_same_slots(seed, seen):
    bank = example_bank()
    again = Bank.from_json(bank.to_json())
    assert draw_slots(bank, seed, seen) == draw_slots(again, seed, sorted(seen))


@given(seeds, seen_ids)
def test_a_draw_fills_the_blueprint_with_quiz_items_and_repeats_none(seed, seen):
    bank = example_bank()
    slots = draw_slots(bank, seed, seen)
    drawn = [bank.question(slot.question_id) for slot in slots]
    cells = Counter((question.outcome, question.kind) for question in drawn)
    assert len({question.id for question in drawn}) == len(drawn) == 10
    assert {question.use for question in drawn} == {"quiz"}
    assert cells == {(cell.outcome, cell.kind): cell.count for cell in bank.quiz.cells}


@given(seeds)
def test_a_slot_keeps_a_variant_and_an_order_of_its_own_options(seed):
    bank = example_bank()
    for slot in draw_slots(bank, seed, ()):
        variant = bank.question(slot.question_id).variant(slot.variant_no)
        assert sorted(slot.order) == sorted(option.id for option in variant.options)


@given(seeds, seen_ids)
def test_a_seen_item_comes_only_when_its_cell_has_no_unseen_one_left(seed, seen):
    bank = example_bank()
    drawn = {slot.question_id for slot in draw_slots(bank, seed, seen)}
    for cell in bank.quiz.cells:
        pool = {
            question.id
            for question in bank.questions
            if question.use == "quiz"
            and (question.outcome, question.kind) == (cell.outcome, cell.kind)
        }
        unseen = pool - seen
        assert len(drawn & unseen) == min(cell.count, len(unseen))


def test_chance_is_fair_enough_to_reach_every_item_variant_order_and_place():
    bank = example_bank()
    draws = [draw_slots(bank, seed, ()) for seed in range(400)]
    slots = [slot for draw in draws for slot in draw]
    assert {slot.question_id for slot in slots} == {name for name in IDS if "-quiz-" in name}
    assert {one.variant_no for one in slots if one.question_id == "numeric-quiz-0"} == set(
        range(1, 21)
    )
    assert len({one.order for one in slots if one.question_id == "multi-quiz-0"}) == 24
    places = {
        place for draw in draws for place, one in enumerate(draw) if one.question_id == IDS[0]
    }
    assert places == set(range(10))


def test_a_new_question_moves_no_other_one():
    bank = example_bank()
    extra = replace(bank.question("single-quiz-0"), id="single-quiz-new", outcome="O9")
    cells = (*bank.quiz.cells, Cell("O9", "single", 1))
    longer = Bank(Quiz(bank.quiz.pass_mark, 11, cells), (extra, *bank.questions))
    before = draw_slots(bank, 7, ())
    after = draw_slots(longer, 7, ())
    assert tuple(slot for slot in after if slot.question_id != extra.id) == before
