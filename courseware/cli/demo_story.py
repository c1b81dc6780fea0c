"""The story of the demonstration: who there is, and what they did in the last six weeks."""

from __future__ import annotations

from dataclasses import dataclass

from courseware.permissions import Role

PATHWAY = "first-steps"
BRACKETS, PAINT = "Bracket cell", "Paint line"
DAYS = 42
"""How far back the story begins; `day` below counts from there."""


@dataclass(frozen=True, slots=True)
class Enroll:
    """Somebody starts the pathway."""

    day: float


@dataclass(frozen=True, slots=True)
class Read:
    """Somebody reads the next `lessons` lessons of a module (None: all), one after another."""

    day: float
    module: int  # place on the pathway, from 0
    lessons: int | None = None


@dataclass(frozen=True, slots=True)
class Try:
    """Somebody takes the quiz of a module and answers all questions right but `wrong`."""

    day: float
    module: int
    wrong: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A person of the story. `story` is for the sign-in page; without one nobody signs in as them."""

    user_name: str
    name: str
    story: str = ""
    role: Role = Role.LEARNER
    member_of: str | None = None
    manages: str | None = None
    steps: tuple[Enroll | Read | Try, ...] = ()


FIRST, SECOND = 0, 1
PARTS = (
    Part(
        "ada",
        "Ada Marsh",
        "learns: two lessons into the first module",
        member_of=BRACKETS,
        steps=(Enroll(37), Read(38, FIRST, 1), Read(40, FIRST, 1)),
    ),
    Part(
        "ben",
        "Ben Okafor",
        "authors: sees what is published, and what each edit asked of whom",
        role=Role.INSTRUCTOR,
    ),
    Part(
        "cleo",
        "Cleo Ortiz",
        "manages the Bracket cell: who is ready, who is stuck, and on what",
        role=Role.MANAGER,
        manages=BRACKETS,
    ),
    Part(
        "dov",
        "Dov Levin",
        "manages the Paint line: a stranger to the Bracket cell, who must not see its records",
        role=Role.MANAGER,
        manages=PAINT,
    ),
    Part(
        "eve",
        "Eve Lindqvist",
        "operates: adds people and watches over the site",
        role=Role.OPERATOR,
    ),
    Part(
        "fin",
        "Fin Haddow",
        "has finished: both modules passed, the second at the second try; holds a certificate",
        member_of=BRACKETS,
        steps=(
            *(Enroll(1), Read(2, FIRST), Try(5, FIRST, wrong=1)),
            *(Read(9, SECOND), Try(14, SECOND, wrong=4), Try(17, SECOND, wrong=1)),
        ),
    ),
    Part(
        "gita",
        "Gita Rao",
        member_of=BRACKETS,
        steps=(Enroll(12), Read(13, FIRST), Try(16, FIRST), Read(30, SECOND, 1)),
    ),
    Part(
        "hugo",
        "Hugo Brandt",
        member_of=BRACKETS,
        steps=(
            *(Enroll(6), Read(7, FIRST), Try(11, FIRST, wrong=2)),
            *(Read(18, SECOND), Try(26, SECOND, wrong=6), Try(34, SECOND, wrong=4)),
        ),
    ),
    Part("isla", "Isla Moreau", member_of=BRACKETS, steps=(Enroll(39),)),
    Part("juno", "Juno Park", member_of=PAINT, steps=(Enroll(20), Read(22, FIRST, 3))),
)
