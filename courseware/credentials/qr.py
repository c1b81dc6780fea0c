"""An address as a QR code."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

_INK = "#1b2027"


def qr_for_paper(address: str) -> str:
    """Return the code as SVG without its white edge, in units of one module."""
    return _draw(address)


@lru_cache(maxsize=64)
def qr_for_page(address: str) -> str:
    """Return the code as SVG that grows with its box, drawn quickly and kept for a while.

    One fixed pattern of the eight, any of which reads; weighing them all takes six times as long.
    """
    return _draw(address, mask=2, omitsize=True)


def qr_once(address: str) -> str:
    """Return the code as SVG for an address that is a secret: it is not kept."""
    return _draw(address, mask=2, omitsize=True)


def _draw(address: str, *, mask: int | None = None, **how: Any) -> str:
    # Imported here because it costs a process 9 MB: a web worker loads it for a record's page only.
    import segno  # noqa: PLC0415 - the reason stands above

    svg = io.BytesIO()
    code = segno.make_qr(address, error="m", mask=mask)  # M reads with a seventh of it stained
    code.save(svg, kind="svg", border=0, dark=_INK, xmldecl=False, **how)
    return svg.getvalue().decode()
