"""People who come by themselves: openly, with a join code, or with an address of the company."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, update

from courseware.joining.addresses import Address
from courseware.joining.names import written
from courseware.joining.registration import Registration
from courseware.letters import Letter
from courseware.operations.alike import NOBODY, kept_if
from courseware.operations.join_codes import fill_place, lock_place
from courseware.operations.letters import post
from courseware.operations.own_account import ask_for_address
from courseware.operations.people import NewPerson, NotPossible, add_person
from courseware.operations.site import Site
from courseware.operations.tokens import Purpose, make_token, use_up
from courseware.records.contacts import Contact
from courseware.records.people import person
from courseware.records.site_settings import SiteSettings
from courseware.records.work import note


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What somebody said of themselves. The address is stored only when it is confirmed."""

    name: str
    user_name: str
    password_hash: str
    address: str = ""


class NoPlace(NotPossible):
    """The join code does not work, or not any more: one answer for all reasons."""


def register(
    conn: Connection,
    new: Newcomer,
    *,
    settings: SiteSettings,
    code: str = "",
    now: datetime,
    site: Site,
) -> int:
    """Make an account as the site's settings allow; for CODE it takes a place of the code.

    Raises NoPlace, and NotPossible for a name that is taken.
    """
    way = settings.registration
    place = lock_place(conn, code, now=now) if way is Registration.CODE else None
    if way is Registration.CODE and place is None:
        raise NoPlace("This code does not work.")
    person_id = _add(conn, new, way, settings, email=None, now=now)
    if place is not None:
        fill_place(conn, place, person_id, now=now, site=site)
    if new.address:
        ask_for_address(conn, person_id, new.address, now=now, site=site)
    return person_id


def register_with_link(
    conn: Connection,
    new: Newcomer,
    *,
    secret: str,
    settings: SiteSettings,
    now: datetime,
    site: Site,
) -> int | None:
    """Use the link up and make an account with the address it was sent to; None if it is used up."""
    if not use_up(conn, Purpose.REGISTRATION, secret, now=now, site=site):
        return None
    return _add(conn, new, settings.registration, settings, email=new.address, now=now)


def ask_registration(
    conn: Connection,
    address: Address,
    known: Contact | None,
    *,
    is_allowed: bool,
    now: datetime,
    site: Site,
) -> None:
    """Write the letter that fits: a link, "you have an account already", or one that is thrown away.

    The same statements run in every case.
    """
    is_new = is_allowed and known is None
    with kept_if(conn, is_new):
        made = make_token(
            conn,
            Purpose.REGISTRATION,
            address=address.text if is_new else NOBODY,
            now=now,
            site=site,
        )
    if is_allowed and known is not None and known.may_be_written_to:
        with kept_if(conn, is_kept=True):
            _tell_known(conn, known, now=now)
    else:
        with kept_if(conn, is_new):
            post(conn, address.text, Letter.REGISTRATION, {}, token=made, now=now)


def _add(
    conn: Connection,
    new: Newcomer,
    way: Registration,
    settings: SiteSettings,
    *,
    email: str | None,
    now: datetime,
) -> int:
    one = NewPerson(written(new.user_name), new.name, email, time_zone=settings.time_zone)
    person_id = add_person(conn, one, now=now, password_hash=new.password_hash)
    conn.execute(
        update(person)
        .where(person.c.id == person_id)
        .values(locale=settings.language, email_confirmed_at=now if email else None)
    )
    note(conn, action="person.registered", subject=f"person:{person_id}",
         details={"by": way.value}, by_person=None, now=now)  # fmt: skip
    return person_id


def _tell_known(conn: Connection, known: Contact, *, now: datetime) -> None:
    details = {"user_name": known.user_name}
    post(conn, known.email or NOBODY, Letter.KNOWN_ALREADY, details, person_id=known.id, now=now)
