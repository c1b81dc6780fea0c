"""Time zones as a person chooses them: by part of the world, then by city."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

PLACES = (
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
    "Indian", "Pacific",
)  # fmt: skip
"""The parts of the world in the names of the tz database; its other names are old spellings."""
OTHER = "UTC"


def is_zone(name: str) -> bool:
    """Say whether this machine knows the clock of a zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@cache
def _groups() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return part of the world → (zone, city). Reading the list of zones takes a while: once a process."""
    groups: dict[str, list[tuple[str, str]]] = {OTHER: [("UTC", "UTC")]}
    for name in sorted(available_timezones()):
        place, _slash, city = name.partition("/")
        if place in PLACES:
            groups.setdefault(place, []).append((name, city.replace("_", " ")))
    return {place: tuple(zones) for place, zones in groups.items()}


def zone_groups(present: str) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return part of the world → (zone, city); a present zone with an old name stands first."""
    groups = _groups()
    if any(present == name for zones in groups.values() for name, _city in zones):
        return groups
    return {OTHER: [(present, present), *groups[OTHER]], **{p: groups[p] for p in PLACES}}
