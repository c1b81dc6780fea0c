"""The ten kinds of practice that a production manager needs (curriculum, section 2.2)."""

from __future__ import annotations

from enum import StrEnum


def _(text: str) -> str:
    """Mark a word for the translators' catalog."""
    return text


class Category(StrEnum):
    """What an hour of practice was about; the values are stored."""

    SCHEDULING = "scheduling"
    QUALITY = "quality-checks"
    EQUIPMENT = "equipment"
    SAFETY = "safety"
    MATERIALS = "materials"
    DATA = "production-data"
    LEADING = "leading-people"
    DEPARTMENTS = "departments"
    IMPROVEMENT = "improvement"
    COST = "cost"


NAMES: dict[Category, str] = {
    Category.SCHEDULING: _("Scheduling"),
    Category.QUALITY: _("Quality checks"),
    Category.EQUIPMENT: _("Equipment monitoring"),
    Category.SAFETY: _("Safety"),
    Category.MATERIALS: _("Materials"),
    Category.DATA: _("Production data"),
    Category.LEADING: _("Leading people"),
    Category.DEPARTMENTS: _("Work across departments"),
    Category.IMPROVEMENT: _("Improvement projects"),
    Category.COST: _("Budget and cost"),
}
