"""A certificate or a module record as an Open Badge 3.0 credential (VC Data Model 2.0).

The document is a fixed template (`shape.py`) filled from what was stored, so the same bytes can be
made again. It holds the name, no e-mail address, no number of the person and no score. Everything
that is printed stands in its evidence, so that the paper can be compared with what was signed.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from courseware.credentials.achievement import Achievement
from courseware.credentials.contexts import CREDENTIALS, OPEN_BADGES
from courseware.credentials.did import did_of_site
from courseware.credentials.module_record import ModuleRecord
from courseware.credentials.printed import Field, printed_fields, record_fields
from courseware.credentials.shape import check_shape
from courseware.credentials.snapshot import Snapshot
from courseware.credentials.status_list import entry
from courseware.credentials.validity import ends_at

PRINTED = "Everything that is printed"


@dataclass(frozen=True, slots=True)
class Registered:
    """What the site gave to a credential beside its content, once and for ever.

    `base`: the address that the site had when it first signed, such as https://learn.example.com;
    the issuer's name and every address in a badge are made of it. `version`: of the achievement;
    `status_list` and `place`: where the credential's bit is.
    """

    base: str
    version: int
    status_list: int
    place: int

    @property
    def did(self) -> str:
        """Return the issuer's name."""
        return did_of_site(self.base)


def badge_of(
    snapshot: Snapshot, achievement: Achievement, registered: Registered
) -> dict[str, Any]:
    """Return the badge of a certificate, before it is signed."""
    return _badge(snapshot, achievement, registered, snapshot.issued_at, printed_fields(snapshot))


def badge_of_module(
    record: ModuleRecord, achievement: Achievement, registered: Registered
) -> dict[str, Any]:
    """Return the badge of a module record, before it is signed."""
    return _badge(record, achievement, registered, record.signed_at, record_fields(record))


def _badge(
    stated: Snapshot | ModuleRecord,
    achievement: Achievement,
    registered: Registered,
    valid_from: datetime,
    fields: Sequence[Field],
) -> dict[str, Any]:
    base = registered.base
    until = stated.valid_until if isinstance(stated, Snapshot) else None
    address = f"{base}/credentials/{stated.public_id}"
    document: dict[str, Any] = {
        "@context": [CREDENTIALS, OPEN_BADGES],
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": achievement.name,
        "description": achievement.description,
        "issuer": {
            "id": registered.did, "type": ["Profile"], "name": stated.issuer.legal_name,
            "url": f"{base}/",
        },
        "validFrom": moment(valid_from),
        "credentialSubject": {
            # a number of this credential, not of the person: two badges do not say whose they are
            "id": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, address)}",
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject", "identityType": "name", "hashed": False,
                    "identityHash": stated.holder,
                }
            ],
            "achievement": achievement_document(achievement, registered.version, base),
        },
        "evidence": [{"type": ["Evidence"], "name": PRINTED, "narrative": _narrative(fields)}],
        **({} if until is None else {"validUntil": moment(ends_at(until))}),
        "credentialStatus": entry(f"{base}/status/{registered.status_list}", registered.place),
    }  # fmt: skip
    check_shape(document)
    return document


def achievement_document(achievement: Achievement, version: int, base: str) -> dict[str, Any]:
    """Return the achievement as it stands inside a badge and at its own address."""
    address = f"{base}/achievements/{achievement.slug}/v{version}"
    return {
        "id": address,
        "type": ["Achievement"],
        "achievementType": achievement.kind,
        "version": str(version),
        "name": achievement.name,
        "description": achievement.description,
        "criteria": {"narrative": achievement.criteria},
        "image": {"id": f"{address}.png", "type": "Image", "caption": achievement.name},
    }


def moment(when: datetime) -> str:
    """Write a time as credentials do: UTC, whole seconds, a Z."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _narrative(fields: Sequence[Field]) -> str:
    """Write what is printed, a line each: words in front, a colon, the value."""
    return "\n".join(f"{field.label()}: {field.value}" for field in fields)
