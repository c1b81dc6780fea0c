"""Each permission says what it shows of a person; each thing held has words."""

from __future__ import annotations

from courseware.permissions import Permission
from courseware.sights import NOTHING, SIGHTS, WORDS, Detail, Over, unseen


def test_every_permission_says_what_it_shows() -> None:
    assert set(SIGHTS) == set(Permission), "give it its row in courseware/sights.py"


def test_every_detail_has_words() -> None:
    assert set(WORDS) == set(Detail)


def test_what_shows_something_says_for_what_and_over_whom() -> None:
    for permission, sight in SIGHTS.items():
        if sight is not NOTHING:
            assert sight.purpose, permission
            assert sight.details, permission
            assert sight.over is not Over.NOBODY, permission


def test_answers_and_passwords_are_shown_to_nobody() -> None:
    assert {Detail.ANSWERS, Detail.PASSWORD, Detail.SIGN_INS} <= set(unseen())
