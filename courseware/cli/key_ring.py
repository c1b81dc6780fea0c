"""The site's keys for a process that signs: opened once, made on first need, told of when they do not open."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, Engine

from courseware.credentials.did import RS256
from courseware.credentials.sealing import SealBroken
from courseware.credentials.signing import ALGORITHM
from courseware.operations.badges import Keys
from courseware.operations.signing_keys import (
    Signer,
    TokenSigner,
    active_key,
    open_key,
    open_rsa_key,
    prepare_key,
    store_key,
)
from courseware.operations.site import Site
from courseware.records.signing_keys import KeyRow
from courseware.records.transaction import reading, writing

log = logging.getLogger(__name__)
_Opened = TypeVar("_Opened")


@dataclass(slots=True)
class KeyRing:
    """The keys in force. A key that cannot be opened is told of once, until the process restarts."""

    engine: Engine
    site: Site
    clock: Callable[[], datetime]
    unopenable: set[str] = field(default_factory=set)
    _rsa: TokenSigner | None = None  # kept, because opening an RSA key proves its numbers

    def signer(self, done: Counter[str]) -> Signer | None:
        """Open the Ed25519 key in force, or make the first one; None if it cannot be opened."""
        row = self._in_force(ALGORITHM)
        return None if row is None else self._open(row, open_key, done)

    def keys(self, done: Counter[str]) -> Keys | None:
        """Open both keys in force, or make them; None if one cannot be opened."""
        signer, row = self.signer(done), self._in_force(RS256)
        if signer is None or row is None:
            return None
        if self._rsa is None or self._rsa.key_name != row.name:
            self._rsa = self._open(row, open_rsa_key, done)
        return None if self._rsa is None else Keys(signer, self._rsa)

    def names(self, conn: Connection) -> tuple[str, str] | None:
        """Return the names of the keys in force, without opening them; None before the first."""
        rows = [active_key(conn, algorithm) for algorithm in (ALGORITHM, RS256)]
        first, second = (None if row is None else row.name for row in rows)
        return None if first is None or second is None else (first, second)

    def _in_force(self, algorithm: str) -> KeyRow | None:
        with reading(self.engine) as conn:
            row = active_key(conn, algorithm)
            if row is not None:
                return row
            new = prepare_key(conn, now=self.clock(), site=self.site, algorithm=algorithm)
        with writing(self.engine) as conn:
            if store_key(conn, new, now=self.clock()):
                log.info("Made the signing key %s", new.name)
        with reading(self.engine) as conn:
            return active_key(conn, algorithm)

    def _open(
        self, row: KeyRow, opened: Callable[..., _Opened], done: Counter[str]
    ) -> _Opened | None:
        if row.name in self.unopenable:
            return None
        try:
            return opened(row, site=self.site)
        except SealBroken:
            self.unopenable.add(row.name)
            done["failed"] += 1
            log.error(  # noqa: TRY400 - the trace says nothing that this line does not
                "Nothing is signed: %s cannot be opened, because COURSEWARE_SECRET_KEY is not the "
                "one it was made with. Set that again, or: flask credentials retire-key %s",
                row.name, row.name,
            )  # fmt: skip
            return None
