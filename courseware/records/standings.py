"""Where each person stands in each module: what the facts say, folded and kept; and the counters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import (
    Connection,
    ForeignKey,
    Index,
    delete,
    func,
    insert,
    literal,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from courseware.progress.standing import ModuleStanding, State
from courseware.records.base import Base, table_of


class StandingRow(Base):
    """The fold of one person's facts about one module. What the clock changes is not stored."""

    __tablename__ = "standing"
    person_id: Mapped[int] = mapped_column(ForeignKey("learner.person_id"), primary_key=True)
    module: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]  # not_started | in_progress | passed
    best_num: Mapped[int | None]  # the best score as an exact share of the points
    best_den: Mapped[int | None]
    passed_at: Mapped[datetime | None]
    valid_until: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    last_fact_at: Mapped[datetime]
    __table_args__ = (Index("ix_standing_module_state", "module", "state"),)


class ModuleDelta(Base):
    """A change of the counters, appended by a submission; nothing on that path updates a shared row."""

    __tablename__ = "module_delta"
    id: Mapped[int] = mapped_column(primary_key=True)
    module: Mapped[str]
    submitted: Mapped[int]
    passed: Mapped[int]


class ModuleTotal(Base):
    """The folded counters of a module."""

    __tablename__ = "module_total"
    module: Mapped[str] = mapped_column(primary_key=True)
    submitted: Mapped[int] = mapped_column(default=0)
    passed: Mapped[int] = mapped_column(default=0)


standing = table_of(StandingRow)
module_delta = table_of(ModuleDelta)
module_total = table_of(ModuleTotal)


def _from_row(row: Any) -> ModuleStanding:
    best = None if row.best_num is None else Fraction(row.best_num, row.best_den)
    return ModuleStanding(
        module=row.module,
        state=State(row.state),
        best=best,
        passed_at=row.passed_at,
        last_fact_at=row.last_fact_at,
    )


def _values(person_id: int, now: ModuleStanding) -> dict[str, Any]:
    return {
        "person_id": person_id,
        "module": now.module,
        "state": now.state.value,
        "best_num": None if now.best is None else now.best.numerator,
        "best_den": None if now.best is None else now.best.denominator,
        "passed_at": now.passed_at,
        "valid_until": None,
        "due_at": None,
        "last_fact_at": now.last_fact_at,
    }


def read_standings(conn: Connection, person_id: int) -> dict[str, ModuleStanding]:
    """Return a person's standing in every module that has a fact."""
    rows = conn.execute(select(standing).where(standing.c.person_id == person_id))
    return {row.module: _from_row(row) for row in rows}


def _save(insert_of: Any) -> Any:
    """Return the statement that stores a standing; what the clock or a manager sets stays as it is."""
    new = insert_of(standing)
    names = ("state", "best_num", "best_den", "passed_at", "last_fact_at")
    return new.on_conflict_do_update(
        index_elements=[standing.c.person_id, standing.c.module],
        set_={name: new.excluded[name] for name in names},
    )


_SAVE = {"sqlite": _save(sqlite.insert), "postgresql": _save(postgresql.insert)}


def save_standing(conn: Connection, person_id: int, now: ModuleStanding) -> None:
    """Store the fold's result. The caller holds the learner's lock, so no two writers meet here."""
    conn.execute(_SAVE[conn.dialect.name], _values(person_id, now))


def replace_standings(
    conn: Connection, person_id: int, standings: Mapping[str, ModuleStanding]
) -> None:
    """Rebuild a person's rows from the fold of all their facts."""
    conn.execute(delete(standing).where(standing.c.person_id == person_id))
    rows = [_values(person_id, now) for now in standings.values()]
    if rows:
        conn.execute(insert(standing), rows)


_ADD_DELTA = insert(module_delta)


def add_delta(conn: Connection, *, module: str, submitted: int, passed: int) -> None:
    """Count a submission or a pass."""
    conn.execute(_ADD_DELTA, {"module": module, "submitted": submitted, "passed": passed})


def read_counts(conn: Connection) -> dict[str, tuple[int, int]]:
    """Return (submitted, passed) per module: totals and deltas read in one statement."""
    parts = union_all(
        select(module_total.c.module, module_total.c.submitted, module_total.c.passed),
        select(module_delta.c.module, module_delta.c.submitted, module_delta.c.passed),
    ).subquery()
    query = select(parts.c.module, func.sum(parts.c.submitted), func.sum(parts.c.passed)).group_by(
        parts.c.module
    )
    return {
        module: (int(submitted), int(passed)) for module, submitted, passed in conn.execute(query)
    }


def fold_counts(conn: Connection) -> int:
    """Move the deltas into the totals and return how many there were."""
    if conn.dialect.name == "postgresql":  # SQLite's writers queue anyway
        conn.execute(select(func.pg_advisory_xact_lock(literal(7_201))))
    last = conn.execute(select(func.max(module_delta.c.id))).scalar()
    if last is None:
        return 0
    sums = conn.execute(
        select(
            module_delta.c.module,
            func.sum(module_delta.c.submitted).label("submitted"),
            func.sum(module_delta.c.passed).label("passed"),
        )
        .where(module_delta.c.id <= last)
        .group_by(module_delta.c.module)
    ).all()
    for row in sums:
        _add_to_total(conn, row.module, int(row.submitted), int(row.passed))
    return conn.execute(delete(module_delta).where(module_delta.c.id <= last)).rowcount


def _add_to_total(conn: Connection, module: str, submitted: int, passed: int) -> None:
    changed = conn.execute(
        update(module_total)
        .where(module_total.c.module == module)
        .values(
            submitted=module_total.c.submitted + submitted, passed=module_total.c.passed + passed
        )
    )
    if changed.rowcount == 0:
        conn.execute(insert(module_total).values(module=module, submitted=submitted, passed=passed))
