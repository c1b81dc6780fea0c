"""What is signed in a round: records of passed modules, a bounded number of people at a time."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from courseware.cli.key_ring import KeyRing
from courseware.operations.module_records import Signed, sign_passes
from courseware.operations.signing_keys import Signer
from courseware.records.credentials import find_issuer
from courseware.records.module_records import people_to_sign
from courseware.records.transaction import reading

log = logging.getLogger(__name__)
PEOPLE_A_ROUND = 100


@dataclass(slots=True)
class SigningDesk:
    """Where records are signed, outside every write.

    Whoever cannot be given a record is told of once and left alone until the process restarts; they
    wait in the database, and the health page shows them.
    """

    ring: KeyRing
    unsignable: set[int] = field(default_factory=set)

    def signed(self, done: Counter[str]) -> Iterator[tuple[int, tuple[Signed, ...]]]:
        """Yield people with their signed records, ready to be stored; count failures in `done`."""
        people = self._people()
        signer = self.ring.signer(done) if people else None
        if signer is None:
            return
        for person_id in people:
            records = self._sign(person_id, signer, done)
            if records:
                yield person_id, records

    def _people(self) -> list[int]:
        with reading(self.ring.engine) as conn:
            if find_issuer(conn) is None:
                return []
            waiting = people_to_sign(conn, limit=PEOPLE_A_ROUND + len(self.unsignable))
        return [one for one in waiting if one not in self.unsignable]

    def _sign(self, person_id: int, signer: Signer, done: Counter[str]) -> tuple[Signed, ...]:
        try:
            with reading(self.ring.engine) as conn:
                return sign_passes(
                    conn, person_id, signer=signer, now=self.ring.clock(), site=self.ring.site
                )
        except Exception:  # one bad row must not stop the work for everybody else
            self.unsignable.add(person_id)
            done["failed"] += 1
            log.exception("The module records of person %s could not be signed", person_id)
            return ()
