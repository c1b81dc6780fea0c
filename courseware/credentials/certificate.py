"""The certificate on paper: one A4 page as PDF/A-3a and PDF/UA-1, the same bytes every time."""

from __future__ import annotations

from courseware.credentials.glyphs import name_faces
from courseware.credentials.printed import printed_fields
from courseware.credentials.qr import qr_for_paper
from courseware.credentials.snapshot import Snapshot
from courseware.credentials.typesetting import set_name, typeset_pdf


def render_pdf(snapshot: Snapshot, *, credential: str = "") -> bytes:
    """Return the PDF of a certificate. Equal input gives equal bytes, on every machine.

    `credential`: the JSON text of the signed credential, if there is one. It is kept in the file as
    it is, so that whoever has the PDF can check the signature without asking this site.

    Raises `typst.TypstError` if a text holds a character that the bundled fonts lack; a name is
    checked with `glyphs.missing_characters` before a certificate is issued.
    """
    fields = printed_fields(snapshot)
    data = {
        "fields": [
            {
                "code": field.label_code,
                "label": field.label(),
                "value": field.value,
                "number": field.number,
            }
            for field in fields
        ],
        "faces": name_faces("".join(field.value for field in fields)),
        "name": set_name(snapshot.holder),
        "qr": qr_for_paper(snapshot.verify_url),
    }
    return typeset_pdf(
        "certificate.typ",
        data,
        credential=credential,
        timestamp=int(snapshot.issued_at.timestamp()),
    )
