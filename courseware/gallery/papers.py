"""A certificate and a record as the gallery shows them: every printed field, nobody real."""

from __future__ import annotations

from itertools import chain

from markupsafe import Markup

from courseware.credentials.checking import Finding, Outcome, Step
from courseware.credentials.printed import Field
from courseware.web.qr import qr_for_page
from courseware.words import Reason

EVERY_TRACK = ("cp", "mp", "ln", "ss", "lm", "ds")
RECORD_ADDRESS = "https://learn.rivermill.example/verify/9A7D-F8WD-PW5R-VW5Z-WBTX"
SIGNATURE = "kP3xq0b7VvJ4mYh2sZr8LwN1tQeU6cDfA9gKjXoTiRyBpHnMvCzE5uSdWlGxFa2OqY7IbJ0hKm3rNtPsVwLxAg"
_MODULES = ("Start here", "Factory systems and flow", "Lean foundations", "Safety and health")
_STATEMENT = (
    "This certificate records that the holder completed the named course level. It is issued by the "
    "site named above and is not endorsed by any professional body."
)


def findings() -> tuple[Finding, ...]:
    """Return what a check may find: two that fit, one that fails, one that could not be looked at."""
    host = {"host": "learn.rivermill.example"}
    return (
        Finding(Step.SIGNATURE, Outcome.FITS, Reason("check.signed", {"key": "key-2026-1"})),
        Finding(Step.ISSUER, Outcome.FITS, Reason("check.issuer", host)),
        Finding(Step.STATUS, Outcome.OPEN, Reason("check.no_list")),
        Finding(
            Step.DATES, Outcome.FAILS, Reason("check.expired", {"day": "2026-03-09, 12:00 UTC"})
        ),
    )


def certificate_fields(modules: int) -> tuple[Field, ...]:
    """Return what a certificate over so many modules prints."""
    stations = (
        (Field("module", _MODULES[no % 4], no + 1), Field("module.passed", f"{no + 1} March 2026", no + 1))
        for no in range(modules)
    )  # fmt: skip
    return (
        Field("demonstration", "DEMONSTRATION. It records nothing about a real person."),
        Field("title", "Certificate of completion"),
        Field("holder", "Ada Marsh" if modules < len(EVERY_TRACK) else "Bartholomew Featherstonehaugh"),
        Field("pathway", "First steps in production management"),
        Field("states", "Completed every module of this pathway and passed each quiz with 80 % or more."),
        *chain.from_iterable(stations),
        Field("issued", "4 March 2026"),
        Field("issuer", "Rivermill Components Ltd"),
        Field("issuer.relation", "Employer"),
        Field("issuer.country", "Ireland"),
        Field("study", "3 h 35 min"),
        Field("number", "9A7D-F8WD-PW5R-VW5Z-WBTX"),
        Field("address", "https://learn.rivermill.example/verify/9A7D-F8WD-PW5R-VW5Z-WBTX"),
        Field("statement", _STATEMENT),
    )  # fmt: skip


def record_fields() -> tuple[Field, ...]:
    """Return what the record of a passed module states."""
    return (
        Field("demonstration", "DEMONSTRATION. It records nothing about a real person."),
        Field("title", "Record of a passed module"),
        Field("record.holder", "Bartholomew Featherstonehaugh"),
        Field("passed", "Factory systems and flow"),
        Field("passed.on", "4 March 2026"),
        Field("result", "passed"),
        *(Field("tested", f"Calculate the {what} of a line.", no) for no, what in enumerate(("rate", "flow time"), 1)),
        Field("assessment", "Quiz of 10 points, passed at 80 %, open book, may be repeated"),
        Field("issuer", "Rivermill Components Ltd"),
        Field("issuer.relation", "Employer"),
        Field("issuer.country", "Ireland"),
        Field("issuer.contact", "training@rivermill.example"),
        Field("signed", "4 March 2026, 15:40 UTC"),
        Field("record.number", "9A7D-F8WD-PW5R-VW5Z-WBTX"),
        Field("host", "learn.rivermill.example"),
        Field("address", RECORD_ADDRESS),
        Field("module.id", "mp1-factory-systems"),
        Field("module.version", "3"),
        Field("module.digest", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
        Field("fact", "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"),
        Field("statement", _STATEMENT),
    )  # fmt: skip


def record_qr() -> Markup:
    """Return the address of that record as a drawing."""
    return qr_for_page(RECORD_ADDRESS)
