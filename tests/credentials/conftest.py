"""A certificate to vary: Ada finished two modules at a company that does not exist."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from courseware.credentials.snapshot import Issuer, PassedModule, Snapshot

NUMBER = "7K2M-9QXT-0C4D-V8RB-3HNE"
TITLES = (
    "Your starting point: education, skills and a plan",
    "How factories work",
    "Safety before output",
    "Six Sigma: define the problem, count the defects",
)


def passed_modules(count: int) -> tuple[PassedModule, ...]:
    return tuple(
        PassedModule(
            slug=f"m{number}",
            number=number,
            title=TITLES[number % len(TITLES)],
            version="1a2b3c4d5e6f",
            passed_on=date(2026, 10, number),
            points=Fraction(19, 2),
            maximum=10,
        )
        for number in range(1, count + 1)
    )


@pytest.fixture
def make() -> Callable[..., Snapshot]:
    """Return the maker of snapshots: `make(holder="…", modules=12, demonstration=True)`."""

    def make_snapshot(modules: int = 2, **changes: object) -> Snapshot:
        plain = {
            "public_id": NUMBER,
            "holder": "Ada Marsh",
            "pathway": "first-steps",
            "pathway_title": "First steps in production",
            "states": "The holder completed every module and passed the quiz of each.",
            "modules": passed_modules(modules),
            "study_minutes": 62 * modules,
            "issued_at": datetime(2026, 11, 22, 14, 5, tzinfo=UTC),
            "issuer": Issuer(
                "Rivermill Components Ltd", "Ireland", "training@rivermill.example", "employer"
            ),
            "host": "academy.rivermill.example",
            "verify_url": f"https://academy.rivermill.example/verify/{NUMBER}",
            "curriculum_version": "3f8a9c1d2b7e",
            "demonstration": False,
        }
        return Snapshot(**(plain | changes))

    return make_snapshot
