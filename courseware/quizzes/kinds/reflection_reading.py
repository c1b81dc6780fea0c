"""The entries of a reflection in quiz.yaml → its variants, or what is wrong with them."""

from __future__ import annotations

from typing import Any

from courseware.calculation.values import Values
from courseware.quizzes.items import Item
from courseware.quizzes.kinds.reflection_key import Criterion, ReflectionKey
from courseware.quizzes.questions import Variant

WORDS = range(5, 501)
"""How many words may be asked for at least."""
MOST_POINTS = 10
MOST_LINES = 10
"""Criteria of a rubric, and entries of a checklist."""
COUNTED = frozenset({"quiz", "review"})
"""Uses whose points count, so that somebody must give them."""


def read_variants(item: Item) -> tuple[Variant, ...]:
    """Return a variant for each draw, none if something was reported."""
    words, points = _words(item), _points(item)
    if words is None or points is None or "model" not in item.typed:
        if "model" not in item.typed:
            mend = "Write `model:` and what a good answer says."
            item.source.error("`model` is missing.", mend=mend)
        return ()
    _check_use(item)

    def build(values: Values) -> dict[str, Any]:
        key = ReflectionKey(
            words=words,
            model=item.block(item.typed["model"], values, "model"),
            checklist=tuple(
                item.inline(text, values, "checklist") for text in item.typed.get("checklist", ())
            ),
            rubric=tuple(
                Criterion(item.inline(text, values, "rubric", text), most)
                for text, most in points.items()
            ),
        )
        lead = item.block(item.typed["ask"], values, "ask") if "ask" in item.typed else ""
        asked = item.block(item.typed["reflect"], values, "reflect")
        return {"ask": lead + asked, "key": key.to_json()}

    return item.vary(build)


def _words(item: Item) -> int | None:
    typed = item.typed.get("words", "")
    known = {str(number): number for number in WORDS}
    if typed not in known:
        said = f"`words` is “{typed}”." if typed else "`words` is missing."
        path = ("words",) if typed else ()
        mend = f"Write how many words are asked at least, {WORDS[0]} to {WORDS[-1]}."
        item.source.error(said, *path, mend=mend)
    return known.get(typed)


def _points(item: Item) -> dict[str, int] | None:
    """Return the rubric: criterion → most points; None if it was reported."""
    known = {str(number): number for number in range(1, MOST_POINTS + 1)}
    rubric, is_sound = item.mapping("rubric"), True
    for name in ("rubric", "checklist"):
        count = len(item.typed.get(name, ()))
        if count > MOST_LINES:
            said = f"`{name}` has {count} lines; {MOST_LINES} are enough."
            item.source.error(said, name, mend="Say it in fewer.")
            is_sound = False
    for text, points in rubric.items():
        if points not in known:
            mend = f"Write whole points from 1 to {MOST_POINTS}."
            item.source.error(f"The points are “{points}”.", "rubric", text, mend=mend)
            is_sound = False
    return {text: known[points] for text, points in rubric.items()} if is_sound else None


def _check_use(item: Item) -> None:
    """Report a reflection that nobody could give points for, or whose rubric nobody would use."""
    use = item.typed.get("use")
    if use in COUNTED and not item.mapping("rubric"):
        said = f"A reflection without a rubric earns nothing in a {use}."
        item.source.error(said, "use", mend="Give it a `rubric`, or write `use: practice`.")
    if use == "practice" and item.mapping("rubric"):
        said = "Nobody marks what is written in practice."
        mend = "Leave out `rubric`; a `checklist` helps learners to judge by themselves."
        item.source.error(said, "rubric", mend=mend)
