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
    """Return the PDF of a certificate. Equal input gives equal bytes, on every machine.

    `credential`: the JSON text of the signed credential, if there is one. It is kept in the file as
    it is, so that whoever has the PDF can check the signature without asking this site.

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
    }
    pdf = _compiler().compile(
        format="pdf",
        sys_inputs={"certificate": json.dumps(data), "credential": credential},
        pdf_standards=["a-3a", "ua-1"],
        timestamp=int(snapshot.issued_at.timestamp()),
    )
    if not isinstance(pdf, bytes):
        raise TypeError("Typst gave no PDF")
    return pdf


@cache
def _compiler() -> typst.Compiler:
    # Imported here because the library costs a process 55 MB and more: only who prints a page loads
    # it, never a web worker. The compiler is kept, because it has read the fonts.
    import typst  # noqa: PLC0415 - the reason stands above

    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(_HERE / "fonts")],
    )
    return typst.Compiler(str(_HERE / "certificate.typ"), root=str(_HERE), font_paths=fonts)
