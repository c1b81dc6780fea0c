"""Whom a learner asks: somebody with an account by choice, or a name, a job and an address."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import RadioField, StringField
from wtforms.validators import Length

from courseware.records.colleagues import Colleague
from courseware.records.practice_entries import Verifier
from courseware.web.choices import choices
from courseware.web.forms import BaseForm
from courseware.web.ids import read_id
from courseware.web.language import gettext as _

OTHER = "other"
"""The choice that stands for somebody without an account."""


def _line(label: str, longest: int) -> StringField:
    return StringField(label, [Length(max=longest, message=_("This is too long."))])


class AskedForm(BaseForm):
    """The part of a form that names the person who is asked."""

    who = RadioField(_("Who is it?"), validate_choice=False)
    name = _line(_("Their name"), 120)
    role = _line(_("What they do"), 120)
    contact = _line(_("Their e-mail address"), 254)

    def offer(self, people: Iterable[Colleague]) -> None:
        """Fill the choices; the last one stands for somebody else."""
        known = [(str(one.id), one.name) for one in people]
        self.who.choices = choices([*known, (OTHER, _("Somebody else, by e-mail"))])

    @property
    def asked(self) -> Verifier:
        """Return who was chosen, or typed."""
        chosen = read_id(self.who.data)
        if chosen is not None:
            return Verifier(person_id=chosen)
        return Verifier(self.name.data or "", self.role.data or "", self.contact.data or "")


def asked_values(asked: Verifier) -> dict[str, str]:
    """Return how the form shows whom a draft names."""
    if asked.person_id is not None and not asked.contact:
        return {"who": str(asked.person_id)}
    is_typed = asked.name or asked.role or asked.contact
    return {
        "who": OTHER if is_typed else "", "name": asked.name, "role": asked.role,
        "contact": asked.contact,
    }  # fmt: skip
