"""Every table, so that the migrations compare against all of them."""

from __future__ import annotations

from courseware.records import (
    attempts,
    credentials,
    enrollments,
    journal,
    module_records,
    people,
    responses,
    sign_ins,
    signing_keys,
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
    signing_keys,
    module_records,
    work,
)
METADATA = Base.metadata
