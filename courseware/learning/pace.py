"""Is your line on pace? For everybody: three numbers in, the pieces due out, a card for the huddle.

Nothing is stored: the numbers stand in the address and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import redirect, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response
from wtforms import StringField

from courseware.calculation.numbers import show
from courseware.calculation.pace import Pace, read_pace
from courseware.formulas.cards import CARDS
from courseware.learning.place import blueprint
from courseware.markup.tex import mathml
from courseware.web.database import site
from courseware.web.forms import BaseForm
from courseware.web.guards import public
from courseware.web.language import gettext as _
from courseware.web.language import ngettext, say
from courseware.web.pages import page
from courseware.web.qr import qr_for_page

IN_MINUTES_TOO = 120
"""Seconds above which a time is said in minutes as well."""
FORMULA = "F01"


class PaceForm(BaseForm):
    """The numbers of a shift, as they are typed; `calculation/pace.py` reads them."""

    minutes = StringField(_("Work time of the shift, in minutes"))
    pieces = StringField(_("Pieces the customer takes in that shift"))
    worked = StringField(_("Minutes worked so far"))
    made = StringField(_("Good pieces made so far (optional)"))

    def read(self) -> Pace | None:
        """Return the pace; None after putting each reason to ask again beside its field."""
        read = read_pace(**{field.name: field.data or "" for field in self})
        if isinstance(read, Pace):
            return read
        for name, reason in read.items():
            self[name].errors = [say(reason)]
        return None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The line against its pace: kind good or bad, a few words, what to do with them."""

    kind: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class PaceView:
    """A pace in words. `rows` of the card: after how long, pieces due."""

    minutes: str
    pieces: str
    worked: str
    work_time: str
    takt: str
    takt_too: str
    headline: str
    due: str
    advice: str
    verdict: Verdict | None
    rows: Sequence[tuple[str, str]]


@blueprint.get("/pace")
@public
def pace() -> str:
    """Ask for the numbers of a shift, or answer with the pace and what to do with it."""
    form = PaceForm(request.args)
    is_asked = any(name in request.args for name in form.data)
    found = form.read() if is_asked else None
    if found is None:
        return page("learning/pace.html", form=form, pace=None)
    card_url = _address("learning.pace_card", found.typed())
    return page("learning/pace.html", form=form, pace=pace_view(found), card_url=card_url)


@blueprint.get("/pace-card")
@public
def pace_card() -> str | Response:
    """Show the card for the huddle, ready to print; numbers that give none are asked for again."""
    form = PaceForm(request.args)
    found = form.read()
    if found is None:
        # Ours only: another name in an address could be an argument of url_for itself.
        typed = {name: request.args[name] for name in form.data if name in request.args}
        return redirect(_address("learning.pace", typed), 303)
    address = site().base_url + _address("learning.pace_card", found.typed())
    return page(
        "learning/pace_card.html",
        pace=pace_view(found),
        back_url=_address("learning.pace", found.typed()),
        address=address,
        qr=qr_for_page(address),
        formula=Markup(mathml(CARDS[FORMULA].tex)),  # noqa: S704 - our own formula and converter
        formula_name=CARDS[FORMULA].name,
    )


def _address(endpoint: str, numbers: Mapping[str, Any]) -> str:
    return url_for(endpoint, **numbers)


def pace_view(found: Pace) -> PaceView:
    """Put a pace into words."""
    return PaceView(
        minutes=_minutes(found.minutes),
        pieces=show(found.pieces, ","),
        worked=_minutes(found.worked),
        work_time=_seconds(found.work_time),
        takt=_seconds(found.takt),
        takt_too=_time(found.takt) if found.takt > IN_MINUTES_TOO else "",
        headline=ngettext("%(due)s piece is due by now", "%(due)s pieces are due by now", found.due)
        % {"due": show(found.due, ",")},
        due=show(found.due, ","),
        advice=_advice(found),
        verdict=_verdict(found),
        rows=[(_after(mark), show(due, ",")) for mark, due in found.hours],
    )


def _advice(found: Pace) -> str:
    if not found.due:
        return _("The first piece is due after %(time)s of work. Count again then.") % {
            "time": _time(found.takt)
        }
    return ngettext(
        "Count the good pieces. %(due)s is due by now: if you have none, the line is behind. "
        "Then ask what stopped it, and what help it needs.",
        "Count the good pieces. %(due)s are due by now: if you have fewer than %(due)s, the line "
        "is behind. Then ask what stopped it, and what help it needs.",
        found.due,
    ) % {"due": show(found.due, ",")}


def _verdict(found: Pace) -> Verdict | None:
    if found.ahead is None:
        return None
    count, time = abs(found.ahead), _time(abs(found.ahead) * found.takt)
    values = {"count": show(count, ","), "time": time}
    if found.ahead < 0:
        title = ngettext("%(count)s piece behind", "%(count)s pieces behind", count)
        text = _("That is %(time)s at the customer’s pace. Ask what stopped the line, not who.")
        return Verdict("bad", title % values, text % values)
    if found.ahead == 0:
        text = _("As many good pieces are made as are due. Count again in an hour.")
        return Verdict("good", _("On pace"), text)
    title = ngettext("%(count)s piece ahead", "%(count)s pieces ahead", count)
    text = _("That is %(time)s in hand: time for a check or a repair before you need it.")
    return Verdict("good", title % values, text % values)


def _number(value: float) -> str:
    """Write a time: four figures, but never fewer than its whole digits."""
    return show(value, ".4g" if value < 1000 else ",.0f")  # noqa: PLR2004 - where whole digits are four


def _seconds(value: float) -> str:
    return f"{_number(value)}\u00a0s"


def _time(seconds: float) -> str:
    """Write seconds as s, or as min when they are many."""
    if seconds <= IN_MINUTES_TOO:
        return _seconds(seconds)
    return f"{_number(seconds / 60)}\u00a0min"


def _minutes(value: Decimal) -> str:
    return f"{show(float(value), ',.6f').rstrip('0').rstrip('.')}\u00a0min"


def _after(value: Decimal) -> str:
    """Write a mark of the shift as hours and minutes: 3 h, 7 h 30 min."""
    hours, minutes = divmod(value, 60)
    parts = [f"{hours:f}\u00a0h"] * bool(hours) + [_minutes(minutes)] * bool(minutes)
    return " ".join(parts)
