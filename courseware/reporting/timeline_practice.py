"""What the facts of practice and levels say on a person's timeline: kinds and numbers, never words of theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from courseware.practice.categories import NAMES, Category
from courseware.progress.facts import FactKind
from courseware.records.catalog import Shelf
from courseware.records.journal import Entry
from courseware.reporting.sentence import Sentence
from courseware.web.language import day
from courseware.web.language import gettext as _
from courseware.words import hours_text


def practice(fact: Entry, body: Mapping[str, Any], _shelf: Shelf) -> Sentence:
    """Say that an entry of the practice log was confirmed or returned."""
    values = {
        "hours": hours_text(Fraction(body["quarters"], 4)),
        "category": _(NAMES[Category(body["category"])]),
    }
    if body.get("case"):
        title = _("Solved a simulated case: %(hours)s h, %(category)s")
    elif fact.kind == FactKind.PRACTICE_VERIFIED:
        title = _("Practice confirmed: %(hours)s h, %(category)s")
    else:
        title = _("Practice returned: %(hours)s h, %(category)s")
    is_good = fact.kind == FactKind.PRACTICE_VERIFIED
    text = day(date.fromisoformat(body["on"]))
    return Sentence(title % values, text, "good" if is_good else "note")


def result(fact: Entry, _body: Mapping[str, Any], _shelf: Shelf) -> Sentence:
    """Say that a result was confirmed or returned."""
    if fact.kind == FactKind.RESULT_VERIFIED:
        return Sentence(_("A result was confirmed"), kind="good")
    return Sentence(_("A result was returned"))


def rated(_fact: Entry, body: Mapping[str, Any], shelf: Shelf) -> Sentence:
    """Say that somebody rated; what they said is the learner's to show."""
    return Sentence(
        _("Somebody rated their work"), level_title(shelf, body["pathway"], body["level"])
    )


def a3(fact: Entry, _body: Mapping[str, Any], _shelf: Shelf) -> Sentence:
    """Say what became of an A3."""
    titles = {
        FactKind.A3_ASSESSED: _("An A3 report was assessed"),
        FactKind.A3_ACCEPTED: _("An A3 report was accepted"),
        FactKind.A3_RETURNED: _("An A3 report was returned"),
    }
    kind = "good" if fact.kind == FactKind.A3_ACCEPTED else "note"
    return Sentence(titles[FactKind(fact.kind)], kind=kind)


def reached(_fact: Entry, body: Mapping[str, Any], shelf: Shelf) -> Sentence:
    """Say that a level was reached."""
    title = level_title(shelf, body["pathway"], body["level"])
    return Sentence(_("Reached the level “%(title)s”") % {"title": title}, kind="good")


def level_title(shelf: Shelf, pathway_id: str, level_id: str) -> str:
    """Return a level's title, or its id when it is no longer published."""
    pathway = shelf.pathways.get(pathway_id)
    level = None if pathway is None else pathway.level(level_id)
    return level_id if level is None else level.title


PRACTICE_SENTENCES: Mapping[str, Callable[[Entry, Mapping[str, Any], Shelf], Sentence]] = {
    FactKind.PRACTICE_VERIFIED: practice,
    FactKind.PRACTICE_RETURNED: practice,
    FactKind.RESULT_VERIFIED: result,
    FactKind.RESULT_RETURNED: result,
    FactKind.RATED: rated,
    FactKind.A3_ASSESSED: a3,
    FactKind.A3_ACCEPTED: a3,
    FactKind.A3_RETURNED: a3,
    FactKind.LEVEL_REACHED: reached,
}
