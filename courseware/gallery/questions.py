"""Each kind of question: asked, with a saved answer, and explained in every way it can end."""

from __future__ import annotations

from courseware.quizzes.kinds.kind import (
    Feedback,
    Note,
    OptionFeedback,
    PublicField,
    PublicOption,
    PublicQuestion,
    Raw,
    RowFeedback,
    Solution,
)
from courseware.web.quiz_results import ByHand
from courseware.words import Reason

_OPTIONS = ("The bottleneck", "The first station of the line", "Whoever is fastest, <em>today</em>")
_PUBLIC = tuple(PublicOption(str(no), html) for no, html in enumerate(_OPTIONS, start=1))
_UNITS = ("s", "min", "h")

_PIECES = ("Takt is ", " ÷ ", " and sets a ", " rhythm.")
_BLANKS = (
    PublicField("p1", ""),
    PublicField("p2", ""),
    PublicField("p3", "", (PublicOption("1", "push"), PublicOption("2", "pull"))),
)

ASKED: dict[str, tuple[PublicQuestion, Raw]] = {
    "single": (PublicQuestion(1, "single", "<p>What sets the pace of a line?</p>", ("",), _PUBLIC), {"": ["1"]}),
    "multi": (PublicQuestion(2, "multi", "<p>Which of these can change by the hour?</p>", ("",), _PUBLIC), {"": ["1", "3"]}),
    "numeric": (
        PublicQuestion(3, "numeric", "<p>A shift has 28 200 s; 320 parts are wanted. How long is takt?</p>",
                       ("", "unit"), (), _UNITS, Reason("number.blank")),
        {"": ["88.1"], "unit": ["s"]},
    ),
    "cloze": (
        PublicQuestion(4, "cloze", "<p>Complete the sentence.</p>", ("p1", "p2", "p3"), rows=_BLANKS, pieces=_PIECES),
        {"p1": ["net time"], "p3": ["2"]},
    ),
    "reflection": (
        PublicQuestion(5, "reflection", "<p>Describe one waste at your own work.</p>", ("",),
                       hint=Reason("text.asked", {"asked": 40, "limit": "3,800"})),
        {"": ["In my shift the welder waits for frames.\nI saw it on Monday."]},
    ),
}  # fmt: skip
"""Kind → a question, and what somebody saved for it."""


def _explained(right: set[int], chosen: set[int]) -> Feedback:
    options = tuple(
        OptionFeedback(html, "A line is as fast as its slowest station.", no in right, no in chosen)
        for no, html in enumerate(_OPTIONS)
    )
    reason = None if chosen else Reason("answer.none")
    return Feedback(Solution(options), "", (), reason, "<p>The slowest station sets the pace.</p>")


def _number(typed: str, reason: Reason | None = None) -> Feedback:
    return Feedback(Solution(right="88.1 s"), typed, (), reason, "<p>28 200 s ÷ 320 = 88.1 s.</p>")


def _sentence(*rows: RowFeedback) -> Feedback:
    pieces = [f"{piece}<b>{row.right}</b>" for piece, row in zip(_PIECES, rows, strict=False)]
    notes = (Note("typo:p2", Reason("answer.spelling", {"typed": "demnad", "right": "demand"})),)
    solution = Solution(rows=rows, model="".join([*pieces, _PIECES[-1]]))
    return Feedback(
        solution, "", notes if rows[1].is_right else (), None, "<p>Demand sets the pace.</p>"
    )


def _text(typed: str) -> Feedback:
    solution = Solution(
        model="<p>It names the waste and its cause.</p>", checklist=("A waste", "A cause")
    )
    return Feedback(solution, typed, (), None if typed else Reason("answer.none"), "")


EXPLAINED: dict[str, list[tuple[str, str, Feedback]]] = {
    "single": [
        ("good", "1", _explained({0}, {0})),
        ("bad", "0", _explained({0}, {2})),
    ],
    "multi": [
        ("part", "0.5", _explained({0, 2}, {0, 1})),
        ("bad", "0", _explained({0, 2}, set())),
    ],
    "numeric": [
        ("good", "1", _number("88.1 s")),
        ("bad", "0", _number("88,1.0", Reason("number.unreadable"))),
        ("bad", "0", _number("", Reason("answer.none"))),
    ],
    "cloze": [
        ("part", "0.67", _sentence(
            RowFeedback("", "available time", is_right=False, typed="planned time", feedback="Breaks are no time to work."),
            RowFeedback("", "demand", is_right=True, typed="demnad"),
            RowFeedback("", "pull", is_right=True, given="pull", feedback="The customer pulls."),
        )),
        ("bad", "0", _sentence(*(RowFeedback("", one, is_right=False) for one in ("available time", "demand", "pull")))),
    ],
    "reflection": [
        ("part", "0.67", _text("In my shift the welder waits for frames.\nI saw it on Monday.")),
        ("bad", "0", _text("")),
    ],
}  # fmt: skip
"""Kind → the ways it can end: how it went, its points, its feedback."""

BY_HAND = ByHand(
    "Say how often it happens.\nThen your trial is small enough.",
    [("Names the waste", 2, 2), ("Names a cause that can be checked", 1, 3)],
)
"""What a person gave for a text."""
