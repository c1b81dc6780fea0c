"""How people may come to a site by themselves."""

from __future__ import annotations

from enum import StrEnum


class Registration(StrEnum):
    """What a site lets strangers do. Everywhere people can be invited."""

    INVITE = "invite"  # nothing: staff add people
    CODE = "code"  # whoever holds a join code
    DOMAIN = "domain"  # whoever has an address at one of the site's mail domains
    OPEN = "open"  # everybody
