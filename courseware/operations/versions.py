"""Publishing: what the files say becomes an immutable version; the same files again change nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, literal, select

from courseware.content.composed import composed
from courseware.content.files import digest as digest_of
from courseware.content.model import Catalog
from courseware.content.practice_model import Practice
from courseware.progress.requirements import AppliesTo
from courseware.records import versions
from courseware.records.journal import canonical
from courseware.records.transaction import refuse_inside_write
from courseware.records.versions import (
    PRACTICE,
    SHARED,
    module_version,
    module_version_file,
    pathway_version,
)

COMPILER = 2
"""The version of the compiled form; a stored one is never made again."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is to be stored, ready: nothing is parsed or compiled inside the write."""

    modules: Mapping[
        str, tuple[str, str, Mapping[str, str]]
    ]  # slug → digest, compiled, path → blob
    pathways: Mapping[str, tuple[str, str]]  # id → digest, compiled
    blobs: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publication changed: (module or pathway, its new version number)."""

    modules: tuple[tuple[str, int], ...]
    pathways: tuple[tuple[str, int], ...]


def _sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def prepare(catalog: Catalog) -> Prepared:
    """Turn a sound catalog into rows."""
    refuse_inside_write("Compiling content")
    modules, blobs = {}, {}
    for slug, module in catalog.modules.items():
        files = catalog.files[slug]
        paths = {path: _sha(body) for path, body in files.items()}
        blobs.update({paths[path]: body for path, body in files.items()})
        modules[slug] = (digest_of(files), canonical(module.to_json()), paths)
    for module in composed(catalog):
        compiled = canonical(module.to_json())
        modules[module.slug] = (_sha(compiled.encode()), compiled, {})
    pathways = {}
    documents = {SHARED: catalog.shared.to_json()}
    if catalog.practice != Practice():
        documents[PRACTICE] = catalog.practice.to_json()
    documents |= {one.id: one.to_json() for one in catalog.pathways.values()}
    for name, document in documents.items():
        compiled = canonical(document)
        pathways[name] = (_sha(compiled.encode()), compiled)
    return Prepared(modules, pathways, blobs)


def publish(
    conn: Connection,
    prepared: Prepared,
    *,
    now: datetime,
    reason: str,
    by_person: int | None = None,
    applies_to: AppliesTo = AppliesTo.NEW,
) -> Publication:
    """Store a new version of everything whose files differ from its newest one."""
    if (
        conn.dialect.name == "postgresql"
    ):  # one publication at a time; SQLite's writers queue anyway
        conn.execute(select(func.pg_advisory_xact_lock(literal(7_202))))
    modules, pathways = versions.latest_digests(conn)
    changed = {
        slug: made for slug, made in prepared.modules.items() if modules.get(slug) != made[0]
    }
    wanted = {blob for _, _, paths in changed.values() for blob in paths.values()}
    versions.add_blobs(conn, {name: prepared.blobs[name] for name in wanted}, now=now)
    common = {
        "compiler": COMPILER,
        "reason": reason,
        "published_at": now,
        "published_by": by_person,
    }
    done_modules = tuple(
        (slug, _add_module(conn, slug, made, {**common, "applies_to": applies_to.value}))
        for slug, made in sorted(changed.items())
    )
    done_pathways = tuple(
        (name, _add_pathway(conn, name, made, common))
        for name, made in sorted(prepared.pathways.items())
        if pathways.get(name) != made[0]
    )
    return Publication(done_modules, done_pathways)


def _add_module(
    conn: Connection,
    slug: str,
    made: tuple[str, str, Mapping[str, str]],
    common: Mapping[str, Any],
) -> int:
    digest, compiled, paths = made
    last = select(func.max(module_version.c.number)).where(module_version.c.module == slug)
    number = (conn.execute(last).scalar() or 0) + 1
    version_id = conn.execute(
        insert(module_version)
        .values(
            module=slug,
            number=number,
            digest=digest,
            compiled=compiled,
            compiled_digest=_sha(compiled.encode()),
            **common,
        )
        .returning(module_version.c.id)
    ).scalar_one()
    if paths:
        conn.execute(
            insert(module_version_file),
            [
                {"version_id": version_id, "path": path, "blob": blob}
                for path, blob in paths.items()
            ],
        )
    return int(number)


def _add_pathway(
    conn: Connection, name: str, made: tuple[str, str], common: Mapping[str, Any]
) -> int:
    digest, compiled = made
    last = select(func.max(pathway_version.c.number)).where(pathway_version.c.pathway == name)
    number = (conn.execute(last).scalar() or 0) + 1
    conn.execute(
        insert(pathway_version).values(
            pathway=name, number=number, digest=digest, compiled=compiled, **common
        )
    )
    return int(number)
