"""What an operation needs to know of the site it runs on; operations never read settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from secrets import token_bytes

from courseware.credentials.tokens import new_private_key
from courseware.records.catalog import Shelves
from courseware.records.site_settings import KeptSettings


@dataclass(frozen=True, slots=True)
class Site:
    """The site's address, whether it is a demonstration, what it serves, and its sources of chance.

    `secret` opens the site's signing keys; it is never shown.
    """

    base_url: str
    is_demonstration: bool
    shelves: Shelves
    chance: Callable[[int], bytes] = field(default=token_bytes)
    rsa_key: Callable[[], bytes] = field(default=new_private_key)
    secret: str = field(default="", repr=False)
    settings: KeptSettings = field(default_factory=KeptSettings)
