"""The form of one line of a career plan: what it asks for depends on what the line is."""

from __future__ import annotations

from datetime import date

from wtforms import BooleanField, RadioField, StringField, TextAreaField

from courseware.practice.career import SHOWABLE, STATES, Kind, State, Written, expires_after, faults
from courseware.records.career import Item
from courseware.web.choices import choices
from courseware.web.forms import BaseForm
from courseware.web.language import gettext as _
from courseware.web.language import say
from courseware.words import Reason


class ItemForm(BaseForm):
    """One line. Shapes are checked here, the rest by the rules of `practice.career`."""

    title = StringField()
    body = StringField()
    state = RadioField(_("How it stands"))
    on = StringField()
    expires = StringField(_("Expires on (optional)"))
    note = TextAreaField(_("Note for yourself (optional)"))
    is_shown = BooleanField(_("May stand in my portfolio, without the note"))

    def fit(self, kind: Kind) -> ItemForm:
        """Ask for what belongs to a line of this kind, in its words."""
        self.kind = kind
        for name, label in _labels(kind).items():
            self[name].label.text = label
        for name in _left_out(kind):
            del self[name]
        if self.state:
            words = _states(kind)
            self.state.choices = choices((one.value, words[one]) for one in STATES[kind])
            self.state.data = self.state.data or STATES[kind][0].value
        return self

    def read(self, *, today: date, renew_years: int = 0) -> Written | None:
        """Return the line; None after putting each reason to ask again beside its field.

        When a certification ends is worked out from the day it was earned, where it was left blank.
        """
        on, expires = self._day("on"), self._day("expires")
        state = State(self.state.data) if self.state and self.state.validate(self) else None
        if state is None and not self.state:
            state = STATES[self.kind][0]
        if state is State.HELD and on and not expires and not self._typed("expires"):
            expires = expires_after(on, renew_years)
        line = Written(
            kind=self.kind,
            title=self._typed("title"),
            body=self._typed("body"),
            note=self._typed("note"),
            state=state or STATES[self.kind][0],
            on=on,
            expires=expires,
            is_shown=self.kind in SHOWABLE and bool(self.is_shown.data),
        )
        for name, reason in faults(line, today=today):
            if not self[name].errors:
                self[name].errors = [say(reason)]
        return None if self.errors else line

    def _typed(self, name: str) -> str:
        return (self[name].data or "") if name in self else ""

    def _day(self, name: str) -> date | None:
        typed = self._typed(name)
        try:
            return date.fromisoformat(typed) if typed else None
        except ValueError:
            self[name].errors = [say(Reason("career.on.unread"))]
            return None


def form_of(item: Item) -> ItemForm:
    """Return the form with what stands in a line."""
    form = ItemForm(
        data={
            "title": item.title,
            "body": item.body,
            "state": item.state.value,
            "on": item.on.isoformat() if item.on else "",
            "expires": item.expires.isoformat() if item.expires else "",
            "note": item.note,
            "is_shown": item.is_shown,
        }
    )
    return form.fit(item.kind)


def _left_out(kind: Kind) -> set[str]:
    return {
        Kind.CERTIFICATION: set(),
        Kind.ASSOCIATION: {"expires"},
        Kind.CONTACT: {"expires", "state", "is_shown"},
        Kind.STEP: {"expires", "body"},
    }[kind]


def _labels(kind: Kind) -> dict[str, str]:
    return {
        Kind.CERTIFICATION: {
            "title": _("Name of the certification"),
            "body": _("Who awards it (optional)"),
            "on": _("The day you earned it, or plan to"),
        },
        Kind.ASSOCIATION: {
            "title": _("Name of the association"),
            "body": _("Your chapter, or what you do there (optional)"),
            "on": _("The day you joined, or plan to (optional)"),
        },
        Kind.CONTACT: {
            "title": _("Name"),
            "body": _("What this person does (optional)"),
            "on": _("The day you met or talked last (optional)"),
        },
        Kind.STEP: {"title": _("What you want to do"), "on": _("By which day")},
    }[kind]


def _states(kind: Kind) -> dict[State, str]:
    held = {
        Kind.CERTIFICATION: _("I hold it"),
        Kind.ASSOCIATION: _("I am a member"),
        Kind.CONTACT: "",
    }
    planned = _("Still to do") if kind is Kind.STEP else _("Planned")
    return {State.PLANNED: planned, State.HELD: held.get(kind, ""), State.DONE: _("Done")}
