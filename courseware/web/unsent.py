"""What a page of an attempt needs to keep unsent answers on its device for nobody but its owner."""

from __future__ import annotations

from dataclasses import dataclass, field

from courseware.joining.owners import owner_key, owner_tag
from courseware.web.database import now, site
from courseware.web.guards import me


@dataclass(frozen=True, slots=True)
class Kept:
    """Under which tag, encrypted with what, since which day: for static/js/keeping.js.

    `secret` is for the owner's own page of an attempt: such a page is never stored by a browser.
    """

    owner: str
    secret: str = field(repr=False)
    day: int
    """The server's day: a device's clock may be wrong."""
    is_shared: bool


def own_tag() -> str:
    """Return the tag under which a device keeps unsent answers of the person who asks."""
    return owner_tag(me().id, "unsent", site_secret=site().secret)


def kept_for_me() -> Kept:
    """Return how a device keeps unsent answers of the person who asks."""
    secret = owner_key(me().id, site_secret=site().secret)
    return Kept(own_tag(), secret, now().toordinal(), me().idle_after is not None)
