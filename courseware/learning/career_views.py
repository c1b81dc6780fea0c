"""A career plan as its pages show it: the road, and each line in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from flask import url_for

from courseware.content.practice_model import Certification, Practice
from courseware.locales import babel_locale
from courseware.practice.career import Kind, State, expiry_says, is_overdue, step_says
from courseware.records.career import Item
from courseware.web.database import shelf
from courseware.web.days import today
from courseware.web.language import day, locale, say
from courseware.web.language import gettext as _


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the plan in words. `kind`: of the state's mark (`components/state.html`)."""

    id: int
    title: str
    body: str
    kind: str
    state: str
    when: str
    note: str
    is_open: bool
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """A station of the road, as the component for routes shows it."""

    id: str
    number: int
    title: str
    track: str
    state: str
    side: str
    lines: Sequence[str]
    url: str


def lines_of(items: Sequence[Item], kind: Kind) -> list[Line]:
    """Return the lines of one kind; the mark on the road is none of them."""
    return [line_of(one) for one in items if one.kind is kind and not one.is_station]


def line_of(item: Item, *, is_for_others: bool = False) -> Line:
    """Put a line into words. To others a step is planned or done, never overdue, and has no note."""
    mark, said = _others_state(item) if is_for_others else _state(item)
    return Line(
        id=item.id,
        title=item.title,
        body=item.body,
        kind=mark,
        state=said,
        when=_when(item),
        note="" if is_for_others else item.note,
        is_open=item.state is State.PLANNED,
        is_shown=item.is_shown,
    )


def _others_state(item: Item) -> tuple[str, str]:
    if item.kind is Kind.STEP and item.state is State.PLANNED:
        return "open", _("Planned")
    return _state(item)


def _state(item: Item) -> tuple[str, str]:
    """Return the kind of mark, and the words beside it; a contact has neither."""
    if item.kind is Kind.CONTACT:
        return "", ""
    if item.kind is Kind.STEP:
        late = is_overdue(item.state, item.on, today=today())
        mark = "late" if late else "done" if item.state is State.DONE else "open"
        return mark, say(step_says(item.state, item.on, today=today()))
    if item.state is State.PLANNED:
        return "open", _("Planned")
    if item.kind is Kind.ASSOCIATION:
        return "done", _("Member")
    if item.expires is None:
        return "done", _("Held")
    said = expiry_says(item.expires, today=today())
    marks = {"career.expires.later": "done", "career.expires.gone": "late"}
    return marks.get(said.code, "part"), say(said)


def _when(item: Item) -> str:
    """Return the day of a line with what it is the day of."""
    if item.on is None:
        return ""
    if item.state is State.PLANNED:
        words = _("for %(day)s")
    else:
        words = {
            Kind.CERTIFICATION: _("earned on %(day)s"),
            Kind.ASSOCIATION: _("since %(day)s"),
            Kind.CONTACT: _("last on %(day)s"),
            Kind.STEP: _("planned for %(day)s"),
        }[item.kind]
    return words % {"day": day(item.on)}


def road_of(practice: Practice, items: Sequence[Item], opened: str) -> list[Stop]:
    """Return the road; the station that was asked for, or the learner's own, tells all it has to say."""
    here = standing(items)
    ids = [one.id for one in practice.road]
    told = opened if opened in ids else here if here in ids else ids[0] if ids else ""
    return [
        Stop(
            id=one.id,
            number=number,
            title=one.title,
            track="cp",
            state="now" if one.id == here else "open",
            side=one.years,
            lines=[
                one.does,
                *([_("What to have shown: %(text)s") % {"text": one.shows},
                   _("What opens the next one: %(text)s") % {"text": one.opens}]
                  if one.id == told else []),
            ],
            url=url_for("learning.career", stop=one.id, _anchor="road"),
        )
        for number, one in enumerate(practice.road, start=1)
    ]  # fmt: skip


def standing(items: Sequence[Item]) -> str:
    """Return the id of the station at which the learner stands, "" if it is not marked."""
    return next((one.reference for one in items if one.is_station), "")


def checked_text(practice: Practice) -> str:
    """Return when the facts were checked: "Checked in November 2026"."""
    year, _dash, month = practice.checked.partition("-")
    if not (year.isdigit() and month.isdigit()):
        return ""
    name = format_date(date(int(year), int(month), 1), "LLLL y", locale=babel_locale(locale()))
    return _("Checked in %(month)s") % {"month": name}


def renewal_text(one: Certification) -> str:
    """Return how long a certification lasts."""
    if not one.renew_years:
        return _("It does not expire.")
    return _("To be renewed every %(years)s years.") % {"years": one.renew_years}


def topics_of(one: Certification) -> list[tuple[str, str]]:
    """Return (title, address) of our modules with topics that also appear in a certification."""
    modules = shelf().modules
    return [
        (modules[slug].module.title, url_for("learning.module", slug=slug))
        for slug in one.topics
        if slug in modules
    ]
