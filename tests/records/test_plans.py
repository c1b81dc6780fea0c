from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from courseware.content.model import Lesson, Module, Pathway, Stop
from courseware.progress.facts import FactKind
from courseware.progress.marks import Known
from courseware.progress.requirements import AppliesTo, Published
from courseware.quizzes.questions import Bank, Quiz
from courseware.records.catalog import PublishedModule, Shelf
from courseware.records.plans import Routes, Trail, pathway_of, stops_of, trail_of

DAY = timedelta(days=1)
START = datetime(2026, 3, 2, tzinfo=UTC)
PATHWAY = Pathway("p", "P", "", "open", "", "", (Stop("a", ()), Stop("b", ("a",))))


def module(slug: str, *lessons: str) -> Module:
    return Module(
        slug=slug, title=slug.upper(), track="cp", level="foundation", summary="", outcomes=(),
        competencies=(), seeds=(), maps=(), minutes=30,
        lessons=tuple(Lesson(one, one, 900, 8, (), (), ()) for one in lessons),
        bank=Bank(Quiz(Fraction(4, 5), 10, ()), ()), figures={},
    )  # fmt: skip


def published(slug: str, *versions: tuple[str, ...]) -> PublishedModule:
    """Return a module that was published once a day, each time with these lessons."""
    history = tuple(
        Published(START + day * DAY, AppliesTo.NEW, lessons) for day, lessons in enumerate(versions)
    )
    number, newest = len(versions), module(slug, *versions[-1])
    return PublishedModule(number, number, "digest", "compiled", history[-1].at, newest, history)


SHELF = Shelf({"a": published("a", ("one",), ("one", "two")), "b": published("b", ("three",))})


def test_a_trail_holds_lessons_by_module_and_the_first_fact_of_each() -> None:
    facts = [
        (FactKind.LESSON_READ, "a/two", START + 2 * DAY),
        (FactKind.LESSON_READ, "a/one", START + DAY),
        (FactKind.LESSON_READ, "b/three", START),
    ]
    trail = trail_of(facts)
    assert trail.done == {"a": {"one", "two"}, "b": {"three"}}
    assert trail.started == {"a": START + DAY, "b": START}


def test_a_try_at_the_quiz_begins_a_module_as_reading_does() -> None:
    facts = [
        (FactKind.ATTEMPT_GRADED, "a", START),
        (FactKind.LESSON_READ, "a/one", START + DAY),
    ]
    assert trail_of(facts).started == {"a": START}


def test_stops_leave_out_what_is_not_published() -> None:
    only_b = Shelf({"b": SHELF.modules["b"]})
    assert [slug for slug, _after, _module in stops_of(only_b, PATHWAY)] == ["b"]


def test_an_optional_module_stands_beside_the_route_and_out_of_reports() -> None:
    beside = replace(PATHWAY, stops=PATHWAY.stops[:1], optional=("b", "unpublished"))
    routes = Routes(SHELF, beside)
    assert [one.plan.module for one in routes.of({}, Trail())] == ["a"]
    assert [one.plan.module for one in routes.beside({}, Trail())] == ["b"]
    assert [len(routes.lineup.line(Known()).places)] == [1]
    assert [routes.at(slug, {}, Trail()) is not None for slug in ("a", "b", "c")] == [
        True,
        True,
        False,
    ]
    assert [pathway_of([beside], slug) for slug in ("a", "b", "c")] == [beside, beside, None]


def test_one_table_of_routes_asks_each_person_what_was_asked_when_they_began() -> None:
    routes = Routes(SHELF, PATHWAY)

    def asked(started: datetime | None) -> list[str]:
        trail = Trail(started={} if started is None else {"a": started})
        return [lesson for lesson, _title in routes.of({}, trail)[0].plan.tasks]

    before, after = START + DAY / 2, START + 2 * DAY
    assert [asked(one) for one in (before, after, None, before)] == [
        ["one"], ["one", "two"], ["one", "two"], ["one"],
    ]  # fmt: skip
