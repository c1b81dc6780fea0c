"""Everything that the record of a passed module states: signed as this text, never re-made.

Whoever has the number may read all of it, so it holds no score and no e-mail address.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

from courseware.credentials.signing import ALGORITHM, Purpose
from courseware.credentials.snapshot import (
    ASSESSED,
    BY_ASSESSMENT,
    NO_LICENSE,
    QUIZZES,
    UNSUPERVISED,
    Issuer,
    canonical_json,
)

SCHEMA = 1
KIND = "module"
PASSED = "passed"
PASSED_BY_ASSESSMENT = f"{PASSED} {BY_ASSESSMENT}"

_STATES = (
    f"This record states that the holder passed the named module on the day above. {NO_LICENSE}"
)
STATEMENT = (_STATES, QUIZZES)
"""What every record says about itself. A promise: new words need a new decision."""
ASSESSED_STATEMENT = (_STATES, ASSESSED)
"""The same where the module was passed by assessment."""


@dataclass(frozen=True, slots=True)
class RecordedModule:
    """The module as it stood when it was passed; `digest` is that of its published files.

    `tested`: its outcomes, one sentence each, which are what its quiz asks about.
    """

    slug: str
    title: str
    version: int
    digest: str
    tested: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """How it was assessed: a quiz of so many points, passed at `pass_mark` of them.

    `may_be_repeated` is false of a challenge: one try in 30 days.
    """

    points: int
    pass_mark: Fraction
    supervised: str = UNSUPERVISED
    may_be_repeated: bool = True


@dataclass(frozen=True, slots=True)
class ModuleRecord:
    """That somebody passed a module.

    `fact` is the hash of the fact in the holder's chain that it rests on. `passed_on` is the day
    where the holder lives. `host` is what a checker types, `verify_url` the whole address of this
    record's page. `signed_at` must know its zone. `issue` 1 is made by itself; a later one supersedes.
    `result` says "passed", or "passed by assessment".
    """

    public_id: str
    holder: str
    module: RecordedModule
    passed_on: date
    assessment: Assessment
    fact: str
    issuer: Issuer
    host: str
    verify_url: str
    demonstration: bool
    signed_at: datetime
    cycle: int = 1
    issue: int = 1
    result: str = PASSED
    title: str = "Record of a passed module"
    kind: str = KIND
    statement: tuple[str, ...] = STATEMENT
    schema: int = SCHEMA

    @property
    def is_by_assessment(self) -> bool:
        """Say whether a challenge passed the module instead of lessons and quiz."""
        return self.result == PASSED_BY_ASSESSMENT

    def __post_init__(self) -> None:
        """Bring name and time to their one written form, so that the signed text is one too."""
        if self.signed_at.tzinfo is None:
            raise ValueError("signed_at needs a time zone")
        signed_at = self.signed_at.astimezone(UTC).replace(microsecond=0)
        object.__setattr__(self, "signed_at", signed_at)
        object.__setattr__(self, "holder", unicodedata.normalize("NFC", self.holder))


def to_text(record: ModuleRecord) -> str:
    """Return the canonical text that is signed; equal records, equal text."""
    return canonical_json(asdict(record))


def from_text(text: str) -> ModuleRecord:
    """Return the record of a stored text; ValueError if it is not exactly what `to_text` wrote."""
    try:
        # a float becomes a text, so that it cannot come out as it went in
        record = _read(json.loads(text, parse_float=str))
        if record.schema != SCHEMA or to_text(record) != text:
            raise ValueError("this is not the text of a record as it was stored")
    except (KeyError, TypeError, AttributeError, ZeroDivisionError) as fault:
        raise ValueError("this is not the text of a record") from fault
    return record


def _read(stored: dict[str, Any]) -> ModuleRecord:
    module, assessment = stored["module"], stored["assessment"]
    return ModuleRecord(
        **stored
        | {
            "module": RecordedModule(**module | {"tested": tuple(module["tested"])}),
            "assessment": Assessment(
                **assessment | {"pass_mark": Fraction(*assessment["pass_mark"])}
            ),
            "issuer": Issuer(**stored["issuer"]),
            "passed_on": date.fromisoformat(stored["passed_on"]),
            "signed_at": datetime.fromisoformat(stored["signed_at"]),
            "statement": tuple(stored["statement"]),
        }
    )


def document(text: str, *, signature: str, key: str, public_key: str) -> str:
    """Return the file that anybody may keep: the signed record, its signature and its key, as JSON.

    The record is written for people here; what is signed is its canonical form.
    """
    parts = {
        "record": json.loads(text),
        "signature": {
            "algorithm": ALGORITHM,
            "key": key,
            "public_key": public_key,
            "purpose": Purpose.MODULE_RECORD.value,
            "value": signature,
        },
    }
    return json.dumps(parts, ensure_ascii=False, indent=1) + "\n"
