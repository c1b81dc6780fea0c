"""The form of an entry of the practice log: what was typed, as the rules take it, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from flask import request
from wtforms import DateField, SelectField, StringField, TextAreaField

from courseware.joining.addresses import LONGEST as LONGEST_ADDRESS
from courseware.practice.categories import NAMES, Category
from courseware.practice.entries import LEAST_WORDS, PROMPTS, Fault, Written
from courseware.records.practice_entries import EntryRow, Verifier
from courseware.records.seen_by import Watcher
from courseware.web.forms import BaseForm
from courseware.web.ids import read_id
from courseware.web.language import gettext as _
from courseware.web.language import say
from courseware.words import hours_text

SOMEBODY_ELSE = "other"
_HOURS = re.compile(r"(\d{0,3})(?:[.,](\d{1,4}))?", re.ASCII)
_LONGEST = 200


class EntryForm(BaseForm):
    """One entry. Nothing is required while it is a draft; the rules say what is missing."""

    on = DateField(_("Day"))
    hours = StringField(_("Hours"))
    category = SelectField(_("What it was about"))
    did = TextAreaField(_("What you did"))
    observed = StringField(_("One number you saw"))
    reflection = TextAreaField(_("What you take from it"))
    line_happened = StringField(_("What happened?"))
    line_why = StringField(_("Why?"))
    line_next = StringField(_("What will you do next time?"))
    seen_by = SelectField(_("Who saw the work"))
    who = StringField(_("Their name"))
    role = StringField(_("What they do"))
    contact = StringField(_("Their e-mail address"))

    def offer(self, watchers: Iterable[Watcher]) -> None:
        """Fill the lists: the kinds of practice, and who of this site may have seen the work."""
        self.category.choices = [
            ("", _("Choose")),
            *((one.value, _(NAMES[one])) for one in Category),
        ]
        known = {str(one.id): one.name for one in watchers}
        self.seen_by.choices = [*known.items(), (SOMEBODY_ELSE, _("Somebody else"))]

    def written(self) -> Written:
        """Return what was typed, for the rules. Hours that are no number are -1: out of range."""
        chosen = self.category.data or ""
        return Written(
            on=self.on.data,
            hours=read_hours(self.hours.data or ""),
            category=Category(chosen) if chosen in set(Category) else None,
            did=self.did.data or "",
            observed=self.observed.data or "",
            reflection=self.reflection.data or "",
            lines={name: text for name in PROMPTS if (text := self[f"line_{name}"].data or "")},
        )

    def verifier(self) -> Verifier:
        """Return who saw the work: an account of the list, or somebody with an address."""
        named = read_id(str(self.seen_by.data or ""))
        if named is not None:
            return Verifier(person_id=named)
        name, role = ((text or "")[:_LONGEST] for text in (self.who.data, self.role.data))
        # An address that is too long is refused when it is sent, never made another one.
        return Verifier(name, role, (self.contact.data or "")[: LONGEST_ADDRESS + 1])

    def complain(self, faults: Sequence[Fault]) -> None:
        """Put what the rules say beside the fields."""
        for name, reason in faults:
            field = self[name]
            field.errors = [*field.errors, say(reason)]


def read_hours(typed: str) -> Fraction | None:
    """Return hours as typed (1.5 or 1,5); None for nothing, -1 for what is no number."""
    if not typed.strip():
        return None
    found = _HOURS.fullmatch(typed.strip())
    if found is None or not any(found.groups()):
        return Fraction(-1)
    return Fraction(f"{found[1] or 0}.{found[2] or 0}")


def form_of(entry: EntryRow | None, watchers: Sequence[Watcher], today: date) -> EntryForm:
    """Return the form with what was posted, else with what is stored, else as it begins."""
    defaults: dict[str, Any] = {"on": today, "seen_by": _first(watchers)}
    if entry is not None:
        saw = entry.verifier
        lines = {f"line_{name}": text for name, text in (entry.words.lines or {}).items()}
        defaults = {
            "on": entry.on,
            "hours": "" if entry.hours is None else hours_text(entry.hours),
            "category": entry.category,
            "did": entry.words.did,
            "observed": entry.words.observed,
            "reflection": entry.words.reflection,
            **lines,
            "seen_by": str(saw.person_id) if saw.person_id else SOMEBODY_ELSE,
            "who": saw.name,
            "role": saw.role,
            "contact": saw.contact,
        }
    form = EntryForm(request.form if request.method == "POST" else None, data=defaults)
    form.offer(watchers)
    return form


def _first(watchers: Sequence[Watcher]) -> str:
    return str(watchers[0].id) if watchers else SOMEBODY_ELSE


def reflection_hint() -> str:
    """Return what the reflection asks for."""
    return _("%(n)s words in any language, or one line to each of the three questions below.") % {
        "n": LEAST_WORDS
    }
