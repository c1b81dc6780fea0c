"""An A3 report and its scores as pages show them: to its author, to assessors, and as a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import escape

from courseware.content.practice_model import ModelA3
from courseware.practice.a3_report import Report, functions_in
from courseware.practice.gates import CAPSTONE_A3
from courseware.practice.rubric import CRITERIA, LEAST_EACH, LEAST_GATE, Criterion, Scores
from courseware.web.language import gettext as _

LEFT = 4
"""How many sections stand in the left column of the page: what is the case, before what is done."""


@dataclass(frozen=True, slots=True)
class Part:
    """One section. `text` is a learner's own words; `html` is the safe HTML of a model."""

    criterion: Criterion
    text: str = ""
    html: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report, ready to be shown on one page. `about`: (label, value) pairs below its title."""

    title: str
    about: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]

    @property
    def columns(self) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
        """Return the sections of the left and of the right column."""
        return self.parts[:LEFT], self.parts[LEFT:]


def kind_name(kind: str) -> str:
    """Return what a kind of report is called."""
    return _("Capstone A3") if kind == CAPSTONE_A3 else _("Practice A3")


def sheet_of(report: Report, *, kind: str, by: str) -> Sheet:
    """Return the page of a learner's report; data that are not of a real workplace are said to be simulated."""
    data = _("of a real workplace") if report.is_real else _("simulated")
    about = [(_("Kind"), kind_name(kind)), (_("By"), by), (_("Team"), report.team)]
    if report.functions:
        about.append((_("Functions"), ", ".join(functions_in(report.functions))))
    about.append((_("Data"), data))
    parts = tuple(Part(one, text=report.sections.get(one.id, "")) for one in CRITERIA)
    return Sheet(report.title or _("Untitled"), tuple(about), parts)


def sheet_of_model(model: ModelA3) -> Sheet:
    """Return the page of a model report."""
    about = ((_("By"), model.by), (_("Team"), model.team))
    parts = tuple(Part(one, html=_named(model, one)) for one in CRITERIA)
    return Sheet(model.title, about, parts)


def _named(model: ModelA3, one: Criterion) -> str:
    """Return a section whose tables say of which report they are: three reports stand on one page."""
    whose = escape(f"{model.title}, {_(one.name)}")
    return model.sections[one.id].replace('aria-label="', f'aria-label="{whose}. ')


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One line of a table of scores; `verdict` says in words whether it reaches what it must."""

    name: str
    score: int
    anchor: str
    verdict: str
    is_short: bool
    comment: str


def least_of(criterion: Criterion) -> int:
    """Return what a criterion must reach at least."""
    return LEAST_GATE if criterion.is_gate else LEAST_EACH


def score_lines(scores: Scores, comments: Mapping[str, str]) -> list[ScoreLine]:
    """Return the table of one assessor's scores, in the order of the report."""
    lines = []
    for one in CRITERIA:
        score, least = scores[one.id], least_of(one)
        is_short = score < least
        words = _("below %(least)s") if is_short else _("reaches %(least)s")
        lines.append(
            ScoreLine(
                _(one.name),
                score,
                _(one.anchors[score]),
                words % {"least": least},
                is_short,
                comments.get(one.id, ""),
            )
        )
    return lines
