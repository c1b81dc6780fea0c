"""What every page gets: who is asking, where they can go, and what was just said to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import Flask, current_app, flash, get_flashed_messages, render_template, request, url_for
from jinja2 import Environment
from markupsafe import Markup

from courseware.permissions import Permission
from courseware.quizzes.posts import inner
from courseware.records.people import Who
from courseware.web.brand import brand_of
from courseware.web.database import site_settings
from courseware.web.language import gettext as _
from courseware.web.look import current_look
from courseware.web.mail import mail_is_possible
from courseware.web.sign_in import current_who
from courseware.web.text_size import size_class


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the navigation."""

    label: str
    url: str
    is_current: bool


def _links(who: Who | None) -> list[tuple[str, str, Permission | None]]:
    if who is None:
        return [
            (_("Pathways"), "learning.pathways", None),
            (_("Check a certificate"), "verifying.verify", None),
            (_("Sign in"), "accounts.sign_in", None),
        ]
    return [
        (_("Home"), "learning.home", Permission.LEARN),
        (_("Pathways"), "learning.pathways", Permission.LEARN),
        (_("Certificates"), "learning.certificates", Permission.LEARN),
        (_("Readiness"), "learning.readiness", Permission.LEARN),
        (_("Team"), "reporting.home", Permission.READ_RECORDS),
        (_("Content"), "authoring.modules", Permission.READ_CONTENT_STATE),
        (_("Operate"), "admin.health", Permission.MANAGE_SITE),
    ]


def navigation() -> tuple[Link, ...]:
    """Return the links that this person may follow."""
    who = current_who()
    links = []
    for label, endpoint, permission in _links(who):
        if permission is None or (who is not None and who.may(permission)):
            face = endpoint.split(".")[0]
            url = url_for(endpoint)
            is_current = request.path == url or (
                face != "learning" and (request.endpoint or "").startswith(f"{face}.")
            )
            links.append(Link(label, url, is_current))
    if who is not None and (who.may(Permission.VERIFY) or who.may(Permission.ASSESS)):
        url = url_for("confirming.queue")
        is_here = (request.endpoint or "").startswith("confirming.")
        links.append(Link(_("Confirm"), url, is_here))
    return tuple(links)


_KINDS = {"good", "bad", "note"}


def say_once(text: str, kind: str = "good") -> None:
    """Say something on the next page: kind `good`, `bad`, `note`, or a place that it asks for."""
    flash(text, kind)


def page(template: str, **values: Any) -> str:
    """Render a page."""
    return render_template(template, **values)


def _said() -> list[tuple[str, str]]:
    """Return what was just said, as (kind, text); it stays for the whole of this request."""
    return list(get_flashed_messages(with_categories=True))  # type: ignore[arg-type]  # its type knows one form only


def _messages() -> list[tuple[str, str]]:
    """Return what was just said; what belongs to a place that this page has not is said at the top."""
    if not request.cookies:
        return []
    return [(kind if kind in _KINDS else "note", text) for kind, text in _said()]


def take_said(prefix: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return what was just said for places of this page (kind → text), and the rest for its top."""
    said = _said()
    here = {kind: text for kind, text in said if kind.startswith(prefix)}
    return here, [(kind, text) for kind, text in said if kind not in here]


def _context() -> dict[str, Any]:
    settings, who = site_settings(), current_who()
    return {
        "who": who,
        "text_size": size_class(who),
        "nav": navigation(),
        "is_demo": current_app.config["COURSEWARE_DEMO"],
        "site_name": settings.name,
        "brand": brand_of(settings),
        "look": current_look(),
        "here": request.full_path.rstrip("?") if request.method == "GET" else "/",
        "messages": _messages(),
    }


def use_assets(jinja: Environment, url: Callable[[str], str]) -> None:
    """Give the templates `asset(path)`, its address, and `icon(name)`, one drawing of sprite.svg.

    A drawing is hidden from screen readers: the words beside it say the same.
    """
    sprite = url("sprite.svg")

    @cache
    def icon(name: str) -> Markup:
        drawing = (
            '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>'
        )
        return Markup(drawing).format(sprite, name)  # noqa: S704 - a constant; `format` escapes the rest

    jinja.globals.update(asset=url, icon=icon)


def init_app(app: Flask) -> None:
    """Register what the templates of all faces use."""
    app.context_processor(_context)
    app.jinja_env.globals.update(mail_is_possible=mail_is_possible, of_part=inner)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
