"""Runs of labs: what a learner has set, written and chosen in a lab, kept so that they can go on later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    ForeignKey,
    Row,
    UniqueConstraint,
    bindparam,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records import journal
from courseware.records.base import Base, table_of


class LabRun(Base):
    """One run of a lab by one person. A passed one never changes again: a fact rests on it.

    `state` is canonical JSON of labs/runs.py; it may hold a person's own words, so evidence takes
    only its digest, SHA-256(salt ‖ state). `revision` counts the changes of this run and of those
    before it: a page that was rendered before the last one, in whatever run, is told so.
    """

    __tablename__ = "lab_run"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("learner.person_id"))
    module: Mapped[str]
    lab: Mapped[str]
    run_no: Mapped[int]
    version_id: Mapped[int] = mapped_column(ForeignKey("module_version.id"))
    seed: Mapped[int]
    revision: Mapped[int]
    started_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    passed_at: Mapped[datetime | None]
    state: Mapped[str | None]  # None after erasure
    salt: Mapped[str | None]
    state_digest: Mapped[str]
    __table_args__ = (UniqueConstraint("person_id", "module", "lab", "run_no"),)


lab_run = table_of(LabRun)


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run as pages and operations use it; `state` is the text that labs/runs.py reads."""

    id: int
    run_no: int
    version_id: int
    seed: int
    revision: int
    started_at: datetime
    passed_at: datetime | None
    state: str

    @property
    def is_passed(self) -> bool:
        """Say whether it is passed, and so never changes again."""
        return self.passed_at is not None


_NEWEST = (
    select(lab_run)
    .where(
        lab_run.c.person_id == bindparam("whose"),
        lab_run.c.module == bindparam("in_module"),
        lab_run.c.lab == bindparam("which"),
    )
    .order_by(lab_run.c.run_no.desc())
    .limit(1)
)


_NEWEST_PASSED = _NEWEST.where(lab_run.c.passed_at.is_not(None))


def newest_run(
    conn: Connection, person_id: int, module: str, lab: str, *, is_passed: bool = False
) -> RunRow | None:
    """Return the last run of a lab that a person began, or the last one that they passed."""
    query, names = (
        _NEWEST_PASSED if is_passed else _NEWEST,
        {"whose": person_id, "in_module": module, "which": lab},
    )
    row = conn.execute(query, names).first()
    return None if row is None or row.state is None else _run_of(row)


def _run_of(row: Row[Any]) -> RunRow:
    return RunRow(
        row.id, row.run_no, row.version_id, row.seed, row.revision, row.started_at, row.passed_at,
        row.state,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content:
    """What is stored of a run when it changes: the version it was worked on with, its state, when."""

    version_id: int
    state: str
    salt: bytes
    at: datetime
    is_passed: bool = False

    def columns(self) -> dict[str, Any]:
        """Return the columns that say so."""
        return {
            "version_id": self.version_id,
            "state": self.state,
            "salt": self.salt.hex(),
            "state_digest": journal.commit_to(self.salt.hex(), self.state),
            "changed_at": self.at,
            "passed_at": self.at if self.is_passed else None,
        }


def add_run(
    conn: Connection,
    *,
    person_id: int,
    module: str,
    lab: str,
    after: RunRow | None,
    seed: int,
    holds: Content,
) -> None:
    """Store a new run, `after` another; the unique constraint is the second fence behind the learner's lock."""
    run_no, revision = (after.run_no, after.revision) if after else (0, 0)
    values = {
        "person_id": person_id, "module": module, "lab": lab, "run_no": run_no + 1, "seed": seed,
        "revision": revision + 1, "started_at": holds.at, **holds.columns(),
    }  # fmt: skip
    conn.execute(insert(lab_run).values(values))


def save_run(conn: Connection, run: RunRow, holds: Content) -> None:
    """Store what stands in an open run now; one that is passed is for good."""
    conn.execute(
        update(lab_run)
        .where(lab_run.c.id == run.id, lab_run.c.passed_at.is_(None))
        .values(revision=run.revision + 1, **holds.columns())
    )


def passed_rows(conn: Connection, person_id: int) -> Sequence[Row[Any]]:
    """Return all passed runs of a person, as stored: what facts rest on."""
    query = select(lab_run).where(
        lab_run.c.person_id == person_id, lab_run.c.passed_at.is_not(None)
    )
    return conn.execute(query).all()


def row_of(conn: Connection, person_id: int, module: str, lab: str) -> Row[Any]:
    """Return the newest run of a lab as stored; there has to be one."""
    return conn.execute(_NEWEST, {"whose": person_id, "in_module": module, "which": lab}).one()
