"""Somebody on two pathways whose levels have the same titles: each level says of which pathway it is."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.extensions import db
from courseware.operations.enrollments import enroll
from courseware.records.transaction import writing
from tests.conftest import NOW
from tests.people import Cast
from tests.reviewing import open_to

SECTION = re.compile(r'<section[^>]*aria-labelledby="([^"]+)"')


def names(page: str) -> list[str]:
    """Return what each region of a level is called."""

    def text(one: str) -> str:
        found = re.search(rf'id="{one}"[^>]*>(.*?)</h\d>', page, re.DOTALL)
        assert found, one
        return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())

    ids = [one for one in SECTION.findall(page) if one.startswith("level-")]
    return [" ".join(map(text, one.split())) for one in ids]


@pytest.mark.parametrize("who", ["fin", "cleo"])
def test_no_two_regions_have_the_same_name(
    app: Flask, cast: Cast, client_of: Callable[[str], FlaskClient], who: str
) -> None:
    site = app.extensions["courseware.site"]
    path = "/readiness" if who == "fin" else f"/reporting/people/{cast.fin}"
    with app.app_context(), writing(db.engine) as conn:
        enroll(conn, person_id=cast.fin, pathway="production-manager", now=NOW, site=site)
    alone = names(client_of(who).get(path).text)
    with app.app_context(), writing(db.engine) as conn:
        open_to(conn, cast.fin, now=NOW, site=site)
    both = names(client_of(who).get(path).text)
    assert len(set(alone)) == len(alone) > 0
    assert len(set(both)) == len(both)
    assert any("A small level: Foundation" in one for one in both)
    assert not any("A small level" in one for one in alone)
