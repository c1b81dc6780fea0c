"""Site settings: what operators decide, each section a form of its own."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.admin.face import blueprint
from courseware.admin.setting_forms import FORMS, SectionForm
from courseware.admin.setting_page import asks_first, confirm_page, settings_page
from courseware.operations.site_settings import Change, ChangedMeanwhile, change_settings
from courseware.permissions import Permission
from courseware.web.database import now, site, write
from courseware.web.forms import BaseForm
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import say_once
from courseware.words import Unfit


@blueprint.get("/admin/settings")
@requires(Permission.MANAGE_SITE)
def settings() -> str:
    """Show every setting, what it does, and what it is now."""
    return settings_page()


@blueprint.post("/admin/settings/<section>")
@requires(Permission.MANAGE_SITE)
def settings_change(section: str) -> Response | str | tuple[str, int]:
    """Change what a section holds, unless somebody else has since the page was made."""
    if section not in FORMS:
        abort(404)
    form = _posted(section)
    values = form.read()
    if form.errors:
        return settings_page(section, form), 422
    if section == "retention" and asks_first(int(values["keep_years"])):
        return confirm_page(int(values["keep_years"]))
    try:
        with write() as conn:
            changes = change_settings(
                conn, values, seen=request.form.get("seen", ""), now=now(), by_person=me().id
            )
    except ChangedMeanwhile:
        return changed_meanwhile(section, form)
    except Unfit as refusal:
        form.refuse(form.names[-1], refusal)
        return settings_page(section, form), 422
    return done(changes)


def _posted(section: str) -> SectionForm:
    form = FORMS[section](request.form)
    form.validate()
    form.prepare(request.form)
    return form


def changed_meanwhile(section: str, form: BaseForm) -> tuple[str, int]:
    """Show what it is now beside what was typed: sending it again is a decision."""
    site().settings.forget()
    form.form_errors.append(
        _(
            "Somebody else has changed this since you opened the page; nothing of yours was stored. "
            "Below the form stands what it is now. Send yours again to put it in its place."
        )
    )
    return settings_page(section, form), 422


def done(changes: list[Change]) -> Response:
    """Let this process see the change at once, and lead back to the page."""
    site().settings.forget()
    if changes:
        say_once(_("Changed. All pages show it within a second or two."))
    else:
        say_once(_("Nothing was changed: it is so already."), "note")
    return redirect(url_for("admin.settings"), 303)
