"""The knowledge record of a level: what was tested and when. It is a transcript, and no certificate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from flask import abort, url_for

from courseware.content.model import Pathway
from courseware.learning.place import blueprint, published_pathway
from courseware.learning.review_results import bars_of
from courseware.operations.level_statement import supervision
from courseware.permissions import Permission
from courseware.practice.gates import Level
from courseware.progress.facts import Fact, FactKind
from courseware.progress.practiced import Shown
from courseware.progress.readiness import StepKind, best_review, readiness, subject_of
from courseware.progress.requirements import BY_ASSESSMENT
from courseware.records.shown import read_shown
from courseware.web.database import now, read, shelf
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page
from courseware.web.standings import points_text
from courseware.words import percent


@dataclass(frozen=True, slots=True)
class Passed:
    """A module on the record, with the version and the day that it was passed at."""

    number: int
    title: str
    version: int
    how: str
    at: datetime


@blueprint.get("/readiness/<pathway>/<level>/knowledge")
@requires(Permission.LEARN)
def knowledge(pathway: str, level: str) -> str:
    """Show the record of somebody who passed modules and review; to others what is missing."""
    found = published_pathway(pathway)
    one = found.level(level)
    if one is None:
        abort(404)
    rested = read_shown(read(), me().id)
    ready = readiness(found, one, rested.shown, shelf().shared.competencies)
    if not ready.has_knowledge:
        known = {StepKind.MODULES, StepKind.REVIEW}
        steps = [step for step in ready.steps if step.kind in known]
        review_url = url_for("learning.review", pathway=pathway, level=level)
        return page(
            "learning/knowledge_missing.html", pathway=found, level=one,
            lines=[line for step in steps for line in step.lines],
            review_url=review_url if one.review is not None and one.through else None,
        )  # fmt: skip
    return page(
        "learning/knowledge.html",
        pathway=found,
        level=one,
        name=me().certificate_name or me().name,
        modules=_modules(found, one, rested.kinds),
        review=_review(found, one, rested.shown),
        printed_at=now(),
    )


def _modules(pathway: Pathway, level: Level, facts: Sequence[Fact]) -> list[Passed]:
    passed = {one.subject: one for one in reversed(facts) if one.kind is FactKind.MODULE_PASSED}
    return [
        Passed(number, _title(slug), passed[slug].body["version"], _how(passed[slug]), passed[slug].at)
        for number, slug in enumerate(pathway.modules_of(level), start=1)
    ]  # fmt: skip


def _title(slug: str) -> str:
    published = shelf().modules.get(slug)
    return slug if published is None else published.module.title


def _how(fact: Fact) -> str:
    """Say what passed a module: its quiz, or a challenge."""
    share = percent(Fraction(fact.body["best_num"], fact.body["best_den"]))
    if fact.body.get("by") == BY_ASSESSMENT:
        return _("by assessment, %(share)s") % {"share": share}
    return _("quiz %(share)s") % {"share": share}


def _review(pathway: Pathway, level: Level, shown: Shown) -> dict[str, Any] | None:
    """Return the review that counts; None where the level asks for none."""
    if level.review is None:
        return None
    best = best_review(level.review, shown.reviews[subject_of(pathway.id, level)])
    return {
        "at": best.at,
        "points": points_text(best.points),
        "maximum": best.maximum,
        "bars": bars_of(best.by_competency, level.review, {}),
        "how": supervision(read(), best),
    }
