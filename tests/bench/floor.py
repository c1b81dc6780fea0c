"""The bare floor: the least honest work in the same framework, on the same server and database.

A lesson is three selects and a small template; a submission reads and writes three rows. No rule, no
record, no words: what the site costs beyond this is what it does for people. Served by `wsgi`.
"""

from __future__ import annotations

import hmac
import json
import os
import time
from typing import Any

from argon2 import PasswordHasher
from flask import Flask, Response, abort, request, session
from jinja2 import DictLoader
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    create_engine,
    insert,
    select,
    text,
)

from courseware.records.transaction import engine_options, prepare_engine, writing

PEOPLE = 2_000
_data = MetaData()
_person = Table(
    "floor_person", _data, Column("id", Integer, primary_key=True), Column("name", Text)
)
_lesson = Table(
    "floor_lesson", _data, Column("id", Integer, primary_key=True), Column("title", Text),
    Column("body", Text),
)  # fmt: skip
_done = Table(
    "floor_done", _data, Column("person_id", Integer, primary_key=True),
    Column("lesson_id", Integer, primary_key=True), Column("score", Integer),
)  # fmt: skip
_try = Table(
    "floor_try", _data, Column("id", Integer, primary_key=True),
    Column("person_id", Integer, index=True), Column("answers", Text), Column("score", Integer),
)  # fmt: skip
_WHO = select(_person).where(_person.c.id == bindparam("id"))
_LESSONS = select(_lesson).order_by(_lesson.c.id)
_READ = select(_done.c.lesson_id).where(_done.c.person_id == bindparam("id"))
_LAST = text("SELECT id FROM floor_try WHERE person_id = :id ORDER BY id DESC LIMIT 1")
_ADD = text("INSERT INTO floor_try (person_id, answers, score) VALUES (:id, :answers, :score)")
_SAVE = text(
    "INSERT INTO floor_done (person_id, lesson_id, score) VALUES (:id, 7, :score)"
    " ON CONFLICT (person_id, lesson_id) DO UPDATE SET score = excluded.score"
)
_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ lesson.title }}</title>
<link rel="stylesheet" href="/app.css"></head><body><header><a href="#main">Skip</a><nav><a href="/">Home</a>
<span>{{ who.name }}</span><form method="post" action="/out"><input type="hidden" name="csrf" value="{{ csrf }}">
<button>Sign out</button></form></nav></header><main id="main"><h1>{{ lesson.title }}</h1><ol>{% for one in lessons %}
<li{% if one.id == lesson.id %} aria-current="page"{% endif %}><a href="/l/{{ one.id }}">{{ one.title }}</a>
{% if one.id in done %}<span>done</span>{% endif %}</li>{% endfor %}</ol><article>{{ lesson.body|safe }}</article>
<form method="post"><input type="hidden" name="csrf" value="{{ csrf }}"><button>Mark read</button></form></main></body></html>"""
_ANSWERS = [f"q{number}" for number in range(10)]


def fill(engine: Engine) -> None:
    """Make the tables and their rows."""
    body = "<p>" + "A sentence of a lesson, about as long as most of them are. " * 4 + "</p>\n"
    _data.drop_all(engine)
    _data.create_all(engine)
    with writing(engine) as conn:
        conn.execute(
            insert(_person), [{"id": one, "name": f"Person {one}"} for one in range(1, PEOPLE + 1)]
        )
        conn.execute(
            insert(_lesson),
            [{"id": one, "title": f"Lesson {one}", "body": body * 50} for one in range(1, 11)],
        )
        done = [
            {"person_id": one, "lesson_id": lesson, "score": 9}
            for one in range(1, PEOPLE + 1)
            for lesson in range(1, 1 + one % 10)
        ]
        conn.execute(insert(_done), done)


def create_app(url: str) -> Flask:
    """Return the floor on one database."""
    app = Flask("floor")
    app.secret_key = "a secret of the floor"
    app.jinja_loader = DictLoader({"lesson.html": _PAGE})
    engine = create_engine(url, **engine_options(url))
    prepare_engine(engine)
    hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
    stored = hasher.hash("a password")

    @app.get("/hello")
    def hello() -> str:
        return "hello"

    @app.get("/in/<int:person_id>")
    def sign_in(person_id: int) -> str:
        session["id"], session["csrf"] = person_id, "c" * 32
        return "signed in"

    @app.post("/password")
    def password() -> str:
        return str(hasher.verify(stored, "a password"))

    @app.get("/l/<int:lesson_id>")
    def lesson(lesson_id: int) -> str:
        with engine.connect() as conn:
            who = conn.execute(_WHO, {"id": _me()}).one()
            lessons = conn.execute(_LESSONS).all()
            done = set(conn.execute(_READ, {"id": who.id}).scalars())
        shown = next(one for one in lessons if one.id == lesson_id)
        return app.jinja_env.get_template("lesson.html").render(
            who=who, lesson=shown, lessons=lessons, done=done, csrf=session["csrf"]
        )

    @app.post("/submit")
    def submit() -> Response:
        person_id = (
            _me() if hmac.compare_digest(request.form["csrf"], session["csrf"]) else abort(400)
        )
        person_id = (person_id + time.perf_counter_ns()) % PEOPLE + 1  # spread over many rows
        given = {name: request.form.get(name) for name in _ANSWERS}
        with writing(engine) as conn:
            _store(conn, person_id, given, sum(one == "1" for one in given.values()))
        return Response("", 303, {"Location": "/result"})

    return app


def _store(conn: Connection, person_id: int, given: dict[str, Any], score: int) -> None:
    conn.execute(_LAST, {"id": person_id}).first()
    conn.execute(_ADD, {"id": person_id, "answers": json.dumps(given), "score": score})
    conn.execute(_SAVE, {"id": person_id, "score": score})


def _me() -> int:
    return int(session.get("id") or abort(401))


if "FLOOR_DATABASE" in os.environ:
    wsgi = create_app(os.environ["FLOOR_DATABASE"])
