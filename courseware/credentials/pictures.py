"""The pictures of what was achieved: a badge for programs that collect them, a preview for links."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from courseware.credentials.glyphs import missing_characters, name_faces
from courseware.credentials.module_record import ModuleRecord
from courseware.credentials.printed import printed_fields
from courseware.credentials.snapshot import Snapshot
from courseware.credentials.typesetting import set_name, typeset_png

Kind = Literal["pathway", "level", "module"]


@dataclass(frozen=True, slots=True)
class Picture:
    """What the pictures say, as it is printed.

    `title`: that of the certificate or record. `of`: the pathway, level or module. The badge is the
    same for everybody who has it: it shows neither `holder`, `host` nor `day`.
    """

    kind: Kind
    title: str
    of: str
    issuer: str
    demonstration: bool
    holder: str = ""
    host: str = ""
    day: str = ""


def picture_of(stated: Snapshot | ModuleRecord) -> Picture:
    """Return what the badge of a certificate or a module record says, without its holder."""
    kind, of, title = _named(stated)
    return Picture(kind, title, of, stated.issuer.legal_name, stated.demonstration)


def preview_of(snapshot: Snapshot) -> Picture:
    """Return what the preview of a certificate says."""
    day = next(field.value for field in printed_fields(snapshot) if field.label_code == "issued")
    badge = picture_of(snapshot)
    return replace(badge, holder=snapshot.holder, host=snapshot.host, day=day)


def _named(stated: Snapshot | ModuleRecord) -> tuple[Kind, str, str]:
    if isinstance(stated, ModuleRecord):
        return "module", stated.module.title, stated.title
    return ("pathway" if stated.level is None else "level"), stated.pathway_title, stated.title


def draw_badge(picture: Picture) -> bytes:
    """Return the achievement's picture, PNG of 600 × 600; equal pictures give equal bytes.

    ValueError if a text holds a character that the bundled fonts lack.
    """
    shown = ("kind", "title", "of", "issuer", "demonstration")
    told = asdict(picture)
    return _draw("badge.typ", {key: told[key] for key in shown})


def draw_preview(picture: Picture) -> bytes:
    """Return the picture that a link shows, PNG of 1200 × 630; it names the holder.

    ValueError if a text holds a character that the bundled fonts lack.
    """
    return _draw("preview.typ", asdict(picture) | {"name": set_name(picture.holder)})


def _draw(page: str, told: dict[str, Any]) -> bytes:
    texts = "".join(value for value in told.values() if isinstance(value, str))
    missing = missing_characters(texts)
    if missing:  # Typst refuses them on paper alone and would draw an empty box here
        raise ValueError(f"no font prints {' '.join(missing)}")
    return typeset_png(page, told | {"faces": name_faces(texts)})
