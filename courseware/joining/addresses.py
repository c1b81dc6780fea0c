"""E-mail addresses as people type them: only the shape is looked at, no other machine is asked."""

from __future__ import annotations


def read_address(typed: str) -> str | None:
    """Return an address as it is kept, its domain in small letters; None if it cannot be one.

    Whether mail arrives there only a link shows that was sent to it.
    """
    # Not at the top: plain pages read no address, and a web worker loads only what it needs.
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415

    try:
        return validate_email(typed.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        return None
