"""The logo of the site: its bytes, which are served for nobody who does not ask for the present one."""

from __future__ import annotations

from sqlalchemy import Connection, delete, exists, select

from courseware.records.site_settings import site_setting
from courseware.records.versions import blob, module_version_file


def find_logo(conn: Connection, digest: str) -> bytes | None:
    """Return the logo if this is its digest now; other blobs are never served by digest."""
    return conn.execute(
        select(blob.c.body)
        .join(site_setting, site_setting.c.value == blob.c.digest)
        .where(site_setting.c.name == "logo", blob.c.digest == digest)
    ).scalar()


def drop_blob(conn: Connection, digest: str) -> None:
    """Delete bytes that were a logo, unless a published version owns the same ones."""
    owner = exists(select(module_version_file.c.path).where(module_version_file.c.blob == digest))
    conn.execute(delete(blob).where(blob.c.digest == digest, ~owner))
