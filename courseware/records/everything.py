"""Every table, so that the migrations compare against all of them."""

from __future__ import annotations

from courseware.records import (
    attempts,
    credentials,
    enrollments,
    join_codes,
    journal,
    lab_runs,
    letters,
    module_records,
    people,
    requests,
    responses,
    sign_ins,
    signing_keys,
    site_settings,
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
    lab_runs,
    credentials,
    signing_keys,
    module_records,
    work,
    letters,
    site_settings,
    requests,
    join_codes,
)
METADATA = Base.metadata
