"""The kinds of labs: what each must have, so that its page is what a learner expects of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from courseware.labs.lab import Lab
from courseware.problems import Source


@dataclass(frozen=True, slots=True)
class Kind:
    """What a lab of this kind must have: an input of one of `types`, and the entries in `needs`.

    `practices_talk`: a module with such a lab cannot be passed by assessment alone (rule 6.2).
    """

    types: frozenset[str]
    needs: tuple[str, ...] = ()
    practices_talk: bool = False


KINDS: Mapping[str, Kind] = {
    "calculator": Kind(frozenset({"number"}), ("outputs",)),
    "explorer": Kind(frozenset({"number"}), ("outputs", "predict", "so_what")),
    "board": Kind(frozenset({"place", "order"}), ("model",)),
    "sorter": Kind(frozenset({"place"})),
    "talk": Kind(frozenset({"talk"}), practices_talk=True),
    "builder": Kind(frozenset({"text", "rows", "grid", "choice", "several"})),
    "simulation": Kind(frozenset({"number", "choice"}), ("model", "outputs", "predict", "so_what")),
}


def check_kind(lab: Lab, source: Source) -> None:
    """Report what a lab lacks to be one of its kind."""
    kind = KINDS[lab.kind]
    if kind.types.isdisjoint(one.type for one in lab.inputs):
        types = " or ".join(sorted(kind.types))
        source.error(f"A {lab.kind} has an input of the type {types}.", "steps")
    for word in kind.needs:
        if not getattr(lab, word):
            source.error(
                f"A {lab.kind} needs `{word}`.", mend="docs/recipes/a-new-lab.md shows one."
            )


def practices_talk(lab: Lab) -> bool:
    """Say whether a lab practices what one says to people."""
    return KINDS[lab.kind].practices_talk
