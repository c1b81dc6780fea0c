"""How pages speak to a person: time zone, language, text size."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

from courseware.accounts.own import back_to_hub, blueprint
from courseware.accounts.own_forms import LanguageForm, TextSizeForm, TimeZoneForm
from courseware.locales import languages
from courseware.permissions import Permission
from courseware.records.own_account import change_person
from courseware.web.database import now, write
from courseware.web.forms import BaseForm
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page


def _keep(form: BaseForm, template: str, text: str) -> Response | tuple[str, int]:
    """Store what a form asks, or show it again; its fields are named as the columns."""
    if not form.validate():
        return page(template, form=form, now=now()), 422
    with write() as conn:
        change_person(conn, me().id, **form.data)
    return back_to_hub(text)


@blueprint.get("/account/time-zone")
@requires(Permission.LEARN)
def time_zone() -> str:
    """Ask for the time zone."""
    here = me().time_zone
    form = TimeZoneForm(data={"time_zone": here}).offer(here)
    return page("accounts/time_zone.html", form=form, now=now())


@blueprint.post("/account/time-zone")
@requires(Permission.LEARN)
def time_zone_change() -> Response | tuple[str, int]:
    """Store the time zone."""
    form = TimeZoneForm(request.form).offer(me().time_zone)
    return _keep(form, "accounts/time_zone.html", _("Your time zone is changed."))


@blueprint.get("/account/language")
@requires(Permission.LEARN)
def language() -> str:
    """Ask for the language, or say that there is one only."""
    form = LanguageForm(data={"locale": me().locale}).offer()
    return page("accounts/language.html", form=form, is_one=len(languages()) == 1)


@blueprint.post("/account/language")
@requires(Permission.LEARN)
def language_change() -> Response | tuple[str, int]:
    """Store the language."""
    form = LanguageForm(request.form).offer()
    return _keep(form, "accounts/language.html", _("Your language is changed."))


@blueprint.get("/account/text-size")
@requires(Permission.LEARN)
def text_size() -> str:
    """Ask for the size of text."""
    form = TextSizeForm(data={"text_size": me().text_size}).offer()
    return page("accounts/text_size.html", form=form)


@blueprint.post("/account/text-size")
@requires(Permission.LEARN)
def text_size_change() -> Response | tuple[str, int]:
    """Store the size of text; the next page has it."""
    form = TextSizeForm(request.form).offer()
    return _keep(form, "accounts/text_size.html", _("Your text size is changed."))
