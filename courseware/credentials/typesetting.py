"""Typst with the bundled fonts and nothing of the machine: equal input gives equal bytes."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from courseware.credentials.glyphs import name_faces, runs_right_to_left

if TYPE_CHECKING:
    import typst

_HERE = Path(__file__).parent
_PIXELS_AN_INCH = 144  # two pixels a point
_ONE_AT_A_TIME = threading.Lock()
"""A compiler that two threads ask at once refuses the second."""


def typeset_pdf(page: str, data: Mapping[str, Any], *, credential: str, timestamp: int) -> bytes:
    """Return a page as PDF/A-3a and PDF/UA-1, with `credential` attached if there is one.

    Raises `typst.TypstError` if a text holds a character that the bundled fonts lack.
    """
    with _ONE_AT_A_TIME:
        pdf = _compiler(page).compile(
            format="pdf",
            sys_inputs={"data": json.dumps(data), "credential": credential},
            pdf_standards=["a-3a", "ua-1"],
            timestamp=timestamp,
        )
    return _one(pdf)


def typeset_png(page: str, data: Mapping[str, Any]) -> bytes:
    """Return a page as PNG, two pixels a point."""
    with _ONE_AT_A_TIME:
        picture = _compiler(page).compile(
            format="png", sys_inputs={"data": json.dumps(data)}, ppi=_PIXELS_AN_INCH
        )
    return _one(picture)


def set_name(name: str) -> dict[str, Any]:
    """Return a name as the pages take it: with the faces that print it and where it begins."""
    return {
        "text": name,
        "faces": name_faces(name),
        "dir": "rtl" if runs_right_to_left(name) else "ltr",
    }


def _one(compiled: bytes | list[bytes] | None) -> bytes:
    if not isinstance(compiled, bytes):
        raise TypeError("Typst gave no page, or several")
    return compiled


@cache
def _fonts() -> typst.Fonts:
    # Imported here because the library costs a process 55 MB and more: only who prints a page loads
    # it, never a web worker. It opens a font when a text needs it, so many fonts cost nothing.
    import typst  # noqa: PLC0415 - the reason stands above

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(_HERE / "fonts")],
    )


@cache
def _compiler(page: str) -> typst.Compiler:
    # Kept, one a page, because it remembers the fonts that it has read.
    import typst  # noqa: PLC0415 - the reason stands at the fonts

    return typst.Compiler(str(_HERE / page), root=str(_HERE), font_paths=_fonts())
