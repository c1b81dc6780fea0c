"""Ada's A3 report in the browser: builder, hand in, versions; what older pages, strangers and mail do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.extensions import db
from courseware.practice.rubric import CRITERIA, IDS
from tests.accounts.test_waiting_words import again, forget
from tests.accounts.ways import change, letters, link_of
from tests.conftest import NOW, World
from tests.operations.a3_story import POOR, REPORT, Story
from tests.steps import hidden_fields

ClientOf = Callable[[str], FlaskClient]
WORDS = {**REPORT.plain()["sections"], "title": REPORT.title, "team": REPORT.team}
FULL = {**WORDS, "functions": REPORT.functions, "is_real": "y"}
SCRIPT = "<script>alert('canary')</script>"


class Builder:
    """Somebody's browser, open at a report."""

    def __init__(self, client: FlaskClient, kind: str = "practice") -> None:
        self.client = client
        form = hidden_fields(client.get("/a3").text)
        self.url = client.post("/a3", data={**form, "kind": kind}).location

    @property
    def page(self) -> str:
        return self.client.get(self.url).text

    def post(self, do: str = "save", *, revision: str | None = None, **fields: str) -> Any:
        form = hidden_fields(self.page) | ({"revision": revision} if revision else {})
        return self.client.post(self.url, data={**form, "do": do, **fields})

    def act(self, path: str, **fields: str) -> Any:
        token = {"csrf_token": hidden_fields(self.client.get("/account").text)["csrf_token"]}
        return self.client.post(f"{self.url}/{path}", data={**token, **fields})


@pytest.fixture
def builder(client_of: ClientOf) -> Builder:
    return Builder(client_of("ada"))


@pytest.fixture
def story(small_world: World) -> Story:
    app = small_world.app
    with app.app_context():
        return Story(small_world, db.engine, app.extensions["courseware.site"])


def test_somebody_without_reports_is_told_how_to_begin(client_of: ClientOf) -> None:
    page = client_of("ada").get("/a3").text
    assert "No A3 report yet" in page
    assert "Begin a capstone A3" in page


def test_the_builder_asks_for_eight_sections_with_their_anchors(builder: Builder) -> None:
    page = builder.page
    for one in CRITERIA:
        assert f'name="{one.id}"' in page
        assert all(anchor in page for anchor in one.anchors)
    assert 'name="functions"' not in page, "only a capstone asks for them"


def test_a_kind_that_is_none_begins_nothing(client_of: ClientOf) -> None:
    ada = client_of("ada")
    form = hidden_fields(ada.get("/a3").text)
    assert ada.post("/a3", data={**form, "kind": "other"}).status_code == 400


def test_a_draft_is_kept_and_shown_on_one_page(builder: Builder) -> None:
    assert builder.post(title=f"Kits {SCRIPT}", result="12 of 48\r\n\r\nkits").status_code == 303
    preview = builder.client.get(f"{builder.url}/preview").text
    assert "12 of 48\n\nkits" in preview
    assert "simulated" in preview
    assert "Still empty" in preview
    assert SCRIPT not in preview + builder.page + builder.client.get("/a3").text


def test_what_is_missing_is_said_by_its_field_and_nothing_typed_is_lost(builder: Builder) -> None:
    reply = builder.post("hand-in", title="Only a title")
    assert reply.status_code == 422
    assert 'href="#team"' in reply.text
    assert reply.text.count("This section is still empty.") == 2 * len(IDS), "summary and field"
    assert "Only a title" in builder.page
    long = "x" * 200
    refused = builder.post(title=long)
    assert (refused.status_code, long in refused.text) == (422, True)
    assert "Only a title" in builder.page


def test_a_capstone_asks_for_functions_and_real_data(client_of: ClientOf) -> None:
    there = Builder(client_of("ada"), "capstone")
    reply = there.post("hand-in", **WORDS, functions="planning, planning")
    assert reply.status_code == 422
    assert "here are 1" in reply.text
    assert "data of a real workplace" in reply.text
    assert there.post("hand-in", **FULL).status_code == 303
    assert "2 assessors are needed" in there.page


def test_an_older_page_overwrites_nothing_and_shows_both_texts(builder: Builder) -> None:
    builder.post(title="The newer title")
    reply = builder.post(revision="1", title="The older title", result="typed here")
    assert reply.status_code == 409
    for text in ("The older title", "The newer title", "typed here", "Another page of yours"):
        assert text in reply.text
    assert "The older title" not in builder.page
    again_ = builder.client.post(builder.url, data={**hidden_fields(reply.text), "title": "Both"})
    assert again_.status_code == 303, "who has seen both may save"
    assert "Both" in builder.page


def test_words_that_come_too_late_are_shown_when_it_was_handed_in(builder: Builder) -> None:
    builder.post("hand-in", **WORDS)
    token = hidden_fields(builder.client.get("/account").text)["csrf_token"]
    late = {"csrf_token": token, "revision": "1", "title": "Late words"}
    reply = builder.client.post(builder.url, data=late)
    assert reply.status_code == 409
    assert "Late words" in reply.text
    assert "handed in meanwhile" in reply.text


def test_words_wait_when_the_sign_in_has_ended(builder: Builder) -> None:
    fields = {**hidden_fields(builder.page), "do": "save", "title": "Words that wait"}
    forget(builder.client)
    reply = builder.client.post(builder.url, data=fields)
    assert "Words that wait" in reply.text
    stranger = again(builder.client, reply.text, "fin")
    assert 'type="password"' in stranger.text, "only Ada is offered to send them"
    back = again(builder.client, reply.text, "ada")
    assert builder.client.post(builder.url, data=hidden_fields(back.text)).status_code == 303
    assert "Words that wait" in builder.page


def test_a_report_that_came_back_shows_scores_in_words_and_goes_on(
    builder: Builder, story: Story
) -> None:
    builder.post("hand-in", **WORDS)
    version = f"{builder.url}/versions/1"
    assert "Scores and comments stand here when it is decided" in builder.client.get(version).text
    story.assessors("ben")
    story.assess(int(builder.url.rsplit("/", 1)[1]), "ben", POOR)
    page = builder.client.get(version).text
    for text in ("Returned on", "24 of 32, returned", "below 3", "2 · listed causes", "A word of ben",
                 "Ben Okafor"):  # fmt: skip
        assert text in page
    assert "This report came back" in builder.page
    assert REPORT.title in builder.page, "the draft continues from the last version"
    inbox = builder.client.get("/messages").text
    assert f"Your A3 “{REPORT.title}” was looked at" in inbox
    assert builder.post("hand-in", **WORDS).status_code == 303
    assert "Version 2" in builder.page


def test_scores_of_one_assessor_are_not_shown_before_the_decision(
    client_of: ClientOf, story: Story
) -> None:
    there = Builder(client_of("ada"), "capstone")
    there.post("hand-in", **FULL)
    story.assessors("ben")
    story.assess(int(there.url.rsplit("/", 1)[1]), "ben")
    assert "A second one has to agree" in there.page
    page = there.page + there.client.get(f"{there.url}/versions/1").text
    assert "A word of ben" not in page
    assert "24 of 32" not in page
    assert "Take it back" not in page


def test_a_report_is_taken_back_and_handed_in_again(builder: Builder) -> None:
    builder.post("hand-in", **WORDS)
    assert builder.act("withdrawal").status_code == 303
    assert "Taken back" in builder.page
    assert builder.post("hand-in", **WORDS).status_code == 303
    assert "taken back" in builder.page
    assert "Version 2" in builder.page


def test_others_find_no_report_of_ada(builder: Builder, client_of: ClientOf) -> None:
    builder.post("hand-in", **WORDS)
    fin = client_of("fin")
    for path in ("", "/preview", "/versions/1"):
        assert fin.get(builder.url + path).status_code == 404
    assert "No A3 report yet" in fin.get("/a3").text


WHO = {"name": "Yaw Boateng", "role": "Instructor at Harbor College", "address": "yaw@example.org"}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"address": "ada@example.com"}, "own"),
        ({"address": " ADA@Example.COM "}, "own"),
        ({"address": "no address"}, "no e-mail address"),
        ({"name": " "}, "Type the name"),
        ({"role": ""}, "Say what this person does"),
    ],
)
def test_a_wrong_invitation_is_refused_by_its_field(
    builder: Builder, app: Flask, changes: dict[str, str], says: str
) -> None:
    builder.post("hand-in", **WORDS)
    reply = builder.act("assessors", **{**WHO, **changes})
    assert reply.status_code == 422
    assert says in reply.text
    assert [one for one in letters(app) if one.letter == "a3_guest"] == []


def test_who_may_assess_here_is_not_asked_by_a_link(builder: Builder, story: Story) -> None:
    builder.post("hand-in", **WORDS)
    change(story.world.app, story.world.cast.ben, email_confirmed_at=NOW)
    reply = builder.act("assessors", **{**WHO, "address": "ben@example.com"})
    assert (reply.status_code, "stands in their queue" in reply.text) == (422, True)


def test_a_link_can_be_taken_back_and_so_many_go_out(builder: Builder, app: Flask) -> None:
    builder.post("hand-in", **WORDS)
    assert builder.act("assessors", **WHO).status_code == 303
    assert "was asked already" in builder.act("assessors", **WHO).text
    link = link_of(app, letters(app)[-1])
    assert app.test_client().get(link).status_code == 303, "to the models first"
    assert builder.act("assessors/1/removal").status_code == 303
    assert app.test_client().get(link).status_code == 404
    for number in range(4):
        fields = {**WHO, "address": f"guest{number}@example.org"}
        assert builder.act("assessors", **fields).status_code == 303
    assert builder.act("assessors", **WHO).status_code == 422


def test_a_draft_asks_nobody(builder: Builder, app: Flask) -> None:
    assert builder.act("assessors", **WHO).status_code == 303
    assert letters(app) == []
