"""How people may come to a site by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from courseware.joining.addresses import Address, read_domain


class Registration(StrEnum):
    """What a site lets strangers do. Everywhere people can be invited."""

    INVITE = "invite"  # nothing: staff add people
    CODE = "code"  # whoever holds a join code
    DOMAIN = "domain"  # whoever has an address at one of the site's mail domains
    OPEN = "open"  # everybody


def is_of_domains(address: Address, domains: Iterable[str]) -> bool:
    """Say whether an address is at one of these domains: exactly, so a domain below is another."""
    return address.domain in {read_domain(one) for one in domains}
