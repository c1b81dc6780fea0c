"""The logo: uploaded, shown in another way, removed."""

from __future__ import annotations

from contextlib import closing

from flask import request
from werkzeug.datastructures import CombinedMultiDict
from werkzeug.wrappers import Response

from courseware.admin.face import blueprint
from courseware.admin.setting_forms import LOGO, LogoForm, values_of
from courseware.admin.setting_page import settings_page
from courseware.admin.settings import changed_meanwhile, done
from courseware.operations.site_settings import (
    Change,
    ChangedMeanwhile,
    change_settings,
    store_logo,
)
from courseware.permissions import Permission
from courseware.pictures import LARGEST_FILE, Logo, read_logo
from courseware.records.site_settings import YES
from courseware.web.database import now, site_settings, write
from courseware.web.gate import outside_gate
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.language import say
from courseware.words import Unfit


@blueprint.post("/admin/settings/logo")
@requires(Permission.MANAGE_SITE)
def logo_change() -> Response | tuple[str, int]:
    """Take a picture as the logo, or only change how the present one stands in the header."""
    form = LogoForm(CombinedMultiDict([request.files, request.form]))
    form.validate()
    now_stored = site_settings()
    sent = _sent()
    picture: Logo | None = None
    if sent:
        try:
            with outside_gate():  # opening and writing it takes a second at worst
                picture = read_logo(sent)
        except Unfit as refusal:
            form.logo.errors = [say(refusal.reason)]
    elif not now_stored.logo:
        form.logo.errors = [_("Choose a picture first.")]
    if form.errors:
        return settings_page("logo", form), 422
    try:
        changes = _store(picture, form)
    except ChangedMeanwhile:
        return changed_meanwhile("logo", form)
    return done(changes)


def _sent() -> bytes:
    """Return the uploaded file, no more of it than shows that it is too large."""
    file = request.files.get("logo")
    if file is None:
        return b""
    with closing(file):
        body: bytes = file.read(LARGEST_FILE + 1)
    return body


def _store(picture: Logo | None, form: LogoForm) -> list[Change]:
    seen = request.form.get("seen", "")
    says_name, on_plate = bool(form.says_name.data), bool(form.on_plate.data)
    current = site_settings()
    with write() as conn:
        if picture is not None:
            return store_logo(conn, picture, says_name=says_name, on_plate=on_plate, seen=seen,
                              now=now(), by_person=me().id)  # fmt: skip
        values = (current.logo, current.logo_size, YES * says_name, YES * on_plate)
        return change_settings(
            conn, dict(zip(LOGO, values, strict=True)), seen=seen, now=now(), by_person=me().id
        )


@blueprint.post("/admin/settings/logo/removal")
@requires(Permission.MANAGE_SITE)
def logo_removal() -> Response | tuple[str, int]:
    """Put our mark back; the picture is deleted."""
    try:
        with write() as conn:
            changes = store_logo(
                conn, None, seen=request.form.get("seen", ""), now=now(), by_person=me().id
            )
    except ChangedMeanwhile:
        return changed_meanwhile("logo", LogoForm(data=values_of("logo", site_settings())))
    return done(changes)
