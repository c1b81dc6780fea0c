"""E-mail addresses: their shape and their domain. Nothing is asked over the network."""

from __future__ import annotations

from dataclasses import dataclass

from courseware.joining.folding import fold_name

LONGEST = 254
"""Characters of an address: RFC 5321, 4.5.3.1.3, less the two brackets."""
_WITHOUT_DOTS = ("gmail.com", "googlemail.com")
"""Domains of one mail service that reads no dots before the @."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the right shape: as mail is sent to it, and its domain as DNS writes it."""

    text: str
    domain: str


def read_address(typed: str) -> Address | None:
    """Return the address that was typed, or None if it cannot be one.

    The part before the @ keeps its case; the domain is folded (IDNA 2008 after UTS 46).
    """
    # The library is heavy, and only a form with an address needs it.
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - as above

    text = typed.strip()
    if len(text) > LONGEST:
        return None
    try:
        # Mail inside a plant may end in .local: whether it arrives, only a letter shows.
        read = validate_email(text, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError:
        return None
    *above, last = read.ascii_domain.split(".")
    if not above or last.isdigit():
        return None  # the name of a machine, or its number
    return Address(read.normalized, read.ascii_domain)


def mailbox_of(address: str) -> str:
    """Return what names the mailbox behind an address: the same for all ways in which it can be written.

    Most mail servers deliver "ada+lead@…" to "ada@…", and Google also "a.da@…". Two addresses of one
    mailbox are one person's; that two people share one is not worth the same trust.
    """
    read = read_address(address)
    local, _at, domain = fold_name(read.text if read else address).rpartition("@")
    local = local.partition("+")[0] or local
    if domain in _WITHOUT_DOTS:
        local, domain = local.replace(".", ""), _WITHOUT_DOTS[0]
    return f"{local}@{domain}"


def read_domain(typed: str) -> str | None:
    """Return a mail domain as DNS writes it, or None: what an operator types of their own domain."""
    read = read_address(f"somebody@{typed.strip().removeprefix('@')}")
    return None if read is None else read.domain
