from __future__ import annotations

from pathlib import Path

import pytest

from courseware.config import SettingError, read_settings
from courseware.mail_server import MailServer, Tls, is_mail_address, read_mail_server

SECRET = "s" * 40


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("smtp://127.0.0.1:1025", MailServer("127.0.0.1", 1025, Tls.NONE)),
        ("smtp://localhost", MailServer("localhost", 25, Tls.NONE)),
        ("smtp://[::1]:25", MailServer("::1", 25, Tls.NONE)),
        ("smtp://mail.example.com", MailServer("mail.example.com", 587, Tls.STARTTLS)),
        (
            "smtp://mail.example.com:25?tls=starttls",
            MailServer("mail.example.com", 25, Tls.STARTTLS),
        ),
        ("smtps://mail.example.com", MailServer("mail.example.com", 465, Tls.FROM_THE_START)),
        ("smtp://localhost?tls=starttls", MailServer("localhost", 587, Tls.STARTTLS)),
        (
            "smtps://ada%40example.com:p%2Fw%23d@mail.example.com",
            MailServer("mail.example.com", 465, Tls.FROM_THE_START, "ada@example.com", "p/w#d"),
        ),
    ],
)
def test_the_address_of_a_mail_server_is_read(text: str, wanted: MailServer) -> None:
    assert read_mail_server(text) == wanted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("mail.example.com", "must look like smtp://"),
        ("http://mail.example.com", "must look like smtp://"),
        ("smtp://", "must look like smtp://"),
        ("smtp://a:canary-4711@mail.example.com:port", "a port or host that cannot be read"),
        ("smtp://a:canary-4711@mail.example.com:70000", "a port or host that cannot be read"),
        ("smtp://a:canary-4711/x@mail.example.com", "cannot be read"),
        ("smtp://mail.example.com/inbox", "goes on after the port"),
        ("smtp://ada@mail.example.com", "a user together with a password"),
        ("smtp://mail.example.com?tls=none", "would send links that open accounts unencrypted"),
        ("smtp://mail.example.com?tls=maybe", "knows one option only"),
        ("smtp://mail.example.com?timeout=9", "knows one option only"),
        ("smtps://mail.example.com?tls=starttls", "encrypted from the start"),
    ],
)
def test_one_that_cannot_work_is_refused_in_one_line_without_its_password(
    text: str, words: str, tmp_path: Path
) -> None:
    environ = {
        "COURSEWARE_SECRET_KEY": SECRET,
        "COURSEWARE_SMTP_URL": text,
        "COURSEWARE_MAIL_FROM": "academy@example.com",
        "COURSEWARE_INSTANCE_DIR": str(tmp_path),
    }
    with pytest.raises(SettingError, match=words) as refusal:
        read_settings(environ)
    said = str(refusal.value)
    assert said.startswith("COURSEWARE_SMTP_URL ")
    assert "\n" not in said
    assert "canary-4711" not in said
    assert refusal.value.__suppress_context__, "nor in a traceback"


def test_a_mail_server_needs_an_address_to_write_from(tmp_path: Path) -> None:
    environ = {
        "COURSEWARE_SECRET_KEY": SECRET,
        "COURSEWARE_SMTP_URL": "smtp://localhost",
        "COURSEWARE_INSTANCE_DIR": str(tmp_path),
    }
    with pytest.raises(SettingError, match="COURSEWARE_MAIL_FROM is not set"):
        read_settings(environ)
    with pytest.raises(SettingError, match="Write an address alone"):
        read_settings({**environ, "COURSEWARE_MAIL_FROM": "Academy <a@example.com>"})


def test_the_password_shows_in_no_repr_of_the_settings(tmp_path: Path) -> None:
    settings = read_settings({
        "COURSEWARE_SECRET_KEY": SECRET,
        "COURSEWARE_SMTP_URL": "smtps://academy:canary-4711@mail.example.com",
        "COURSEWARE_MAIL_FROM": "academy@example.com",
        "COURSEWARE_INSTANCE_DIR": str(tmp_path),
    })  # fmt: skip
    assert settings.sends_mail
    assert "canary-4711" not in repr(settings)
    assert "canary-4711" not in str(settings.smtp_url)


def test_no_mail_leaves_without_a_server_or_out_of_a_demonstration(tmp_path: Path) -> None:
    environ = {"COURSEWARE_SECRET_KEY": SECRET, "COURSEWARE_INSTANCE_DIR": str(tmp_path)}
    assert not read_settings(environ).sends_mail
    environ |= {"COURSEWARE_SMTP_URL": "smtp://localhost", "COURSEWARE_MAIL_FROM": "a@example.com"}
    assert read_settings(environ).sends_mail
    assert not read_settings({**environ, "COURSEWARE_DEMO": "1"}).sends_mail


@pytest.mark.parametrize(
    "text", ["a", "a@b@c", "a b@example.com", "a@b\n", "<a@b.example>", "é@b.example"]
)
def test_an_address_to_write_from_is_plain(text: str) -> None:
    assert not is_mail_address(text)
