"""Reading a branching case: its steps, where they lead, and whether every way comes to an end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from courseware.calculation.values import Values
from courseware.problems import Source, count_errors
from courseware.quizzes.items import Item
from courseware.quizzes.kinds.case_key import START, CaseKey, Choice, Step
from courseware.quizzes.kinds.choice_reading import check_words, plain
from courseware.quizzes.questions import Variant
from courseware.shapes import TABLE, TEXT, Shape, Shapes, nearest, read_block

CHOICES = range(2, 6)
MOST_STEPS = 12
SCORES = tuple(map(str, range(6)))


def _is_ways(value: object) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(way, list) and len(way) == 2 and all(isinstance(one, str) for one in way)  # noqa: PLR2004 - the step and the score
        for way in value.values()
    )


WAYS = Shape(_is_ways, 'Write one line for each: "the choice": [next step, score].')
ASKING: Shapes = {"ask": TEXT, "go": WAYS, "tells": TABLE}
ENDING: Shapes = {"say": TEXT}


@dataclass(frozen=True, slots=True)
class Typed:
    """One step as it was typed; an end has only `say`."""

    name: str
    ask: str
    say: str
    go: Mapping[str, list[str]]
    tells: Mapping[str, str]


def read_case(item: Item) -> tuple[Variant, ...]:
    """Return the variants of a case; every fault is reported to the item."""
    source, before = item.source.at("case"), count_errors(item.source)
    typed = item.typed["case"]
    if len(typed) > MOST_STEPS:
        said = f"A case has at most {MOST_STEPS} steps; here are {len(typed)}."
        source.error(said, mend="Make it shorter: a learner reads every step.")
        return ()
    steps = [_read_step(name, block, typed, source.at(name)) for name, block in typed.items()]
    if count_errors(item.source) == before:
        _check_ways({step.name: step for step in steps}, source)
    if count_errors(item.source) > before:
        return ()
    variants = item.vary(lambda values: {"key": _build(item, steps, values).to_json()})
    if variants:
        _check_scores(CaseKey.from_json(variants[0].key), source)
    return () if count_errors(item.source) > before else variants


def _read_step(name: str, block: object, known: Mapping[str, Any], source: Source) -> Typed:
    is_end = isinstance(block, Mapping) and "say" in block
    shapes = ENDING if is_end else ASKING
    typed = read_block(block, source, shapes, shapes.keys())
    go, tells = typed.get("go", {}), typed.get("tells", {})
    if "go" in typed and len(go) not in CHOICES:
        said = f"A step has {CHOICES[0]} to {CHOICES[-1]} choices; here are {len(go)}."
        source.error(said, "go", mend="An end of the case has `say` instead.")
    for text, (to, score) in go.items():
        if to not in known:
            said = f"There is no step “{to}”."
            source.error(said, "go", text, mend=partial(nearest, to, known))
        if score not in SCORES:
            mend = f"Write a whole number from {SCORES[0]} to {SCORES[-1]}."
            source.error(f"The score is “{score}”.", "go", text, mend=mend)
        if "tells" in typed and not tells.get(text, "").strip():
            said = f"The choice “{text}” has no words in `tells`."
            source.error(said, "go", text, mend="Write there what comes of this choice.")
    for text in tells.keys() - go.keys() if "go" in typed else ():
        said = f"`tells` speaks of “{text}”, which is no choice of this step."
        source.error(said, "tells", text, mend=partial(nearest, text, go))
    return Typed(name, typed.get("ask", ""), typed.get("say", ""), go, tells)


def _check_ways(steps: Mapping[str, Typed], source: Source) -> None:
    """Report a case without a start, a step that nobody reaches, and a way that has no end."""
    if START not in steps:
        source.error("The case has no step `start`.", mend="Name the first step `start`.")
        return
    reached: set[str] = set()
    for circle in _walk(steps, START, (), reached):
        said = f"The case goes round in a circle: {' → '.join(circle)}."
        source.error(said, circle[-2], mend="Let every choice lead on, to an end with `say`.")
        return
    for name in steps:
        if name not in reached:
            mend = "Let a choice lead to it, or drop it."
            source.error(f"No way leads to the step “{name}”.", name, mend=mend)


def _walk(
    steps: Mapping[str, Typed], name: str, path: tuple[str, ...], reached: set[str]
) -> Iterator[tuple[str, ...]]:
    """Yield the circles among the steps that can be reached from `name`; each step is left once."""
    if name in path:
        yield (*path[path.index(name) :], name)
    if name in reached:
        return
    reached.add(name)
    for to, _score in steps[name].go.values():
        yield from _walk(steps, to, (*path, name), reached)


def _check_scores(key: CaseKey, source: Source) -> None:
    """Report a case in which nothing can be earned, or nothing lost."""
    if key.best() == 0:
        source.error("No way through the case scores anything.", mend="Score the good choices.")
    elif key.least() > 0:
        said = f"Every way through the case scores at least {key.least()}."
        mend = "Score the poor choices 0, so that the worst way earns nothing."
        source.error(said, mend=mend)


def _build(item: Item, steps: list[Typed], values: Values) -> CaseKey:
    return CaseKey(tuple(_build_step(item, step, values) for step in steps))


def _build_step(item: Item, step: Typed, values: Values) -> Step:
    own = replace(item, source=item.source.at("case", step.name))
    if step.say:
        return Step(step.name, say=own.block(step.say, values, "say"))
    choices: list[Choice] = []
    read_before: dict[str, str] = {}
    for text, (to, score) in step.go.items():
        html = own.inline(text, values, "go", text)
        told = own.inline(step.tells[text], values, "tells", text)
        words = plain(html)
        check_words(own, words, read_before.get(words), "go", text)
        read_before[words] = text
        choices.append(Choice(html, told, to, int(score)))
    return Step(step.name, own.block(step.ask, values, "ask"), tuple(choices))
