"""The base of all tables: constraint names, integers, moments in UTC."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, ClassVar, cast

from sqlalchemy import BigInteger, DateTime, Integer, MetaData, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

BigInt = BigInteger().with_variant(Integer, "sqlite")


class Moment(TypeDecorator[datetime]):
    """A moment: aware and in UTC on both sides, whatever the database keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive moment, because nobody can know which clock it came from."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without a time zone cannot be stored.")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Return what reads a stored moment in UTC, in one step: a page reads a hundred of them."""
        return _read_text if dialect.name == "sqlite" else _read_aware


def _read_text(value: str | None) -> datetime | None:
    """Read what SQLite keeps: the digits of a moment in UTC."""
    return None if value is None else datetime.fromisoformat(value + "+00:00")


def _read_aware(value: datetime | None) -> datetime | None:
    """Read what PostgreSQL hands over: a moment in the zone of the connection."""
    return None if value is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table inherits from here, so that records need no Flask."""

    metadata = MetaData(naming_convention=NAMES)
    registry: ClassVar[registry] = registry(
        type_annotation_map={int: BigInt, str: Text(), datetime: Moment()}
    )


def iso(moment: datetime) -> str:
    """Write a moment for a digest: UTC, always six digits of a second, ending in Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def table_of(model: type[Base]) -> Table:
    """Return the plain table of a model: hot paths select from it, without the ORM's cost."""
    return cast("Table", model.__table__)
