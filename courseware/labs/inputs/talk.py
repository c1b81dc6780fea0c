"""A talk that branches: somebody says something, the learner chooses what to answer, and it goes on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from courseware.labs.inputs.kind import InputType, Raw, Reading, Spec, Understood, first
from courseware.labs.inputs.talk_reading import best_sum, read_scenes
from courseware.shapes import BLOCK, Shapes


@dataclass(frozen=True, slots=True)
class Said:
    """One turn of a talk that was had: the scene, and the option that was chosen in it."""

    scene: Mapping[str, Any]
    option: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Talked:
    """A talk so far: its turns, the scene where it stands now, and the points of what was chosen."""

    turns: Sequence[Said]
    now: Mapping[str, Any]

    @property
    def points(self) -> int:
        """Return the points of all that was chosen."""
        return sum(turn.option["points"] for turn in self.turns)

    @property
    def harms(self) -> int:
        """Return how many of the chosen words do harm."""
        return sum(turn.option.get("harms", False) for turn in self.turns)

    @property
    def is_done(self) -> bool:
        """Say whether nothing is left to answer."""
        return not self.now["options"]


class Talk(InputType):
    """Scenes from the first one on. Expressions ask `talk_points`, `talk_best`, `talk_harms`, `talk_done` (1 or 0).

    What was said is said: a page shows it again, but only starting over takes it back.
    """

    name = "talk"
    words: ClassVar[Shapes] = {"scenes": BLOCK}
    needs = frozenset({"scenes"})
    measured = ("points", "best", "harms", "done")
    posted = ("pick", "at", "again")

    def read(self, reading: Reading) -> dict[str, Any]:
        """Read the scenes; one has to come to an end on every way."""
        scenes = read_scenes(reading)
        best = best_sum(scenes)
        if best is None:
            mend = "Lead every way to a scene without options."
            reading.source.error("The talk can go round in circles.", "scenes", mend=mend)
        return {"scenes": scenes, "best": best or 0}

    def kept(self, spec: Spec) -> Collection[str]:
        """Return the way: the ids of the options that were chosen, with commas between them."""
        del spec
        return ("way",)

    def take(self, spec: Spec, before: Raw, posted: Raw) -> Raw:
        """Add a choice to the way so far; one that was made on an older page adds nothing."""
        if "again" in posted:
            return {}
        talked = _walk(spec, _way(before))
        way = [turn.option["id"] for turn in talked.turns]
        pick = first(posted, "pick")
        is_new = first(posted, "at") == str(len(way))
        if pick and is_new and pick in _options(talked.now):
            way = [*way, pick]
        return {"way": (",".join(way),)} if way else {}

    def understand(self, spec: Spec, raw: Raw) -> Understood:
        """Return the talk so far."""
        talked = _walk(spec, _way(raw))
        measures = {
            "points": talked.points, "best": spec["best"], "harms": talked.harms,
            "done": int(talked.is_done),
        }  # fmt: skip
        return Understood(talked, measures)


def _way(raw: Raw) -> list[str]:
    return [one for one in first(raw, "way").split(",") if one]


def _options(scene: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {option["id"]: option for option in scene["options"]}


def _walk(spec: Spec, way: Sequence[str]) -> Talked:
    """Follow a way as far as it leads; after a change of the file it may end early."""
    scenes = spec["scenes"]
    now = next(iter(scenes.values()))
    turns = []
    for pick in way:
        option = _options(now).get(pick)
        if option is None:
            break
        turns.append(Said(now, option))
        now = scenes[option["to"]]
    return Talked(turns, now)
