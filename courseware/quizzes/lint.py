"""What must hold for a bank as a whole, and for each variant once it is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from courseware.problems import Source
from courseware.quizzes.kinds.choice_reading import plain
from courseware.quizzes.questions import Question, Quiz

ITEMS_PER_POINT = 2.5
LEAST = {"review": 8, "practice": 5}
CELL_LEAST = 2  # below this a cell cannot be drawn anew
CELL_GOOD = 3
LONGEST_PERCENT = 35


def check_sizes(quiz: Quiz, questions: Sequence[Question], source: Source) -> None:
    """Report a cell of the draw that cannot be filled, and a bank too small to ask anew."""
    uses = Counter[str](question.use for question in questions)
    for use, least in {"quiz": int(ITEMS_PER_POINT * quiz.points), **LEAST}.items():
        if uses[use] < least:
            source.house(
                f"The bank has {uses[use]} items with `use: {use}`; {least} are needed.",
                "questions",
                mend=f"Write {least - uses[use]} more.",
            )
    cells = Counter((one.outcome, one.kind) for one in questions if one.use == "quiz")
    for cell in quiz.cells:
        have = cells[cell.outcome, cell.kind]
        message = f"{cell.outcome} has {have} {cell.kind} items with `use: quiz`"
        path = ("quiz", "draw", cell.outcome, cell.kind)
        least = max(cell.count, CELL_LEAST)
        if have < least:
            report = source.error if have < cell.count else source.house
            mend = f"Write {least - have} more, or draw fewer."
            report(f"{message}; drawing {cell.count} needs {least}.", *path, mend=mend)
        elif have < CELL_GOOD:
            mend = f"Write {CELL_GOOD - have} more, so that a new try can ask anew."
            source.warning(f"{message}.", *path, mend=mend)


def check_longest(questions: Sequence[Question], source: Source) -> None:
    """Warn when the right option of single items is the longest too often: its length gives it away."""
    singles = [
        question for question in questions if question.kind == "single" and question.variants
    ]
    longest = [question.id for question in singles if _is_key_longest(question)]
    if 100 * len(longest) > LONGEST_PERCENT * len(singles):
        source.warning(
            f"The right option is the longest in {len(longest)} of {len(singles)} single items.",
            "questions",
            mend=f"At most {LONGEST_PERCENT} % keep it from being a hint: shorten it in some of "
            f"{', '.join(longest)}.",
        )


def _is_key_longest(question: Question) -> bool:
    lengths = {option.is_right: 0 for option in question.variants[0].options}
    for option in question.variants[0].options:
        lengths[option.is_right] = max(lengths[option.is_right], len(plain(option.html)))
    return lengths[True] > lengths[False]
