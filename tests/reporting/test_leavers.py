"""Somebody left: out of the manager's numbers, still within reach, until erased or out of the team."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from courseware.joining.leaving import ErasureReason
from courseware.operations.erasure import erase_person
from courseware.operations.site import Site
from courseware.operations.staff import disable_person, enable_person
from tests.conftest import NOW
from tests.people import Cast
from tests.reporting.editing import Edit

ClientOf = Callable[[str], FlaskClient]


def test_a_leaver_is_listed_apart_and_their_record_can_be_read(
    client_of: ClientOf, cast: Cast, edit: Edit
) -> None:
    with edit() as conn:
        disable_person(conn, cast.fin, now=NOW)
    cleo = client_of("cleo")
    overview = cleo.get("/reporting").text
    assert "1 person has left" in overview
    assert "left on 1 Apr 2026" in overview
    for path in ("/reporting/matrix", "/reporting/matrix.csv"):
        assert "Fin Haddow" not in cleo.get(path).text
        assert "Ada Marsh" in cleo.get(path).text
    card = cleo.get(f"/reporting/people/{cast.fin}")
    assert card.status_code == 200
    assert "Left on 1 Apr 2026" in card.text
    assert client_of("dov").get(f"/reporting/people/{cast.fin}").status_code == 404


def test_a_team_of_leavers_still_shows_them(client_of: ClientOf, cast: Cast, edit: Edit) -> None:
    with edit() as conn:
        for who in (cast.fin, cast.ada):
            disable_person(conn, who, now=NOW)
    assert "2 people have left" in client_of("cleo").get("/reporting").text


def test_who_comes_back_counts_again_and_who_is_erased_is_gone(
    client_of: ClientOf, cast: Cast, edit: Edit, site: Site
) -> None:
    with edit() as conn:
        disable_person(conn, cast.fin, now=NOW)
        enable_person(conn, cast.fin, now=NOW)
    cleo = client_of("cleo")
    assert "Fin Haddow" in cleo.get("/reporting/matrix").text
    with edit() as conn:
        erase_person(conn, cast.fin, reason=ErasureReason.IN_WRITING, now=NOW, site=site)
    assert "has left" not in cleo.get("/reporting").text
    assert cleo.get(f"/reporting/people/{cast.fin}").status_code == 404
