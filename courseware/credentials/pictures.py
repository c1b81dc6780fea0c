"""Pictures of what was achieved: the badge, and the preview beside a link. Typst draws them as PNG.

Only a process that prints draws them, never a web worker. Equal texts give equal bytes.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from courseware.credentials.glyphs import name_faces
from courseware.credentials.module_record import ModuleRecord
from courseware.credentials.snapshot import Snapshot
from courseware.credentials.typesetting import set_name, typeset_png


@dataclass(frozen=True, slots=True)
class Picture:
    """The texts of a picture. `of`: the pathway, or what kind of thing `title` is; `number`: how many modules.

    `holder` and `host` stand on a preview only: a badge's picture is the same for everybody.
    """

    title: str
    of: str
    issuer: str
    stations: int
    demonstration: bool
    holder: str = ""
    host: str = ""


def picture_of(stated: Snapshot | ModuleRecord) -> Picture:
    """Return what the picture of a certificate or a module record says, without its holder."""
    if isinstance(stated, ModuleRecord):
        title, of, stations = stated.module.title, "Module passed", 1
    else:
        level = stated.level
        title = stated.pathway_title if level is None else level.title
        of = stated.title if level is None else stated.pathway_title
        stations = len(stated.modules)
    return Picture(title, of, stated.issuer.legal_name, stations, stated.demonstration)


def preview_of(snapshot: Snapshot) -> Picture:
    """Return what the preview of a certificate says."""
    return Picture(
        title=snapshot.pathway_title,
        of=snapshot.title,
        issuer=snapshot.issuer.legal_name,
        stations=len(snapshot.modules),
        demonstration=snapshot.demonstration,
        holder=snapshot.holder,
        host=snapshot.host,
    )


def draw_badge(picture: Picture) -> bytes:
    """Return the badge's picture, 600 by 600 pixels."""
    return _draw("badge.typ", picture)


def draw_preview(picture: Picture) -> bytes:
    """Return the preview, 1200 by 630 pixels, as social networks show it."""
    return _draw("preview.typ", picture)


def _draw(page: str, picture: Picture) -> bytes:
    said = asdict(picture)
    texts = "".join(text for text in said.values() if isinstance(text, str))
    return typeset_png(page, {**said, "faces": name_faces(texts), "name": set_name(picture.holder)})
