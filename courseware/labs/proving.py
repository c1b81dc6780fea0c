"""The keys of a lab: solved examples that its author gives, worked through before anything is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from courseware.calculation.compare import Tolerance, is_within
from courseware.calculation.expressions import ExpressionError
from courseware.calculation.values import Value, Values
from courseware.labs.charts import draw
from courseware.labs.checking import findings
from courseware.labs.inputs.bounds import plain_number
from courseware.labs.inputs.kind import Raw
from courseware.labs.inputs.registry import TYPES
from courseware.labs.lab import Lab
from courseware.labs.texts import fill, say
from courseware.labs.working import Raws, Work, start, work
from courseware.problems import Source, count_errors
from courseware.shapes import BLOCK, LINE, nearest, read_block

MOST_WORKINGS = 400
"""How often a lab is worked through, at most: one key in all of 20 cases is 20 times."""
_KEY = {"inputs": BLOCK, "gives": BLOCK, "passes": LINE, "case": LINE}


def prove(lab: Lab, keys: list[Any], source: Source) -> Lab:
    """Return the lab with a solution for each case, from its keys, which are worked through.

    What does not come out is reported, and a case that no key passes.
    """
    before = count_errors(source)
    passing: dict[int, dict[str, Raw]] = {}
    asked = sum(1 if isinstance(one, Mapping) and "case" in one else len(lab.cases) for one in keys)
    if asked > MOST_WORKINGS:
        said = f"The keys are worked through {asked} times; at most {MOST_WORKINGS} are possible."
        source.error(said, mend="Write fewer, or name a `case` in each.")
        return lab
    for no, entry in enumerate(keys):
        place = source.at(no)
        typed = read_block(entry, place, _KEY, {"inputs", "passes"})
        if {"inputs", "passes"} <= typed.keys():
            passing = _prove_key(lab, typed, place) | passing
    missing = [no for no in range(len(lab.cases)) if no not in passing]
    if missing and count_errors(source) == before:
        said = (
            "No key passes this lab" if len(lab.cases) == 1 else f"No key passes case {missing[0]}"
        )
        source.error(f"{said}.", mend="Write `keys:` with inputs that pass, `passes: yes`.")
    return replace(lab, solutions=tuple(_plain(passing[no]) for no in sorted(passing)))


def _plain(inputs: Mapping[str, Raw]) -> dict[str, dict[str, list[str]]]:
    """Return inputs as JSON says them, so that a stored lab equals the one that was read."""
    return {name: {part: [*raw[part]] for part in raw} for name, raw in inputs.items()}


def _prove_key(lab: Lab, typed: Mapping[str, Any], source: Source) -> dict[int, dict[str, Raw]]:
    """Try one key in each case, or in the one that it names; return its inputs in those that it passes."""
    wants = typed["passes"]
    if wants not in {"yes", "no"}:
        source.error(f"`passes` is “{wants}”.", "passes", mend="Write yes or no.")
        return {}
    passed = {}
    for no in _cases(lab, typed, source):
        before = count_errors(source)
        inputs = key_inputs(lab, typed["inputs"], no, source)
        done = None if count_errors(source) > before else _worked(lab, no, inputs, source)
        if done is None or not _can_be_shown(lab, done, source):
            break
        found = findings(lab, done)
        if all(one.is_met for one in found):
            passed[no] = inputs
        if (no in passed) != (wants == "yes"):
            unmet = next((one.html for one in found if not one.is_met), "every check holds")
            said = f"This key should {'' if wants == 'yes' else 'not '}pass in case {no}: {unmet}"
            source.error(said, "passes", mend="Change the key or the checks.")
            break
        if not _gives(done, typed.get("gives", {}), source):
            break
    return passed


def _worked(lab: Lab, case_no: int, inputs: Raws, source: Source) -> Work | None:
    """Return what a key comes to; None where the model fails on what the file gives it."""
    try:
        return work(lab, case_no, inputs)
    except (TypeError, LookupError, AttributeError) as error:
        said = f"The model {lab.model} cannot use what this file gives it: {error!r}."
        source.error(said, "inputs", mend="Look at the facts of items and at `given`.")
        return None


def _cases(lab: Lab, typed: Mapping[str, Any], source: Source) -> range:
    if "case" not in typed:
        return range(len(lab.cases))
    named = typed["case"]
    if named not in {str(no) for no in range(len(lab.cases))}:
        source.error(f"There is no case {named}.", "case", mend=f"0 to {len(lab.cases) - 1}.")
        return range(0)
    return range(int(named), int(named) + 1)


def key_inputs(lab: Lab, typed: Mapping[str, Any], case_no: int, source: Source) -> dict[str, Raw]:
    """Return what a key puts into the inputs; what it leaves out stands as at the start.

    A text is one value, a list several, a block one value a part; a block in a block is a table.
    The name of a value of the case stands for that value.
    """
    case = lab.case(case_no)
    inputs = start(lab, case)
    for name, entry in typed.items():
        if name not in inputs:
            source.error(f"There is no input “{name}”.", "inputs", mend=nearest(name, inputs))
            continue
        raw = _raw(entry, case)
        one = next(one for one in lab.inputs if one.name == name)
        known = TYPES[one.type].kept(one.spec)
        for part in sorted(raw.keys() - set(known)):
            mend = partial(nearest, part, known)
            source.error(f"“{name}” has no part “{part}”.", "inputs", name, mend=mend)
        inputs[name] = {**inputs[name], **raw}
    return inputs


def _raw(entry: Any, case: Values, part: str = "") -> Raw:
    if isinstance(entry, Mapping):
        parts: dict[str, tuple[str, ...]] = {}
        for name, inner in entry.items():
            parts |= _raw(inner, case, f"{part}.{name}" if part else name)
        return parts
    if isinstance(entry, list):
        return {part: tuple(_said(one, case) for one in entry)}
    return {part: (_said(entry, case),)}


def _said(entry: Any, case: Values) -> str:
    is_value = isinstance(entry, str) and entry in case
    return say(case[entry]).replace("−", "-") if is_value else str(entry)


def _can_be_shown(lab: Lab, done: Work, source: Source) -> bool:
    """Say whether the results of a key can be shown with all their texts, numbers and charts."""
    if not done.is_computed:
        asked = [
            f"{name}: {fault.reason.sentence()}"
            for name, one in done.faults.items()
            for fault in one
        ]
        source.error(f"This key cannot be computed. {done.problem or asked[0]}", "inputs")
        return False
    try:
        for html in lab.texts:
            fill(html, done.values, done.words)
        for output in lab.outputs:
            say(done.values[output.name], output.form)
        for no, chart in enumerate(lab.charts):
            draw(chart, done, f"chart-{no}")
    except (ValueError, KeyError, ExpressionError) as error:
        source.error(f"The results cannot be shown. {error}", "inputs")
        return False
    return True


def _gives(done: Work, typed: Mapping[str, Any], source: Source) -> bool:
    """Compare printed results with what comes out, to the digits that are printed."""
    for name, printed in typed.items():
        if name not in done.values:
            source.error(f"There is no result “{name}”.", "gives", mend=nearest(name, done.values))
            return False
        wanted = printed if isinstance(printed, list) else [printed]
        found = done.values[name]
        numbers = found if isinstance(found, list) else [found]
        if len(wanted) != len(numbers) or not all(map(_is_printed, wanted, numbers)):
            said = f"{name} comes to {say(found, '.6g')}, not {printed}."
            source.error(said, "gives", name, mend="Change the key or the model.")
            return False
    return True


def _is_printed(printed: str, found: Value) -> bool:
    number = plain_number(str(printed))
    if number is None or isinstance(found, list):
        return False
    digits = max(0, -int(number.as_tuple().exponent))
    return is_within(number, float(found), Tolerance(absolute=0.5 * 10.0**-digits))
