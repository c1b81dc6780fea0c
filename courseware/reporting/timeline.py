"""A person's record in plain sentences: what, when and by whom, newest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from courseware.content.model import LABS
from courseware.progress.facts import FactKind
from courseware.progress.requirements import BY_ASSESSMENT
from courseware.quizzes.terms import Purpose
from courseware.records.catalog import Shelf
from courseware.records.journal import Entry
from courseware.reporting.sentence import Sentence
from courseware.reporting.timeline_practice import PRACTICE_SENTENCES
from courseware.web.language import gettext as _
from courseware.web.language import moment
from courseware.web.standings import points_text
from courseware.words import percent


@dataclass(frozen=True, slots=True)
class Event:
    """One fact as the timeline component shows it."""

    when: str
    title: str
    text: str
    kind: str  # good, bad, note


_BY_THE_PERSON = {
    FactKind.ENROLLED, FactKind.LESSON_READ, FactKind.LESSON_REREAD, FactKind.LAB_PASSED,
}  # fmt: skip


_GRADED = {FactKind.ATTEMPT_GRADED, FactKind.REVIEW_GRADED}


def events_of(
    facts: Sequence[Entry], shelf: Shelf, person: str, names: Mapping[int, str]
) -> list[Event]:
    """Return the facts newest first; `names` are of the staff who recorded some of them."""
    events = []
    for fact in reversed(facts):
        said = _sentence(fact, shelf)
        when = f"{moment(fact.recorded_at, 'both')} · {_by(fact, person, names)}"
        events.append(Event(when, said.title, said.text, said.kind))
    return events


def _by(fact: Entry, person: str, names: Mapping[int, str]) -> str:
    """Name who did it: staff, the person, or the site by its rules."""
    if fact.by_person is not None:
        return names.get(fact.by_person, _("staff"))
    if fact.kind in _BY_THE_PERSON:
        return person
    if fact.kind in _GRADED and (fact.body or {}).get("closed_by") == "submit":
        return person
    return _("recorded by the site")


def _sentence(fact: Entry, shelf: Shelf) -> Sentence:
    if fact.body is None:
        return Sentence(_("A fact whose content was erased"))
    says = _SENTENCES.get(fact.kind)
    return Sentence(fact.kind) if says is None else says(fact, fact.body, shelf)


def _enrolled(fact: Entry, _body: Mapping[str, Any], shelf: Shelf) -> Sentence:
    words = (
        _("Started the pathway “%(title)s”")
        if fact.by_person is None
        else _("Was put on the pathway “%(title)s”")
    )
    return Sentence(words % {"title": _pathway(shelf, fact.subject)})


def _lesson_read(fact: Entry, _body: Mapping[str, Any], shelf: Shelf) -> Sentence:
    slug, _slash, lesson_id = fact.subject.partition("/")
    published = shelf.modules.get(slug)
    lesson = None if published is None else published.module.lesson(lesson_id)
    title = lesson_id if lesson is None else lesson.title
    is_again = fact.kind == FactKind.LESSON_REREAD
    words = _("Read the lesson “%(title)s” again") if is_again else _("Read the lesson “%(title)s”")
    return Sentence(words % {"title": title}, _module(shelf, slug))


def _lab_passed(fact: Entry, _body: Mapping[str, Any], shelf: Shelf) -> Sentence:
    slug, _slash, task = fact.subject.partition("/")
    lab_id = task.removeprefix(LABS)
    published = shelf.modules.get(slug)
    lab = None if published is None else published.module.lab(lab_id)
    title = lab_id if lab is None else lab.title
    return Sentence(
        _("Passed the lab “%(title)s”") % {"title": title}, _module(shelf, slug), "good"
    )


def _graded(fact: Entry, body: Mapping[str, Any], shelf: Shelf) -> Sentence:
    points = Fraction(body["num"], body["den"])
    words = (
        _("Try %(no)s of the challenge: %(points)s of %(maximum)s points")
        if body.get("purpose") == Purpose.CHALLENGE
        else _("Try %(no)s of the quiz: %(points)s of %(maximum)s points")
    )
    title = words % {
        "no": body["attempt_no"],
        "points": points_text(points),
        "maximum": body["maximum"],
    }
    verdict = _("enough to pass") if body["passed"] else _("below the pass mark")
    text = f"{_module(shelf, fact.subject)} · {percent(points / body['maximum'])}, {verdict}"
    if body["closed_by"] == "timeout":
        text += ". " + _("Time was up; the saved answers counted.")
    return Sentence(title, text)


def _reviewed(fact: Entry, body: Mapping[str, Any], shelf: Shelf) -> Sentence:
    points = Fraction(body["num"], body["den"])
    pathway, _slash, level = fact.subject.partition("/")
    words = _("Level review, try %(no)s: %(points)s of %(maximum)s points") % {
        "no": body["attempt_no"], "points": points_text(points), "maximum": body["maximum"],
    }  # fmt: skip
    found = shelf.reviews.get(fact.subject)
    title = level if found is None else found.module.title
    verdict = _("passed") if body["passed"] else _("not passed yet")
    how = _("supervised") if "session" in body else _("unsupervised, open book")
    text = f"{_pathway(shelf, pathway)}, {title} · {verdict}, {how}"
    return Sentence(words, text, "good" if body["passed"] else "note")


def _module_passed(fact: Entry, body: Mapping[str, Any], shelf: Shelf) -> Sentence:
    values = {
        "best": percent(Fraction(body["best_num"], body["best_den"])),
        "version": body["version"],
    }
    if body.get("by") == BY_ASSESSMENT:
        return Sentence(
            _("Passed the module “%(title)s” by assessment")
            % {"title": _module(shelf, fact.subject)},
            _("Challenge passed with %(best)s, version %(version)s of the module") % values,
            "good",
        )
    return Sentence(
        _("Passed the module “%(title)s”") % {"title": _module(shelf, fact.subject)},
        _("Best result %(best)s, version %(version)s of the module") % values,
        "good",
    )


def _signed(fact: Entry, body: Mapping[str, Any], shelf: Shelf) -> Sentence:
    words = _("Record number %(number)s signed") % {"number": fact.subject}
    return Sentence(words, _module(shelf, body["module"]), "good")


def _completed(fact: Entry, _body: Mapping[str, Any], shelf: Shelf) -> Sentence:
    words = _("Completed the pathway “%(title)s”")
    return Sentence(words % {"title": _pathway(shelf, fact.subject)}, kind="good")


def _issued(fact: Entry, body: Mapping[str, Any], shelf: Shelf) -> Sentence:
    words = _("Certificate number %(number)s issued") % {"number": fact.subject}
    return Sentence(words, _pathway(shelf, body["pathway"]), "good")


def _revoked(fact: Entry, _body: Mapping[str, Any], _shelf: Shelf) -> Sentence:
    words = _("Certificate number %(number)s revoked") % {"number": fact.subject}
    return Sentence(words, kind="bad")


def _erased(_fact: Entry, _body: Mapping[str, Any], _shelf: Shelf) -> Sentence:
    return Sentence(_("Personal data erased; the digests of the record are kept"), kind="bad")


_SENTENCES: Mapping[str, Callable[[Entry, Mapping[str, Any], Shelf], Sentence]] = {
    FactKind.ENROLLED: _enrolled,
    FactKind.LESSON_READ: _lesson_read,
    FactKind.LESSON_REREAD: _lesson_read,
    FactKind.LAB_PASSED: _lab_passed,
    FactKind.ATTEMPT_GRADED: _graded,
    FactKind.REVIEW_GRADED: _reviewed,
    FactKind.MODULE_PASSED: _module_passed,
    FactKind.MODULE_RECORD_SIGNED: _signed,
    FactKind.PATHWAY_COMPLETED: _completed,
    FactKind.CREDENTIAL_ISSUED: _issued,
    FactKind.CREDENTIAL_REVOKED: _revoked,
    FactKind.ERASED: _erased,
    **PRACTICE_SENTENCES,
}


def _module(shelf: Shelf, slug: str) -> str:
    """Return a module's title, or its slug when it is no longer published."""
    published = shelf.modules.get(slug)
    return slug if published is None else published.module.title


def _pathway(shelf: Shelf, pathway_id: str) -> str:
    found = shelf.pathways.get(pathway_id)
    return pathway_id if found is None else found.title
