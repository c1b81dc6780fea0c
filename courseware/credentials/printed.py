"""What stands on a certificate: the one list that the paper and the public page both repeat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from courseware.credentials.snapshot import PassedModule, Snapshot
from courseware.words import Translate, _

LABELS: dict[str, str] = {
    "demonstration": _("Demonstration"),
    "title": _("Title"),
    "holder": _("Awarded to"),
    "pathway": _("Pathway"),
    "states": _("What was done"),
    "module": _("Module {number}"),
    "module.passed": _("Module {number} passed on"),
    "issued": _("Issued on"),
    "issuer": _("Issued by"),
    "issuer.relation": _("Relation to holder"),
    "issuer.country": _("Country"),
    "issuer.contact": _("Contact"),
    "study": _("Planned study time"),
    "assessment": _("Assessment"),
    "curriculum": _("Curriculum version"),
    "number": _("Certificate number"),
    "host": _("Site that confirms it"),
    "address": _("Address of its page"),
    "statement": _("Statement"),
}

_DEMONSTRATION = (
    "DEMONSTRATION. Made to show what a certificate looks like; "
    "it records nothing about a real person."
)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class Field:
    """One thing printed. `number` is the module's, on the two fields that each module has."""

    label_code: str
    value: str
    number: int | None = None

    def label(self, translate: Translate = str) -> str:
        """Return the words before the value; `translate` is gettext of the reader's language.

        The value itself is never translated: it is what the paper says.
        """
        return translate(LABELS[self.label_code]).format(number=self.number)


def printed_fields(snapshot: Snapshot) -> tuple[Field, ...]:
    """Return all that the certificate shows, in reading order: no score, no level, no digest."""
    issuer = snapshot.issuer
    return (
        *([Field("demonstration", _DEMONSTRATION)] if snapshot.demonstration else []),
        Field("title", snapshot.title),
        Field("holder", snapshot.holder),
        Field("pathway", snapshot.pathway_title),
        Field("states", snapshot.states),
        *(field for module in snapshot.modules for field in _module(module)),
        Field("issued", _day(snapshot.issued_on or snapshot.issued_at)),
        Field("issuer", issuer.legal_name),
        Field("issuer.relation", issuer.relation),
        Field("issuer.country", issuer.country),
        Field("issuer.contact", issuer.contact),
        Field("study", _duration(snapshot.study_minutes)),
        Field("assessment", snapshot.supervised),
        Field("curriculum", snapshot.curriculum_version),
        Field("number", snapshot.public_id),
        Field("host", snapshot.host),
        Field("address", snapshot.verify_url),
        *(Field("statement", paragraph) for paragraph in snapshot.statement),
    )


def _module(module: PassedModule) -> Iterator[Field]:
    yield Field("module", module.title, module.number)
    yield Field("module.passed", _day(module.passed_on), module.number)


def _day(day: date) -> str:
    """Write a date that no country reads the other way round: 9 November 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _duration(minutes: int) -> str:
    """Write minutes as people say them: 6 h 15 min, 45 min, 6 h."""
    hours, rest = divmod(minutes, 60)
    return " ".join([f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest or not hours))
