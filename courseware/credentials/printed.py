"""What stands on a certificate or a record: the one list that the paper and the public page repeat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from courseware.credentials.module_record import ModuleRecord
from courseware.credentials.snapshot import Issuer, LevelStated, PassedModule, Snapshot
from courseware.sentences import _
from courseware.words import Translate, hours_text, percent

LABELS: dict[str, str] = {
    "demonstration": _("Demonstration"),
    "title": _("Title"),
    "holder": _("Awarded to"),
    "pathway": _("Pathway"),
    "states": _("What was done"),
    "module": _("Module {number}"),
    "module.passed": _("Module {number} passed on"),
    "issued": _("Issued on"),
    "valid": _("Valid until"),
    "issuer": _("Issued by"),
    "issuer.relation": _("Relation to holder"),
    "issuer.country": _("Country"),
    "issuer.contact": _("Contact"),
    "level": _("Level"),
    "practice": _("Verified practice"),
    "confirmed": _("Confirmed by"),
    "review": _("Level review"),
    "a3": _("A3 report accepted"),
    "results": _("Verified results"),
    "oldest": _("Oldest evidence"),
    "rules": _("Rules applied"),
    "study": _("Planned study time"),
    "assessment": _("Assessment"),
    "curriculum": _("Curriculum version"),
    "number": _("Certificate number"),
    "host": _("Site that confirms it"),
    "address": _("Address of its page"),
    "statement": _("Statement"),
    # on the record of one module
    "record.holder": _("Made out to"),
    "passed": _("Passed the module"),
    "passed.on": _("Passed on"),
    "result": _("Result"),
    "tested": _("What was tested ({number})"),
    "module.id": _("Module id"),
    "module.version": _("Version of the module"),
    "module.digest": _("Digest of that version (SHA-256)"),
    "fact": _("Fact on the holder’s record (SHA-256)"),
    "signed": _("Signed on"),
    "record.number": _("Record number"),
}

_DEMONSTRATION = (
    "DEMONSTRATION. Made to show what a certificate looks like; "
    "it records nothing about a real person."
)
_DEMONSTRATION_RECORD = _DEMONSTRATION.replace("certificate", "record")
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
    """One thing printed. `number` tells apart fields that come several times: modules, outcomes."""

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
        *(_level(snapshot.level) if snapshot.level else ()),
        *(field for module in snapshot.modules for field in _module(module)),
        Field("issued", _day(snapshot.issued_on or snapshot.issued_at)),
        *([Field("valid", _day(snapshot.valid_until))] if snapshot.valid_until else []),
        *_issuer(issuer),
        Field("study", _duration(snapshot.study_minutes)),
        Field("assessment", snapshot.supervised),
        Field("curriculum", snapshot.curriculum_version),
        Field("number", snapshot.public_id),
        Field("host", snapshot.host),
        Field("address", snapshot.verify_url),
        *(Field("statement", paragraph) for paragraph in snapshot.statement),
    )


def _level(level: LevelStated) -> Iterator[Field]:
    """Yield what a level states: results first, then hours and who confirmed them, then the rules."""
    yield Field("level", level.title)
    if level.results:
        yield Field("results", "; ".join(level.results))
    if level.a3:
        yield Field("a3", level.a3)
    if level.entries:
        real, simulated = hours_text(level.real_hours), hours_text(level.simulated_hours)
        entries = f"{level.entries} {'entry' if level.entries == 1 else 'entries'}"
        yield Field("practice", f"{real} h real, {simulated} h simulated, {entries}")
    if level.by_accounts or level.by_guests:
        told = (
            f"{level.by_accounts} with an account at this site, {level.by_guests} invited by a link"
        )
        yield Field("confirmed", told)
    if level.reviewed_on is not None:
        yield Field("review", f"{_day(level.reviewed_on)}, {level.reviewed}")
    if level.oldest_on is not None:
        yield Field("oldest", _day(level.oldest_on))
    yield Field("rules", " ".join(level.rules))


def record_fields(record: ModuleRecord) -> tuple[Field, ...]:
    """Return all that the record of a module states, in reading order: every field that is signed."""
    module = record.module
    return (
        *([Field("demonstration", _DEMONSTRATION_RECORD)] if record.demonstration else []),
        Field("title", record.title),
        Field("record.holder", record.holder),
        Field("passed", module.title),
        Field("passed.on", _day(record.passed_on)),
        Field("result", record.result),
        *(Field("tested", text, number) for number, text in enumerate(module.tested, start=1)),
        Field("assessment", _assessed(record)),
        *_issuer(record.issuer),
        Field("signed", f"{_day(record.signed_at)}, {record.signed_at:%H:%M} UTC"),
        Field("record.number", record.public_id),
        Field("host", record.host),
        Field("address", record.verify_url),
        Field("module.id", module.slug),
        Field("module.version", str(module.version)),
        Field("module.digest", module.digest),
        Field("fact", record.fact),
        *(Field("statement", paragraph) for paragraph in record.statement),
    )


def _assessed(record: ModuleRecord) -> str:
    """Write how a module was assessed, as a sentence that stands alone."""
    how = record.assessment
    if record.is_by_assessment:
        return (
            f"By assessment: {how.points} questions kept for it, passed at {percent(how.pass_mark)}; "
            f"{how.supervised}; one try in 30 days."
        )
    again = "; may be repeated with other questions, the best try counts"
    return (
        f"Quiz of {how.points} points, passed at {percent(how.pass_mark)}; {how.supervised}"
        f"{again if how.may_be_repeated else ''}."
    )


def _issuer(issuer: Issuer) -> Iterator[Field]:
    yield Field("issuer", issuer.legal_name)
    yield Field("issuer.relation", issuer.relation)
    yield Field("issuer.country", issuer.country)
    yield Field("issuer.contact", issuer.contact)


def _module(module: PassedModule) -> Iterator[Field]:
    yield Field("module", module.title, module.number)
    day = _day(module.passed_on)
    yield Field("module.passed", f"{day}, {module.by}" if module.by else day, module.number)


def _day(day: date) -> str:
    """Write a date that no country reads the other way round: 9 November 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _duration(minutes: int) -> str:
    """Write minutes as people say them: 6 h 15 min, 45 min, 6 h."""
    hours, rest = divmod(minutes, 60)
    return " ".join([f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest or not hours))
