"""Many people with a list: upload or paste, see what it would do, confirm; and take the list along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, abort, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from courseware.admin.face import blueprint, writing_for
from courseware.admin.import_form import ImportForm
from courseware.joining.people_columns import BETWEEN, COLUMNS
from courseware.joining.people_file import MOST_ROWS, PeopleFile, read_people, write_people
from courseware.joining.people_plan import Plan, Step
from courseware.joining.table_text import LARGEST
from courseware.operations.people_import import Import, apply_import, plan_import
from courseware.operations.people_list import list_everybody, note_list
from courseware.permissions import Permission
from courseware.records.people_imports import find_import
from courseware.records.site_settings import read_settings
from courseware.tables.csv_text import file_name
from courseware.web.database import now, read, site, write
from courseware.web.gate import outside_gate
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.language import moment, zone
from courseware.web.pages import page

SHOWN = 100
"""How many people a part of the preview lists; all of them are counted."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the preview: what happens to whom."""

    key: str
    title: str
    text: str
    steps: Sequence[Step]


def _form_page(form: ImportForm, file: PeopleFile | None = None, plan: Plan | None = None) -> str:
    return page(
        "admin/people_import.html",
        form=form,
        columns=COLUMNS,
        between=BETWEEN,
        most={"rows": f"{MOST_ROWS:,}", "size": LARGEST // 1000},
        file=file,
        plan=plan,
    )


def _preview(form: ImportForm, file: PeopleFile, plan: Plan, *, has_moved: bool = False) -> str:
    parts = [
        Part(
            "missing", _("Not in the list"), _("They lose access; the record stays"), plan.missing
        ),
        Part("leaving", _("Left"), _("The list says so; the record stays"), plan.leaving),
        Part("returning", _("Back again"), _("With the password they had"), plan.returning),
        Part("changed", _("Changed"), _("From what to what"), plan.changed),
        Part("added", _("New"), _("With team and pathway"), plan.added),
    ]
    return page(
        "admin/people_preview.html",
        form=form,
        text=file.text,
        plan=plan,
        parts=[one for one in parts if one.steps],
        shown=SHOWN,
        has_moved=has_moved,
    )


def _read(form: ImportForm) -> PeopleFile:
    """Read what was sent; no other request waits for it."""
    data = form.data_sent()
    with outside_gate():
        return read_people(data)


def _today() -> str:
    return moment(now(), "iso")


@blueprint.get("/admin/people/import")
@requires(Permission.MANAGE_PEOPLE)
def people_import() -> str:
    """Ask for a list."""
    return _form_page(ImportForm())


@blueprint.post("/admin/people/import")
@requires(Permission.MANAGE_PEOPLE)
def people_import_preview() -> str | tuple[str, int]:
    """Show what a list would do; nothing is stored."""
    form = ImportForm.of_list()
    if not form.validate():
        return _form_page(form), 422
    file = _read(form)
    plan = plan_import(
        read(),
        file,
        form.choices_made(),
        today=now().astimezone(zone()).date(),
        site=site(),
        by_person=me().id,
    )
    if plan.errors:
        return _form_page(form, file, plan), 422
    return _preview(form, file, plan)


@blueprint.post("/admin/people/imports")
@requires(Permission.MANAGE_PEOPLE)
def people_imports_create() -> BaseResponse | str | tuple[str, int]:
    """Do what was shown. If it would be something else by now, show that first."""
    form = ImportForm.of_list()
    if not form.validate():
        return _form_page(form), 422
    file = _read(form)
    done = _apply(form, file)
    if done is None or done.plan.errors:
        return _form_page(form, file, done.plan if done else None), 422
    if done.import_id is None:
        return _preview(form, file, done.plan, has_moved=True)
    return redirect(url_for("admin.people_import_done", import_id=done.import_id), 303)


def _apply(form: ImportForm, file: PeopleFile) -> Import | None:
    at = now()
    done = None
    with writing_for(form) as conn:
        done = apply_import(
            conn,
            file,
            form.choices_made(),
            confirmed=form.digest.data or "",
            settings=read_settings(conn),
            today=at.astimezone(zone()).date(),
            now=at,
            site=site(),
            by_person=me().id,
        )
    return done if not form.errors else None


@blueprint.get("/admin/people/imports/<int:import_id>")
@requires(Permission.MANAGE_PEOPLE)
def people_import_done(import_id: int) -> str:
    """Say what an import did, and what comes next."""
    found = find_import(read(), import_id)
    if found is None:
        abort(404)
    return page("admin/people_imported.html", done=found)


@blueprint.get("/admin/people/import.csv")
@requires(Permission.MANAGE_PEOPLE)
def people_import_template() -> Response:
    """Send an empty list with all headings."""
    return _csv([*write_people([])], file_name(_("people")))


@blueprint.get("/admin/people/everybody.csv")
@requires(Permission.MANAGE_PEOPLE)
def people_csv() -> Response:
    """Send everybody as a list; importing it again changes nothing. Who took it is noted."""
    everybody = list_everybody(read(), site())
    with outside_gate():
        body = [*write_people(everybody)]
    with write() as conn:
        note_list(conn, len(everybody), now=now(), by_person=me().id)
    return _csv(body, file_name(_("everybody"), _today()))


def _csv(body: list[bytes], name: str) -> Response:
    response = Response(body, content_type="text/csv; charset=utf-8; header=present")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
