"""How long something takes is said as people would say it."""

from __future__ import annotations

import pytest
from flask import Flask

from courseware.web.clock import study_time


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (1, "about 1 minute"),
        (133, "about 133 minutes"),
        (179, "about 179 minutes"),
        (180, "about 3 hours"),
        (828, "about 14 hours"),
    ],
)
def test_long_study_times_are_told_in_hours(app: Flask, minutes: int, said: str) -> None:
    with app.test_request_context():
        assert study_time(minutes) == said
