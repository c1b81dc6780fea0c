"""A line-balance board: what each station has to do, and all that keeps the line from running so."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from courseware.calculation.numbers import show
from courseware.formulas.balance import line_efficiency, minimum_stations_exact
from courseware.formulas.line_board import (
    BoardCheck,
    Fault,
    FaultKind,
    Task,
    check_board,
    longest_task_first,
)
from courseware.formulas.rounding import rounded_up
from courseware.labs.given import Given, Items, Model, Note, Result


def _tasks(items: Items) -> list[Task]:
    return [
        Task(name, item["seconds"], tuple(item.get("after", ()))) for name, item in items.items()
    ]


def _run(given: Given) -> Result:
    """Return the times of the stations up to the last one in use, and a note for each fault (F08).

    The places are stations by the number in their id (`s1`, `s2` …), in the order of the line. A line
    cannot run faster than its longest station: beyond takt, that is the pace which its efficiency has.
    """
    tasks, takt = _tasks(given.items["board"]), given.number("takt")
    placed = {name: int(place[1:]) for name, place in given.placed("board").items()}
    check = check_board(tasks, placed, takt)
    times = check.station_times
    work = math.fsum(times.values())
    longest = max(times.values(), default=0)
    pace = max(takt, longest)
    exact = minimum_stations_exact([task.time for task in tasks], takt)
    least = rounded_up(exact)
    numbers = range(1, max(times, default=1) + 1)
    return Result(
        values={
            "times": [times.get(number, 0) for number in numbers],
            "stations": len(times),
            "longest": longest,
            "content": math.fsum(task.time for task in tasks),
            "exact": exact,
            "least": least,
            "efficiency": line_efficiency([work], len(times), pace) if times else 0,
            "idle": len(times) * pace - work,
            "over": _count(check, FaultKind.OVER_CYCLE_TIME),
            "late": _count(check, FaultKind.PREDECESSOR_LATER),
            "by_rule": max(longest_task_first(tasks, takt).values()),
        },
        words={"names": [f"Station {number}" for number in numbers]},
        tables={"line": [_row(number, placed, times, takt) for number in numbers]},
        notes=_notes(check, placed, takt, least),
    )


def _row(
    number: int, placed: Mapping[str, int], times: Mapping[int, float], takt: float
) -> Sequence[str]:
    """Return a station as a row: its number, its tasks, their time, and what is free of the takt."""
    time = times.get(number, 0)
    tasks = ", ".join(task for task, station in placed.items() if station == number)
    return (str(number), tasks or "–", show(time), show(takt - time))


def _count(check: BoardCheck, kind: FaultKind) -> int:
    return sum(fault.kind is kind for fault in check.faults)


def _notes(check: BoardCheck, placed: Mapping[str, int], takt: float, least: int) -> Sequence[Note]:
    if not placed:
        return [Note("empty")]
    notes = [
        _note(fault, check, placed, takt)
        for fault in check.faults
        if fault.kind in {FaultKind.OVER_CYCLE_TIME, FaultKind.PREDECESSOR_LATER}
    ]
    left = [fault.tasks[0] for fault in check.faults if fault.kind is FaultKind.NOT_PLACED]
    if left:
        notes.append(Note("not_placed", {"tasks": ", ".join(left), "count": len(left)}))
    elif not notes and len(check.station_times) > least:
        notes.append(Note("too_many", {"stations": len(check.station_times), "least": least}))
    return notes


def _note(fault: Fault, check: BoardCheck, placed: Mapping[str, int], takt: float) -> Note:
    if fault.kind is FaultKind.PREDECESSOR_LATER:
        before, task = fault.tasks
        at, wanted = placed[task], placed[before]
        return Note(
            "too_late", {"before": before, "task": task, "before_station": wanted, "station": at}
        )
    station = fault.station or 0
    time = check.station_times[station]
    return Note(
        "over_takt",
        {
            "station": station,
            "tasks": ", ".join(fault.tasks),
            "seconds": time,
            "takt": takt,
            "beyond": time - takt,
        },
    )


MODEL = Model(
    run=_run,
    inputs={"board": "place"},
    case=("takt",),
    facts={"board": ("seconds",)},
    may_have={"board": ("after",)},
    values=(
        "times", "stations", "longest", "content", "exact", "least", "efficiency", "idle", "over",
        "late", "by_rule",
    ),
    words=("names",),
    tables={"line": 4},
    notes={
        "empty": (),
        "over_takt": ("station", "tasks", "seconds", "takt", "beyond"),
        "too_late": ("before", "task", "before_station", "station"),
        "not_placed": ("tasks", "count"),
        "too_many": ("stations", "least"),
    },
)  # fmt: skip
