"""A QR code as a drawing inside a page: no picture to load, no inline style."""

from __future__ import annotations

import segno
from markupsafe import Markup

QUIET_ZONE = 4
"""Empty modules around the code, as the standard asks, so that a dark page does not hide its edge."""


def qr_code(text: str) -> Markup:
    """Return `text` as an SVG drawing: dark on its own light ground, sized by the style sheet."""
    drawing = segno.make_qr(text, error="m").svg_inline(
        border=QUIET_ZONE, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None
    )
    return Markup(drawing)  # noqa: S704 - made of modules by segno; no text of anybody is in it
