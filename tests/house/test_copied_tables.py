"""A new table about a person is in the copy that they may take, or stands among those that are not, with its reason."""

from __future__ import annotations

import re

from sqlalchemy import Table

from courseware.records.everything import METADATA
from courseware.records.own_data_parts import NOT_HERE, PARTS

COPIED = {part.table.name: part for part in PARTS}
PEOPLE = {"person", "learner"}
SECRET = re.compile(r"password|token_hash|secret|nonce|private")


def points_at(table: Table, names: set[str]) -> bool:
    return any(key.column.table.name in names for key in table.foreign_keys)


def test_every_table_about_a_person_is_copied_or_has_a_reason() -> None:
    """Also what hangs on a copied table: the answers of a try, the file of a certificate."""
    for table in METADATA.sorted_tables:
        if table.name in PEOPLE or points_at(table, PEOPLE | set(COPIED)):
            assert (table.name in COPIED) != (table.name in NOT_HERE), (
                f"{table.name}: give it its part in courseware/records/own_data_parts.py"
            )


def test_the_exceptions_are_tables_that_name_a_person_in_passing() -> None:
    for name, reason in NOT_HERE.items():
        assert points_at(METADATA.tables[name], PEOPLE), name
        assert "person_id" not in METADATA.tables[name].c, name
        assert len(reason) > 20, name


def test_no_column_with_a_secret_is_copied() -> None:
    for name, part in COPIED.items():
        for column in part.table.c:
            if SECRET.search(column.name):
                assert column.name in part.left_out, f"{name}.{column.name}"


def test_another_person_is_named_in_the_record_only() -> None:
    """In a fact the number of who recorded it is part of what its hash rests on."""
    for name, part in COPIED.items():
        for key in part.table.foreign_keys:
            column = key.parent.name
            if key.column.table.name in PEOPLE and column not in {"person_id", "id"}:
                assert column in part.left_out or (name, column) == ("journal", "by_person")
