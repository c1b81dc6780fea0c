"""When somebody may ask again, and when managers hear of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from courseware.joining.asking import QUIET, WAIT, Outcome, asks_again_at, is_news
from tests.people import START


@pytest.mark.parametrize(
    ("outcome", "decided_at", "again_at"),
    [
        (Outcome.DECLINED, START, START + timedelta(days=7)),
        (Outcome.WITHDRAWN, START, None),
        (Outcome.GRANTED, START, None),
        (Outcome.OPEN, None, None),
    ],
)
def test_only_a_no_asks_for_a_wait(outcome, decided_at, again_at) -> None:
    assert asks_again_at(outcome, decided_at) == again_at


@pytest.mark.parametrize(
    ("before", "is_told"),
    [(None, True), (timedelta(), False), (QUIET - timedelta(seconds=1), False), (QUIET, True), (WAIT, True)],
)  # fmt: skip
def test_asking_again_and_again_is_news_once_a_day(before, is_told) -> None:
    assert is_news(None if before is None else START - before, START) is is_told
