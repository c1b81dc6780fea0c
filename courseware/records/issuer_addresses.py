"""The address that the issuer's name and all that a badge links to are made of: set once, for ever."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.base import Base, table_of

_THE_ONE = 1


class IssuerAddress(Base):
    """The one row."""

    __tablename__ = "issuer_address"
    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str]  # such as https://learn.example.com
    set_at: Mapped[datetime]


issuer_address = table_of(IssuerAddress)


def find_address(conn: Connection) -> str | None:
    """Return the address, if it is set."""
    return conn.execute(select(issuer_address.c.address)).scalar()


def set_address(conn: Connection, address: str, *, now: datetime) -> str:
    """Set the address unless it is set; return the one that holds."""
    try:
        with conn.begin_nested():  # another process may set it at this moment
            conn.execute(insert(issuer_address).values(id=_THE_ONE, address=address, set_at=now))
    except IntegrityError:
        return find_address(conn) or address
    return address
