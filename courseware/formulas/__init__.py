"""The field's formulas: one function for each formula of the curriculum, pure numbers in and out."""

from __future__ import annotations

from courseware.formulas.flow import (
    flow_time,
    line_rate,
    pieces_due,
    station_utilizations,
    takt_time,
    throughput,
    utilization,
    work_in_process,
)

__all__ = [
    "flow_time",
    "line_rate",
    "pieces_due",
    "station_utilizations",
    "takt_time",
    "throughput",
    "utilization",
    "work_in_process",
]
