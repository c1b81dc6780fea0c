"""How far each renewal of a learner's certificates is, as the page of certificates shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for

from courseware.operations.renewals import Expiring, expiring
from courseware.progress.renewal import Renewal
from courseware.web.database import now, read, shelf
from courseware.web.language import gettext as _
from courseware.web.language import ngettext


@dataclass(frozen=True, slots=True)
class RenewalShown:
    """How far a renewal is: the day it opens, whether it is open, and each thing asked."""

    opens_on: date
    is_open: bool
    is_met: bool
    count: str
    asked: list[tuple[str, str, datetime | None]]  # title, address, when it was passed again


def renewals_of(person_id: int) -> Mapping[str, RenewalShown]:
    """Return the renewals of a person by the number of the certificate that would be renewed."""
    return {one.row.public_id: _shown(one) for one in expiring(read(), person_id, shelf())}


def title_of(slug: str) -> str:
    """Return a module's title, or its id when it is no longer published."""
    published = shelf().modules.get(slug)
    return slug if published is None else published.module.title


def _shown(one: Expiring) -> RenewalShown:
    found = one.renewal
    return RenewalShown(
        opens_on=found.opens_on,
        is_open=found.is_open(now()),
        is_met=found.is_met,
        count=_so_far(found),
        asked=[
            (*_thing(one, subject), None if fact is None else fact.at)
            for subject, fact in found.again.items()
        ],
    )


def _thing(one: Expiring, subject: str) -> tuple[str, str]:
    """Return what is asked again and where it is taken: the level review, or the quiz of a module."""
    if one.renewal.review and one.level is not None:
        url = url_for("learning.review", pathway=one.row.pathway, level=one.row.level)
        return _("Level review: %(title)s") % {"title": one.level.title}, url
    return title_of(subject), url_for("learning.module", slug=subject, _anchor="quiz")


def _so_far(found: Renewal) -> str:
    """Say what a renewal asks for and how much of it is done."""
    if found.review:
        return _("Renew it: pass the level review again")
    count = len(found.again)
    return ngettext(
        "Renew it: %(done)s of %(n)s quiz passed again",
        "Renew it: %(done)s of %(n)s quizzes passed again",
        count,
    ) % {"done": found.done, "n": count}
