"""A changeover by SMED: what is done while the press runs, what is shorter, and what both are worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from courseware.calculation.numbers import show
from courseware.calculation.values import Value
from courseware.formulas.changeover import (
    Step,
    every_part_every_interval,
    minutes_freed,
    separate,
)
from courseware.labs.given import Given, Items, Model, Note, Result

EXTERNAL = "external"
SHORTENED = ("unbolt", "bolt", "height", "trial")
"""The steps whose minutes can be set; their ids are the names of these inputs."""


def _run(given: Given) -> Result:
    """Return the stop today, with its external steps outside of it, and with shorter steps too (F29).

    A step with the fact `stands` needs the stopped press: whatever it is called, it stays in the stop.
    """
    items, tags = given.items["tags"], given.placed("tags")
    moved = {one for one, tag in tags.items() if tag == EXTERNAL and "stands" not in items[one]}
    minutes = {one: item["minutes"] for one, item in items.items()}
    shorter = minutes | {one: given.number(one) for one in SHORTENED}
    numbers = {one: str(no) for no, one in enumerate(items, 1)}
    plans = [_plan(items, *one) for one in ((minutes, set()), (minutes, moved), (shorter, moved))]
    found = [separate(plan) for plan in plans]
    stops = [one.after for one in found]
    freed = minutes_freed(stops[0], stops[2], given.number("changeovers"))
    return Result(
        values={
            "before": stops[0],
            "separated": stops[1],
            "shortened": stops[2],
            "outside": found[1].external,
            "work": found[2].before,
            "freed": freed,
            "intervals": [_interval(given, stop) for stop in stops],
            "interval": _interval(given, stops[2]),
            "must_stand": sum(tag == EXTERNAL for tag in tags.values()) - len(moved),
            **_bars(plans),
        },
        words={
            "texts": [numbers[step.name] for plan in plans for step in plan],
            "kinds": ["extern" if step.external else "" for plan in plans for step in plan],
        },
        tables={
            "steps": [
                (
                    f"{numbers[one]} {item['name'][0]}",
                    show(minutes[one]),
                    "–" if one in moved else show(shorter[one]),
                )
                for one, item in items.items()
            ]
        },
        notes=_notes(items, tags),
    )


def _plan(items: Items, minutes: Mapping[str, float], moved: set[str]) -> list[Step]:
    """Return the steps in the order of a changeover: those prepared ahead, the stop, those tidied after."""
    names = list(items)
    first = next((no for no, one in enumerate(names) if "stands" in items[one]), len(names))
    ahead = [one for one in names[:first] if one in moved]
    after = [one for one in names[first:] if one in moved]
    stop = [one for one in names if one not in moved]
    return [Step(one, minutes[one], one in moved) for one in (*ahead, *stop, *after)]


def _interval(given: Given, stop: float) -> float:
    """Return in how many days each of the parts is made once."""
    changeovers = [stop] * int(given.number("parts"))
    return every_part_every_interval(changeovers, given.number("available"), given.number("run"))


def _bars(plans: Sequence[Sequence[Step]]) -> dict[str, Value]:
    """Return the bars of a schedule, a row for each plan: its row, its start, its length."""
    ends = [list(accumulate(step.minutes for step in plan)) for plan in plans]
    return {
        "rows": [row for row, plan in enumerate(plans, 1) for _ in plan],
        "starts": [one for end in ends for one in (0.0, *end[:-1])],
        "lengths": [step.minutes for plan in plans for step in plan],
    }


def _notes(items: Items, tags: Mapping[str, str]) -> list[Note]:
    """Return why a step has to stay in the stop, and how many minutes could still leave it."""
    if not tags:
        return [Note("empty")]
    notes = [
        Note("stands", {"step": items[one]["name"][0], "why": items[one]["stands"][0]})
        for one, tag in tags.items()
        if tag == EXTERNAL and "stands" in items[one]
    ]
    inside = [
        items[one]["minutes"]
        for one, tag in tags.items()
        if tag != EXTERNAL and "stands" not in items[one]
    ]
    if inside:
        notes.append(Note("inside", {"minutes": sum(inside)}))
    left = len(items) - len(tags)
    return [*notes, Note("left", {"count": left})] if left else notes


MODEL = Model(
    run=_run,
    inputs={"tags": "place", **dict.fromkeys(SHORTENED, "number")},
    case=("changeovers", "parts", "available", "run"),
    facts={"tags": ("minutes", "name")},
    may_have={"tags": ("stands",)},
    values=(
        "before", "separated", "shortened", "outside", "work", "freed", "intervals", "interval",
        "must_stand", "rows", "starts", "lengths",
    ),
    words=("texts", "kinds"),
    tables={"steps": 3},
    notes={"empty": (), "stands": ("step", "why"), "inside": ("minutes",), "left": ("count",)},
)  # fmt: skip
