"""The mail domains whose people may register: checked, and written in one way."""

from __future__ import annotations

import re

from courseware.joining.addresses import read_domain
from courseware.words import Reason, Unfit

MOST = 20
_SEPARATORS = re.compile(r"[\s,;]+")


def read_domains(text: str) -> tuple[str, ...]:
    """Return the domains that were typed, each as it stands in an address: lower case, in IDNA.

    Separated by spaces, commas or lines; an @ in front is fine. Raises Unfit for the first one
    that no address can have. Compare with the `domain` of an address, which is written so too.
    """
    typed = [one for one in _SEPARATORS.split(text.strip()) if one]
    if len(typed) > MOST:
        raise Unfit(Reason("setting.domain.many", {"most": MOST}))
    return tuple(dict.fromkeys(_read(one) for one in typed))


def show_domain(domain: str) -> str:
    """Return a stored domain as people write it: münchen.example instead of its IDNA form."""
    try:
        return domain.encode("ascii").decode("idna")
    except UnicodeError:
        return domain


def _read(domain: str) -> str:
    found = read_domain(domain)
    if found is None:
        raise Unfit(Reason("setting.domain.wrong", {"domain": domain[:80]}))
    return found
