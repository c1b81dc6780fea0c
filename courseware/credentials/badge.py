"""The pictures of what was achieved: a badge for programs that collect them, a preview for links."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from courseware.credentials.glyphs import missing_characters, name_faces
from courseware.credentials.typesetting import set_name, typeset_png


@dataclass(frozen=True, slots=True)
class Achievement:
    """What the pictures say, as it is printed.

    `title`: that of the certificate or record. `of`: the pathway, level or module. The badge is the
    same for everybody who has it: it shows neither `holder`, `host` nor `day`.
    """

    kind: Literal["pathway", "level", "module"]
    title: str
    of: str
    issuer: str
    demonstration: bool
    holder: str = ""
    host: str = ""
    day: str = ""


def draw_badge(achievement: Achievement) -> bytes:
    """Return the achievement's picture, PNG of 600 × 600; equal achievements give equal bytes.

    ValueError if a text holds a character that the bundled fonts lack.
    """
    shown = ("kind", "title", "of", "issuer", "demonstration")
    told = asdict(achievement)
    return _draw("badge.typ", {key: told[key] for key in shown})


def draw_preview(achievement: Achievement) -> bytes:
    """Return the picture that a link shows, PNG of 1200 × 630; it names the holder.

    ValueError if a text holds a character that the bundled fonts lack.
    """
    return _draw("preview.typ", asdict(achievement) | {"name": set_name(achievement.holder)})


def _draw(page: str, told: dict[str, Any]) -> bytes:
    texts = "".join(value for value in told.values() if isinstance(value, str))
    missing = missing_characters(texts)
    if missing:  # Typst refuses them on paper alone and would draw an empty box here
        raise ValueError(f"no font prints {' '.join(missing)}")
    return typeset_png(page, told | {"faces": name_faces(texts)})
