"""Each kind of question: asked, with a saved answer, and explained in every way it can end."""

from __future__ import annotations

from dataclasses import replace

from courseware.quizzes.kinds.kind import (
    Feedback,
    OptionFeedback,
    PublicOption,
    PublicQuestion,
    Raw,
    Solution,
)
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
}  # fmt: skip
"""Kind → a question, and what somebody saved for it."""


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
}
"""Kind → the ways it can end: how it went, its points, its feedback."""
