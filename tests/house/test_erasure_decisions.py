"""Every column of every table has its decision: what becomes of it when its person is erased."""

from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import Table

from courseware.records.everything import METADATA
from courseware.records.evidence import SEALED
from courseware.records.fates import DECISIONS

TABLES = [pytest.param(table, id=table.name) for table in METADATA.sorted_tables]
STAFF = {"published_by", "created_by", "changed_by", "saved_by", "by_person"}
"""Columns that may name a person in a table about nobody: they hold the number of staff."""


def test_every_table_is_decided() -> None:
    assert set(DECISIONS) == set(METADATA.tables), (
        "decide new tables in courseware/records/fates.py"
    )


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_decided_once_and_says_why(table: Table) -> None:
    decision = DECISIONS[table.name]
    decided = Counter(name for fate in decision.fates for name in fate.columns)
    if decision.fates:
        assert decided == Counter(table.columns.keys()), "decide it in courseware/records/fates.py"
        assert all(fate.reason for fate in decision.fates)
    else:
        assert decision.reason


@pytest.mark.parametrize("table", TABLES)
def test_a_table_about_nobody_refers_to_staff_only(table: Table) -> None:
    if DECISIONS[table.name].rows is not None:
        return
    people = {
        column.name
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name in {"person", "learner", "attempt", "credential"}
    }
    assert people <= STAFF


@pytest.mark.parametrize("name", SEALED)
def test_what_is_kept_of_the_record_is_sealed(name: str) -> None:
    """A column that is added later would need a seal of its own: old facts keep the old one."""
    kept = {one for fate in DECISIONS[name].fates if fate.is_kept for one in fate.columns}
    own = {"attempt_id"} if name == "attempt_slot" else set()
    assert kept == set(SEALED[name]) | own
