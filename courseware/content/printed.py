"""What a certificate will print is checked when it is published, not when it is issued."""

from __future__ import annotations

from courseware.credentials.glyphs import missing_characters
from courseware.problems import Source

LEVEL_NAMES = ("foundation", "supervisor", "manager")
"""Words of the level certificates, which ask for more than a pathway's modules."""


def check_printable(text: str, source: Source, *path: str | int) -> None:
    """Report characters of `text` that the certificate's fonts do not have."""
    missing = missing_characters(text)
    if missing:
        source.error(
            f"The certificate cannot print {' '.join(missing)}.",
            *path,
            mend="Write it without that character.",
        )


def check_certificate_title(title: str, source: Source, *path: str | int) -> None:
    """Report a certificate of completion that is called after a level."""
    level = next((name for name in LEVEL_NAMES if name in title.casefold()), None)
    if level is not None:
        source.error(
            f"A certificate of completion must not be called after a level ({level}).",
            *path,
            mend="Write, for example, title: Certificate of completion.",
        )
