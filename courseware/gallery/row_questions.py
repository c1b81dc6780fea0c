"""Questions with rows: ordering, matching, categorize."""

from __future__ import annotations

from courseware.quizzes.kinds.feedback import Feedback, RowFeedback, Solution
from courseware.quizzes.kinds.public import PublicField, PublicOption, PublicQuestion
from courseware.quizzes.posts import Raw
from courseware.words import Reason

_STEPS = (
    "Pull inner steps outside",
    "Separate inner from outer steps",
    "Shorten what is left, <em>inside</em>",
)
_PLACES = tuple(PublicOption(str(no), str(no)) for no in (1, 2, 3))
_MATCHES = tuple(
    PublicOption(str(no), html)
    for no, html in enumerate(
        ("time a part needs at a station", "pace of the customer", "<b>all</b> time in the shop"), 1
    )
)
_GROUPS = tuple(
    PublicOption(str(no), html)
    for no, html in enumerate(("Prevention", "Appraisal", "Internal failure"), 1)
)


def _rows(texts: tuple[str, ...], choices: tuple[PublicOption, ...]) -> tuple[PublicField, ...]:
    return tuple(PublicField(f"p{no}", html, choices) for no, html in enumerate(texts, 1))


_TERMS = ("Takt time", "Cycle time")
_COSTS = (
    "Training of setters",
    "Rework of a rejected lot with <em>all</em> its papers",
    "Receiving inspection",
)
_PARTS = ("p1", "p2", "p3")


def _told(rows: list[tuple[str, str, str]], why: str) -> Feedback:
    """Explain rows of (label, right, given)."""
    told = tuple(
        RowFeedback(html, right, right == given, given, feedback="It is named after what it does.")
        for html, right, given in rows
    )
    is_blank = not any(given for _html, _right, given in rows)
    return Feedback(Solution(rows=told), "", (), Reason("answer.none") if is_blank else None, why)


_ROUTE = "<p>First see what can be done while the machine runs, then move it there.</p>"
_CLOCKS = "<p>Takt comes from demand, cycle time from the work.</p>"
_QUALITY = "<p>Ask when the money is spent: before, at or after the fault.</p>"


ASKED: dict[str, tuple[PublicQuestion, Raw]] = {
    "ordering": (
        PublicQuestion(4, "ordering", "<p>Put the steps of a quicker changeover in order.</p>", _PARTS, rows=_rows(_STEPS, _PLACES)),
        {"p1": ["2"], "p2": ["1"], "p3": ["3"]},
    ),
    "matching": (
        PublicQuestion(5, "matching", "<p>What does each term measure?</p>", _PARTS[:2], rows=_rows(_TERMS, _MATCHES)),
        {"p1": ["2"], "p2": [""]},
    ),
    "categorize": (
        PublicQuestion(6, "categorize", "<p>Sort the costs of quality.</p>", _PARTS, _GROUPS, rows=_rows(_COSTS, _GROUPS)),
        {"p1": ["1"], "p2": ["3"]},
    ),
}  # fmt: skip

EXPLAINED: dict[str, list[tuple[str, str, Feedback]]] = {
    "ordering": [
        ("good", "1", _told([(_STEPS[1], "1", "1"), (_STEPS[0], "2–3", "2–3")], _ROUTE)),
        (
            "part",
            "0.33",
            _told([(_STEPS[1], "1", "2"), (_STEPS[0], "2", "1"), (_STEPS[2], "3", "3")], _ROUTE),
        ),
    ],
    "matching": [
        (
            "part",
            "0.5",
            _told(
                [
                    ("Takt time", _MATCHES[1].html, _MATCHES[1].html),
                    ("Cycle time", _MATCHES[0].html, _MATCHES[2].html),
                ],
                _CLOCKS,
            ),
        ),
        (
            "bad",
            "0",
            _told(
                [("Takt time", _MATCHES[1].html, ""), ("Cycle time", _MATCHES[0].html, "")], _CLOCKS
            ),
        ),
    ],
    "categorize": [
        ("good", "1", _told([(_COSTS[0], "Prevention", "Prevention")], _QUALITY)),
        (
            "part",
            "0.67",
            _told(
                [
                    (_COSTS[0], "Prevention", "Prevention"),
                    (_COSTS[1], "Internal failure", "Internal failure"),
                    (_COSTS[2], "Appraisal", "Prevention"),
                ],
                _QUALITY,
            ),
        ),
    ],
}
