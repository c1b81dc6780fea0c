"""Each kind of question: asked, with a saved answer, and explained in every way it can end."""

from __future__ import annotations

from fractions import Fraction

from courseware.quizzes.kinds.kind import (
    Feedback,
    Note,
    OptionFeedback,
    PublicField,
    PartFeedback,
    PublicOption,
    PublicPart,
    PublicQuestion,
    Raw,
    RowFeedback,
    Solution,
)
from courseware.words import Reason

_OPTIONS = ("The bottleneck", "The first station of the line", "Whoever is fastest, <em>today</em>")
_PUBLIC = tuple(PublicOption(str(no), html) for no, html in enumerate(_OPTIONS, start=1))
_UNITS = ("s", "min", "h")

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
_RUN = PublicQuestion(
    1, "numeric", "<p>How long did it run?</p>", ("",), (), ("s",), Reason("digits.whole")
)
_PACE = PublicQuestion(2, "single", "<p>What set its pace?</p>", ("",), _PUBLIC)
_STEP = PublicPart("p1", PublicQuestion(1, "case", "<p>Your first move?</p>", ()), is_done=True,
                   given="Go and see", told="<p>At the line you find what the report leaves out.</p>")  # fmt: skip

ASKED: dict[str, tuple[PublicQuestion, Raw]] = {
    "single": (PublicQuestion(1, "single", "<p>What sets the pace of a line?</p>", ("",), _PUBLIC), {"": ["1"]}),
    "multi": (PublicQuestion(2, "multi", "<p>Which of these can change by the hour?</p>", ("",), _PUBLIC), {"": ["1", "3"]}),
    "numeric": (
        PublicQuestion(3, "numeric", "<p>A shift has 28 200 s; 320 parts are wanted. How long is takt?</p>",
                       ("", "unit"), (), _UNITS, Reason("number.blank")),
        {"": ["88.1"], "unit": ["s"]},
    ),
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
    "parts": (
        PublicQuestion(4, "parts", "<p>A shift has 28 200 s. The line stood still for 1 200 s of them.</p>", ("p1", "p2"),
                       parts=(PublicPart("p1", _RUN, weight=2), PublicPart("p2", _PACE))),
        {"p1": ["27000"], "p2": ["2"]},
    ),
    "case": (
        PublicQuestion(5, "case", "<p>You lead a shift. Ten minutes after its start the line stops.</p>", ("p2",),
                       parts=(_STEP, PublicPart("p2", PublicQuestion(2, "case", "<p>The sensor is dirty. What next?</p>", ("",), _PUBLIC)))),
        {"p2": ["3"]},
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
def _parts(*parts: tuple[Fraction, Feedback]) -> Feedback:
    questions = (_RUN, _PACE)
    told = (PartFeedback(question, *part) for question, part in zip(questions, parts, strict=True))
    return Feedback(Solution(parts=tuple(told)), "", (), None, "<p>Time first, then pace.</p>")


def _case(*chosen: int) -> Feedback:
    """Explain a case in which the first choice is the best at each step."""
    told = []
    for no, one in enumerate(chosen, start=1):
        options = [
            OptionFeedback(_OPTIONS[place], "The cause comes back.", place == 0, place == one)
            for place in dict.fromkeys([one, 0])
        ]
        notes = (Note("scored", Reason("case.scored", {"score": 2 - one, "best": 4})),)
        step = PublicQuestion(no, "case", "<p>The line stops. What now?</p>", ())
        solution = Solution(tuple(options))
        told.append(PartFeedback(step, Fraction(0), Feedback(solution, "", notes, None, "")))
    end = "<p>The line runs again, and you know why it stopped.</p>"
    return Feedback(Solution(parts=tuple(told), model=end), "", (), None, "<p>Cause first.</p>")


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
    "ordering": [
        ("good", "1", _told([(_STEPS[1], "1", "1"), (_STEPS[0], "2–3", "2–3")], _ROUTE)),
        ("part", "0.33", _told([(_STEPS[1], "1", "2"), (_STEPS[0], "2", "1"), (_STEPS[2], "3", "3")], _ROUTE)),
    ],
    "matching": [
        ("part", "0.5", _told([("Takt time", _MATCHES[1].html, _MATCHES[1].html), ("Cycle time", _MATCHES[0].html, _MATCHES[2].html)], _CLOCKS)),
        ("bad", "0", _told([("Takt time", _MATCHES[1].html, ""), ("Cycle time", _MATCHES[0].html, "")], _CLOCKS)),
    ],
    "categorize": [
        ("good", "1", _told([(_COSTS[0], "Prevention", "Prevention")], _QUALITY)),
        ("part", "0.67", _told([(_COSTS[0], "Prevention", "Prevention"), (_COSTS[1], "Internal failure", "Internal failure"), (_COSTS[2], "Appraisal", "Prevention")], _QUALITY)),
    ],
}  # fmt: skip
    "parts": [
        (
            "part",
            "0.67",
            _parts((Fraction(1), _number("88.1 s")), (Fraction(0), _explained({0}, {2}))),
        ),
    ],
    "case": [
        ("part", "0.75", _case(0, 1)),
    ],
}
"""Kind → the ways it can end: how it went, its points, its feedback."""
