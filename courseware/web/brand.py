"""What every page shows of the site itself: its logo in the header, and its color."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from courseware.appearance import Accent, read_accent
from courseware.records.site_settings import SiteSettings
from courseware.words import Unfit


@dataclass(frozen=True, slots=True)
class ShownLogo:
    """The logo as it stands in the header; its size in CSS pixels is half of that of its file."""

    url: str
    width: int
    height: int
    says_name: bool
    on_plate: bool


@dataclass(frozen=True, slots=True)
class Brand:
    """The logo, None for our mark, and the address of the style sheet, empty for our own color."""

    logo: ShownLogo | None
    sheet: str


@lru_cache(maxsize=4)
def brand_of(settings: SiteSettings) -> Brand:
    """Return what these settings look like; worked out once for each state of them."""
    accent = accent_of(settings)
    return Brand(_logo(settings), "" if accent is None else f"/site/{digest_of(accent)}.css")


def accent_of(settings: SiteSettings) -> Accent | None:
    """Return the site's own color; None for ours, also where a stored one cannot be read any more."""
    try:
        return read_accent(settings.accent) if settings.accent else None
    except Unfit:
        return None


def digest_of(accent: Accent) -> str:
    """Return what the address of its style sheet holds, so that browsers may keep it for ever."""
    return hashlib.sha256(accent.sheet.encode()).hexdigest()[:12]


def _logo(settings: SiteSettings) -> ShownLogo | None:
    width, _x, height = settings.logo_size.partition("x")
    if not (settings.logo and width.isdigit() and height.isdigit()):
        return None
    return ShownLogo(
        f"/logo/{settings.logo}",
        (int(width) + 1) // 2,
        (int(height) + 1) // 2,
        settings.logo_says_name,
        settings.logo_on_plate,
    )
