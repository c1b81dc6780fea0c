"""What the site writes to people: each letter as sentences with blanks, for mail and inbox alike.

A letter is plain data. `mailing/` makes mail of it; the inbox shows the same words. Every letter
may use `{site}` (the site's name) and `{name}` (the reader's). The address behind its action is
`path` after the site's own; `{secret}` in it is filled at the last moment and never stored.
`{when}` and `{until}` are moments: operations give them as ISO text with a zone
(`moment.isoformat()`), and each reader gets them in their own. Every other blank becomes one line.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Letter(StrEnum):
    """The kinds of letters; each value is stored while a letter waits or lies in an inbox."""

    TEST = "test"
    INVITATION = "invitation"
    RESET = "reset"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a kind of letter, no password
    CONFIRM_EMAIL = "confirm_email"
    EMAIL_CHANGED = "email_changed"
    EMAIL_REMOVED = "email_removed"
    REGISTRATION = "registration"
    KNOWN_ALREADY = "known_already"
    PATHWAY_ASKED = "pathway_asked"
    PATHWAY_GRANTED = "pathway_granted"
    PATHWAY_DECLINED = "pathway_declined"
    PATHWAY_ASSIGNED = "pathway_assigned"
    ERASURE_ASKED = "erasure_asked"
    ERASURE_DECLINED = "erasure_declined"
    ERASED = "erased"
    PRACTICE_GUEST = "practice_guest"
    PRACTICE_WAITS = "practice_waits"
    PRACTICE_DECIDED = "practice_decided"
    RESULT_GUEST = "result_guest"
    RATING_GUEST = "rating_guest"
    RATING_WAITS = "rating_waits"
    RATING_GIVEN = "rating_given"
    A3_GUEST = "a3_guest"
    A3_DECIDED = "a3_decided"
    MENTOR_GUEST = "mentor_guest"
    LEVEL_REACHED = "level_reached"


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a letter. `purpose`: whose link it carries; such a letter goes by mail only."""

    subject: str
    paragraphs: tuple[str, ...]
    action: str = ""
    path: str = ""
    purpose: str = ""


def _(text: str) -> str:
    """Mark a sentence for the translators' catalog."""
    return text


TEXTS: dict[Letter, Text] = {
    Letter.TEST: Text(
        _("Mail from {site} arrives"),
        (_("This is the test that you asked for. Nothing else is to do."),),
    ),
    Letter.INVITATION: Text(
        _("Your account at {site}"),
        (
            _("Hello {name},"),
            _("an account was made for you at {site}. Your user name is {user_name}."),
            _("Choose your password with the link below. It works once, until {until}."),
        ),
        _("Choose a password"),
        "/invitations/{secret}",
        "invitation",
    ),
    Letter.RESET: Text(
        _("A new password for {site}"),
        (
            _("Hello {name},"),
            _("somebody, probably you, asked for a new password. Your user name is {user_name}."),
            _("The link below works once, for 30 minutes."),
            _("If it was not you, do nothing: your password stays as it is."),
        ),
        _("Choose a new password"),
        "/reset/{secret}",
        "reset",
    ),
    Letter.PASSWORD_CHANGED: Text(
        _("Your password at {site} was changed"),
        (
            _("Hello {name},"),
            _("your password was changed on {when}. All other devices were signed out."),
            _("If it was not you, tell the operator of your site at once."),
        ),
    ),
    Letter.CONFIRM_EMAIL: Text(
        _("Is this your address?"),
        (
            _("Hello {name},"),
            _("you entered this address at {site}. Confirm it with the link below: it works once, "
              "for a day. Until then your account keeps the address it had."),
            _("If you do not know this site, do nothing."),
        ),
        _("Confirm this address"),
        "/account/email/{secret}",
        "email",
    ),
    Letter.EMAIL_CHANGED: Text(
        _("Your e-mail address at {site} was changed"),
        (
            _("Hello {name},"),
            _("mail of {site} now goes to {address}, not to this address any more."),
            _("If it was not you, tell the operator of your site at once."),
        ),
    ),
    Letter.EMAIL_REMOVED: Text(
        _("Your e-mail address at {site} was removed"),
        (
            _("Hello {name},"),
            _("this address was taken out of your account. {site} sends no more mail to it, and a "
              "lost password can no longer be replaced by mail."),
            _("If it was not you, tell the operator of your site at once."),
        ),
    ),
    Letter.REGISTRATION: Text(
        _("Go on with your account at {site}"),
        (
            _("somebody, probably you, wants an account at {site} with this address."),
            _("Choose your name and password with the link below. It works once, for a day."),
            _("If it was not you, do nothing: no account is made."),
        ),
        _("Go on"),
        "/register/{secret}",
        "registration",
    ),
    Letter.KNOWN_ALREADY: Text(
        _("You have an account at {site} already"),
        (
            _("Hello {name},"),
            _("somebody, probably you, entered this address for an account. It has one already: your "
              "user name is {user_name}. If you forgot your password, ask for a new one."),
        ),
        _("Sign in"),
        "/sign-in",
    ),
    Letter.PATHWAY_ASKED: Text(
        _("{who} asks for {pathway}"),
        (_("{who} would like to take the pathway “{pathway}”. You can say yes or not now."),),
        _("Decide"),
        "/{face}/requests",  # "reporting" for a manager, "admin" for an operator
    ),
    Letter.PATHWAY_GRANTED: Text(
        _("You may start {pathway}"),
        (_("You asked for the pathway “{pathway}”. It is open for you now."),),
        _("Open it"),
        "/pathways/{pathway_id}",
    ),
    Letter.PATHWAY_DECLINED: Text(
        _("Not now: {pathway}"),
        (
            _("You asked for the pathway “{pathway}”. The answer is no for now."),
            _("Talk to {who}, who decided, about what comes first. You can ask again in {days} days."),
        ),
        _("Open the pathway"),
        "/pathways/{pathway_id}",
    ),
    Letter.PATHWAY_ASSIGNED: Text(
        _("A pathway for you: {pathway}"),
        (_("{who} put you on the pathway “{pathway}”. What you passed before counts."),),
        _("Open it"),
        "/pathways/{pathway_id}",
    ),
    Letter.ERASURE_ASKED: Text(
        _("{who} asks for erasure"),
        (_("{who} asks that what {site} holds about them is erased. Decide on their page."),),
        _("Open their page"),
        "/admin/people/{person_id}",
    ),
    Letter.ERASURE_DECLINED: Text(
        _("Your data at {site} are kept for now"),
        (
            _("You asked for erasure. It was declined, with this reason:"),
            _("{reason}"),
        ),
    ),
    Letter.ERASED: Text(
        _("Your data at {site} are erased"),
        (
            # No name in it: this letter waits when nothing else about its reader is left.
            _("Hello,"),
            _("as you asked, what {site} held about you is erased. Certificates of yours can no "
              "longer be checked there. This is the last mail from {site}; your address is deleted "
              "with it."),
        ),
    ),
    Letter.PRACTICE_GUEST: Text(
        _("{who} asks you: did you see this work?"),
        (
            _("Hello {guest},"),
            _("{who} learns to run production at {site}, logged practice at work ({count}), and says "
              "that you saw it. Please look at it: it takes half a minute, without an account."),
            _("Confirm what you saw, and return what is not so. Only confirm what you saw yourself: "
              "it can become part of a certificate. The link works once, until {until}."),
            _("If you do not know {who}, do nothing."),
        ),
        _("Look at the entries"),
        "/confirm/practice/{secret}",
        "practice",
    ),
    Letter.PRACTICE_WAITS: Text(
        _("{who} asks you to confirm practice"),
        (_("{who} logged practice at work ({count}) and says that you saw it. Please look at it."),),
        _("Look at the entries"),
        "/confirming",
    ),
    Letter.PRACTICE_DECIDED: Text(
        _("Your practice: {confirmed} confirmed, {returned} returned"),
        (
            _("{who} looked at what you sent: {confirmed} confirmed, {returned} returned. What came "
              "back can be mended and sent again."),
        ),
        _("Open your practice log"),
        "/practicum",
    ),
    Letter.RESULT_GUEST: Text(
        _("{who} asks you: did you see this result?"),
        (
            _("Hello {guest},"),
            _("{who} learns to run production at {site}, wrote down a result of their work, measured "
              "before and after, and says that you saw it. Please look at it: it takes a minute, "
              "without an account."),
            _("Confirm it if it is so, or return it and say what is not. Only confirm what you know "
              "yourself: it can become part of a certificate. The link works once, until {until}."),
            _("If you do not know {who}, do nothing."),
        ),
        _("Look at the result"),
        "/confirm/results/{secret}",
        "result",
    ),
    Letter.RATING_GUEST: Text(
        _("{who} asks you to rate their work"),
        (
            _("Hello {guest},"),
            _("{who} learns to run production at {site} and asks you to rate what you have seen of "
              "their work, in ten fields, from 1 to 4. It takes about ten minutes, without an account."),
            _("Say what you saw, and “not observed” where you did not. {who} can read it and comment "
              "on it. The link works once, until {until}."),
        ),
        _("Open the form"),
        "/confirm/rating/{secret}",
        "rating",
    ),
    Letter.RATING_WAITS: Text(
        _("{who} asks you to rate their work"),
        (_("{who} asks you to rate what you have seen of their work, in ten fields, from 1 to 4."),),
        _("Open the form"),
        "/confirming",
    ),
    Letter.RATING_GIVEN: Text(
        _("{who} rated your work"),
        (_("{who} filled in the form that you asked for. You can read it, comment on it, and ask "
           "somebody else as well."),),
        _("Read it"),
        "/ratings",
    ),
    Letter.A3_GUEST: Text(
        _("{who} asks you to assess an A3"),
        (
            _("Hello {guest},"),
            _("{who} wrote an A3 report at {site} and asks you, as an instructor from elsewhere, to "
              "assess it. First you score three model reports, so that all assessors use one scale."),
            _("The link works until {until}."),
        ),
        _("Begin"),
        "/confirm/a3/{secret}",
        "a3",
    ),
    Letter.A3_DECIDED: Text(
        _("Your A3 “{title}” was looked at"),
        (_("The decision about your A3 “{title}” is there, with the scores and comments."),),
        _("Read it"),
        "/a3/{a3_id}",
    ),
    Letter.MENTOR_GUEST: Text(
        _("{who} asks you to be their mentor"),
        (
            _("Hello {guest},"),
            _("{who} learns to run production at {site} and would like to talk with you three times, "
              "for 20 minutes each. The link shows what {who} shares with you, and a guide for each "
              "talk. It needs no account and works until {who} ends it."),
        ),
        _("Look at it"),
        "/mentor/{secret}",
        "mentor",
    ),
    Letter.LEVEL_REACHED: Text(
        _("You have reached: {level}"),
        (_("All steps of the level “{level}” are done. Your certificate is being made."),),
        _("Open your certificates"),
        "/certificates",
    ),
}  # fmt: skip
