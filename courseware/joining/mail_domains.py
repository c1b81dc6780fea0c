"""The mail domains whose people may register: checked, and written in one way."""

from __future__ import annotations

import re

from courseware.words import Reason, Unfit

MOST = 20
_SEPARATORS = re.compile(r"[\s,;]+")


def read_domains(text: str) -> tuple[str, ...]:
    """Return the domains that were typed, each as it stands in an address: lower case, in IDNA.

    Separated by spaces, commas or lines; an @ in front is fine. Raises Unfit for the first one
    that no address can have. Compare with `ascii_domain` of an address, which is written so too.
    """
    typed = [one.removeprefix("@") for one in _SEPARATORS.split(text.strip()) if one]
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
    # Here and not above: its tables cost 3 MB, and most workers never read a domain.
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415

    try:
        found = validate_email(f"a@{domain}", check_deliverability=False)
    except (EmailNotValidError, ValueError) as fault:
        raise Unfit(Reason("setting.domain.wrong", {"domain": domain[:80]})) from fault
    if not found.ascii_domain:
        raise Unfit(Reason("setting.domain.wrong", {"domain": domain[:80]}))
    return found.ascii_domain.lower()
