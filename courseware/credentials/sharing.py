"""What a holder copies into a profile elsewhere, and the link that opens LinkedIn's own form.

LinkedIn says that it may leave fields empty that come with a link, so the page shows them to copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from courseware.credentials.achievement import achievement_of
from courseware.credentials.snapshot import Snapshot

_FORM = "https://www.linkedin.com/profile/add"


@dataclass(frozen=True, slots=True)
class Profile:
    """The fields of a certificate in a profile; `ends` is (year, month) or None."""

    name: str
    organization: str
    issued: tuple[int, int]
    ends: tuple[int, int] | None
    number: str
    address: str


def profile_of(snapshot: Snapshot) -> Profile:
    """Return what a holder enters elsewhere."""
    day = snapshot.issued_on or snapshot.issued_at.date()
    return Profile(
        name=achievement_of(snapshot).name,  # with its mark, where it only shows how one looks
        organization=snapshot.issuer.legal_name,
        issued=(day.year, day.month),
        ends=(snapshot.valid_until.year, snapshot.valid_until.month)
        if snapshot.valid_until
        else None,
        number=snapshot.public_id,
        address=snapshot.verify_url,
    )


def linkedin_address(profile: Profile) -> str:
    """Return the link that opens LinkedIn's form with these fields."""
    fields: dict[str, object] = {
        "startTask": "CERTIFICATION_NAME",
        "name": profile.name,
        "organizationName": profile.organization,
        "issueYear": profile.issued[0],
        "issueMonth": profile.issued[1],
    }
    if profile.ends is not None:
        fields |= {"expirationYear": profile.ends[0], "expirationMonth": profile.ends[1]}
    fields |= {"certUrl": profile.address, "certId": profile.number}
    return f"{_FORM}?{urlencode(fields)}"
