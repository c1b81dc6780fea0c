"""labs/<id>.yaml as plain text values → a Lab, or everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from courseware.calculation.expressions import is_name
from courseware.calculation.variation import read_expression, read_values
from courseware.labs.chart_words import read_charts
from courseware.labs.fitting import check_fit
from courseware.labs.given import Model
from courseware.labs.kinds import KINDS, check_kind
from courseware.labs.lab import Lab
from courseware.labs.modeling import known_models, model_named
from courseware.labs.proving import prove
from courseware.labs.reading_results import (
    is_few,
    read_checks,
    read_notes,
    read_outputs,
    read_tables,
)
from courseware.labs.reading_steps import Texts, read_asked, read_steps
from courseware.labs.working import measures_of
from courseware.problems import Source, count_errors
from courseware.shapes import (
    BLOCK,
    BLOCKS,
    DRAWS,
    LINE,
    LIST,
    TABLE,
    TEXT,
    Shapes,
    nearest,
    read_block,
    read_choice,
)

_NEEDED: Shapes = {
    "title": LINE, "kind": LINE, "minutes": LINE, "outcomes": LIST, "intro": TEXT,
    "steps": BLOCKS, "checks": BLOCKS, "card": TEXT, "keys": BLOCKS,
}  # fmt: skip
_OPTIONAL: Shapes = {
    "formulas": LIST, "given": DRAWS, "let": TABLE, "require": TEXT, "compute": TABLE,
    "model": LINE, "outputs": BLOCKS, "charts": BLOCKS, "tables": BLOCKS, "notes": TABLE,
    "predict": BLOCK, "so_what": BLOCK,
}  # fmt: skip
MOST_MINUTES, MOST_COMPUTED = 120, 60


def read_lab(
    lab_id: str,
    value: object,
    source: Source,
    *,
    outcomes: Collection[str],
    formulas: Collection[str],
    render: Callable[[str], str],
) -> Lab | None:
    """Compile a lab and prove it by its keys; None when it has an error.

    `value` holds dicts, lists and strings as typed, `source` the lines by path. `render` turns
    Markdown into safe HTML and raises ExpressionError for what cannot be shown.
    """
    before = count_errors(source)
    typed = read_block(value, source, {**_NEEDED, **_OPTIONAL}, _NEEDED.keys())
    if not _NEEDED.keys() <= typed.keys():
        return None
    read_choice(typed, "kind", KINDS, source)
    for word, known in (("outcomes", outcomes), ("formulas", formulas)):
        for no, name in enumerate(typed.get(word, ())):
            if name not in known:
                source.error(f"“{name}” is not known.", word, no, mend=nearest(name, known))
    lab = _read(lab_id, typed, source, Texts(source, render))
    if lab is None or count_errors(source) > before:
        return None
    check_kind(lab, source)
    check_fit(lab, model_named(lab.model), source)
    if count_errors(source) > before:
        return None
    proved = prove(lab, typed["keys"], source.at("keys"))
    return None if count_errors(source) > before else proved


def _read(lab_id: str, typed: Mapping[str, Any], source: Source, texts: Texts) -> Lab | None:
    before = count_errors(source)
    cases = read_values(typed, source)
    if not cases:
        return None
    steps = read_steps(typed["steps"], source.at("steps"), tuple(cases[0]), texts)
    inputs = [one for step in steps for one in step.inputs]
    model = _model(typed, source)
    if count_errors(source) > before:
        return None
    measures = [name for one in inputs for name in measures_of(one)]
    values = [*cases[0], *measures, *(model.values if model else ())]
    compute = _compute(typed, values, source)
    names = [*values, *compute]
    words = model.words if model else ()
    case = tuple(cases[0])
    texts.names = [*names, *words]
    predict, so_what = (
        read_asked(typed, word, source, texts, names=known)
        for word, known in (("predict", case), ("so_what", None))
    )
    return Lab(
        id=lab_id,
        title=typed["title"],
        kind=typed["kind"],
        minutes=_minutes(typed["minutes"], source),
        outcomes=tuple(typed["outcomes"]),
        html=texts.block(typed["intro"], "intro", names=case),
        steps=steps,
        checks=read_checks(typed["checks"], names, source.at("checks"), texts),
        card=texts.block(typed["card"], "card"),
        formulas=tuple(typed.get("formulas", ())),
        cases=tuple(dict(case) for case in cases),
        compute=compute,
        model=typed.get("model", ""),
        outputs=read_outputs(typed.get("outputs", []), names, source.at("outputs")),
        charts=read_charts(typed.get("charts", []), names, words, source.at("charts")),
        tables=read_tables(typed.get("tables", []), model, source.at("tables")),
        notes=read_notes(typed.get("notes", {}), model, source, texts),
        predict=predict,
        tell=_tell(typed, texts),
        so_what=so_what,
    )


def _tell(typed: Mapping[str, Any], texts: Texts) -> str:
    told = typed.get("predict", {}).get("tell", "")
    return texts.block(told, "predict", "tell") if isinstance(told, str) else ""


def _minutes(typed: str, source: Source) -> int:
    if typed in {str(one) for one in range(1, MOST_MINUTES + 1)}:
        return int(typed)
    source.error(f"`minutes` is “{typed}”.", "minutes", mend=f"Write 1 to {MOST_MINUTES}.")
    return 1


def _model(typed: Mapping[str, Any], source: Source) -> Model | None:
    name = typed.get("model", "")
    model = model_named(name) if name else None
    if name and model is None:
        known = known_models()
        mend = nearest(name, known) if known else "There is none yet."
        source.error(f"There is no model “{name}”.", "model", mend=mend)
    return model


def _compute(typed: Mapping[str, Any], values: list[str], source: Source) -> dict[str, str]:
    """Return name → expression; each may use those before it."""
    compute: dict[str, str] = {}
    written = typed.get("compute", {})
    if not is_few(written, MOST_COMPUTED, source.at("compute")):
        return {}
    for name, text in written.items():
        if name in values:
            source.error(f"“{name}” has a value already.", "compute", name, mend="Rename it.")
        if not is_name(name):
            mend = "Use letters, digits and _."
            source.error(f"“{name}” cannot name a value.", "compute", name, mend=mend)
        if read_expression(text, [*values, *compute], source, "compute", name) is not None:
            compute[name] = text
    return compute
