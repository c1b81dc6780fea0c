"""Questions answered in words: cloze and reflection."""

from __future__ import annotations

from courseware.quizzes.kinds.feedback import Feedback, Note, RowFeedback, Solution
from courseware.quizzes.kinds.public import PublicField, PublicOption, PublicQuestion
from courseware.quizzes.posts import Raw
from courseware.words import Reason

_PIECES = ("Takt is ", " ÷ ", " and sets a ", " rhythm.")
_BLANKS = (
    PublicField("p1", ""),
    PublicField("p2", ""),
    PublicField("p3", "", (PublicOption("1", "push"), PublicOption("2", "pull"))),
)


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


ASKED: dict[str, tuple[PublicQuestion, Raw]] = {
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

EXPLAINED: dict[str, list[tuple[str, str, Feedback]]] = {
    "cloze": [
        (
            "part",
            "0.67",
            _sentence(
                RowFeedback(
                    "",
                    "available time",
                    is_right=False,
                    typed="planned time",
                    feedback="Breaks are no time to work.",
                ),
                RowFeedback("", "demand", is_right=True, typed="demnad"),
                RowFeedback(
                    "", "pull", is_right=True, given="pull", feedback="The customer pulls."
                ),
            ),
        ),
        (
            "bad",
            "0",
            _sentence(
                *(
                    RowFeedback("", one, is_right=False)
                    for one in ("available time", "demand", "pull")
                )
            ),
        ),
    ],
    "reflection": [
        ("part", "0.67", _text("In my shift the welder waits for frames.\nI saw it on Monday.")),
        ("bad", "0", _text("")),
    ],
}
