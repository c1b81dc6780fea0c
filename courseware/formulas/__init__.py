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
from courseware.formulas.signals import beyond_limits, run_of_8, trend_of_6, two_of_three
from courseware.formulas.spc import (
    a2,
    d2,
    d3,
    d4,
    individuals_limits,
    moving_ranges,
    range_limits,
    sigma_within,
    subgroup_means,
    subgroup_ranges,
    xbar_limits,
)

__all__ = [
    "a2",
    "beyond_limits",
    "d2",
    "d3",
    "d4",
    "flow_time",
    "incidence_rate",
    "incidence_rate_range",
    "individuals_limits",
    "lift_multipliers",
    "lifting_index",
    "line_rate",
    "moving_ranges",
    "pieces_due",
    "range_limits",
    "recommended_weight_limit",
    "run_of_8",
    "severity_rate",
    "sigma_within",
    "station_utilizations",
    "subgroup_means",
    "subgroup_ranges",
    "takt_time",
    "throughput",
    "trend_of_6",
    "two_of_three",
    "utilization",
    "work_in_process",
    "xbar_limits",
]
