from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from time import monotonic
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult
from sqlalchemy import Engine, select

from courseware.letters import Letter
from courseware.mail_server import MailServer, Tls
from courseware.mailing.delivery import Postman
from courseware.operations.letters import post, tell
from courseware.operations.people import invite
from courseware.records.letters import outbox
from courseware.records.outbox import CLAIM, MOST_TRIES, WAITS, Fault, claim_mail, try_again
from courseware.records.transaction import writing
from tests.conftest import World
from tests.mailing.conftest import (
    MAIL_FROM,
    Office,
    clock_of,
    free_port,
    postman,
    rounds,
    serving,
    site_of,
    talking,
)


def put(world: World, engine: Engine, *addresses: str) -> list[int]:
    """Put a test mail to each address in the outbox and return their ids."""
    now = clock_of(world)()
    with writing(engine) as conn:
        for address in addresses:
            post(conn, address, Letter.TEST, {}, now=now)
        return list(conn.scalars(select(outbox.c.id).order_by(outbox.c.id)))


def row(engine: Engine, mail_id: int) -> Any:
    with engine.connect() as conn:
        return conn.execute(select(outbox).where(outbox.c.id == mail_id)).one()


def test_a_due_mail_is_sent_once_and_has_its_receipt(
    world: World, engine: Engine, server: MailServer, office: Office
) -> None:
    (mail_id,) = put(world, engine, "ada@example.com")
    assert "mails sent 1" in rounds(world, engine, server).run()
    assert list(postman(world, engine, server).deliver()) == []
    assert office.envelopes == [(MAIL_FROM, ["ada@example.com"])]
    sent = row(engine, mail_id)
    assert (sent.sent_at, sent.claimed_at, sent.tries) == (clock_of(world)(), None, 1)


def test_what_is_told_arrives_in_the_inbox_and_by_mail(
    world: World, engine: Engine, server: MailServer, office: Office
) -> None:
    details = {"who": "Cleo Ortiz", "pathway": "First steps", "pathway_id": "first-steps"}
    with writing(engine) as conn:
        tell(conn, world.cast.ada, Letter.PATHWAY_ASSIGNED, details, now=clock_of(world)())
    list(postman(world, engine, server).deliver())
    (mail,) = office.mails
    assert mail["Subject"] == "A pathway for you: First steps"
    text = mail.get_body(("plain",))
    assert text is not None
    assert "http://localhost/pathways/first-steps" in text.get_content()


def test_two_job_processes_at_once_send_each_mail_once(
    world: World, engine: Engine, server: MailServer, office: Office
) -> None:
    put(world, engine, *(f"person{number}@example.com" for number in range(12)))
    start, failures = threading.Barrier(3), []

    def work(one: Postman) -> None:
        start.wait()
        try:
            list(one.deliver())
        except Exception as fault:  # noqa: BLE001 - shown below
            failures.append(fault)

    threads = [
        threading.Thread(target=work, args=(postman(world, engine, server),)) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sorted(to for _from, (to,) in office.envelopes) == sorted(
        f"person{number}@example.com" for number in range(12)
    )


def test_a_mail_whose_process_died_is_tried_again_later_as_the_same_message(
    world: World, engine: Engine, server: MailServer, office: Office
) -> None:
    """The worst moment: the server has taken the mail, and the receipt is not written."""
    (mail_id,) = put(world, engine, "ada@example.com")
    dying = postman(world, engine, server)

    def die(_text: bytes) -> str:
        dying.engine = None  # type: ignore[assignment]  # nothing can be written from now on
        return "250 taken"

    office.to_text = die
    with pytest.raises(AttributeError):
        list(dying.deliver())
    assert row(engine, mail_id).claimed_at is not None
    living = postman(world, engine, server)
    assert list(living.deliver()) == [], "the claim still counts"
    clock_of(world).now += CLAIM
    assert list(living.deliver()) == [mail_id]
    first, second = office.mails
    assert first["Message-ID"] == second["Message-ID"]
    assert first.as_bytes() == second.as_bytes()


def test_temporary_faults_wait_longer_each_time_and_end_after_two_days(
    world: World, engine: Engine, server: MailServer, office: Office
) -> None:
    clock, (mail_id,) = clock_of(world), put(world, engine, "ada@example.com")
    office.to_recipient = lambda _address: "451 4.7.1 come back later"
    began, one = clock(), postman(world, engine, server)
    for number, wait in enumerate(WAITS, start=1):
        assert list(one.deliver()) == []
        waiting = row(engine, mail_id)
        assert (waiting.tries, waiting.due_at, waiting.given_up_at) == (
            number,
            clock() + wait,
            None,
        )
        clock.now += wait - timedelta(seconds=1)
        list(one.deliver())
        assert row(engine, mail_id).tries == number, "not a second too early"
        clock.now += timedelta(seconds=1)
    list(one.deliver())
    lost = row(engine, mail_id)
    assert (lost.tries, lost.given_up_at) == (MOST_TRIES, clock())
    assert lost.fault == "451 4.7.1 come back later"
    assert timedelta(days=1.5) < clock() - began < timedelta(days=2.5)


def test_a_recipient_who_is_refused_for_good_is_given_up_at_once_and_others_get_theirs(
    world: World, engine: Engine, server: MailServer, office: Office
) -> None:
    first, second = put(world, engine, "gone@example.com", "ada@example.com")
    office.to_recipient = lambda address: (
        "550 5.1.1 no such user" if address.startswith("gone") else "250 OK"
    )
    assert list(postman(world, engine, server).deliver()) == [second]
    assert row(engine, first).given_up_at is not None
    assert row(engine, first).fault == "550 5.1.1 no such user"


def test_a_mail_that_was_given_up_can_be_tried_again(
    world: World, engine: Engine, server: MailServer, office: Office
) -> None:
    (mail_id,) = put(world, engine, "ada@example.com")
    office.to_text = lambda _text: "554 5.6.0 not today"
    one = postman(world, engine, server)
    list(one.deliver())
    assert row(engine, mail_id).fault == "554 5.6.0 not today"
    office.to_text = lambda _text: "250 taken"
    assert list(one.deliver()) == []
    with writing(engine) as conn:
        assert try_again(conn, mail_id, now=clock_of(world)())
        assert not try_again(conn, mail_id, now=clock_of(world)())
    assert list(one.deliver()) == [mail_id]


def test_a_server_that_answers_nothing_costs_one_time_out_a_round_and_then_rests(
    small_world: World, engine_small: Engine
) -> None:
    world, engine = small_world, engine_small
    put(world, engine, *(f"person{number}@example.com" for number in range(5)))
    for lines in ((), (b"220 hello\r\n",)):
        with talking(*lines) as silent:
            one, began = postman(world, engine, silent, timeout=0.3), monotonic()
            assert list(one.deliver()) == []
            assert monotonic() - began < 2
            began = monotonic()
            assert list(one.deliver()) == [], "the server is left alone for a while"
            assert monotonic() - began < 0.2
        clock_of(world).now += timedelta(minutes=10)
    with engine.connect() as conn:
        faults = list(conn.scalars(select(outbox.c.fault).where(outbox.c.tries > 0)))
    assert set(faults) == {Fault.SLOW}
    assert len(faults) == 2


def test_a_server_that_drips_is_cut_off(small_world: World, engine_small: Engine) -> None:
    """Each byte comes in time; the whole answer never does."""
    (mail_id,) = put(small_world, engine_small, "ada@example.com")
    with talking(b"220-", drips=True) as dripping:
        began = monotonic()
        list(postman(small_world, engine_small, dripping, timeout=0.3).deliver())
    assert monotonic() - began < 2
    assert row(engine_small, mail_id).fault == Fault.SLOW


def test_no_server_at_all_is_told_from_a_slow_one(small_world: World, engine_small: Engine) -> None:
    (mail_id,) = put(small_world, engine_small, "ada@example.com")
    nobody = MailServer("127.0.0.1", free_port(), Tls.NONE)
    list(postman(small_world, engine_small, nobody).deliver())
    assert row(engine_small, mail_id).fault == Fault.SERVER


@pytest.mark.parametrize("reply", ["421 4.3.2 closing", "421 bye"])
def test_a_server_that_closes_ends_the_round_and_nothing_is_lost(
    small_world: World, engine_small: Engine, server: MailServer, office: Office, reply: str
) -> None:
    first, second = put(small_world, engine_small, "ada@example.com", "fin@example.com")
    office.to_recipient = lambda _address: reply
    one = postman(small_world, engine_small, server)
    list(one.deliver())
    assert (row(engine_small, first).tries, row(engine_small, second).tries) == (1, 0)
    assert row(engine_small, first).given_up_at is None
    office.to_recipient = lambda _address: "250 OK"
    clock_of(small_world).now += timedelta(minutes=1)
    assert sorted(one.deliver()) == [first, second]


def test_a_refused_password_stops_all_mail_and_loses_none(
    small_world: World, engine_small: Engine, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    (mail_id,) = put(small_world, engine_small, "ada@example.com")

    def refuse(*_all: Any) -> AuthResult:
        return AuthResult(success=False, handled=False)

    with serving(office, authenticator=refuse, auth_require_tls=False) as server:
        named = replace(server, user="academy", password="canary-4711")
        list(postman(small_world, engine_small, named).deliver())
    assert row(engine_small, mail_id).fault == Fault.SIGN_IN
    assert row(engine_small, mail_id).given_up_at is None
    assert "canary-4711" not in caplog.text


def test_a_server_that_cannot_encrypt_gets_nothing(
    small_world: World, engine_small: Engine, server: MailServer, office: Office
) -> None:
    (mail_id,) = put(small_world, engine_small, "ada@example.com")
    list(postman(small_world, engine_small, replace(server, tls=Tls.STARTTLS)).deliver())
    assert row(engine_small, mail_id).fault == Fault.TLS
    assert office.mails == []


def test_a_round_has_a_budget(
    small_world: World, engine_small: Engine, server: MailServer, office: Office
) -> None:
    put(small_world, engine_small, "ada@example.com", "fin@example.com")
    assert list(postman(small_world, engine_small, server, budget=0.0).deliver()) == []
    assert office.mails == []


def test_an_expired_link_is_not_sent_and_a_working_one_is(
    world: World, engine: Engine, server: MailServer, office: Office
) -> None:
    clock, site = clock_of(world), site_of(world)
    with writing(engine) as conn:
        for details in ({"user_name": "ada", "until": "soon"},) * 2:
            made = invite(conn, world.cast.ada, now=clock(), site=site)
            post(conn, "ada@example.com", Letter.INVITATION, details,
                 person_id=world.cast.ada, token=made, now=clock())  # fmt: skip
        old, new = conn.scalars(select(outbox.c.id).order_by(outbox.c.id))
    assert list(postman(world, engine, server).deliver()) == [new]
    assert (row(engine, old).fault, row(engine, old).given_up_at) == (Fault.LINK, clock())
    text = office.mails[0].get_body(("plain",))
    assert text is not None
    assert f"http://localhost/invitations/{made.secret}" in text.get_content()
    assert row(engine, new).details == "{}", "a sent mail needs its blanks no more"


def test_nothing_secret_reaches_the_log_or_the_outbox_though_the_server_quotes_it(
    small_world: World, engine_small: Engine, server: MailServer, office: Office,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level("DEBUG", logger="courseware")
    clock, site = clock_of(small_world), site_of(small_world)
    with writing(engine_small) as conn:
        made = invite(conn, small_world.cast.ada, now=clock(), site=site)
        post(conn, "ada@example.com", Letter.INVITATION, {"user_name": "ada", "until": "soon"},
             person_id=small_world.cast.ada, token=made, now=clock())  # fmt: skip
        (mail_id,) = conn.scalars(select(outbox.c.id))
    link = f"http://localhost/invitations/{made.secret}"
    office.to_text = lambda _text: f"554 spam: {link} or {made.secret} in it"
    list(postman(small_world, engine_small, server).deliver())
    fault = row(engine_small, mail_id).fault
    assert fault == "554 spam: … or … in it"
    assert "was given up: 554" in caplog.text
    for secret in (made.secret, "ada@example.com", "spam"):
        assert secret not in caplog.text


def test_a_demonstration_sends_nothing_whatever_is_set(
    small_world: World, engine_small: Engine, server: MailServer, office: Office
) -> None:
    put(small_world, engine_small, "ada@example.com")
    one = postman(small_world, engine_small, server)
    one.site = replace(one.site, is_demonstration=True)
    assert list(one.deliver()) == []
    assert office.mails == []


def test_a_mail_that_ends_its_process_each_time_is_given_up(
    small_world: World, engine_small: Engine, server: MailServer
) -> None:
    clock, (mail_id,) = clock_of(small_world), put(small_world, engine_small, "ada@example.com")
    for _try in range(MOST_TRIES):
        with writing(engine_small) as conn:
            assert claim_mail(conn, mail_id, now=clock())
        clock.now += CLAIM
    assert list(postman(small_world, engine_small, server).deliver()) == []
    assert row(engine_small, mail_id).fault == Fault.STOPPED
    assert row(engine_small, mail_id).given_up_at == clock()


def test_a_letter_that_cannot_be_written_stops_no_other(
    small_world: World, engine_small: Engine, server: MailServer
) -> None:
    first, second, third = put(small_world, engine_small, "a\nb@example.com", "x@y.example", "z")
    with writing(engine_small) as conn:
        conn.execute(
            outbox.update().where(outbox.c.id == first).values(letter="of a newer version")
        )
    assert list(postman(small_world, engine_small, server).deliver()) == [second]
    assert row(engine_small, first).fault == Fault.WORDS
    assert row(engine_small, third).fault == Fault.ADDRESS
