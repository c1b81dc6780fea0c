"""Every table, so that the migrations compare against all of them."""

from __future__ import annotations

from courseware.records import (
    attempts,
    credentials,
    enrollments,
    journal,
    people,
    responses,
    sign_ins,
    standings,
    throttle,
    tokens,
    versions,
    work,
)
from courseware.records.base import Base

TABLES = (
    people,
    sign_ins,
    tokens,
    throttle,
    versions,
    journal,
    standings,
    enrollments,
    attempts,
    responses,
    credentials,
    work,
)
METADATA = Base.metadata
