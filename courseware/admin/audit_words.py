"""What staff did, in sentences: one for each action that is noted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup, escape

from courseware.admin.forms import GRANTABLE, role_name
from courseware.permissions import Scope
from courseware.records.audit_list import Noted
from courseware.web.language import gettext as _

Names = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Words:
    """An action in short, for the filter, and as a sentence with blanks."""

    short: str
    sentence: str


def _mark(text: str) -> str:
    """Mark a sentence for the translators' catalog."""
    return text


ACTIONS: dict[str, Words] = {
    code: Words(short, sentence)
    for code, short, sentence in (
        ("person.added", _mark("Person added"), _mark("Added %(subject)s.")),
        ("person.invited", _mark("Person invited"), _mark("Made a %(by)s with which %(subject)s chooses a password.")),
        ("person.disabled", _mark("Access ended"), _mark("Ended the access of %(subject)s.")),
        ("person.enabled", _mark("Access given back"), _mark("Let %(subject)s sign in again.")),
        ("role.granted", _mark("Role given"), _mark("Gave %(subject)s the role of %(role)s for %(scope)s.")),
        ("role.withdrawn", _mark("Role taken away"), _mark("Took the role of %(role)s from %(subject)s.")),
        ("team.added", _mark("Team added"), _mark("Added the team %(subject)s.")),
        ("team.joined", _mark("Put in a team"), _mark("Put %(subject)s in the team %(team)s.")),
        ("team.left", _mark("Taken out of a team"), _mark("Took %(subject)s out of the team %(team)s.")),
        ("pathway.assigned", _mark("Put on a pathway"), _mark("Put %(subject)s on the pathway %(pathway)s.")),
        ("issuer.named", _mark("Issuer named"), _mark("Named the issuer of certificates (%(relation)s).")),
        ("records.exported", _mark("Records exported"), _mark("Took records of %(people)s people away as a file (%(what)s, %(subject)s).")),
        ("credential.revoked", _mark("Certificate or record ended"), _mark("Ended %(subject)s for good (%(reason)s).")),
        ("credential.reissued", _mark("Issued again"), _mark("Issued %(subject)s again with the name that is confirmed now.")),
        ("signing_key.retired", _mark("Signing key retired"), _mark("Retired the signing key %(subject)s.")),
        ("person.registered", _mark("Registered"), _mark("%(subject)s made their own account (%(by)s).")),
        ("person.erased", _mark("Person erased"), _mark("Erased %(subject)s (%(reason)s).")),
        ("erasure.declined", _mark("Erasure declined"), _mark("Declined the request of %(subject)s to be erased.")),
        ("password.reset", _mark("Password replaced"), _mark("%(subject)s chose a new password by mail.")),
        ("data.taken", _mark("Own data taken"), _mark("%(subject)s took a copy of all that is held on them.")),
        ("people.exported", _mark("People exported"), _mark("Took the list of %(people)s people away as a file.")),
        ("team.assigned", _mark("Team put on a pathway"), _mark("Put the team %(subject)s on the pathway %(pathway)s.")),
        ("join_code.made", _mark("Join code made"), _mark("Made the join code %(subject)s.")),
        ("join_code.ended", _mark("Join code ended"), _mark("Ended the join code %(subject)s.")),
        ("mail.tested", _mark("Test mail"), _mark("Sent a test mail to %(subject)s.")),
        ("mail.retried", _mark("Mail tried again"), _mark("Let %(subject)s be sent once more.")),
        ("answer.marked", _mark("Answer marked"), _mark("Marked the answer to question %(question)s of try number %(attempt)s in %(module)s.")),
        ("extra_time.changed", _mark("Extra time given"), _mark("Changed the extra time of %(subject)s from %(old)s to %(new)s percent.")),
        ("review_session.opened", _mark("Session opened"), _mark("Opened the supervised session %(subject)s for the review of %(pathway)s, level %(level)s.")),
        ("setting.changed", _mark("Setting changed"), _mark("Changed %(subject)s from %(old)s to %(new)s.")),
    )
}  # fmt: skip
"""A code that stands here no more, or not yet, is shown as it is."""


def setting_name(name: str) -> str:
    """Return what a setting is called."""
    names = {
        "name": _("the name of the site"),
        "logo": _("the logo"),
        "logo_says_name": _("whether the name stands in the logo"),
        "logo_on_plate": _("whether the logo stands on a plate"),
        "accent": _("the color"),
        "time_zone": _("the time zone of new people"),
        "language": _("the language of new people"),
        "registration": _("who can make an account"),
        "mail_domains": _("the mail domains"),
        "keep_years": _("the years for which records of people who left are kept"),
    }
    return names.get(name, name)


def sentence_of(one: Noted, names: Names) -> Markup:
    """Return what was done as a sentence; as code, subject and details if nobody has written one."""
    words = ACTIONS.get(one.action)
    values = {name: _value(name, text) for name, text in one.details.items()}
    values["subject"] = _subject(one.subject, names)
    if one.details.get("team", "").isdigit():
        values["team"] = _subject(f"team:{one.details['team']}", names)
    try:
        if words is not None:
            return Markup(_(words.sentence)) % values  # noqa: S704 - ours; `%` escapes the values
    except KeyError:
        pass  # noted by another version, with other details
    details = ", ".join(f"{name}: {text}" for name, text in sorted(one.details.items()))
    return Markup("{}: {} {}").format(one.action, values["subject"], details)


def _subject(subject: str, names: Names) -> Markup:
    """Return what a note is about: a person with a link, a team or a setting by name."""
    kind, _colon, key = subject.partition(":")
    name = names.get((kind, int(key))) if key.isascii() and key.isdigit() else None
    if kind == "setting":
        return escape(setting_name(key))
    if name is None:
        return escape(subject)
    if kind != "person":
        return escape(name)
    url = url_for("admin.person", person_id=int(key))
    return Markup('<a href="{}">{}</a>').format(url, name)


def _value(name: str, text: str) -> str | Markup:
    """Return a detail in words."""
    known = {
        ("scope", Scope.SITE.value): _("the whole site"),
        ("scope", Scope.TEAM.value): _("one team"),
        ("by", "slip"): _("printed code"),
        ("by", "link"): _("link"),
    }
    if name == "role" and text in GRANTABLE:
        return role_name(text)
    if name in {"old", "new"}:
        return Markup("<b>{}</b>").format(_short(text) or _("nothing"))
    return known.get((name, text), text)


def _short(text: str) -> str:
    """Return the beginning of a long value, such as the digest of a logo."""
    longest = 60
    return text if len(text) <= longest else f"{text[:12]}…"
