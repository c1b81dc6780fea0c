"""Whose words a form behind a link holds: of whoever has the link, and never of its learner."""

from __future__ import annotations

from collections.abc import Callable

from courseware.operations.guests import GuestPurpose, find_guest
from courseware.web.database import now, read, site


def is_open_to(purpose: GuestPurpose) -> Callable[..., bool]:
    """Return what says whether a link of this purpose works for a person, None for a visitor."""

    def is_open(person_id: int | None, *, secret: str) -> bool:
        guest = find_guest(read(), purpose, secret, now=now(), site=site())
        return guest is not None and guest.person_id != person_id

    return is_open
