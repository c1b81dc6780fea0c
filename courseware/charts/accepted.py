"""What a chart takes. Everything else is refused in plain words, before anything is drawn of it."""

from __future__ import annotations

from collections.abc import Sequence

from courseware.charts.numbers import FINEST, shown

LARGEST = 1e12


def accepted(what: str, values: Sequence[float], *, least: float | None = None) -> list[float]:
    """Return numbers as they are drawn, with no more digits than are shown.

    Raise ValueError that names `what` if one is not finite, beyond ±10¹² or below `least`.
    """
    for no, value in enumerate(values, 1):
        it = f"value {no}" if len(values) > 1 else "its value"
        if not abs(value) <= LARGEST:  # also false of what is not a number
            raise ValueError(
                f"{what}: {it} is not a number between "
                f"{shown(-LARGEST, 0)} and {shown(LARGEST, 0)}."
            )
        if least is not None and value < least:
            raise ValueError(f"{what}: {it} is below {least:g}.")
    return [round(float(value), FINEST) for value in values]


def counted(what: str, values: Sequence[object], least: int, most: int) -> None:
    """Raise ValueError unless there are `least` to `most` of them: "Lines: 5 are given, 1 to 4 fit."."""
    if not least <= len(values) <= most:
        raise ValueError(f"{what}: {len(values)} are given, {least} to {most} fit.")


def marked(what: str, mark: tuple[float, str] | None, least: float | None = None) -> list[float]:
    """Return the place of a mark with words as a list, empty where there is none."""
    if mark is None:
        return []
    if not mark[1].strip():
        raise ValueError(f"{what}: its words are missing.")
    return accepted(what, mark[:1], least=least)
