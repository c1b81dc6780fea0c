"""Everything that a certificate states: taken once when it is issued, stored as text, never re-made."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

SCHEMA = 1
COMPLETION = "completion"
UNSUPERVISED = "unsupervised, open book"
NO_LICENSE = (
    "It is issued by the site named above. It is not a license, a professional certification or an "
    "academic qualification, and it is not accredited or endorsed by any professional body."
)
BY_ASSESSMENT = "by assessment"
ASSESSED = (
    "By assessment: passed in one sitting with questions kept for it, at 90 % or more, open book and "
    "unsupervised, one try in 30 days, in place of the lessons and the quiz."
)
"""What is added to the statement where it holds."""
QUIZZES = "Module quizzes are open book, unsupervised and may be repeated."

CONFIRMED = "Practice hours and ratings were confirmed by the people counted on this page."
LEVEL_ONLY = "The level names a course level; it does not say that the holder has held the job."
LEVEL = "level"
"""The kind of a snapshot that is of a level; COMPLETION is that of a whole pathway."""

STATEMENT = (
    (
        "This certificate records that the holder completed the named course level and the evidence "
        f"listed. {NO_LICENSE}"
    ),
    QUIZZES,
)
"""What every certificate of completion says about itself. A promise: new words need a new decision."""
LEVEL_STATEMENT = (*STATEMENT[:1], f"{QUIZZES} {CONFIRMED} {LEVEL_ONLY}")
"""What the certificate of a level says about itself."""


@dataclass(frozen=True, slots=True)
class PassedModule:
    """One module of the pathway as it was passed.

    `version` is the first 12 characters of the digest of the text that was passed. The score is
    kept, exact, for the holder; it is never among the printed fields. `by` says "by assessment"
    where a challenge passed it, and is not written otherwise: older snapshots have no such word.
    """

    slug: str
    number: int
    title: str
    version: str
    passed_on: date
    points: Fraction
    maximum: int
    by: str = ""


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who answers for the certificate; `relation` to the holder: employer, college or other."""

    legal_name: str
    country: str
    contact: str
    relation: str


@dataclass(frozen=True, slots=True)
class LevelStated:
    """What a level certificate states beside its modules: exact hours, people counted, rules applied.

    `reviewed`: "supervised by name, role, organization" or UNSUPERVISED, "" if no review was asked.
    `oldest_on`: the day of the oldest evidence. `a3`: the title of the accepted report.
    """

    id: str
    title: str
    rules: tuple[str, ...]
    real_hours: Fraction = Fraction(0)
    simulated_hours: Fraction = Fraction(0)
    entries: int = 0
    by_accounts: int = 0  # people with an account here who confirmed practice, results or ratings
    by_guests: int = 0  # invited by a link
    reviewed: str = ""
    reviewed_on: date | None = None
    results: tuple[str, ...] = ()
    a3: str = ""
    oldest_on: date | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A certificate of completion of a pathway, or of one of its levels (`level`).

    `study_minutes` is the sum of the modules' planned minutes; `host` is what a checker types,
    `verify_url` the whole address of this certificate's page. `issued_at` must know its zone;
    `issued_on` is that day where the holder lives, as the modules' days are (else the day in UTC).
    """

    public_id: str
    holder: str
    pathway: str
    pathway_title: str
    states: str
    modules: tuple[PassedModule, ...]
    study_minutes: int
    issued_at: datetime
    issuer: Issuer
    host: str
    verify_url: str
    curriculum_version: str
    demonstration: bool
    issued_on: date | None = None
    title: str = "Certificate of completion"
    kind: str = COMPLETION
    supervised: str = UNSUPERVISED
    statement: tuple[str, ...] = STATEMENT
    schema: int = SCHEMA
    level: LevelStated | None = None
    valid_until: date | None = None  # its last day, in full; None: it does not expire

    def __post_init__(self) -> None:
        """Bring name and time to their one written form, so that the stored text is one too."""
        if self.issued_at.tzinfo is None:
            raise ValueError("issued_at needs a time zone")
        issued_at = self.issued_at.astimezone(UTC).replace(microsecond=0)
        object.__setattr__(self, "issued_at", issued_at)
        object.__setattr__(self, "holder", unicodedata.normalize("NFC", self.holder))


def to_json(snapshot: Snapshot) -> str:
    """Return the canonical text: sorted keys, no spaces, no floats, UTC; equal snapshots, equal text."""
    stated = asdict(snapshot)
    for module in stated["modules"]:
        if not module["by"]:
            del module["by"]
    if stated["level"] is None:
        del stated["level"]  # older snapshots have no such word
    if stated["valid_until"] is None:
        del stated["valid_until"]  # the same
    return canonical_json(stated)


def canonical_json(value: object) -> str:
    """Return the one JSON text of a value, as RFC 8785 writes it.

    Sorted keys, no spaces, no floats; points as [numerator, denominator], times as ISO text.
    """
    return json.dumps(
        value,
        default=_plain,
        sort_keys=True,
        ensure_ascii=False,
        allow_nan=False,
        separators=(",", ":"),
    )


def from_json(text: str) -> Snapshot:
    """Return the snapshot of a stored text.

    ValueError if the text is not exactly what `to_json` wrote: then it is not the issued one.
    """
    try:
        # a float becomes a text, so that it cannot come out as it went in
        snapshot = _read(json.loads(text, parse_float=str))
    except (KeyError, TypeError, ZeroDivisionError) as fault:
        raise ValueError("this is not the text of a certificate") from fault
    if snapshot.schema != SCHEMA or to_json(snapshot) != text:
        raise ValueError("this is not the text of a certificate as it was stored")
    return snapshot


def _plain(value: object) -> object:
    """Write what JSON has no word for: points as [numerator, denominator], times as ISO text."""
    match value:
        case Fraction():
            return [value.numerator, value.denominator]
        case datetime():
            return value.strftime("%Y-%m-%dT%H:%M:%SZ")
        case date():
            return value.isoformat()
    raise TypeError(f"a certificate cannot hold {type(value).__name__}")


def _read(stored: dict[str, Any]) -> Snapshot:
    day = stored["issued_on"]
    return Snapshot(
        **stored
        | {
            "issued_on": None if day is None else date.fromisoformat(day),
            "modules": tuple(_read_module(module) for module in stored["modules"]),
            "issued_at": datetime.fromisoformat(stored["issued_at"]),
            "issuer": Issuer(**stored["issuer"]),
            "statement": tuple(stored["statement"]),
            "level": _read_level(stored["level"]) if "level" in stored else None,
            "valid_until": date.fromisoformat(stored["valid_until"])
            if "valid_until" in stored
            else None,
        }
    )


def _read_level(stored: dict[str, Any]) -> LevelStated:
    days = {name: stored[name] for name in ("reviewed_on", "oldest_on")}
    return LevelStated(
        **stored
        | {name: None if day is None else date.fromisoformat(day) for name, day in days.items()}
        | {name: Fraction(*stored[name]) for name in ("real_hours", "simulated_hours")}
        | {name: tuple(stored[name]) for name in ("rules", "results")}
    )


def _read_module(stored: dict[str, Any]) -> PassedModule:
    return PassedModule(
        **stored
        | {
            "passed_on": date.fromisoformat(stored["passed_on"]),
            "points": Fraction(*stored["points"]),
        }
    )
