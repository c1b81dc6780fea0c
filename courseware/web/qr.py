"""Addresses as QR codes on pages: drawn of squares by us, so no text of anybody is in them."""

from __future__ import annotations

from markupsafe import Markup

from courseware.credentials import qr


def qr_for_page(address: str) -> Markup:
    """Return the code of an address that anybody may know; it is kept for a while."""
    return Markup(qr.qr_for_page(address))  # noqa: S704 - squares, and nothing else


def qr_once(address: str) -> Markup:
    """Return the code of an address that is a secret: it is not kept."""
    return Markup(qr.qr_once(address))  # noqa: S704 - squares, and nothing else
