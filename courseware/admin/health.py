"""Is the site well? Each line has a value, a word for how it is, and what to do."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app, redirect, url_for
from werkzeug.wrappers import Response

from courseware.admin.face import blueprint
from courseware.admin.health_line import Line
from courseware.admin.mail_health import mail_line
from courseware.admin.probes import is_at_head
from courseware.config import Settings
from courseware.credentials.did import RS256
from courseware.operations.signing_keys import active_key, can_sign
from courseware.permissions import Permission
from courseware.records.credentials import find_issuer
from courseware.records.health import Engine, Waiting, jobs_seen_at, read_engine, read_waiting
from courseware.records.module_records import count_unsigned
from courseware.records.signing_keys import KeyRow
from courseware.web.curriculum import curriculum
from courseware.web.database import now, read, site
from courseware.web.guards import requires
from courseware.web.language import gettext as _
from courseware.web.language import moment
from courseware.web.pages import page

LEAST_FREE = 1_000_000_000
"""Bytes. Below this a database that grows may soon stop every write."""
JOBS_QUIET_FOR = timedelta(minutes=5)
"""A jobs process renews its lease with every round; after this long it is not running."""


def _line(label: str, value: str, advice: str, *, is_ok: bool) -> Line:
    """Return a line that has advice only when something is to do."""
    return Line(label, value, "" if is_ok else advice, is_ok)


@blueprint.get("/admin")
@requires(Permission.MANAGE_SITE)
def home() -> Response:
    """Lead to the health page, what an operator looks at first."""
    return redirect(url_for("admin.health"), 303)


@blueprint.get("/admin/health")
@requires(Permission.MANAGE_SITE)
def health() -> str:
    """Look at everything now."""
    settings: Settings = current_app.config["COURSEWARE"]
    engine = read_engine(read())
    waiting = read_waiting(read())
    seen_at = jobs_seen_at(read())
    lines = [
        _database(engine),
        *([_journal(engine)] if engine.journal_mode else []),
        _migrations(),
        _disk(settings.instance_dir),
        _jobs(seen_at, now()),
        _pdfs(waiting),
        _certificates(waiting, has_issuer=find_issuer(read()) is not None),
        _key(active_key(read()), _("Key that signs records and badges")),
        _key(active_key(read(), RS256), _("Key that signs badges as tokens")),
        _records(count_unsigned(read())),
        mail_line(settings, now()),
        _content(),
        _demo(is_demo=settings.demo),
    ]
    return page("admin/health.html", lines=lines, checked_at=now())


def _database(engine: Engine) -> Line:
    names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
    return Line(_("Database"), f"{names.get(engine.kind, engine.kind)} {engine.version}")


def _journal(engine: Engine) -> Line:
    label, mode = _("How SQLite writes"), (engine.journal_mode or "").upper()
    if not engine.has_wal_reset_bug:
        return Line(label, mode)
    if mode == "WAL":
        return Line(
            label,
            _("WAL with a library that can corrupt the file"),
            _("Install the package pysqlite3, or SQLite 3.51.3 or newer, and start again."),
            is_ok=False,
        )
    value = _("%(mode)s, because this SQLite library has the WAL-reset bug") % {"mode": mode}
    return Line(label, value, _("It is safe. SQLite 3.51.3 or newer makes writing quicker."))


def _migrations() -> Line:
    is_ok = is_at_head()
    value = _("current") if is_ok else _("behind the program")
    return _line(_("Migrations"), value, _("Run: flask db upgrade"), is_ok=is_ok)


def _disk(folder: Path) -> Line:
    there = next(one for one in (folder, *folder.parents) if one.exists())
    free = shutil.disk_usage(there).free
    value = _("%(size)s GB free") % {"size": f"{free / 1e9:,.1f}"}
    advice = _("Make room now, or writing will stop.")
    return _line(_("Disk"), value, advice, is_ok=free >= LEAST_FREE)


def _jobs(seen_at: datetime | None, at: datetime) -> Line:
    label, advice = _("Jobs process"), _("Start it: flask serve, or flask jobs run --forever")
    if seen_at is None:
        return _line(label, _("has never run"), advice, is_ok=False)
    value = _("last seen %(when)s") % {"when": moment(seen_at, "both")}
    return _line(label, value, advice, is_ok=at - seen_at <= JOBS_QUIET_FOR)


def _pdfs(waiting: Waiting) -> Line:
    advice = _("The jobs process makes them. If the number stays, read its log.")
    label = _("Certificates without their PDF")
    return _line(label, str(waiting.without_pdf), advice, is_ok=not waiting.without_pdf)


def _certificates(waiting: Waiting, *, has_issuer: bool) -> Line:
    label = _("People waiting for a certificate")
    number = waiting.for_name + waiting.for_issue
    if not has_issuer:
        advice = _("Name the issuer: no certificate is issued without one.")
        return Line(label, str(number), advice, is_ok=False)
    if waiting.for_issue:
        advice = _("The jobs process issues them. If the number stays, read its log.")
        return Line(label, str(number), advice, is_ok=False)
    advice = _("They have to confirm the name on their account page.")
    return Line(label, str(number), advice if number else "")


def _key(key: KeyRow | None, label: str) -> Line:
    if key is None:
        return Line(label, _("none yet"), _("The jobs process makes one when it first needs it."))
    if can_sign(key, site=site()):
        return Line(label, key.name)
    value = _("%(name)s cannot be opened: nothing is signed") % {"name": key.name}
    advice = _(
        "COURSEWARE_SECRET_KEY is not the one it was made with. Set that again, or run: "
        "flask credentials retire-key %(name)s"
    ) % {"name": key.name}
    return Line(label, value, advice, is_ok=False)


def _records(unsigned: int) -> Line:
    advice = _("The jobs process signs them, when there is an issuer. If it stays, read its log.")
    return _line(_("Module records to sign"), str(unsigned), advice, is_ok=not unsigned)


def _content() -> Line:
    label, errors = _("Errors in the files of modules"), curriculum().errors
    advice = _("See Content: nothing of a module with an error can be published.")
    return _line(label, str(errors), advice, is_ok=not errors)


def _demo(*, is_demo: bool) -> Line:
    value, advice = _("yes") if is_demo else _("no"), _("Never use it for real people.")
    return _line(_("Demonstration"), value, advice, is_ok=not is_demo)
