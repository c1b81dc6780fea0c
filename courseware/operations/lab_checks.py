"""Whether the passed labs of a record still rest on the runs that passed them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from courseware.progress.facts import FactKind
from courseware.records import evidence, journal
from courseware.records.lab_runs import passed_rows


def lab_faults(conn: Connection, person_id: int, facts: Sequence[Any]) -> Iterator[tuple[int, str]]:
    """Check passed labs against their runs: (number of the fact or 0, what is wrong).

    By the digest alone, which an erasure leaves as it is: the content of its fact is gone then.
    """
    rows = passed_rows(conn, person_id)
    known = {evidence.of_lab_run(row) for row in rows}
    for row in facts:
        if row.kind == FactKind.LAB_PASSED and row.evidence not in known:
            yield row.seq, "the run of the lab that it rests on was changed or removed"
    for run in rows:
        if run.state is None:
            continue  # erased, or a fault that is told elsewhere
        if run.salt is None or journal.commit_to(run.salt, run.state) != run.state_digest:
            yield 0, f"what stood in run {run.run_no} of the lab {run.lab} was changed"
