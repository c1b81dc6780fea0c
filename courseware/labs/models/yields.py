"""Yield and sigma level of a line of four steps, and which single step is worth bringing up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate
from operator import mul

from courseware.formulas.quality import (
    MILLION,
    SHIFTS,
    defects_per_million,
    defects_per_unit,
    dpmo_at_sigma_level,
    normalized_yield,
    rolled_throughput_yield,
    sigma_level,
    starts_needed,
    throughput_yield,
    z_value,
)
from courseware.labs.given import Given, Model, Note, Result

STEPS = ("mill", "drill", "wash", "assemble")
GOAL = 99.5
"""Percent to which one step can be brought."""
SHOWN = 1_000
"""Units that the chart follows through the steps."""
_, SHIFT = SHIFTS


def run(given: Given) -> Result:
    """Return the measures of the defects that were counted, and of the yields of the steps.

    Inputs: `defects`, `units`, `opportunities`, `good` and the yield of each step in percent. Case:
    `level`, the sigma level that is wanted, and `mill_now` … , the yields before any change.
    """
    counted = [given.number(name) for name in ("defects", "units", "opportunities")]
    if counted[0] >= counted[1] * counted[2]:
        raise ValueError(
            f"{counted[0]:,.0f} defects in {counted[1] * counted[2]:,.0f} opportunities leave nothing "
            "right, so there is no sigma level. Check the three counts."
        )
    dpu, dpmo = defects_per_unit(*counted[:2]), defects_per_million(*counted)
    before = [given.number(f"{name}_now") for name in STEPS]
    after = [given.number(name) for name in STEPS]
    rty, good = _rolled(after), given.number("good")
    starts = starts_needed(good, rty)
    starts_before = starts_needed(good, _rolled(before))
    changed = [no for no, one in enumerate(after) if one != before[no]]
    passing = accumulate((one / 100 for one in after), mul, initial=float(SHOWN))
    return Result(
        values={
            "dpu": dpu,
            "dpmo": dpmo,
            "throughput": throughput_yield(dpu),
            "z": z_value(dpmo),
            "sigma": sigma_level(dpmo, SHIFT),
            "allowed": math.floor(
                dpmo_at_sigma_level(given.number("level"), SHIFT)
                * counted[1] * counted[2] / MILLION
            ),
            "rty": rty,
            "normalized": normalized_yield(rty, len(after)),
            "starts": starts,
            "starts_before": starts_before,
            "fewest": _fewest(before, good),
            "changed": len(changed),
            "lost": [left * (1 - one / 100) for left, one in zip(passing, after, strict=False)],
        },
        notes=_notes(after, changed, starts_before - starts),
    )  # fmt: skip


def _rolled(yields: Sequence[float]) -> float:
    return rolled_throughput_yield([one / 100 for one in yields])


def _fewest(before: Sequence[float], good: float) -> int:
    """Return the fewest starts that one step alone at the goal can bring."""
    raised = (
        [max(one, GOAL) if no == chosen else one for no, one in enumerate(before)]
        for chosen in range(len(before))
    )
    return min(starts_needed(good, _rolled(yields)) for yields in raised)


def _notes(after: Sequence[float], changed: Sequence[int], saved: int) -> list[Note]:
    if not changed:
        return [Note("untouched")]
    notes = [
        Note("above", {"step": STEPS[no].capitalize(), "now": after[no]})
        for no in changed
        if after[no] > GOAL
    ]
    if len(changed) > 1:
        return [*notes, Note("several", {"count": len(changed)})]
    blanks: dict[str, str | float] = {
        "step": STEPS[changed[0]].capitalize(),
        "now": after[changed[0]],
    }
    if saved > 0:
        return [*notes, Note("saved", {**blanks, "saved": saved})]
    return [*notes, Note("no_gain", blanks)]


MODEL = Model(
    run=run,
    inputs=dict.fromkeys(("defects", "units", "opportunities", "good", *STEPS), "number"),
    case=("level", *(f"{name}_now" for name in STEPS)),
    values=(
        "dpu", "dpmo", "throughput", "z", "sigma", "allowed", "rty", "normalized", "starts",
        "starts_before", "fewest", "changed", "lost",
    ),
    notes={
        "untouched": (),
        "above": ("step", "now"),
        "several": ("count",),
        "saved": ("step", "now", "saved"),
        "no_gain": ("step", "now"),
    },
)  # fmt: skip
