"""A lab as its page shows it: to learners, and to authors who look ahead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from courseware.calculation.values import Values
from courseware.charts.chart import folded_table, table
from courseware.charts.marks import Mark, element, words
from courseware.formulas.cards import CARDS
from courseware.labs.charts import draw
from courseware.labs.checking import Finding, findings
from courseware.labs.inputs.kind import Raw
from courseware.labs.lab import Asked, Lab, Option
from courseware.labs.runs import State, is_open
from courseware.labs.texts import NOTHING, fill, say
from courseware.labs.working import Work, work
from courseware.web.cards import formula_card
from courseware.web.lab_views import AskedView, InputView, LabView, Results, StepView, Words
from courseware.web.language import gettext as _
from courseware.web.language import say as say_reason


def lab_view(lab: Lab, state: State, seed: int, *, is_passed: bool = False) -> LabView:
    """Return a lab with what stands in it; findings and feedback only once it was checked."""
    done = work(lab, seed, state.inputs)
    case = lab.case(seed)
    shown = partial(fill, values=done.values, words=done.words)
    is_told = state.is_checked or is_passed
    inputs = {
        one.name: InputView(
            one,
            state.inputs.get(one.name, {}),
            done.understood[one.name].value,
            {
                fault.part: say_reason(fault.reason)
                for fault in done.faults.get(one.name, ())
                if is_told or _is_begun(state.inputs.get(one.name, {}), fault.part)
            },
            is_told,
            case,
        )
        for one in lab.inputs
    }
    return LabView(
        lab=lab,
        intro=fill(lab.html, case),
        predict=_asked(lab.predict, state.predicted, case),
        told=shown(lab.tell) if state.predicted else "",
        is_open=is_open(lab, state),
        steps=[
            StepView(step.title, fill(step.html, case), [inputs[one.name] for one in step.inputs])
            for step in lab.steps
        ],
        results=_results(lab, done, inputs),
        findings=_findings(lab, done) if is_told else (),
        so_what=_asked(lab.so_what, state.so_what, done.values, done.words),
        card=shown(lab.card) if is_passed else "",
        cards=[formula_card(one) for one in lab.formulas if one in CARDS],
        is_passed=is_passed,
    )


def _findings(lab: Lab, done: Work) -> Sequence[Finding]:
    if done.is_computed:
        return findings(lab, done)
    said = _("There is nothing to check yet: “What it comes to” says what is missing.")
    return [Finding(is_met=False, html=said)]


def _asked(
    asked: Asked | None, chosen: str, values: Values, words: Words | None = None
) -> AskedView | None:
    if asked is None:
        return None
    filled = partial(fill, values=values, words=words)
    options = [
        Option(one.id, filled(one.html), filled(one.feedback), one.is_right)
        for one in asked.options
    ]
    found = next((one for one in options if one.id == chosen), None)
    return AskedView(filled(asked.ask), options, found)


def _results(lab: Lab, done: Work, inputs: Mapping[str, InputView]) -> Results:
    if not done.is_computed:
        wrong = [
            (view.field_id(fault.part), view.label_of(fault.part), say_reason(fault.reason))
            for view in inputs.values()
            for fault in done.faults.get(view.input.name, ())
        ]
        is_marked = any(view.faults for view in inputs.values())
        return Results(wrong=wrong, is_marked=is_marked, problem=done.problem)
    outputs = [
        (one.label, _with_unit(say(done.values[one.name], one.form), one.unit))
        for one in lab.outputs
    ]
    tables = [
        table(one.caption, one.columns, done.tables[one.rows])
        for one in lab.tables
        if done.tables.get(one.rows)
    ]
    charts = [_chart(lab, done, no) for no in range(len(lab.charts))]
    return Results(outputs, [one for one in charts if one is not None], tables, done.notes)


def _is_begun(raw: Raw, part: str) -> bool:
    """Say whether something stands in this part of an input, or anywhere in it if that is the whole."""
    return any(any(raw.get(one, ())) for one in ([part] if part else raw))


def _with_unit(text: str, unit: str) -> str:
    return f"{text}\u00a0{unit}" if unit and text != NOTHING else text


def _chart(lab: Lab, done: Work, no: int) -> Mark | None:
    """Return a chart with its data; None where there is nothing to draw yet (an empty board)."""
    try:
        chart = draw(lab.charts[no], done, f"chart-{no + 1}")
    except ValueError:
        return None
    title = fill(str(lab.charts[no].get("title", "")), done.values) or _("What the chart shows")
    data = folded_table(chart, title, _("The chart as a table"))
    return element("figure", element("figcaption", words(title)), chart.svg, data, class_="chart")
