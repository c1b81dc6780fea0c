"""The story of the demonstration: who there is, and what they did in the last six weeks."""

from __future__ import annotations

from dataclasses import dataclass

from courseware.permissions import Role

PATHWAY, LEVELED = "first-steps", "production-manager"
BRACKETS, PAINT = "Bracket cell", "Paint line"
DAYS = 42
"""How far back the story begins; `day` below counts from there."""


@dataclass(frozen=True, slots=True)
class Enroll:
    """Somebody starts a pathway."""

    day: float
    pathway: str = PATHWAY


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
class Practice:
    """Somebody logs an hour or more of practice that their manager saw; it is sent, and maybe confirmed."""

    day: float
    hours: str
    category: str
    did: str
    observed: str
    reflection: str
    is_confirmed: bool = True


Step = Enroll | Read | Try | Practice


@dataclass(frozen=True, slots=True)
class Part:
    """A person of the story. `story` is for the sign-in page; without one nobody signs in as them."""

    user_name: str
    name: str
    story: str = ""
    role: Role = Role.LEARNER
    member_of: str | None = None
    manages: str | None = None
    steps: tuple[Step, ...] = ()


FIRST, SECOND = 0, 1
ADAS_PRACTICE = (
    Practice(
        38, "1.5", "safety",
        "Walked the aisle of the bracket cell with Amara and reported what blocked it",
        "2 of 6 exits were blocked by racks",
        "Two racks stood before the exit by the dock. Nobody had put them there on purpose: the lane "
        "for full racks was taken, so they went to the next free place. I asked for a second lane and "
        "will look again on Friday, at the same hour, to see whether the 2 have become 0.",
    ),
    Practice(
        39, "2", "production-data",
        "Kept the hour-by-hour board of the early shift and wrote the reason beside each lost piece",
        "431 of 460 brackets, 29 lost, 17 of them after reel changes",
        "I thought the welder was slow. The board says something else: 17 of 29 lost brackets came in "
        "the ten minutes after a reel was changed. Next time I count the minutes from the change to "
        "the first good bracket, so that we know what a change really costs.",
    ),
    Practice(
        41, "1", "quality-checks",
        "Took the hourly bore checks with Rosa and marked every reading on the sheet",
        "8 readings, all from 8.01 to 8.06 mm",
        "I wanted to write OK and nothing else, because every piece did fit. Rosa asked what the sheet "
        "would say next week if all it said was OK. With the 8 numbers on it we could see that the bore "
        "grew a little each hour. Now I always write the number.",
        is_confirmed=False,
    ),
)  # fmt: skip
PARTS = (
    Part(
        "ada",
        "Ada Marsh",
        "learns: two lessons into the first module",
        member_of=BRACKETS,
        steps=(
            *(Enroll(37), Read(38, FIRST, 1), Read(40, FIRST, 1)),
            *(Enroll(37, LEVELED), *ADAS_PRACTICE),
        ),
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
