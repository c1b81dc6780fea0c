"""A small server with one attempt, whose replies to a save can be chosen."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from jinja2 import (
    ChoiceLoader,
    DictLoader,
    Environment,
    FileSystemLoader,
    Template,
    select_autoescape,
)
from werkzeug.wrappers import Request, Response

from courseware.quizzes.kinds.public import PublicOption, PublicQuestion
from courseware.quizzes.posts import Raw
from courseware.web import STATIC, TEMPLATES
from courseware.web.assets import Assets
from courseware.web.clock import Clock
from courseware.web.language import kept
from courseware.web.pages import use_assets
from courseware.web.unsent import Kept

OPTIONS = (PublicOption("1", "One"), PublicOption("2", "Two"), PublicOption("3", "Three"))
QUESTIONS = [
    PublicQuestion(1, "single", "First?", ("",), OPTIONS),
    PublicQuestion(2, "multi", "Second?", ("",), OPTIONS),
    PublicQuestion(3, "numeric", "Third?", ("", "unit"), (), ("h", "min")),
]
PAGE = """
{% extends "base.html" %}
{% from "components/aids.html" import aids, calculator %}
{% from "components/clock.html" import clock %}
{% from "components/question.html" import attempt_form, question_frame %}
{% block scripts %}
  {% for name in site.scripts %}<script type="module" src="{{ asset('js/' ~ name ~ '.js') }}"></script>{% endfor %}
{% endblock %}
{% block main %}
  {% set left = clock(clock=site.clock, url="/", submit_url="/submission") if site.clock else none %}
  {% call attempt_form(clock=left, id=7, save_url="/answers", seq=4, saved="08:00:00", keeping=site.keeping, both_url="/both") %}
    <input type="hidden" name="page" value="of-the-server">
    {% for q in questions %}
      {% import "kinds/" ~ q.kind ~ ".html" as kind %}
      {{ question_frame(no=q.no, total=questions|length, was="", aids=aids(cards=[]), body=kind.ask(question=q, name="slot-" ~ q.no, raw=site.raws.get(q.no, {}))) }}
    {% endfor %}
  {% endcall %}
  {{ calculator() }}
{% endblock %}
"""

TOKEN: ContextVar[str] = ContextVar("TOKEN")
"""The token of the page that is being written: components take no context, so a global gives it."""


@dataclass
class Site:
    """A server with one attempt. `faults` are what it does to saves, first to last; then it is well."""

    url: str = ""
    token: str = "t1"
    faults: list[str] = field(default_factory=list)
    saves: list[dict[str, list[str]]] = field(default_factory=list)
    told: dict[str, Any] = field(default_factory=dict)  # more that stands in a receipt
    keeping: Kept | None = None
    questions: list[PublicQuestion] = field(default_factory=lambda: QUESTIONS)
    raws: dict[int, Raw] = field(default_factory=dict)
    clock: Clock | None = None
    submissions: int = 0
    scripts: tuple[str, ...] = ("attempt", "clock", "aids")

    def render(self) -> str:
        TOKEN.set(self.token)
        return page_template().render(
            questions=self.questions, site_name="Test", site=self, brand={}
        )

    def reply(self, request: Request) -> Response:
        if request.path != "/answers":
            is_submission = request.path == "/submission"
            self.submissions += is_submission
            text = "<h1>Result</h1>" if is_submission else self.render()
            return Response(text, mimetype="text/html")
        form = request.form.to_dict(flat=False)
        self.saves.append(form)
        if "go" in form:
            return Response("<h1>Check page</h1>", mimetype="text/html")
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "html":
            return Response("<p>Please accept the terms of this network.</p>", mimetype="text/html")
        if fault == "500":
            return Response("broken", status=500)
        if fault == "401":
            self.token = "t2"
            return said(401, sign_in="/sign-in")
        if fault == "409":
            return said(409, message="This attempt is closed.")
        if request.headers["X-CSRFToken"] != self.token:
            return said(400, message="Old token")
        key = "another" if fault == "other key" else form["key"][0]
        return said(
            200,
            key=key,
            seq=1,
            digest="d",
            saved_at="",
            shown=f"09:00:0{len(self.saves)}",
            **self.told,
        )


@cache
def assets() -> Assets:
    """Return the scripts and style sheets, compressed once for all tests of a process."""
    return Assets(STATIC)


@cache
def page_template() -> Template:
    """Return the page, compiled once for all tests of a process."""
    jinja = Environment(
        loader=ChoiceLoader([DictLoader({"page.html": PAGE}), FileSystemLoader(TEMPLATES)]),
        autoescape=select_autoescape(), extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    jinja.install_null_translations(newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    use_assets(jinja, assets().url)
    jinja.globals.update(csrf_token=TOKEN.get, kept=kept)
    return jinja.get_template("page.html")


def said(status: int, **values: Any) -> Response:
    return Response(json.dumps(values), status=status, mimetype="application/json")


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Site]:
    """Serve a fresh attempt on a free port."""
    one = Site()
    application = assets().around(Request.application(one.reply))
    with make_server("127.0.0.1", 0, application, Server, Silent) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        one.url = f"http://127.0.0.1:{server.server_port}/"
        yield one
        server.shutdown()
