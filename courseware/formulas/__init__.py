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
from courseware.formulas.safety import (
    incidence_rate,
    incidence_rate_range,
    lift_multipliers,
    lifting_index,
    recommended_weight_limit,
    severity_rate,
)

__all__ = [
    "flow_time",
    "incidence_rate",
    "incidence_rate_range",
    "lift_multipliers",
    "lifting_index",
    "line_rate",
    "pieces_due",
    "recommended_weight_limit",
    "severity_rate",
    "station_utilizations",
    "takt_time",
    "throughput",
    "utilization",
    "work_in_process",
]
