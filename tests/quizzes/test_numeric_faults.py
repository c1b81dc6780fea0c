from __future__ import annotations

import pytest
from quiz_examples import NUMERIC, Fault, assert_told_once, put

FAULTS: list[Fault] = [
    # values
    ("draw", put(NUMERIC, given={"wip": "60 to 90"}), "neither", ("questions", 16, "given", "wip")),
    ("name", put(NUMERIC, given={"1st": "6"}), "cannot name", ("questions", 16, "given", "1st")),
    (
        "both blocks",
        put(NUMERIC, let={"hours": "wip / rate", "wip": "3"}),
        "in `given` and in `let`",
        ("questions", 16, "let", "wip"),
    ),
    ("let", put(NUMERIC, let={"hours": "wip /"}), "complete", ("questions", 16, "let", "hours")),
    (
        "order of let",
        put(NUMERIC, let={"late": "hours + 1", "hours": "wip / rate"}),
        "“hours” has no value",
        ("questions", 16, "let", "late"),
    ),
    (
        "no result",
        put(NUMERIC, let={"hours": "wip / 0"}),
        "`wip / 0` with",
        ("questions", 16, "given"),
    ),
    ("require", put(NUMERIC, require="hours > 99"), "not met in 200", ("questions", 16, "given")),
    ("require reads", put(NUMERIC, require="late > 9"), "“late”", ("questions", 16, "require")),
    # numeric
    ("value", put(NUMERIC, value="hours +"), "not a complete", ("questions", 16, "value")),
    ("unit", put(NUMERIC, value="hours hr"), "“hr” is not", ("questions", 16, "value")),
    (
        "list",
        put(NUMERIC, value="[wip, rate]", units=["h"]),
        "one number",
        ("questions", 16, "value"),
    ),
    ("units", put(NUMERIC, units=["h", "mn"]), "Did you mean", ("questions", 16, "units")),
    ("units twice", put(NUMERIC, units=["h", "h"]), "twice", ("questions", 16, "units")),
    ("first unit", put(NUMERIC, units=["min", "h"]), "begins with min", ("questions", 16, "units")),
    ("decimals", put(NUMERIC, decimals="one"), "`decimals` is", ("questions", 16, "decimals")),
    ("both digits", put(NUMERIC, figures="3"), "Keep one", ("questions", 16, "figures")),
    ("within", put(NUMERIC, within="a bit"), "not a tolerance", ("questions", 16, "within")),
    (
        "mistake is right",
        put(NUMERIC, mistakes={"wip / 24": "x"}),
        "counts as right",
        ("questions", 16, "mistakes", "wip / 24"),
    ),
    (
        "mistake without feedback",
        put(NUMERIC, mistakes={"rate": ""}),
        "has no feedback",
        ("questions", 16, "mistakes", "rate"),
    ),
    (
        "mistake without result",
        put(NUMERIC, mistakes={"wip / (rate - 24)": "x"}),
        "`wip / (rate - 24)` with",
        ("questions", 16, "mistakes", "wip / (rate - 24)"),
    ),
    (
        "few answers",
        put(NUMERIC, given={"wip": "60", "rate": "20..23"}),
        "4 different",
        ("questions", 16, "given"),
    ),
    ("not solvable", put(NUMERIC, within="0.1%"), "its own solution", ("questions", 16, "value")),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault[0])
def test_a_fault_of_values_or_key_is_told_with_its_line_and_stops_the_bank(fault):
    assert_told_once(fault)
