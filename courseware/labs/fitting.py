"""Whether a lab and its model fit: the model finds all that it needs, and no name means two things."""

from __future__ import annotations

from collections import Counter
from functools import partial

from courseware.labs.given import Model
from courseware.labs.inputs.registry import TYPES
from courseware.labs.lab import Input, Lab
from courseware.labs.working import measures_of
from courseware.problems import Source
from courseware.shapes import nearest

ITEMS = ("text", "right", "feedback")
"""What an item may hold, whatever the model."""


def check_fit(lab: Lab, model: Model | None, source: Source) -> None:
    """Report what the model needs and the lab lacks, names with two meanings, and starts that cannot be."""
    _check_names(lab, model, source)
    _check_starts(lab, source)
    _check_known_facts(lab, model, source)
    if model is None:
        return
    for name, kind in model.inputs.items():
        _check_input(lab, name, kind, source)
    for name in model.case:
        if name not in lab.cases[0]:
            said = f"The model {lab.model} needs “{name}”."
            source.error(said, "model", mend=f"Write `{name}: …` in `given` or `let`.")
    for name, facts in model.facts.items():
        _check_facts(lab, name, facts, source)


def place_of(lab: Lab, name: str) -> tuple[str | int, ...]:
    """Return where an input stands in the file."""
    for no, step in enumerate(lab.steps):
        if any(one.name == name for one in step.inputs):
            return ("steps", no, "inputs", name)
    return ("steps",)


def _input(lab: Lab, name: str) -> Input | None:
    return next((one for one in lab.inputs if one.name == name), None)


def _check_input(lab: Lab, name: str, kind: str, source: Source) -> None:
    """Report an input that lacks or has another type; a number may be one of the case instead."""
    found = _input(lab, name)
    if found is None:
        if kind == "number" and name in lab.cases[0]:
            return
        said = f"The model {lab.model} needs an input “{name}” of the type {kind}."
        mend = f"Write `{name}: {{type: {kind}, …}}` under the `inputs` of a step."
        source.error(said, "steps", mend=mend)
    elif found.type != kind:
        said = f"The model {lab.model} needs “{name}” to be of the type {kind}, not {found.type}."
        source.error(said, *place_of(lab, name), "type", mend=f"Write `type: {kind}`.")


def _check_facts(lab: Lab, name: str, facts: tuple[str, ...], source: Source) -> None:
    found = _input(lab, name)
    items = {} if found is None else found.spec.get("items", {})
    for item, known in items.items():
        for fact in facts:
            if fact not in known["facts"]:
                said = f"The model {lab.model} needs “{fact}” of each item."
                path = (*place_of(lab, name), "items", item)
                source.error(said, *path, mend=f"Write `{fact}: …` beside its text.")


def _check_known_facts(lab: Lab, model: Model | None, source: Source) -> None:
    """Report entries of items that nobody reads: most are a slip of the pen."""
    for one in lab.inputs:
        read = [*ITEMS, *filter(None, [one.spec.get("load", {}).get("fact")])]
        if model is not None:
            read += [*model.facts.get(one.name, ()), *model.may_have.get(one.name, ())]
        for item, known in one.spec.get("items", {}).items():
            for fact in known["facts"]:
                if fact not in read:
                    path = (*place_of(lab, one.name), "items", item, fact)
                    said = f"`{fact}` is not known here: no model reads it."
                    source.error(said, *path, mend=partial(nearest, fact, read))


def _check_names(lab: Lab, model: Model | None, source: Source) -> None:
    """Report names that two things give a value: the case, inputs, the model or `compute`."""
    measured = [name for one in lab.inputs for name in measures_of(one)]
    made = [*model.values, *model.words] if model else []
    counts = Counter([*lab.cases[0], *measured, *made])
    for name in sorted(name for name, count in counts.items() if count > 1):
        said = f"“{name}” has two meanings: the case, an input or the model give it a value too."
        owner = next((one.name for one in lab.inputs if name in measures_of(one)), "")
        place = place_of(lab, owner) if owner else ("given", name)
        source.error(said, *place, mend="Rename one.")


def _check_starts(lab: Lab, source: Source) -> None:
    """Report a `start` that a learner would be asked to change at once, in any case."""
    for one in lab.inputs:
        if not one.spec.get("start"):
            continue
        for no, case in enumerate(lab.cases):
            understood = TYPES[one.type].understand(one.spec, TYPES[one.type].start(one.spec, case))
            if understood.faults:
                why = understood.faults[0].reason.sentence()
                said = f"`start` cannot stand there in case {no}: {why}"
                mend = "Change it, or `min` and `max`."
                source.error(said, *place_of(lab, one.name), "start", mend=mend)
                break
