"""What differs between two states of quiz.yaml: the quiz, and each question with what changed in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from courseware.content.quiz_parts import Parted, part
from courseware.content.typed_differences import (
    Difference,
    block_of,
    compare_entries,
    compare_values,
    read_typed,
    shortened,
)
from courseware.quizzes.kinds.kind import Kind
from courseware.quizzes.kinds.registry import KINDS
from courseware.shapes import BLOCK, BLOCKS, MISTAKES, SHARES, TABLE
from courseware.words import Reason

LARGEST = 90_000
"""Characters of changed questions that are read; reading takes 2 seconds for a million."""
WRONG = "wrong"
FEEDBACK = "feedback"
"""What is said about rows, which the key of their question names."""
_PLACES = ("outcome", "competency", "use", "level")


def compare_quizzes(old: str, new: str) -> tuple[list[Difference], list[Difference]]:
    """Return what differs in the quiz, and in its questions; both sides are texts of quiz.yaml.

    Only questions whose text differs are read as YAML: that takes most of the time.
    """
    before, after = part(old), part(new)
    if before is None or after is None:
        return _compare_whole(old, new)
    ids = list(dict.fromkeys([*after.questions, *before.questions]))
    differing = [one for one in ids if before.questions.get(one) != after.questions.get(one)]
    read, unread = _affordable(differing, before, after)
    olds, news = _read(before, read), _read(after, read)
    if olds is None or news is None:
        return _unread()
    rest = [Difference(Reason("change.question.unread", {"id": name})) for name in unread]
    return list(_quiz(olds[0], news[0])), [*_questions(olds[1], news[1]), *rest]


def _unread() -> tuple[list[Difference], list[Difference]]:
    return [Difference(Reason("change.unread", {"file": "quiz.yaml"}))], []


def _compare_whole(old: str, new: str) -> tuple[list[Difference], list[Difference]]:
    """Compare texts that do not divide by their looks."""
    if len(old) + len(new) > 2 * LARGEST:
        return _unread()
    sides = [read_typed(text) for text in (old, new)]
    if sides[0] is None or sides[1] is None:
        return _unread()
    quizzes = [block_of(side, "quiz") for side in sides]
    olds, news = (_by_id((side or {}).get("questions")) for side in sides)
    return list(_quiz(*quizzes)), list(_questions(olds, news))


def _affordable(names: list[str], before: Parted, after: Parted) -> tuple[list[str], list[str]]:
    """Divide names into those whose questions are read, and those for which that takes too long."""
    size, read = 0, 0
    for read, name in enumerate(names):
        size += len(before.questions.get(name, "")) + len(after.questions.get(name, ""))
        if size > 2 * LARGEST:
            return names[:read], names[read:]
    return names, []


def _read(side: Parted, names: list[str]) -> tuple[dict[str, Any], dict[str, Any]] | None:
    pieces = [side.questions[name] for name in names if name in side.questions]
    body = "".join(pieces) or "  []\n"
    typed = read_typed(f"{side.around.rstrip()}\nquestions:\n{body}" if side.around else "")
    return None if typed is None else (block_of(typed, "quiz"), _by_id(typed.get("questions")))


def _by_id(questions: object) -> dict[str, Any]:
    entries = questions if isinstance(questions, list) else []
    return {str(one.get("id")): one for one in entries if isinstance(one, dict)}


def _quiz(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    named = [{"pass mark": side.get("pass"), "points": side.get("points")} for side in (old, new)]
    for reason in compare_entries(named[0], named[1], ("pass mark", "points")):
        yield Difference(reason)
    before, after = (_cells(block_of(side, "draw")) for side in (old, new))
    for cell in dict.fromkeys([*after, *before]):
        counts = {"before": before.get(cell, "0"), "after": after.get(cell, "0")}
        if counts["before"] != counts["after"]:
            values = {"outcome": cell[0], "kind": cell[1], **counts}
            yield Difference(Reason("change.quiz.draw", values))


def _cells(draw: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    return {
        (outcome, kind): str(count)
        for outcome, row in draw.items()
        if isinstance(row, dict)
        for kind, count in row.items()
    }


def _questions(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    for name in dict.fromkeys([*new, *old]):
        if name not in old:
            kind = _kind(new[name])
            values = {"id": name, "kind": kind.name if kind else "?", "use": new[name].get("use")}
            yield Difference(Reason("change.question.added", values))
        elif name not in new:
            yield Difference(Reason("change.question.removed", {"id": name}))
        else:
            details = tuple(_question(old[name], new[name]))
            code = "change.question.changed" if details else "change.question.same"
            yield Difference(Reason(code, {"id": name}), details)


def _kind(question: Mapping[str, Any]) -> Kind[Any] | None:
    return next((kind for kind in KINDS.values() if kind.key in question), None)


def _question(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Reason]:
    before, after = _kind(old), _kind(new)
    if before is not after:
        names = {"before": before.name if before else "?", "after": after.name if after else "?"}
        yield Reason("change.question.kind", names)
        return
    if old.get("ask") != new.get("ask"):
        yield Reason("change.question.wording")
    if after is not None:
        yield from _answers(after, old, new)
    yield from compare_values(old, new)
    if old.get("why") != new.get("why"):
        yield Reason("change.question.why")
    yield from compare_entries(old, new, _PLACES)


def _answers(kind: Kind[Any], old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Reason]:
    """Compare what belongs to the kind: tables of options or mistakes, and how the key is given."""
    shapes = {name: shape for name, shape in kind.words.items() if name != FEEDBACK}
    tables = [name for name, shape in shapes.items() if shape in {TABLE, MISTAKES}]
    for name in (name for name, shape in shapes.items() if shape in {BLOCK, BLOCKS}):
        if old.get(name) != new.get(name):
            yield Reason("change.nested", {"name": name})
    shares = [dict(_shares(kind, side)) for side in (old, new)]
    others = {TABLE, MISTAKES, BLOCK, BLOCKS, SHARES}
    for reason in (
        *compare_entries(old, new, [name for name, shape in shapes.items() if shape not in others]),
        *compare_entries(shares[0], shares[1], list(dict.fromkeys([*shares[1], *shares[0]]))),
    ):
        yield Reason(reason.code.replace("change.entry", "change.key"), reason.values)
    yield from _told_otherwise(block_of(old, FEEDBACK), block_of(new, FEEDBACK))
    yield from _tables(kind, _options(old, tables), _options(new, tables))


def _told_otherwise(told: Mapping[str, Any], tells: Mapping[str, Any]) -> Iterator[Reason]:
    for text in dict.fromkeys([*tells, *told]):
        if told.get(text) != tells.get(text):
            yield Reason("change.feedback", {"text": shortened(text)})


def _tables(
    kind: Kind[Any], before: Mapping[str, tuple[str, str]], after: Mapping[str, tuple[str, str]]
) -> Iterator[Reason]:
    """Compare options or mistakes: text → (its table, its feedback)."""
    for text in dict.fromkeys([*after, *before]):
        values = {"text": shortened(text)}
        if text not in before or text not in after:
            table = (after if text in after else before)[text][0]
            what = _role(kind, table) + ("added" if text in after else "removed")
            yield Reason(f"change.{what}", values)
        elif before[text][0] != after[text][0]:
            yield Reason(
                "change.option.wrong" if after[text][0] == WRONG else "change.option.right", values
            )
        elif before[text][1] != after[text][1]:
            yield Reason("change.feedback", values)
    tables_of = [{text: table for text, (table, _) in side.items()} for side in (before, after)]
    if list(before) != list(after) and tables_of[0] == tables_of[1]:
        yield Reason("change.option.order")


def _shares(kind: Kind[Any], question: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what wrong options and mistakes earn all the same, each under a name of its own."""
    for name, shape in kind.words.items():
        for text, entry in block_of(question, name).items():
            if shape is SHARES:
                yield f"weight of “{shortened(text)}”", str(entry)
            elif shape is MISTAKES and isinstance(entry, dict) and "credit" in entry:
                yield f"credit of `{shortened(text)}`", str(entry["credit"])


def _feedback(entry: object) -> str:
    """Return the feedback of a table's entry, which may be a block with its credit."""
    return str(entry.get("feedback", "")) if isinstance(entry, dict) else str(entry)


def _role(kind: Kind[Any], table: str) -> str:
    if table == kind.key:
        return "option.key."
    return "option." if table == WRONG else "mistake."


def _options(question: Mapping[str, Any], tables: list[str]) -> dict[str, tuple[str, str]]:
    """Return text → (table, feedback) of all options, or expression → … of all mistakes."""
    return {
        text: (name, _feedback(entry))
        for name in tables
        for text, entry in block_of(question, name).items()
    }
