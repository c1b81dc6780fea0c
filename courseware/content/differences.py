"""What differs between two states of a module's files, in the words of somebody who teaches it.

It reads what was typed, not what was compiled: files with errors can be compared, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courseware.content.file_differences import FileDifference
from courseware.content.labs import lab_id
from courseware.content.lessons import divide, lesson_id
from courseware.content.model import LABS, Files
from courseware.content.quiz_differences import compare_quizzes
from courseware.content.typed_differences import (
    Difference,
    block_of,
    compare_entries,
    compare_names,
    compare_values,
    read_typed,
    shortened,
)
from courseware.words import Reason

_TEXTS = ("title", "summary", "track", "level")
_LAB_VALUES = ("given", "let", "require")
_LISTS = ("competencies", "seeds", "maps", "retired")


@dataclass(frozen=True, slots=True)
class Differences:
    """All that differs between two states of a module."""

    files: tuple[FileDifference, ...]
    module: tuple[Difference, ...]
    lessons: tuple[Difference, ...]
    quiz: tuple[Difference, ...]
    questions: tuple[Difference, ...]
    labs: tuple[Difference, ...] = ()


def describe(files: Sequence[FileDifference], before: Files, after: Files) -> Differences:
    """Say what the differing `files` mean; `before` and `after` hold at least their contents."""
    paths = {one.path for one in files}
    quiz, questions = list[Difference](), list[Difference]()
    if "quiz.yaml" in paths:
        quiz, questions = compare_quizzes(_text(before, "quiz.yaml"), _text(after, "quiz.yaml"))
    is_head = "module.yaml" in paths
    return Differences(
        files=tuple(files),
        module=tuple(_module(before, after)) if is_head else (),
        lessons=tuple(_lessons([path for path in paths if path.endswith(".md")], before, after)),
        quiz=tuple(quiz),
        questions=tuple(questions),
        labs=tuple(_labs([path for path in paths if path.startswith(LABS)], before, after)),
    )


def _text(files: Files, path: str) -> str:
    return files.get(path, b"").decode()


def _module(before: Files, after: Files) -> Iterator[Difference]:
    old, new = (read_typed(_text(files, "module.yaml")) for files in (before, after))
    if old is None or new is None:
        yield Difference(Reason("change.unread", {"file": "module.yaml"}))
        return
    for reason in compare_entries(old, new, _TEXTS):
        yield Difference(reason)
    yield from _outcomes(block_of(old, "outcomes"), block_of(new, "outcomes"))
    for name in _LISTS:
        for reason in compare_names(name, old.get(name), new.get(name)):
            yield Difference(reason)


def _outcomes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    for name in dict.fromkeys([*old, *new]):
        texts = {key: shortened(side.get(name)) for key, side in (("before", old), ("after", new))}
        if name not in old:
            yield Difference(Reason("change.outcome.added", {"id": name, **texts}))
        elif name not in new:
            yield Difference(Reason("change.outcome.removed", {"id": name, **texts}))
        elif old[name] != new[name]:
            yield Difference(Reason("change.outcome.worded", {"id": name, **texts}))


def _lessons(paths: Sequence[str], before: Files, after: Files) -> Iterator[Difference]:
    """Compare lessons by id, so that one that was renumbered is the same lesson."""
    old, new = (
        {lesson_id(path): path for path in sorted(paths) if path in files}
        for files in (before, after)
    )
    for name in sorted(old.keys() | new.keys(), key=lambda one: new.get(one) or old[one]):
        if name not in old:
            title = _title(_text(after, new[name]), name)
            yield Difference(Reason("change.lesson.added", {"title": title}))
        elif name not in new:
            title = _title(_text(before, old[name]), name)
            yield Difference(Reason("change.lesson.removed", {"title": title}))
        else:
            yield _lesson(name, old[name], new[name], (before, after))


def _lesson(name: str, old_path: str, new_path: str, sides: tuple[Files, Files]) -> Difference:
    (old_head, old_body, _), (new_head, new_body, _) = (
        divide(_text(files, path)) for files, path in zip(sides, (old_path, new_path), strict=True)
    )
    details = []
    old, new = read_typed(old_head or ""), read_typed(new_head or "")
    if old is None or new is None:
        details.append(Reason("change.unread", {"file": new_path}))
    else:
        details += compare_entries(old, new, ("title",))
        for key in ("outcomes", "formulas"):
            details += compare_names(key, old.get(key), new.get(key))
        details += compare_values(old, new)
    if old_body != new_body:
        details.append(Reason("change.lesson.text"))
    if old_path != new_path:
        numbers = {"before": _number(old_path), "after": _number(new_path)}
        details.append(Reason("change.lesson.moved", numbers))
    title = (new or {}).get("title") or name
    return Difference(Reason("change.lesson.changed", {"title": title}), tuple(details))


def _labs(paths: Sequence[str], before: Files, after: Files) -> Iterator[Difference]:
    for path in sorted(paths):
        old, new = (read_typed(_text(files, path)) for files in (before, after))
        title = str((new or {}).get("title") or (old or {}).get("title") or lab_id(path))
        if path not in before:
            yield Difference(Reason("change.lab.added", {"title": title}))
        elif path not in after:
            yield Difference(Reason("change.lab.removed", {"title": title}))
        else:
            yield Difference(Reason("change.lab.changed", {"title": title}), _lab(path, old, new))


def _lab(
    path: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None
) -> tuple[Reason, ...]:
    """Say which entries of a lab differ; of long ones only that they do."""
    if old is None or new is None:
        return (Reason("change.unread", {"file": path}),)
    parts = [name for name in dict.fromkeys([*old, *new]) if name not in _LAB_VALUES]
    changed = [name for name in parts if old.get(name) != new.get(name)]
    said = [Reason("change.lab.entries", {"names": ", ".join(changed)})] if changed else []
    return (*said, *compare_values(old, new))


def _number(path: str) -> int:
    return int(path.removeprefix("lessons/")[:2])


def _title(text: str, name: str) -> str:
    head = read_typed(divide(text)[0] or "") or {}
    return str(head.get("title") or name)
