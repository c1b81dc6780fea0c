"""What is signed in a round: records of passed modules, a bounded number of people at a time."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine

from courseware.credentials.sealing import SealBroken
from courseware.operations.module_records import Signed, sign_passes
from courseware.operations.signing_keys import (
    Signer,
    active_key,
    open_key,
    prepare_key,
    store_key,
)
from courseware.operations.site import Site
from courseware.records.credentials import find_issuer
from courseware.records.module_records import people_to_sign
from courseware.records.transaction import reading, writing

log = logging.getLogger(__name__)
PEOPLE_A_ROUND = 100


@dataclass(slots=True)
class SigningDesk:
    """Where records are signed, outside every write.

    Whoever cannot be given a record, and a key that cannot be opened, are told of once and left
    alone until the process restarts; both wait in the database, and the health page shows them.
    """

    engine: Engine
    site: Site
    clock: Callable[[], datetime]
    unsignable: set[int] = field(default_factory=set)
    unopenable: set[str] = field(default_factory=set)

    def signed(self, done: Counter[str]) -> Iterator[tuple[int, tuple[Signed, ...]]]:
        """Yield people with their signed records, ready to be stored; count failures in `done`."""
        people = self._people()
        signer = self._signer(done) if people else None
        if signer is None:
            return
        for person_id in people:
            records = self._sign(person_id, signer, done)
            if records:
                yield person_id, records

    def _people(self) -> list[int]:
        with reading(self.engine) as conn:
            if find_issuer(conn) is None:
                return []
            waiting = people_to_sign(conn, limit=PEOPLE_A_ROUND + len(self.unsignable))
        return [one for one in waiting if one not in self.unsignable]

    def _signer(self, done: Counter[str]) -> Signer | None:
        """Open the key in force, or make the first one; None if it cannot be opened."""
        with reading(self.engine) as conn:
            row = active_key(conn)
            new = prepare_key(conn, now=self.clock(), site=self.site) if row is None else None
        if new is not None:
            with writing(self.engine) as conn:
                if store_key(conn, new, now=self.clock()):
                    log.info("Made the signing key %s", new.name)
            with reading(self.engine) as conn:
                row = active_key(conn)
        if row is None or row.name in self.unopenable:
            return None
        try:
            return open_key(row, site=self.site)
        except SealBroken:
            self.unopenable.add(row.name)
            done["failed"] += 1
            log.error(  # noqa: TRY400 - the trace says nothing that this line does not
                "Nothing is signed: %s cannot be opened, because COURSEWARE_SECRET_KEY is not the "
                "one it was made with. Set that again, or: flask credentials retire-key %s",
                row.name, row.name,
            )  # fmt: skip
            return None

    def _sign(self, person_id: int, signer: Signer, done: Counter[str]) -> tuple[Signed, ...]:
        try:
            with reading(self.engine) as conn:
                return sign_passes(conn, person_id, signer=signer, now=self.clock(), site=self.site)
        except Exception:  # one bad row must not stop the work for everybody else
            self.unsignable.add(person_id)
            done["failed"] += 1
            log.exception("The module records of person %s could not be signed", person_id)
            return ()
