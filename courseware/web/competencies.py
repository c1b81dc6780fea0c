"""Competencies as a chart with its table: what quizzes, review and ratings say about each."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from courseware.charts.chart import Titles, table
from courseware.charts.curve import Curve
from courseware.charts.marks import Mark, element, words
from courseware.charts.radar import radar_chart
from courseware.content.model import Pathway
from courseware.practice.gates import Level
from courseware.progress.competencies import Known, known_of
from courseware.progress.readiness import subject_of
from courseware.records.shown import read_shown
from courseware.records.standings import read_standings
from courseware.web.database import read, shelf
from courseware.web.language import gettext as _
from courseware.words import percent


def competency_chart(person_id: int, pathway: Pathway, level: Level) -> Mark | None:
    """Return the chart and its table; None while nothing is known of any competency."""
    there = shelf()
    names = {one.id: one.name for one in there.shared.competencies}
    best = {
        slug: found.best
        for slug, found in read_standings(read(), person_id).items()
        if found.best is not None
    }
    known = known_of(
        list(names),
        {slug: one.module.competencies for slug, one in there.modules.items()},
        best,
        read_shown(read(), person_id).shown,
        subject=subject_of(pathway.id, level),
        level=level.id,
    )
    kinds: list[tuple[str, Callable[[Known], Fraction | None]]] = [
        (_("Quizzes"), lambda one: one.quizzes),
        (_("Level review"), lambda one: one.review),
        (_("Ratings"), lambda one: one.ratings),
    ]
    kinds = [kind for kind in kinds if any(kind[1](one) is not None for one in known)]
    if not kinds:
        return None
    rings = [
        Curve(name, [float(100 * (share(one) or 0)) for one in known]) for name, share in kinds
    ]
    title = _("Competencies, in percent of what can be reached")
    chart = radar_chart(list(names.values()), rings, 100, Titles(id="competency", title=title))
    rows = [(names[one.code], *(_text(share(one)) for _name, share in kinds)) for one in known]
    columns = (_("Competency"), *(name for name, _share in kinds))
    return element(
        "figure", element("figcaption", words(title)), chart.svg, table(title, columns, rows),
        class_="chart",
    )  # fmt: skip


def _text(share: Fraction | None) -> str:
    return _("nothing yet") if share is None else percent(share)
