"""The result of a level review: points and competencies, and what to read again; never a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeVar

from flask import url_for
from sqlalchemy import Row

from courseware.charts.bars import bar_chart
from courseware.charts.chart import Titles
from courseware.charts.marks import Mark, element, words
from courseware.content.model import Module
from courseware.operations.review_grades import ByCompetency, by_competency, gate_of
from courseware.practice.gates import ReviewGate
from courseware.records.review_sessions import session_of
from courseware.records.sheets import Sheet
from courseware.web.database import read, shelf, site
from courseware.web.language import gettext as _
from courseware.web.standings import points_text
from courseware.words import hours_text, percent

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Bar:
    """What one competency earned. `needed`: "" where its questions are too few to ask for a share."""

    name: str
    points: str
    items: int
    needed: str
    is_enough: bool
    lessons: Sequence[tuple[str, str]] = ()  # (title, address)


def review_result_of(sheet: Sheet) -> dict[str, Any]:
    """Load all that the result page of a review shows."""
    own = sheet.attempt
    module = site().shelves.version(read(), own.version_id)
    pathway, level = own.module.split("/")
    gate, points = gate_of(shelf(), module), own.points or Fraction(0)
    shares = [Fraction(row.num or 0, row.den or 1) for row in sheet.rows]
    earned = by_competency(module, sheet.rows, shares)
    again = _again(module, sheet.rows, shares)
    return {
        "attempt": own,
        "title": module.title,
        "back_url": url_for("learning.review", pathway=pathway, level=level),
        "knowledge_url": url_for("learning.knowledge", pathway=pathway, level=level),
        "points": points_text(points),
        "share": percent(points / own.maximum),
        "share_number": float(100 * points / own.maximum),
        "mark_number": float(100 * gate.mark),
        "needed": hours_text(gate.mark * own.maximum),
        "competency_share": percent(gate.competency_mark),
        "least_items": gate.least_items,
        "bars": bars_of(earned, gate, again),
        "chart": chart_of(earned),
        "is_supervised": session_of(read(), own.id) is not None,
        "late": sheet.late,
    }


def bars_of(
    earned: ByCompetency, gate: ReviewGate, again: Mapping[str, Sequence[tuple[str, str]]]
) -> list[Bar]:
    """Return what each competency earned, and what of it to read again."""
    bars = []
    for code, (points, items) in in_order(earned):
        is_asked = items >= gate.least_items
        needed = gate.competency_mark * items
        bars.append(
            Bar(
                name=name_of(code),
                points=points_text(points),
                items=items,
                needed=hours_text(needed) if is_asked else "",
                is_enough=not is_asked or points >= needed,
                lessons=again.get(code, ()),
            )
        )
    return bars


def in_order(by_code: Mapping[str, Value]) -> list[tuple[str, Value]]:
    """Return what stands by competency in the order of the competencies; JSON keeps none."""
    codes = [one.id for one in shelf().shared.competencies]
    known = [(code, by_code[code]) for code in codes if code in by_code]
    return known + [(code, one) for code, one in by_code.items() if code not in codes]


def name_of(code: str) -> str:
    """Return a competency's code and name."""
    names = {one.id: one.name for one in shelf().shared.competencies}
    return f"{code} {names.get(code, '')}".strip()


def chart_of(earned: ByCompetency) -> Mark:
    """Draw the competencies as bars; its table stands below it on the page."""
    ordered = in_order(earned)
    shares = [100 * points // items for _code, (points, items) in ordered]  # cut, as everywhere
    titles = Titles(
        "by-competency", _("Share of the points by competency"), x=_("Percent of the points")
    )
    chart = bar_chart(shares, [name_of(code) for code, _earned in ordered], titles)
    title = element("figcaption", words(_("Share of the points by competency")))
    return element("figure", title, chart.svg, class_="chart")


def _again(
    module: Module, rows: Sequence[Row[Any]], shares: Sequence[Fraction]
) -> dict[str, list[tuple[str, str]]]:
    """Return, for each competency, the lessons that teach the outcomes of what was missed in it."""
    found: dict[str, dict[tuple[str, str], None]] = {}
    for row, share in zip(rows, shares, strict=True):
        question = module.bank.question(row.question_id)
        if share < 1:
            lessons = found.setdefault(question.competency, {})
            lessons.update(dict.fromkeys(_lessons(question.outcome)))
    return {code: sorted(lessons) for code, lessons in found.items()}


def _lessons(outcome: str) -> list[tuple[str, str]]:
    """Return the lessons that teach an outcome, named "module/outcome"; none if it is gone."""
    slug, _slash, outcome_id = outcome.partition("/")
    published = shelf().modules.get(slug)
    if published is None:
        return []
    return [
        (one.title, url_for("learning.lesson", slug=slug, lesson=one.id))
        for one in published.module.lessons
        if outcome_id in one.outcomes
    ]
