"""A mail server on this machine that keeps what it gets, and mail servers that misbehave."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import Engine

from courseware.cli.rounds import Rounds
from courseware.mail_server import MailServer, Tls
from courseware.mailing.delivery import Postman
from courseware.operations.site import Site
from tests.conftest import Clock, World

MAIL_FROM = "academy@rivermill.example"


@dataclass
class Office:
    """What a mail server got. `answer` says what it replies to each recipient and to the text."""

    mails: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    to_recipient: Callable[[str], str] = lambda _address: "250 OK"
    to_text: Callable[[bytes], str] = lambda _text: "250 taken"

    async def handle_RCPT(  # noqa: N802 - the name is aiosmtpd's
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        reply = self.to_recipient(address)
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - as above
        reply = self.to_text(envelope.content)
        if reply.startswith("250"):
            self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
            mail = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(mail, EmailMessage)
            self.mails.append(mail)
        return reply


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(office: Office, **options: Any) -> Iterator[MailServer]:
    port = free_port()
    controller = Controller(office, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield MailServer("127.0.0.1", port, Tls.NONE)
    finally:
        controller.stop()


@contextmanager
def talking(*lines: bytes, drips: bool = False) -> Iterator[MailServer]:
    """A server that says these lines and then nothing, and never ends the connection by itself.

    One that drips says a byte of a line without end each tenth of a second.
    """
    listener = socket.create_server(("127.0.0.1", 0))
    guests: list[socket.socket] = []

    def answer() -> None:
        while True:
            try:
                guest, _where = listener.accept()
            except OSError:
                return
            guests.append(guest)
            with suppress(OSError):
                for line in lines:
                    guest.sendall(line)
                for _byte in range(100 if drips else 0):
                    guest.sendall(b"x")
                    time.sleep(0.1)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    try:
        yield MailServer("127.0.0.1", listener.getsockname()[1], Tls.NONE)
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for guest in guests:
            guest.close()
        thread.join(5)


@pytest.fixture
def office() -> Office:
    """The mail that arrived, and what the server answers."""
    return Office()


@pytest.fixture
def server(office: Office) -> Iterator[MailServer]:
    """A mail server that takes everything."""
    with serving(office) as one:
        yield one


def site_of(world: World) -> Site:
    one: Site = world.app.extensions["courseware.site"]
    return one


def clock_of(world: World) -> Clock:
    one: Clock = world.app.extensions["courseware.clock"]
    return one


def postman(world: World, engine: Engine, server: MailServer, **changes: Any) -> Postman:
    values: dict[str, Any] = {"timeout": 5.0, **changes}
    return Postman(engine, site_of(world), server, MAIL_FROM, clock_of(world), **values)


def rounds(world: World, engine: Engine, server: MailServer | None) -> Rounds:
    """Return the rounds of a jobs process with this mail server."""
    one = None if server is None else postman(world, engine, server)
    return Rounds(engine, site_of(world), clock_of(world), postman=one)


@pytest.fixture
def engine_small(small_world: World) -> Engine:
    """The engine of the application on SQLite."""
    from courseware.extensions import db  # noqa: PLC0415 - the application comes first

    with small_world.app.app_context():
        return db.engine
