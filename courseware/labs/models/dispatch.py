"""Five jobs on one machine, ordered for two goals, and five jobs through two machines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from courseware.calculation.values import Value
from courseware.formulas.scheduling import (
    completion_times,
    earliest_due_order,
    in_order,
    max_tardiness,
    mean_flow_time,
    mean_tardiness,
    shortest_time_order,
    tardiness,
)
from courseware.formulas.two_machines import makespan, second_machine_ends, shortest_makespan
from courseware.labs.given import Given, Items, Model, Note, Result

DUST = 1e-9
"""An order that misses the best one by so little is as good."""


def run(given: Given) -> Result:
    """Return the measures of two orders for one machine and of one for two, each beside the best.

    Inputs: the orders `promise` and `flow` of jobs with `time` and `due`, and `pair` of jobs with
    `first` and `second`, their times on each machine; all in one unit of time.
    """
    promise, flow, pair = (given.items[name] for name in ("promise", "flow", "pair"))
    orders = [given.order(name) for name in ("promise", "flow", "pair")]
    least_late = _least_late(promise)
    flow_times = _facts(flow, flow, "time")
    parts = [
        _board("promise", promise, orders[0]),
        _board("flow", flow, orders[1]),
        _line(pair, orders[2]),
    ]
    return Result(
        values={
            "least_late": least_late,
            "least_flow": mean_flow_time(in_order(flow_times, shortest_time_order(flow_times))),
            **{name: value for part in parts for name, value in part.values.items()},
        },
        words={name: value for part in parts for name, value in part.words.items()},
        notes=[
            *_latest(promise, orders[0], least_late),
            *_overtaken(flow, orders[1]),
            *_ends(pair, orders[2]),
        ],
    )


def _facts(items: Items, order: Iterable[str], fact: str) -> list[float]:
    return [float(items[one][fact]) for one in order]


def _values(numbers: Iterable[float]) -> list[Value]:
    return list(numbers)


def _board(name: str, jobs: Items, order: Sequence[str]) -> Result:
    """Return the measures and the bars of one order, each job in a row of its own."""
    times, dues = _facts(jobs, order, "time"), _facts(jobs, order, "due")
    starts = (end - time for end, time in zip(completion_times(times), times, strict=True))
    return Result(
        values={
            f"{name}_mean_flow": mean_flow_time(times),
            f"{name}_mean_late": mean_tardiness(times, dues),
            f"{name}_max_late": max_tardiness(times, dues),
            f"{name}_rows": _values(range(1, len(order) + 1)),
            f"{name}_starts": _values(starts),
            f"{name}_times": _values(times),
            f"{name}_dues": _values(dues),
        },
        words={
            f"{name}_jobs": order,
            f"{name}_kinds": ["late" if late else "" for late in tardiness(times, dues)],
        },
    )


def _line(jobs: Items, order: Sequence[str]) -> Result:
    """Return when the last job leaves the second machine, and the bars of both machines."""
    first, second = _facts(jobs, order, "first"), _facts(jobs, order, "second")
    ends, times = [*completion_times(first), *second_machine_ends(first, second)], [*first, *second]
    return Result(
        values={
            "span": makespan(first, second),
            "least_span": shortest_makespan(first, second),
            "pair_rows": _values(machine for machine in (1, 2) for _ in order),
            "pair_starts": _values(end - time for end, time in zip(ends, times, strict=True)),
            "pair_times": _values(times),
        },
        words={"pair_jobs": [*order, *order]},
    )


def _least_late(jobs: Items) -> float:
    times, dues = _facts(jobs, jobs, "time"), _facts(jobs, jobs, "due")
    order = earliest_due_order(dues)
    return max_tardiness(in_order(times, order), in_order(dues, order))


def _latest(jobs: Items, order: Sequence[str], least: float) -> list[Note]:
    """Name the job that is latest, unless no order is better."""
    times, dues = _facts(jobs, order, "time"), _facts(jobs, order, "due")
    late = tardiness(times, dues)
    if max(late) <= least + DUST:
        return []
    no = late.index(max(late))
    done = completion_times(times)[no]
    return [Note("latest", {"job": order[no], "done": done, "due": dues[no], "late": late[no]})]


def _overtaken(jobs: Items, order: Sequence[str]) -> list[Note]:
    """Name the first job that waits for a longer one right before it."""
    for before, after in pairwise(order):
        longer, shorter = _facts(jobs, (before, after), "time")
        if longer > shorter:
            said: dict[str, str | float] = {"before": before, "longer": longer}
            return [Note("overtaken", {**said, "after": after, "shorter": shorter})]
    return []


def _ends(jobs: Items, order: Sequence[str]) -> list[Note]:
    """Say what the second machine waits for and what is left for it, unless no order is quicker."""
    first, second = _facts(jobs, order, "first"), _facts(jobs, order, "second")
    if makespan(first, second) <= shortest_makespan(first, second) + DUST:
        return []
    said: dict[str, str | float] = {"head": order[0], "wait": first[0], "last": order[-1]}
    return [Note("ends", {**said, "tail": second[-1]})]


MODEL = Model(
    run=run,
    inputs={"promise": "order", "flow": "order", "pair": "order"},
    facts={"promise": ("time", "due"), "flow": ("time", "due"), "pair": ("first", "second")},
    values=(
        "least_late", "least_flow", "least_span", "span", "pair_rows", "pair_starts", "pair_times",
        *(
            f"{board}_{value}"
            for board in ("promise", "flow")
            for value in ("mean_flow", "mean_late", "max_late", "rows", "starts", "times", "dues")
        ),
    ),
    words=("promise_jobs", "promise_kinds", "flow_jobs", "flow_kinds", "pair_jobs"),
    notes={
        "latest": ("job", "done", "due", "late"),
        "overtaken": ("before", "longer", "after", "shorter"),
        "ends": ("head", "wait", "last", "tail"),
    },
)  # fmt: skip
