"""Somebody with everything that a site can hold about a person, and a search for what is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, select, update

from courseware.cli.rounds import Rounds
from courseware.credentials.ending import Ending
from courseware.joining.leaving import ErasureReason
from courseware.labs.runs import PREDICT, WORK
from courseware.letters import Letter
from courseware.operations import people as verbs
from courseware.operations.attempts import Receipt, save_answers
from courseware.operations.erasure import erase_person
from courseware.operations.erasure_requests import ask_erasure, decline_erasure
from courseware.operations.labs import Saved, change, go_on
from courseware.operations.letters import tell
from courseware.operations.review_sessions import Room, open_session
from courseware.operations.revocations import revoke
from courseware.operations.site import Site
from courseware.operations.tokens import Purpose, make_token
from courseware.permissions import Role
from courseware.quizzes.answers import Answer
from courseware.records.credentials import credential
from courseware.records.everything import METADATA
from courseware.records.lab_runs import newest_run
from courseware.records.people import fold_name, person
from courseware.records.requests import pathway_request
from courseware.records.sign_ins import create_sign_in
from courseware.records.throttle import Limit, add_tries, digest
from courseware.records.transaction import forget_freed, reading, writing
from tests.conftest import NOW
from tests.erasing_practice import add_practice
from tests.people import PATHWAY, Cast
from tests.reviewing import SLUG, open_to, session, take
from tests.steps import start, take_quiz

MARK = "canary5e1f"
"""Stands in every word that is the person's own; no other row holds it."""
NAME, USER_NAME, EMAIL = f"Vera {MARK} Quill", f"vera-{MARK}", f"vera@{MARK}.example"


@dataclass(frozen=True)
class Vera:
    """Who is erased: everything that Fin has, under names and answers that are found again."""

    id: int
    attempt: int


def make_vera(engine: Engine, site: Site, cast: Cast) -> Vera:
    """Give Fin all that a person can have, and put the mark into every text of theirs."""
    fin = cast.fin
    with writing(engine) as conn:
        conn.execute(
            update(person)
            .where(person.c.id == fin)
            .values(
                name=NAME, certificate_name=NAME, user_name=USER_NAME,
                user_name_key=fold_name(USER_NAME), email=EMAIL, email_key=EMAIL,
                job_role=MARK, site=MARK, shift=MARK, line=MARK, started_on=NOW.date(),
                time_zone="Europe/Berlin", locale="de", text_size="large", email_confirmed_at=NOW,
            )
        )  # fmt: skip
        _certify_again(conn, fin)
        take_quiz(conn, fin, "cp1-start-here", now=NOW, site=site, right=1)
        attempt = start(conn, fin, "mp1-factory-systems", now=NOW, site=site)
        for page in ("page-one", "page-two"):  # the second is put aside
            saved = save_answers(
                conn, person_id=fin, attempt_id=attempt, key=f"key-of-vera-{page}", now=NOW, site=site,
                answers={1: Answer(1, {"": [f"my answer {MARK} on {page}"]}, {}, page)},
            )  # fmt: skip
            assert isinstance(saved, Receipt)
        assert saved.aside == (1,)
        _lab(conn, fin, site)
        _review(conn, cast, site)
        verbs.grant_role(conn, fin, Role.INSTRUCTOR, now=NOW)
        add_practice(conn, cast, site, MARK)
        create_sign_in(conn, person_id=fin, token="t", device=f"Browser {MARK}", now=NOW)
        make_token(conn, Purpose.EMAIL, person_id=fin, address=EMAIL, now=NOW, site=site)
        make_token(conn, Purpose.REGISTRATION, address=EMAIL.upper(), now=NOW, site=site)
        _letters(conn, cast)
        conn.execute(
            pathway_request.insert().values(
                person_id=fin, pathway=PATHWAY, asked_at=NOW, outcome=""
            )
        )
        keys = (f"person {fin}", f"name {USER_NAME}", EMAIL)
        add_tries(conn, [Limit(f"try:account:{digest(key)}", 9) for key in keys], now=NOW)
    assert "failed" not in Rounds(engine, site, lambda: NOW).run()
    with writing(engine) as conn:
        number = select(credential.c.public_id).where(credential.c.person_id == fin)
        first = str(conn.scalars(number.order_by(credential.c.id)).first())
        revoke(conn, first, reason=Ending.MISTAKE, now=NOW, site=site, by_person=cast.eve)
    return Vera(fin, attempt)


def _lab(conn: Connection, person_id: int, site: Site) -> None:
    """Go on in a lab that is passed, and type the mark into it."""
    published = site.shelves.current(conn).modules["mp1-factory-systems"]
    lab = published.module.labs[0]
    assert go_on(conn, person_id=person_id, published=published, lab=lab, now=NOW, site=site)
    typed = [("predict", "1"), (f"in.{next(lab.inputs).name}", MARK)]
    run = newest_run(conn, person_id, published.module.slug, lab.id)
    assert run is not None
    for revision, purpose in enumerate((PREDICT, WORK), start=run.revision):
        saved = change(
            conn, person_id=person_id, published=published, lab=lab, purpose=purpose, fields=typed,
            revision=revision, now=NOW, site=site,
        )  # fmt: skip
        assert saved is Saved.STORED


def _review(conn: Connection, cast: Cast, site: Site) -> None:
    """Sit in a supervised level review, which is not passed, and supervise one."""
    open_to(conn, cast.fin, now=NOW, site=site)
    code = session(conn, cast.ben, now=NOW, site=site).code
    take(conn, cast.fin, now=NOW, site=site, code=code, C2=4)
    room = Room(*SLUG.split("/"), name=NAME, role=MARK, organization=MARK)
    open_session(conn, room, now=NOW, site=site, by_person=cast.fin)


def _certify_again(conn: Connection, person_id: int) -> None:
    """Let the certificate and a second issue of it state the marked name."""
    row = conn.execute(select(credential).where(credential.c.person_id == person_id)).one()
    text = (row.snapshot or "").replace("Fin Haddow", NAME)
    assert MARK in text
    later = {**row._asdict(), "issue": 2, "public_id": "1111-1111-1111-1111-1111"}
    later.pop("id")
    conn.execute(credential.insert().values({**later, "snapshot": text}))


def _letters(conn: Connection, cast: Cast) -> None:
    tell(conn, cast.fin, Letter.PATHWAY_GRANTED, {"pathway": MARK, "pathway_id": PATHWAY}, now=NOW)
    tell(conn, cast.cleo, Letter.PATHWAY_ASKED, {"who": NAME, "pathway": "First"}, now=NOW)
    ask_erasure(conn, cast.fin, name=NAME, now=NOW)
    decline_erasure(conn, cast.fin, reason=f"Words on {MARK}", now=NOW, by_person=cast.eve)
    ask_erasure(conn, cast.fin, name=NAME, now=NOW)


def erase(
    engine: Engine,
    site: Site,
    person_id: int,
    *,
    reason: ErasureReason = ErasureReason.IN_WRITING,
    by_person: int | None = None,
) -> bool:
    """Erase somebody as the pages and commands do."""
    with writing(engine) as conn:
        done = erase_person(
            conn, person_id, reason=reason, now=NOW + timedelta(days=1), site=site,
            by_person=by_person,
        )  # fmt: skip
    assert forget_freed(engine)
    return done


def places_of(engine: Engine, *wanted: str) -> set[str]:
    """Return "table.column" of every value in the database that holds one of these, in any case."""
    found = set()
    with reading(engine) as conn:
        for table in METADATA.sorted_tables:
            for row in conn.execute(select(table)).mappings():
                for name, value in row.items():
                    text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
                    if any(one.casefold() in text.casefold() for one in wanted):
                        found.add(f"{table.name}.{name}")
    return found


def bytes_with(folder: Path, pattern: str, *wanted: str) -> set[str]:
    """Return which files hold one of these as bytes, and which one."""
    return {
        f"{file.name}: {one}"
        for file in folder.glob(pattern)
        for one in wanted
        if one.lower().encode() in file.read_bytes().lower()
    }
