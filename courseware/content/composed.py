"""What is published beside the modules and made of them: banks of level reviews, simulated cases.

Both have the form of a module, so that attempts and runs point at versions of them as at any other.
No module's slug has a slash, so none of them can be taken for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from courseware.content.model import Catalog, Module, Outcome, Pathway
from courseware.content.practice_model import Case
from courseware.practice.gates import Level
from courseware.quizzes.questions import Bank, Cell, Question, Quiz

_CASES = "/practicum/"


def review_slug(pathway: str, level: str) -> str:
    """Return the name under which a level's review is published: "pathway/level"."""
    return f"{pathway}/{level}"


def case_slug(case_id: str) -> str:
    """Return the name under which a simulated case is published."""
    return _CASES + case_id


def is_case(slug: str) -> bool:
    """Say whether something published is a simulated case."""
    return slug.startswith(_CASES)


def is_review(slug: str) -> bool:
    """Say whether something published is the bank of a level review."""
    return "/" in slug and not is_case(slug)


def is_composed(slug: str) -> bool:
    """Say whether something published is made of the modules, and has no files of its own."""
    return is_case(slug) or is_review(slug)


def composed(catalog: Catalog) -> Iterator[Module]:
    """Yield all that is made of a sound catalog."""
    for pathway in catalog.pathways.values():
        for level in pathway.levels:
            if level.through and level.review is not None:
                yield review_module(pathway, level, catalog.modules)
    for case in catalog.practice.cases:
        yield case_module(case)


def review_module(pathway: Pathway, level: Level, modules: Mapping[str, Module]) -> Module:
    """Return the bank of a level review: the review items of all its modules.

    Questions and outcomes are named "module/id". A question that a person would have to mark is left
    out: the result is there at once.
    """
    if level.review is None:
        raise ValueError(f"the level {level.id} has no review")
    held = [modules[slug] for slug in pathway.modules_of(level)]
    questions = tuple(
        replace(
            one,
            id=f"{module.slug}/{one.id}",
            outcome=f"{module.slug}/{one.outcome}",
        )
        for module in held
        for one in module.bank.questions
        if _may_be_asked(one)
    )
    cells = tuple(Cell(code, "", count) for code, count in level.review.draw.items())
    quiz = Quiz(
        pass_mark=level.review.mark,
        points=level.review.items,
        cells=cells,
        minutes=level.review.minutes,
        challenge=False,
    )
    outcomes = tuple(
        Outcome(f"{module.slug}/{one.id}", one.text) for module in held for one in module.outcomes
    )
    return Module(
        slug=review_slug(pathway.id, level.id),
        title=level.title,
        track="",
        level=level.id,
        summary=level.summary,
        outcomes=outcomes,
        competencies=tuple(level.review.draw),
        seeds=(),
        maps=(),
        minutes=level.review.minutes,
        lessons=(),
        bank=Bank(quiz, questions),
        figures={name: digest for module in held for name, digest in module.figures.items()},
    )


def _may_be_asked(question: Question) -> bool:
    return question.use == "review" and question.kind != "reflection"


def case_module(case: Case) -> Module:
    """Return a simulated case in the form of a module with one lab."""
    return Module(
        slug=case_slug(case.id),
        title=case.lab.title,
        track="",
        level="",
        summary="",
        outcomes=(),
        competencies=(),
        seeds=(),
        maps=(),
        minutes=case.lab.minutes,
        lessons=(),
        bank=Bank(Quiz(Fraction(1), 0, ()), ()),
        figures={},
        labs=(case.lab,),
    )
