"""The certificate on paper: one A4 page as PDF/A-3a and PDF/UA-1, the same bytes every time."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from courseware.credentials.glyphs import name_face
from courseware.credentials.printed import printed_fields
from courseware.credentials.qr import qr_for_paper
from courseware.credentials.snapshot import Snapshot

if TYPE_CHECKING:
    import typst

_HERE = Path(__file__).parent


def render_pdf(snapshot: Snapshot, *, credential: str = "") -> bytes:
    """Return the PDF of a certificate. Equal snapshots give equal bytes, on every machine.

    `credential`: the signed badge, which is attached as `credential.json`, so that the paper alone
    can be checked.

    Raises `typst.TypstError` if a text holds a character that the bundled fonts lack; a name is
    checked with `glyphs.missing_characters` before a certificate is issued.
    """
    fields = [
        {
            "code": field.label_code,
            "label": field.label(),
            "value": field.value,
            "number": field.number,
        }
        for field in printed_fields(snapshot)
    ]
    data = {
        "fields": fields,
        "face": name_face(snapshot.holder),
        "qr": qr_for_paper(snapshot.verify_url),
        "credential": credential,
    }
    pdf = compiler("certificate.typ").compile(
        format="pdf",
        sys_inputs={"certificate": json.dumps(data)},
        pdf_standards=["a-3a", "ua-1"],
        timestamp=int(snapshot.issued_at.timestamp()),
    )
    if not isinstance(pdf, bytes):
        raise TypeError("Typst gave no PDF")
    return pdf


@cache
def compiler(name: str) -> typst.Compiler:
    """Return what draws the page in this file; kept, because it has read the fonts.

    The library costs a process 55 MB and more: only who prints loads it, never a web worker.
    """
    import typst  # noqa: PLC0415 - the reason stands above

    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(_HERE / "fonts")],
    )
    return typst.Compiler(str(_HERE / name), root=str(_HERE), font_paths=fonts)
