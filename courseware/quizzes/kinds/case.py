"""A branching case: each choice leads to another step; the point is what the way scored of the best one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from courseware.quizzes.items import Item
from courseware.quizzes.kinds.case_key import START, CaseKey, Choice, Step
from courseware.quizzes.kinds.case_reading import read_case
from courseware.quizzes.kinds.feedback import Feedback, Note, OptionFeedback, PartFeedback, Solution
from courseware.quizzes.kinds.kind import Order, Samples, Verdict
from courseware.quizzes.kinds.public import PublicOption, PublicPart, PublicQuestion
from courseware.quizzes.kinds.several import Several
from courseware.quizzes.posts import NOTHING, Raw, filled, part_name
from courseware.quizzes.questions import Variant
from courseware.shapes import BLOCK, Shapes
from courseware.words import Reason


@dataclass(frozen=True, slots=True)
class Taken(Several):
    """The way that was taken: the ids of its choices, and the step to which they led."""

    ids: tuple[str, ...]
    at: str


class Case:
    """The learner chooses step by step. A control is named by its depth on the way: p1, p2, …."""

    name: ClassVar[str] = "case"
    key: ClassVar[str] = "case"
    words: ClassVar[Shapes] = {"case": BLOCK}

    def read(self, item: Item) -> tuple[Variant, ...]:
        """Read the steps, their choices with scores and words, and check every way."""
        return read_case(item)

    def parse(self, variant: Variant, order: Order, raw: Raw) -> Taken | Reason:
        """Follow the choices from the start, as far as they go. The first one is asked back."""
        key = CaseKey.from_json(variant.key)
        at, taken = START, list[str]()
        while key.by_name[at].choices:
            tokens = filled(raw, part_name(len(taken) + 1))
            if not tokens:
                break
            shown = _shown(key, at, order)
            ids = {str(place): one for place, one in enumerate(shown, 1)}
            if len(tokens) > 1 or tokens[0] not in ids:
                return Reason("answer.unknown_option")
            taken.append(ids[tokens[0]])
            at = key.by_id[taken[-1]].to
        if not taken:
            return Reason("answer.choose_one")
        missing = Reason("case.unfinished") if key.by_name[at].choices else None
        return Taken((), is_unreadable=False, ids=tuple(taken), at=at, missing=missing)

    def grade(self, variant: Variant, answer: Taken) -> Verdict:
        """Give the scores on the way as a share of those on the best way."""
        key = CaseKey.from_json(variant.key)
        scored = sum(key.by_id[one].score for one in answer.ids)
        return Verdict(
            Fraction(scored, key.best()), tuple(Note(f"option:{one}") for one in answer.ids)
        )

    def ids(self, variant: Variant) -> Order:
        """Shuffle the choices of each step, each among its own."""
        key = CaseKey.from_json(variant.key)
        return tuple(one for ids in key.ids.values() for one in ids)

    def show(self, variant: Variant, order: Order, no: int, done: Raw = NOTHING) -> PublicQuestion:
        """Show the steps that were taken for good with the author's words, and the one after them."""
        key = CaseKey.from_json(variant.key)
        taken = self.parse(variant, order, done)
        ids, at = (taken.ids, taken.at) if isinstance(taken, Taken) else ((), START)
        parts = [_taken(key, depth, one) for depth, one in enumerate(ids, 1)]
        step, name = key.by_name[at], part_name(len(ids) + 1)
        if step.choices:
            options = tuple(
                PublicOption(str(place), key.by_id[one].html)
                for place, one in enumerate(_shown(key, at, order), 1)
            )
            now = PublicQuestion(len(ids) + 1, self.name, step.ask, ("",), options)
            parts.append(PublicPart(name, now))
        else:
            end = PublicQuestion(len(ids) + 1, self.name, step.say, ())
            parts.append(PublicPart(name, end, is_done=True))
        fields = (name,) if step.choices else ()
        return PublicQuestion(
            no, self.name, variant.ask, fields, exhibit=variant.exhibit, parts=tuple(parts)
        )

    def solve(self, variant: Variant, order: Order, answer: Taken | None) -> Solution:
        """Tell the way that was taken, and at each step the best choice; then the best way on."""
        key = CaseKey.from_json(variant.key)
        chosen = list(answer.ids) if answer else []
        parts: list[PartFeedback] = []
        at = START
        while key.by_name[at].choices:
            step = key.by_name[at]
            shown = _shown(key, at, order)
            mine = chosen.pop(0) if chosen else None
            best = next(one for one in shown if key.is_best(step, key.by_id[one]))
            if mine is not None and key.is_best(step, key.by_id[mine]):
                best = mine
            parts.append(_explained(key, step, len(parts) + 1, mine, best))
            at = key.by_id[mine or best].to
        return Solution(parts=tuple(parts), model=key.by_name[at].say)

    def chance(self, variant: Variant) -> Fraction:
        """Return the mean over choosing at random at every step, as a share of the best way."""
        key = CaseKey.from_json(variant.key)
        return key.mean() / key.best()

    def samples(self, variant: Variant, order: Order) -> Samples:
        """Walk the best way, the one that scores nothing, a choice that is not there, none."""
        key = CaseKey.from_json(variant.key)
        return Samples(
            right=_post(key, order, key.is_best),
            wrong=_post(key, order, key.is_least),
            malformed={"p1": ["0"]},
            blank={},
        )


def _shown(key: CaseKey, at: str, order: Order) -> Order:
    """Return the ids of a step's choices in the order of this learner."""
    return tuple(one for one in order if one in key.ids[at])


def _taken(key: CaseKey, depth: int, one: str) -> PublicPart:
    """Return a step that was taken: its question, the choice and the words on it, and no score."""
    choice = key.by_id[one]
    step = next(step for step in key.steps if one in key.ids[step.name])
    asked = PublicQuestion(depth, Case.name, step.ask, ())
    return PublicPart(part_name(depth), asked, is_done=True, given=choice.html, told=choice.told)


def _explained(key: CaseKey, step: Step, depth: int, mine: str | None, best: str) -> PartFeedback:
    """Explain one step: what was chosen, if anything, and the best choice."""
    ids = dict.fromkeys([best] if mine is None else [mine, best])
    options = tuple(
        OptionFeedback(choice.html, choice.told, is_right=one == best, is_chosen=one == mine)
        for one, choice in ((one, key.by_id[one]) for one in ids)
    )
    scored = 0 if mine is None else key.by_id[mine].score
    told = Reason("case.scored", {"score": scored, "best": key.best()})
    notes = () if mine is None else (Note("scored", told),)
    question = PublicQuestion(depth, Case.name, step.ask, ())
    feedback = Feedback(Solution(options), "", notes, None, "")
    return PartFeedback(question, Fraction(scored, key.best()), feedback)


def _post(key: CaseKey, order: Order, is_wanted: Callable[[Step, Choice], bool]) -> Raw:
    """Return the post that takes at every step the first choice that is wanted."""
    return dict(_steps(key, order, is_wanted))


def _steps(
    key: CaseKey, order: Order, is_wanted: Callable[[Step, Choice], bool]
) -> Iterator[tuple[str, list[str]]]:
    at, depth = START, 1
    while key.by_name[at].choices:
        step, shown = key.by_name[at], _shown(key, at, order)
        place, one = next(
            (place, key.by_id[one])
            for place, one in enumerate(shown, 1)
            if is_wanted(step, key.by_id[one])
        )
        yield part_name(depth), [str(place)]
        at, depth = one.to, depth + 1
