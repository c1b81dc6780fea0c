"""What each permission lets its holders see of a person, in words: one table, from which pages are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from courseware.permissions import GRANTS, Permission


class Detail(StrEnum):
    """One thing that the site holds about a person."""

    NAME = "name"
    USER_NAME = "user_name"
    EMAIL = "email"
    ACCESS = "access"
    ROLES = "roles"
    TIME_ZONE = "time_zone"
    EXTRA_TIME = "extra_time"
    CERTIFICATE_NAME = "certificate_name"
    PATHWAYS = "pathways"
    PROGRESS = "progress"
    READING = "reading"
    TRIES = "tries"
    CERTIFICATES = "certificates"
    ASKED_PATHWAYS = "asked_pathways"
    ASKED_ERASURE = "asked_erasure"
    MAIL = "mail"
    WRITTEN = "written"
    LEVELS = "levels"
    PRACTICE = "practice"
    A3 = "a3"
    RATINGS = "ratings"
    CAREER = "career"
    ANSWERS = "answers"
    PASSWORD = "password"  # noqa: S105 - the word, no password
    SIGN_INS = "sign_ins"
    INBOX = "inbox"
    LOOKS = "looks"


class Over(StrEnum):
    """Over whom a permission reaches."""

    NOBODY = "nobody"
    TEAMS = "teams"  # the members of the holder's teams and of the teams below (records/reach.py)
    EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True)
class Sight:
    """What a permission shows of others, over whom, and what its holders do with it."""

    over: Over
    purpose: str = ""
    details: tuple[Detail, ...] = ()


def _(text: str) -> str:
    """Mark a sentence for the translators' catalog."""
    return text


NOTHING = Sight(Over.NOBODY)
SIGHTS: dict[Permission, Sight] = {
    Permission.LEARN: NOTHING,
    Permission.READ_CONTENT_STATE: NOTHING,
    Permission.MARK: Sight(
        Over.EVERYBODY, _("To mark what you wrote, without your name"), (Detail.WRITTEN,)
    ),
    Permission.READ_RECORDS: Sight(
        Over.TEAMS,
        _("To help you on, and to show that training was done"),
        (Detail.NAME, Detail.PATHWAYS, Detail.PROGRESS, Detail.READING, Detail.TRIES,
         Detail.CERTIFICATES, Detail.LEVELS),
    ),
    Permission.VERIFY: Sight(
        Over.TEAMS,
        _("To confirm or return what they saw of your work; whom you name yourself can do so, too"),
        (Detail.NAME, Detail.PRACTICE),
    ),
    Permission.ASSESS: Sight(
        Over.EVERYBODY, _("To assess the A3 reports that you hand in"), (Detail.NAME, Detail.A3)
    ),
    Permission.SUPERVISE: Sight(
        Over.EVERYBODY,
        _("To see who began a level review with the code of a session that they opened, and when"),
        (Detail.NAME,),
    ),
    Permission.ENROLL: Sight(
        Over.TEAMS,
        _("To put you on pathways, and to answer when you ask for one"),
        (Detail.NAME, Detail.PATHWAYS, Detail.ASKED_PATHWAYS),
    ),
    Permission.GIVE_ACCESS: Sight(
        Over.TEAMS,
        _("To hand you a link or a slip with which you choose a password"),
        (Detail.NAME, Detail.USER_NAME, Detail.ACCESS),
    ),
    Permission.MANAGE_PEOPLE: Sight(
        Over.EVERYBODY,
        _("To add people, to let them in, and to give roles, teams and pathways"),
        (Detail.NAME, Detail.USER_NAME, Detail.EMAIL, Detail.ACCESS, Detail.ROLES,
         Detail.TIME_ZONE, Detail.EXTRA_TIME, Detail.CERTIFICATE_NAME, Detail.PATHWAYS,
         Detail.ASKED_PATHWAYS, Detail.ASKED_ERASURE),
    ),
    Permission.MANAGE_SITE: Sight(
        Over.EVERYBODY, _("To keep the site running"), (Detail.EMAIL, Detail.MAIL)
    ),
}  # fmt: skip

WORDS: dict[Detail, str] = {
    Detail.NAME: _("Your name and your teams"),
    Detail.USER_NAME: _("Your user name"),
    Detail.EMAIL: _("Your e-mail address"),
    Detail.ACCESS: _("Whether you have a password and may sign in"),
    Detail.ROLES: _("Your roles"),
    Detail.TIME_ZONE: _("Your time zone"),
    Detail.EXTRA_TIME: _("How much extra time you have where a clock runs; never why"),
    Detail.CERTIFICATE_NAME: _("The name on your certificates, and when you confirmed it"),
    Detail.PATHWAYS: _("Your pathways"),
    Detail.PROGRESS: _("Which modules are passed, open or locked for you, since when and why"),
    Detail.READING: _("Which lessons you marked read, and when"),
    Detail.TRIES: _("How often and when you tried each quiz, with the points of each try"),
    Detail.CERTIFICATES: _("Numbers and days of your certificates and records"),
    Detail.ASKED_PATHWAYS: _("Which pathways you ask for"),
    Detail.ASKED_ERASURE: _("Whether you ask that your data be erased"),
    Detail.MAIL: _("Which kinds of mail the site sends you, and when"),
    Detail.WRITTEN: _(
        "Texts in your own words that a person marks in a quiz, and when you handed them in"
    ),
    Detail.LEVELS: _("How far you are with each level, and what is missing"),
    Detail.PRACTICE: _("Entries of your practice log and results, once you have sent them"),
    Detail.A3: _("A3 reports, once you have handed them in"),
    Detail.RATINGS: _("What others said when you asked them to rate your work"),
    Detail.CAREER: _("Your career plan, your contacts and what you have not sent yet"),
    Detail.ANSWERS: _("What else you answered in a quiz"),
    Detail.PASSWORD: _("Your password: only a digest is kept that cannot be turned back"),
    Detail.SIGN_INS: _("On which devices you are signed in, and when you sign in"),
    Detail.INBOX: _("The messages in your inbox"),
    Detail.LOOKS: _("Your text size and language"),
}


def unseen(sights: Mapping[Permission, Sight] = SIGHTS) -> tuple[Detail, ...]:
    """Return what no permission that any role holds shows to anybody else."""
    granted = frozenset[Permission]().union(*GRANTS.values())
    seen = {
        detail for permission, sight in sights.items() if permission in granted
        for detail in sight.details
    }  # fmt: skip
    return tuple(detail for detail in Detail if detail not in seen)
