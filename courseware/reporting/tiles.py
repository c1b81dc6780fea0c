"""The numbers above the reports: how many stand where; each leads to these people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from courseware.progress.matrix import Group
from courseware.reporting.filters import Filter
from courseware.web.language import gettext as _


@dataclass(frozen=True, slots=True)
class Tile:
    """One number, as the component shows it."""

    value: int
    text: str
    kind: str
    url: str | None = None


def tiles(counts: Mapping[Group, int], asked: Filter) -> list[Tile]:
    """Return the numbers of the filter's team; a number above zero leads to its people."""
    words = {
        Group.CERTIFIED: (_("with the certificate"), "good"),
        Group.ON_THE_WAY: (_("on the way"), ""),
        Group.HELD_UP: (_("with a quiz to try again"), "warn"),
        Group.NOT_STARTED: (_("not started"), ""),
        Group.ELSEWHERE: (_("not on this pathway"), ""),
    }
    return [
        Tile(counts[group], text, kind if counts[group] else "", _url(group, counts, asked))
        for group, (text, kind) in words.items()
    ]


def _url(group: Group, counts: Mapping[Group, int], asked: Filter) -> str | None:
    if not counts[group]:
        return None
    return url_for("reporting.matrix", **asked.address(state=group, name=None))
