from __future__ import annotations

from quiz_examples import MULTI, NUMERIC, multi, numeric, quiz_file, read, single

from courseware.problems import Severity


def test_a_sound_bank_is_compiled_without_a_word():
    bank, problems = read(quiz_file())
    assert problems == []
    assert bank is not None
    assert len(bank.questions) == 38
    assert (bank.quiz.points, str(bank.quiz.pass_mark)) == (10, "4/5")
    assert [(cell.outcome, cell.kind, cell.count) for cell in bank.quiz.cells] == [
        ("O1", "single", 4),
        ("O1", "multi", 2),
        ("O2", "numeric", 4),
    ]


def test_right_options_come_first_and_ids_are_positions():
    bank, _ = read(quiz_file())
    options = bank.question("multi-quiz-0").variants[0].options
    assert [(one.id, one.html, one.is_right) for one in options] == [
        ("1", "Waiting", True),
        ("2", "Motion", True),
        ("3", "A paid test", False),
        ("4", "A sharp tool", False),
    ]


def test_a_right_option_that_is_often_the_longest_is_a_warning():
    file = quiz_file()
    for place in range(7):  # 7 of 18 single items are 39 %
        file["questions"][place]["answer"] = {"A card that travels with the parts": "x"}
    bank, problems = read(file)
    assert bank is not None
    assert ["7 of 18" in problem.message for problem in problems] == [True]
    del file["questions"][0]["answer"]
    file["questions"][0] = single("single-quiz-0")  # 6 of 18 are 33 %
    assert read(file)[1] == []


def test_a_cell_with_two_items_is_a_warning():
    file = quiz_file()
    for place in range(12, 16):
        file["questions"][place] = single(f"other-{place}")
    bank, problems = read(file)
    assert bank is not None
    assert [problem.severity for problem in problems] == [Severity.WARNING]
    assert "O1 has 2 multi items" in problems[0].message


def test_a_question_without_draws_has_one_variant_and_one_with_draws_twenty():
    bank, _ = read(quiz_file())
    assert len(bank.question("single-quiz-0").variants) == 1
    variants = bank.question("numeric-quiz-0").variants
    assert [variant.no for variant in variants] == list(range(1, 21))
    assert len({tuple(variant.values.values()) for variant in variants}) == 20


def test_fewer_values_than_twenty_give_fewer_variants_and_no_copies():
    file = quiz_file()
    file["questions"][NUMERIC] = numeric("small", given={"wip": "60..72 step 2", "rate": "20"})
    bank, problems = read(file)
    assert problems == []
    assert sorted(one.values["wip"] for one in bank.question("small").variants) == [
        60,
        62,
        64,
        66,
        68,
        70,
        72,
    ]


def test_require_holds_in_every_variant():
    file = quiz_file()
    file["questions"][NUMERIC]["require"] = "hours >= 4"
    bank, _ = read(file)
    assert all(one.values["hours"] >= 4 for one in bank.question("numeric-quiz-0").variants)


def test_values_fill_asks_options_feedback_and_why():
    file = quiz_file()
    file["questions"][MULTI] = multi(
        "filled",
        given={"n": "pick 20 30 40 50"},
        ask="Of {n}?",
        answers={"{n} s": "{n} is right", "Motion": "x"},
        why="Because {n}.",
    )
    bank, problems = read(file)
    assert problems == []
    for variant in bank.question("filled").variants:
        n = variant.values["n"]
        assert (variant.ask, variant.why) == (f"<p>Of {n}?</p>\n", f"<p>Because {n}.</p>\n")
        assert (variant.options[0].html, variant.options[0].feedback) == (f"{n} s", f"{n} is right")


def test_golden_values_of_the_first_variants():
    bank, _ = read(quiz_file())
    variants = bank.question("numeric-quiz-0").variants[:4]
    assert [(one.values["wip"], one.values["rate"]) for one in variants] == [
        (75, 24),
        (165, 24),
        (105, 20),
        (60, 30),
    ]
