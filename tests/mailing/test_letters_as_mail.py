"""Every letter of the site as mail: all blanks filled, nothing typed breaks out, both forms alike."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from html.parser import HTMLParser
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.letters import TEXTS, Letter
from courseware.mailing.envelope import BadAddress, Envelope, message_of
from courseware.mailing.rendering import LINE, Rendered, Sender, render
from courseware.mailing.wording import UNKNOWN, Reader, write_out

SITE = "Rivermill Academy"
ADA = Reader("Ada Marsh", "en", "Europe/Berlin")
SENDER = Sender(SITE, "https://learn.rivermill.example")
WRITTEN_AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
SAMPLES = {
    "user_name": "ada", "until": "2026-11-29T14:40:00+00:00", "when": "2026-11-22T23:30:00+00:00",
    "address": "ada@home.example", "who": "Cleo Ortiz", "pathway": "First steps",
    "pathway_id": "first-steps", "person_id": "7", "reason": "A certificate of yours runs until May.",
    "secret": "s3cret-of-a-link", "face": "reporting", "days": "7",
    "guest": "Lupe Arriaga", "count": "3 entries", "confirmed": "2", "returned": "1", "title": "Late kits",
    "a3_id": "3", "level": "Foundation",
}  # fmt: skip
"""What operations give to letters. A new blank gets an example here."""


def rendered(letter: Letter, **details: str) -> Rendered:
    words = write_out(letter, {**SAMPLES, **details}, site_name=SITE, to=ADA)
    return render(words, SENDER, language="en")


def envelope(**changes: object) -> Envelope:
    values: dict[str, object] = {
        "number": 17, "written_at": WRITTEN_AT, "site_name": SITE,
        "mail_from": "academy@rivermill.example", "to": "ada@example.com", "language": "en",
    }  # fmt: skip
    return Envelope(**{**values, **changes})  # type: ignore[arg-type]  # the test's own names


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.links, self.tags = "", list[str](), set[str]()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("letter", Letter)
def test_every_letter_can_be_written_and_each_blank_is_filled(letter: Letter) -> None:
    mail = rendered(letter)
    for form in (mail.subject, mail.text, Page(mail.html).text):
        assert UNKNOWN not in form, "give the new blank an example in SAMPLES"
        assert not re.search(r"\{\w*\}", form)
    plain, html = " ".join(mail.text.split()), " ".join(Page(mail.html).text.split())
    for paragraph in write_out(letter, SAMPLES, site_name=SITE, to=ADA).paragraphs:
        assert paragraph in plain
        assert paragraph in html


@pytest.mark.parametrize("letter", Letter)
def test_the_link_stands_in_both_forms_and_in_plain(letter: Letter) -> None:
    mail, path = rendered(letter), TEXTS[letter].path
    page = Page(mail.html)
    if path:
        address = SENDER.base_url + path.format_map(SAMPLES)
        assert f"\n{address}\n" in mail.text
        assert page.links.count(address) == 2
        assert address in page.text
    assert all(link.startswith(SENDER.base_url) for link in page.links), "nothing from elsewhere"
    assert not page.tags & {"img", "script", "link", "iframe", "form"}


@pytest.mark.parametrize("letter", Letter)
def test_a_letter_with_a_link_names_its_purpose_and_others_hold_no_secret(letter: Letter) -> None:
    text = TEXTS[letter]
    blanks = {name for _t, name, _s, _c in Formatter().parse(text.path) if name}
    assert ("secret" in blanks) == bool(text.purpose)
    assert "{secret}" not in "".join((text.subject, *text.paragraphs))
    assert bool(text.action) == bool(text.path)


def test_moments_are_written_as_the_recipients_clock_shows_them() -> None:
    assert "23 Nov 2026, 00:30 (Europe/Berlin)" in rendered(Letter.PASSWORD_CHANGED).text
    words = write_out(Letter.PASSWORD_CHANGED, SAMPLES, site_name=SITE, to=Reader())
    assert "22 Nov 2026, 23:30 (UTC)" in words.paragraphs[1]


@pytest.mark.parametrize(
    "name",
    [
        "Ada\r\nBcc: all@example.com",
        "Ada\nSubject: x\n\n<h1>",
        "Ada\x00\x1b[31m",
        "\u202eadA\u2028x",
    ],
)
def test_a_name_begins_no_header_and_no_paragraph(name: str) -> None:
    words = write_out(
        Letter.PATHWAY_ASKED,
        {**SAMPLES, "who": name, "pathway": name},
        site_name=name,
        to=Reader(name),
    )
    mail = render(words, Sender(name, "https://learn.example"), language="en")
    raw = message_of(mail, envelope(site_name=name), site_secret="s").as_bytes()
    head, _blank, _body = raw.partition(b"\r\n\r\n")
    names = [line.split(b":")[0] for line in head.split(b"\r\n") if line[:1] not in b" \t"]
    assert sorted(names) == sorted(
        b"From To Subject Date Message-ID Auto-Submitted X-Auto-Response-Suppress "
        b"Content-Language MIME-Version Content-Type".split()
    )
    assert "\x00" not in mail.text
    assert "\u202e" not in mail.text


@given(st.text(max_size=60))
def test_whatever_is_typed_the_headers_stay_and_html_holds_no_tag_of_it(name: str) -> None:
    details = {**SAMPLES, "who": name, "pathway": f"<b>{name}</b>"}
    words = write_out(Letter.PATHWAY_ASKED, details, site_name=SITE, to=ADA)
    mail = render(words, SENDER, language="en")
    message = message_from_bytes(
        message_of(mail, envelope(), site_secret="s").as_bytes(), policy=policy.default
    )
    assert str(message["To"]) == "ada@example.com"
    assert "Bcc" not in message
    assert "b" not in Page(mail.html).tags


def test_the_envelope_says_who_writes_and_that_nobody_reads_an_answer() -> None:
    message = message_of(rendered(Letter.TEST), envelope(), site_secret="s")
    assert message["From"] == "Rivermill Academy <academy@rivermill.example>"
    assert message["Subject"] == "Mail from Rivermill Academy arrives"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"] == "Sun, 22 Nov 2026 08:00:00 +0000"
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


def test_the_message_id_names_the_row_and_the_site() -> None:
    def identity(secret: str = "s", **changes: object) -> str:
        return str(
            message_of(rendered(Letter.TEST), envelope(**changes), site_secret=secret)["Message-ID"]
        )

    assert re.fullmatch(r"<[0-9a-f]{40}@rivermill\.example>", identity())
    assert identity() == identity(to="other@example.com"), "a mended address is the same mail"
    assert len({identity(), identity(number=18), identity(secret="t")}) == 3


@pytest.mark.parametrize(
    "address", ["", "ada", "a\nb@example.com", "ada@", "Ada <ada@example.com>"]
)
def test_what_is_no_address_gets_no_mail(address: str) -> None:
    with pytest.raises(BadAddress):
        message_of(rendered(Letter.TEST), envelope(to=address), site_secret="s")


def test_lines_of_plain_text_are_short_but_for_the_link() -> None:
    text = rendered(Letter.INVITATION, user_name="x" * 30).text
    assert max(len(line) for line in text.splitlines() if "://" not in line) <= LINE


def test_the_accent_of_the_site_is_the_line_above_the_text() -> None:
    words = write_out(Letter.TEST, {}, site_name=SITE, to=ADA)
    html = render(words, Sender(SITE, "https://x.example", "#123456"), language="en").html
    assert "border-top: 4px solid #123456" in html


def test_a_link_with_an_open_blank_is_not_written() -> None:
    with pytest.raises(KeyError):
        write_out(Letter.RESET, {"user_name": "ada"}, site_name=SITE, to=ADA)
