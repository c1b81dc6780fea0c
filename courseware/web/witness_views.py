"""Results and ratings as pages of several faces show them."""

from __future__ import annotations

from dataclasses import dataclass

from courseware.content.model import Competency
from courseware.practice.ratings import WORDS
from courseware.records.attestations import RatingRow
from courseware.records.results import ResultRow
from courseware.web.language import day
from courseware.web.language import gettext as _


def result_facts(row: ResultRow) -> list[tuple[str, str]]:
    """Return label and text, line by line, of what a result says."""
    said = row.draft.texts
    pairs = [
        (_("Measure"), said["measure"]),
        (_("Before"), _number(row, "baseline")),
        (_("After"), _number(row, "after")),
        (_("What must not get worse"), said["guard"]),
        (_("Money"), said["money"]),
        (_("Finance"), _finance(row)),
        (_("Own part"), said["own_part"]),
        (_("Team"), said["team"]),
    ]
    return [(label, text) for label, text in pairs if text]


def _number(row: ResultRow, name: str) -> str:
    said, days = row.draft.texts, row.draft.days
    number = f"{said[name]} {said['unit']}".strip()
    begin, end = days[f"{name}_from"], days[f"{name}_to"]
    if not said[name] or begin is None or end is None:
        return number if said[name] else ""
    values = {"number": number, "begin": day(begin), "end": day(end)}
    return _("%(number)s, from %(begin)s to %(end)s") % values


def _finance(row: ResultRow) -> str:
    if not row.draft.texts["money"]:
        return ""
    checked = row.draft.is_finance_checked
    return _("Checked the money") if checked else _("Has not checked the money")


@dataclass(frozen=True, slots=True)
class Rated:
    """One competency of a form: what the level asks for, and what was said of it."""

    code: str
    name: str
    descriptor: str
    rating: int | None
    example: str

    @property
    def words(self) -> str:
        """Return the rating in words."""
        if self.rating is None:
            return _("Not observed")
        return f"{self.rating} – {_(WORDS[self.rating])}"


def descriptor_of(one: Competency, level: str) -> str:
    """Return what a competency asks for at a level; "" for a level without descriptors."""
    return str(getattr(one, level, ""))


def rated_lines(row: RatingRow, competencies: tuple[Competency, ...]) -> list[Rated]:
    """Return a given form line by line."""
    return [
        Rated(
            one.id, one.name, descriptor_of(one, row.level), row.ratings.get(one.id),
            row.examples.get(one.id, ""),
        )
        for one in competencies
    ]  # fmt: skip
