"""What a branching case stores: its steps, where each choice leads, and what the ways are worth."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from courseware.quizzes.kinds.several import outer_ids
from courseware.stored import Stored

START = "start"


@dataclass(frozen=True, slots=True)
class Choice(Stored):
    """One choice of a step: where it leads, what it scores, the author's words on it (safe HTML)."""

    html: str
    told: str
    to: str
    score: int


@dataclass(frozen=True, slots=True)
class Step(Stored):
    """One step: a question with choices, or the end of the case, which only says something."""

    name: str
    ask: str = ""
    choices: tuple[Choice, ...] = ()
    say: str = ""


@dataclass(frozen=True)
class CaseKey(Stored):
    """All steps in the order of the file. They hold no circle, and every way ends."""

    steps: tuple[Step, ...]

    @cached_property
    def by_name(self) -> dict[str, Step]:
        """Return the steps by name."""
        return {step.name: step for step in self.steps}

    @cached_property
    def ids(self) -> dict[str, tuple[str, ...]]:
        """Return the ids of each step's choices: p1:2 is the second one of the file's first step."""
        return {
            step.name: outer_ids(no, map(str, range(1, len(step.choices) + 1)))
            for no, step in enumerate(self.steps, 1)
        }

    @cached_property
    def by_id(self) -> dict[str, Choice]:
        """Return all choices by id."""
        return {
            one: choice
            for step in self.steps
            for one, choice in zip(self.ids[step.name], step.choices, strict=True)
        }

    @cached_property
    def _worth(self) -> dict[str, tuple[int, int, Fraction]]:
        """Return the best, the worst and the mean sum of scores from each step to an end."""
        worth: dict[str, tuple[int, int, Fraction]] = {}

        def of(name: str) -> tuple[int, int, Fraction]:
            if name not in worth:
                choices = self.by_name[name].choices
                ways = [(one.score, *of(one.to)) for one in choices]
                worth[name] = (
                    max((score + best for score, best, _, _ in ways), default=0),
                    min((score + least for score, _, least, _ in ways), default=0),
                    sum((score + mean for score, _, _, mean in ways), Fraction(0))
                    / max(len(ways), 1),
                )
            return worth[name]

        of(START)
        return worth

    def best(self, name: str = START) -> int:
        """Return the most that can be scored from a step on."""
        return self._worth[name][0]

    def least(self, name: str = START) -> int:
        """Return the least that is scored from a step to an end."""
        return self._worth[name][1]

    def mean(self, name: str = START) -> Fraction:
        """Return what choosing at random scores from a step on, on average."""
        return self._worth[name][2]

    def is_best(self, step: Step, choice: Choice) -> bool:
        """Say whether no other choice of the step can score more to the end."""
        return choice.score + self.best(choice.to) == self.best(step.name)

    def is_least(self, step: Step, choice: Choice) -> bool:
        """Say whether no other choice of the step can score less to the end."""
        return choice.score + self.least(choice.to) == self.least(step.name)
