"""The only shape that a badge of ours has: what is not in it is neither signed nor believed.

JSON-LD drops terms that no context defines, without a word, and they would be shown but not signed.
So a document is compared with this template first, by whoever signs and by whoever checks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from courseware.credentials.contexts import CREDENTIALS, OPEN_BADGES

TEXT = "text"
LONGEST_TEXT = 20_000
_IMAGE = {"id": TEXT, "type": "Image", "caption": TEXT}
_ACHIEVEMENT = {
    "id": TEXT, "type": ["Achievement"], "achievementType": TEXT, "version": TEXT, "name": TEXT,
    "description": TEXT, "criteria": {"narrative": TEXT}, "image": _IMAGE,
}  # fmt: skip
_SUBJECT = {
    "id": TEXT,
    "type": ["AchievementSubject"],
    "identifier": [
        {"type": "IdentityObject", "identityType": "name", "hashed": False, "identityHash": TEXT}
    ],
    "achievement": _ACHIEVEMENT,
}
_STATUS = {
    "id": TEXT, "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
    "statusListIndex": TEXT, "statusListCredential": TEXT,
}  # fmt: skip
BADGE: dict[str, Any] = {
    "@context": [CREDENTIALS, OPEN_BADGES],
    "id": TEXT,
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "name": TEXT,
    "description": TEXT,
    "issuer": {"id": TEXT, "type": ["Profile"], "name": TEXT, "url": TEXT},
    "validFrom": TEXT,
    "validUntil": TEXT,
    "credentialSubject": _SUBJECT,
    "evidence": [{"type": ["Evidence"], "name": TEXT, "narrative": TEXT}],
    "credentialStatus": _STATUS,
}
"""A credential without its proof. TEXT stands for any text, everything else for itself."""
STATUS_LIST: dict[str, Any] = {
    "@context": [CREDENTIALS],
    "id": TEXT,
    "type": ["VerifiableCredential", "BitstringStatusListCredential"],
    "issuer": TEXT,
    "validFrom": TEXT,
    "credentialSubject": {
        "id": TEXT, "type": "BitstringStatusList", "statusPurpose": "revocation",
        "encodedList": TEXT,
    },
}  # fmt: skip
_OPTIONAL = {"validUntil"}


def check_shape(document: Mapping[str, Any], template: Mapping[str, Any] = BADGE) -> None:
    """Raise ValueError, with the place, for a term too many, a term that lacks or another value."""
    bare = {name: value for name, value in document.items() if name != "proof"}
    _compare(bare, template, "")


def _compare(value: object, template: object, place: str) -> None:
    if isinstance(template, dict):
        _compare_terms(value, template, place)
    elif isinstance(template, list):
        if not isinstance(value, list) or len(value) != len(template):
            raise ValueError(f"{place or 'the document'} is not a list of {len(template)}")
        for number, (inside, wanted) in enumerate(zip(value, template, strict=True)):
            _compare(inside, wanted, f"{place}[{number}]")
    elif template is TEXT:
        if not isinstance(value, str) or len(value) > LONGEST_TEXT:
            raise ValueError(f"{place} is no text, or too long")
    elif value != template or type(value) is not type(template):
        raise ValueError(f"{place} is not {template!r}")


def _compare_terms(value: object, template: Mapping[str, object], place: str) -> None:
    if not isinstance(value, dict):
        raise ValueError(f"{place or 'the document'} has no terms")  # noqa: TRY004 - the text is wrong
    for name in value.keys() - template.keys():
        raise ValueError(
            f"{place}{'.' if place else ''}{str(name)[:60]} is no term of such a badge"
        )
    for name, wanted in template.items():
        if name in value:
            _compare(value[name], wanted, f"{place}.{name}" if place else name)
        elif name not in _OPTIONAL:
            raise ValueError(f"{place}{'.' if place else ''}{name} is missing")
