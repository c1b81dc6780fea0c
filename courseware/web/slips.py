"""Printed slips as a page: eight to a sheet, shown once in the reply that made them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from courseware.operations.slips import Slip
from courseware.web.database import site, site_settings
from courseware.web.gate import outside_gate
from courseware.web.language import moment
from courseware.web.pages import page
from courseware.web.qr import qr_once

ON_A_SHEET = 8
FIRST_ACCESS = "/first-access"
"""Where a code is typed; the page belongs to the face of accounts."""
LONG = 24
"""Characters of a name from which on it is printed smaller, so that it stays inside its slip."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One slip as the template shows it."""

    name: str
    user_name: str
    code: str
    until: str
    qr: Markup
    is_long: bool


def slips_page(slips: Sequence[Slip], *, back_label: str, back_url: str) -> str:
    """Show slips for printing; nothing but this reply holds their codes."""
    base = site().base_url
    printed = []
    with outside_gate():
        for one in slips:
            path = url_for("accounts.invitation", secret=one.code.replace("-", ""))
            printed.append(
                Printed(
                    one.name,
                    one.user_name,
                    one.code,
                    moment(one.expires_at, "both"),
                    qr_once(base + path),
                    is_long=max(len(one.name), len(one.user_name)) > LONG,
                )
            )
    sheets = [printed[n : n + ON_A_SHEET] for n in range(0, len(printed), ON_A_SHEET)]
    return page(
        "pages/slips.html",
        sheets=sheets,
        number=len(printed),
        name_of_site=site_settings().name,
        type_at=(base + FIRST_ACCESS).removeprefix("https://").removeprefix("http://"),
        back_label=back_label,
        back_url=back_url,
    )
