"""Whose is what a device keeps? A tag that tells nobody who, and a key that only its owner is given.

Both hang on the site's secret and the person alone: nothing of them is stored, and with another
secret they are others.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64encode

TAG_LENGTH = 16
"""Characters of a tag: 64 bits, in base 16."""


def owner_tag(person_id: int, use: str, *, site_secret: str) -> str:
    """Return by what a person's own things are known in the hands of others.

    `use` keeps tags apart: the one of kept answers ("unsent") cannot be matched with another.
    """
    return _keyed(f"courseware.owner-tag.1\n{use}\n{person_id}", site_secret).hex()[:TAG_LENGTH]


def owner_key(person_id: int, *, site_secret: str) -> str:
    """Return the AES-256 key for a person's unsent answers, in base64; for that person's pages only."""
    return b64encode(_keyed(f"courseware.unsent-key.1\n{person_id}", site_secret)).decode()


def _keyed(text: str, site_secret: str) -> bytes:
    return hmac.digest(site_secret.encode(), text.encode(), hashlib.sha256)
