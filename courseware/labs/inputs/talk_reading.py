"""The scenes of a talk, as their author typed them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from courseware.labs.inputs.choice import ID
from courseware.labs.inputs.kind import Reading
from courseware.problems import Source
from courseware.shapes import BLOCKS, LINE, TEXT, nearest, read_block, read_choice

MOST_SCENES = 40
MOST_OPTIONS = 5
MOST_POINTS = 10
_SCENE = {"who": LINE, "says": TEXT, "options": BLOCKS}
_OPTION = {"text": TEXT, "to": LINE, "points": LINE, "harms": LINE, "because": TEXT}

Scenes = dict[str, dict[str, Any]]


def read_scenes(reading: Reading) -> Scenes:
    """Return id → who, html, options (id, html, to, points, harms, because); faults are reported."""
    typed = reading.typed.get("scenes", {})
    source = reading.source.at("scenes")
    if not 1 < len(typed) <= MOST_SCENES:
        source.error(f"A talk has 2 to {MOST_SCENES} scenes.")
    scenes = {}
    for key, entry in typed.items():
        if ID.fullmatch(key) is None:
            source.error(f"“{key}” cannot be an id.", key, mend="Use letters, digits and _.")
        block = read_block(entry, source.at(key), _SCENE, {"says"})
        options = block.get("options", [])
        if len(options) == 1 or len(options) > MOST_OPTIONS:
            source.error(f"A scene has 2 to {MOST_OPTIONS} options, or none.", key, "options")
        scenes[key] = {
            "who": block.get("who", ""),
            "html": reading.inline(block.get("says", ""), "scenes", key, "says"),
            "options": [
                _option(one, no, (key, "options", no), reading, typed)
                for no, one in enumerate(options)
            ],
        }
    _check_reached(scenes, source)
    return scenes


def _option(
    entry: object, no: int, path: tuple[str | int, ...], reading: Reading, scenes: Mapping[str, Any]
) -> dict[str, Any]:
    source = reading.source.at("scenes", *path)
    block = read_block(entry, source, _OPTION, {"text", "to"})
    points = block.get("points", "0")
    if points not in {str(one) for one in range(MOST_POINTS + 1)}:
        source.error(f"`points` is “{points}”.", "points", mend=f"Write 0 to {MOST_POINTS}.")
        points = "0"
    harms = read_choice(block, "harms", ("yes", "no"), source) == "yes"
    to = block.get("to", "")
    if to and to not in scenes:
        source.error(f"There is no scene “{to}”.", "to", mend=nearest(to, scenes))
    where = ("scenes", *path)
    return {
        "id": str(no + 1),
        "html": reading.inline(block.get("text", ""), *where, "text"),
        "to": to,
        "points": int(points),
        "harms": harms,
        "because": reading.inline(block.get("because", ""), *where, "because"),
    }


def _check_reached(scenes: Scenes, source: Source) -> None:
    reached = {next(iter(scenes), "")}
    for scene in scenes.values():
        reached |= {option["to"] for option in scene["options"]}
    for key in scenes.keys() - reached:
        mend = "Lead an option `to` it, or delete it."
        source.error(f"No option leads to “{key}”.", key, mend=mend)


def best_sum(scenes: Scenes) -> int | None:
    """Return the most points that a way through the scenes can earn; None if a way has no end."""
    best: dict[str, int] = {}

    def walk(key: str, before: Sequence[str]) -> int | None:
        if key in before:
            return None
        if key not in best:
            sums = [0]
            for option in scenes.get(key, {"options": ()})["options"]:
                rest = walk(option["to"], (*before, key))
                if rest is None:
                    return None
                sums.append(option["points"] + rest)
            best[key] = max(sums)
        return best[key]

    return walk(next(iter(scenes), ""), ())
