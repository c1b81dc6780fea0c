"""One learner's run of a lab: what stands in it, and what a post changes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from courseware.labs.inputs.kind import Raw, first
from courseware.labs.inputs.registry import TYPES
from courseware.labs.lab import Asked, Lab
from courseware.labs.working import Raws, start

PREDICT, WORK, CHECK = "predict", "work", "check"
"""What a form is for: a prediction; a change; a change, and whether that passes."""
FIELD = re.compile(r"in\.([A-Za-z]\w{0,39})(?:\.([A-Za-z0-9_.]{1,60}))?", re.ASCII)
MOST_FIELDS = 400


Fields = list[tuple[str, str]]
Post = tuple[str, Fields]
"""What a form says that it is for, and its fields."""


@dataclass(frozen=True, slots=True)
class State:
    """What a run holds. `predicted` and `so_what` are ids of options, "" before.

    `is_checked`: whether what stands in it was checked, so that the findings are shown.
    """

    inputs: Raws = field(default_factory=dict)
    predicted: str = ""
    so_what: str = ""
    is_checked: bool = False

    def to_json(self) -> str:
        """Return it as canonical JSON."""
        plain = {
            "inputs": {name: dict(raw) for name, raw in self.inputs.items()},
            "predicted": self.predicted,
            "so_what": self.so_what,
            "is_checked": self.is_checked,
        }
        return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def state_from_json(text: str) -> State:
    """Return what `to_json` wrote."""
    plain: dict[str, Any] = json.loads(text)
    inputs = {
        name: {part: tuple(values) for part, values in raw.items()}
        for name, raw in plain["inputs"].items()
    }
    return State(inputs, plain["predicted"], plain["so_what"], plain["is_checked"])


def begin(lab: Lab, seed: int) -> State:
    """Return a new run."""
    return State(inputs=start(lab, lab.case(seed)))


def is_open(lab: Lab, state: State) -> bool:
    """Say whether the workbench may be used: where a prediction is asked, it comes first."""
    return lab.predict is None or bool(_known(lab.predict, state.predicted))


def is_same_work(one: State, other: State) -> bool:
    """Say whether two states hold the same, whether or not it was checked."""
    return replace(one, is_checked=other.is_checked) == other


def take(lab: Lab, state: State, purpose: str, fields: Iterable[tuple[str, str]]) -> State:
    """Return the run after a post; fields that are none of ours are left aside, never an error.

    A prediction is made once. A form of the workbench holds all inputs, so what it leaves out is empty.
    """
    posted, single = _sorted(fields)
    if purpose == PREDICT:
        said = _known(lab.predict, state.predicted) or _known(lab.predict, single.get(PREDICT))
        return replace(state, predicted=said)
    if not is_open(lab, state):
        return state
    inputs = {
        one.name: TYPES[one.type].take(
            one.spec, state.inputs.get(one.name, {}), posted.get(one.name, {})
        )
        for one in lab.inputs
    }
    so_what = _known(lab.so_what, single.get("so-what")) or state.so_what
    return replace(state, inputs=inputs, so_what=so_what, is_checked=purpose == CHECK)


def solving_posts(lab: Lab, seed: int) -> list[Post]:
    """Return posts that pass a lab, from its keys: for demonstrations and tests."""
    return posts_of(lab, lab.solutions[seed % len(lab.cases)])


def posts_of(lab: Lab, raws: Raws) -> list[Post]:
    """Return the posts by which somebody predicts, sets the inputs so, draws the right conclusion and checks."""
    fields: Fields = []
    posts: list[Post] = []
    for one in lab.inputs:
        raw = raws.get(one.name, {})
        for at, pick in enumerate(first(raw, "way").split(",") if "way" in raw else ()):
            turn = {f"in.{one.name}.at": str(at), f"in.{one.name}.pick": pick}
            posts.append((WORK, [*fields, *turn.items()]))
        fields += [
            (f"in.{one.name}.{part}" if part else f"in.{one.name}", value)
            for part, values in raw.items()
            for value in values
        ]
    if lab.predict is not None:
        posts.insert(0, (PREDICT, [(PREDICT, lab.predict.options[0].id)]))
    right = (one.id for one in lab.so_what.options if one.is_right) if lab.so_what else iter(())
    return [*posts, (CHECK, [*fields, *(("so-what", one) for one in list(right)[:1])])]


def _known(asked: Asked | None, option_id: str | None) -> str:
    return option_id if asked and option_id and asked.option(option_id) else ""


def _sorted(fields: Iterable[tuple[str, str]]) -> tuple[dict[str, Raw], Mapping[str, str]]:
    """Return the fields of inputs, by input and part, and the single ones."""
    posted: dict[str, dict[str, tuple[str, ...]]] = {}
    single: dict[str, str] = {}
    for _no, (name, value) in zip(range(MOST_FIELDS), fields, strict=False):
        found = FIELD.fullmatch(name)
        if found is None:
            single.setdefault(name, value)
            continue
        raw = posted.setdefault(found[1], {})
        raw[found[2] or ""] = (*raw.get(found[2] or "", ()), value)
    return {**posted}, single
