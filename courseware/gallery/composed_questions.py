"""Questions made of others: parts and cases."""

from __future__ import annotations

from fractions import Fraction

from courseware.quizzes.kinds.feedback import Feedback, Note, OptionFeedback, PartFeedback, Solution
from courseware.quizzes.kinds.public import PublicOption, PublicPart, PublicQuestion
from courseware.quizzes.posts import Raw
from courseware.words import Reason

_OPTIONS = ("The bottleneck", "The first station of the line", "Whoever is fastest, <em>today</em>")
_PUBLIC = tuple(PublicOption(str(no), html) for no, html in enumerate(_OPTIONS, start=1))
_RUN = PublicQuestion(
    1, "numeric", "<p>How long did it run?</p>", ("",), (), ("s",), Reason("digits.whole")
)
_PACE = PublicQuestion(2, "single", "<p>What set its pace?</p>", ("",), _PUBLIC)
_STEP = PublicPart("p1", PublicQuestion(1, "case", "<p>Your first move?</p>", ()), is_done=True,
                   given="Go and see", told="<p>At the line you find what the report leaves out.</p>")  # fmt: skip


def _explained(right: set[int], chosen: set[int]) -> Feedback:
    options = tuple(
        OptionFeedback(html, "A line is as fast as its slowest station.", no in right, no in chosen)
        for no, html in enumerate(_OPTIONS)
    )
    reason = None if chosen else Reason("answer.none")
    return Feedback(Solution(options), "", (), reason, "<p>The slowest station sets the pace.</p>")


def _number(typed: str, reason: Reason | None = None) -> Feedback:
    return Feedback(Solution(right="88.1 s"), typed, (), reason, "<p>28 200 s ÷ 320 = 88.1 s.</p>")


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


ASKED: dict[str, tuple[PublicQuestion, Raw]] = {
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

EXPLAINED: dict[str, list[tuple[str, str, Feedback]]] = {
    "parts": [
        (
            "good",
            "1",
            _parts((Fraction(1), _number("88.1 s")), (Fraction(1), _explained({0}, {0}))),
        ),
        (
            "part",
            "0.67",
            _parts((Fraction(1), _number("88.1 s")), (Fraction(0), _explained({0}, {2}))),
        ),
    ],
    "case": [
        ("good", "1", _case(0, 0)),
        ("part", "0.75", _case(0, 1)),
    ],
}
