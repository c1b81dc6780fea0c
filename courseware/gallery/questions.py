"""Each kind of question: asked, with a saved answer, and explained in every way it can end."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from courseware.gallery import (
    composed_questions,
    row_questions,
    spots,
    text_questions,
)
from courseware.quizzes.certainty import Level, calibrate
from courseware.quizzes.checking import Remark, Told
from courseware.quizzes.kinds.feedback import Feedback, Note, OptionFeedback, Solution
from courseware.quizzes.kinds.public import PublicOption, PublicQuestion
from courseware.quizzes.posts import Raw
from courseware.web.calibration import CalibrationView, view_of
from courseware.web.cards import CardView, formula_card
from courseware.web.checking import Checking
from courseware.web.clock import Clock
from courseware.web.quiz_results import ByHand
from courseware.words import Reason

_OPTIONS = ("The bottleneck", "The first station of the line", "Whoever is fastest, <em>today</em>")
_PUBLIC = tuple(PublicOption(str(no), html) for no, html in enumerate(_OPTIONS, start=1))
_UNITS = ("s", "min", "h")

ASKED: dict[str, tuple[PublicQuestion, Raw]] = {
    "single": (PublicQuestion(1, "single", "<p>What sets the pace of a line?</p>", ("",), _PUBLIC), {"": ["1"]}),
    "multi": (PublicQuestion(2, "multi", "<p>Which of these can change by the hour?</p>", ("",), (*_PUBLIC, PublicOption("4", ""))), {"": ["1", "3"]}),
    "numeric": (
        PublicQuestion(3, "numeric", "<p>A shift has 28 200 s; 320 parts are wanted. How long is takt?</p>",
                       ("", "unit"), (), _UNITS, Reason("number.blank")),
        {"": ["88.1"], "unit": ["s"]},
    ),
    **row_questions.ASKED,
    **text_questions.ASKED,
    "hotspot": (spots.ASKED, {"": ["9"]}),
    **composed_questions.ASKED,
}  # fmt: skip
"""Kind → a question, and what somebody saved for it."""
AGAIN = {"hotspot": spots.SAVED}
"""Kind → the same question with other ids, where it stands on the page for the second time."""


def _explained(right: set[int], chosen: set[int]) -> Feedback:
    options = tuple(
        OptionFeedback(html, "A line is as fast as its slowest station.", no in right, no in chosen)
        for no, html in enumerate(_OPTIONS)
    )
    reason = None if chosen else Reason("answer.none")
    return Feedback(Solution(options), "", (), reason, "<p>The slowest station sets the pace.</p>")


def _half_right() -> Feedback:
    """Explain a choice that earns a part: an option with a weight."""
    right, *others = _explained({0}, {1}).solution.options
    options = (
        right,
        replace(others[0], is_part=True, feedback="It sets the pace only while it is the slowest."),
        *others[1:],
    )
    return replace(_explained({0}, {1}), solution=Solution(options))


def _none_of_these() -> Feedback:
    """Explain a question on which none of the options was right, with its box for that."""
    told = _explained(set(), {1})
    return replace(
        told, solution=Solution((*told.solution.options, OptionFeedback("", "", True, False)))
    )


def _number(typed: str, reason: Reason | None = None) -> Feedback:
    return Feedback(Solution(right="88.1 s"), typed, (), reason, "<p>28 200 s ÷ 320 = 88.1 s.</p>")


EXPLAINED: dict[str, list[tuple[str, str, Feedback]]] = {
    "single": [
        ("good", "1", _explained({0}, {0})),
        ("bad", "0", _explained({0}, {2})),
        ("part", "0.5", _half_right()),
    ],
    "multi": [
        ("bad", "0", _none_of_these()),
        ("part", "0.5", _explained({0, 2}, {0, 1})),
        ("bad", "0", _explained({0, 2}, set())),
    ],
    "numeric": [
        ("good", "1", _number("88.1 s")),
        ("bad", "0", _number("88,1.0", Reason("number.unreadable"))),
        ("bad", "0", _number("", Reason("answer.none"))),
    ],
    **row_questions.EXPLAINED,
    **text_questions.EXPLAINED,
    "hotspot": [
        ("good", "1", spots.explained(9)),
        ("bad", "0", spots.explained(3)),
    ],
    **composed_questions.EXPLAINED,
}
"""Kind → the ways it can end: how it went, its points, its feedback."""

_GUESSED = Remark(_OPTIONS[2], "Speed of one station moves no line.", is_right=False)
_PLACED = Remark("Takt time", "", is_right=False, given="time per part")
_TYPED = Remark("", "", is_right=True, typed="net time", no=1)
_FORESEEN = Note("mistake:rate / wip", html="Upside down: divide the parts by the rate.")
CHECKED = (
    Checking(1, 3, ""),
    Checking(2, 2, "bad", told=Told(Fraction(0), (_GUESSED,), ())),
    Checking(3, 1, "bad", told=Told(Fraction(0), (), (_FORESEEN,))),
    Checking(
        3,
        1,
        "part",
        told=Told(
            Fraction(1, 2),
            (_PLACED, _TYPED),
            (),
            (Told(Fraction(1), (), ()), Told(Fraction(1, 2), (), ()), Told(Fraction(0), (), ())),
        ),
    ),
    Checking(3, 0, "good", explained=_explained({0}, {0}), points="0.66"),
    Checking(4, 0, "bad", explained=_explained({0}, {2})),
)
"""The states of a question that is checked try by try."""
BY_HAND = ByHand(
    "Say how often it happens.\nThen your trial is small enough.",
    [("Names the waste", 2, 2), ("Names a cause that can be checked", 1, 3)],
)
"""What a person gave for a text."""
CLOCK = Clock(18 * 60 + 20)


def cards() -> tuple[CardView, ...]:
    """Return the formulas beside a number; written when they are shown, not when the site starts."""
    return (formula_card("F05"),)


def calibration() -> CalibrationView:
    """Return what somebody reads who was too sure; in the reader's language, so made for each page."""
    right, wrong = Fraction(1), Fraction(0)
    said = [(Level.VERY, right)] * 4 + [(Level.VERY, wrong)] * 2 + [(Level.NOT_VERY, right)]
    return view_of(calibrate(said))
