"""`levels:` of a pathway file → what each level asks beside its modules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from typing import Any

from courseware.content.printed import check_printable
from courseware.content.validity import SHAPES as VALIDITY
from courseware.content.validity import read_validity
from courseware.practice.categories import Category
from courseware.practice.gates import A3_KINDS, AttestationGate, Level, PracticeGate, ReviewGate
from courseware.problems import Source
from courseware.shapes import (
    BLOCK,
    LINE,
    PAIRS,
    TEXT,
    Shapes,
    read_block,
    read_choice,
)

MOST_LEVELS = 9
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LEVEL: Shapes = {
    "id": TEXT, "title": LINE, "summary": TEXT, "through": TEXT, "planned": TEXT,
    "certificate": BLOCK, "review": BLOCK, "practicum": BLOCK, "a3": TEXT, "results": TEXT,
    "attestations": BLOCK,
}  # fmt: skip
_TEXTS = {"title": LINE, "states": TEXT}
_REVIEW: Shapes = {
    "draw": PAIRS, "mark": TEXT, "competency_mark": TEXT, "least_items": TEXT, "minutes": TEXT,
    "tries": TEXT, "days": TEXT,
}  # fmt: skip
_PRACTICE: Shapes = {
    "hours": TEXT, "entries": TEXT, "dates": TEXT, "categories": TEXT, "simulated": TEXT,
    "real_in": PAIRS,
}  # fmt: skip
_ATTESTATIONS: Shapes = {"forms": TEXT, "least": TEXT, "mean": TEXT, "not_observed": TEXT}
_COUNT = re.compile(r"\d{1,5}", re.ASCII)
_EXACT = re.compile(r"\d{1,5}(?:\.\d{1,4}|/[1-9]\d{0,3})?", re.ASCII)
_PERCENT = re.compile(r"(\d{1,2}(?:\.\d{1,2})?) ?%", re.ASCII)


def read_levels(entries: list[Any], source: Source) -> tuple[Level, ...]:
    """Return the sound levels of a pathway in the order of the file; every fault is reported."""
    if len(entries) > MOST_LEVELS:
        source.error(
            f"A pathway may have at most {MOST_LEVELS} levels.", mend="Divide the pathway."
        )
    found = [_level(entry, source.at(no)) for no, entry in enumerate(entries[:MOST_LEVELS])]
    levels = tuple(one for one in found if one is not None)
    for no, level in enumerate(levels):
        if any(level.id == other.id for other in levels[:no]):
            source.error(f"Two levels are called “{level.id}”.", no, "id", mend="Rename one.")
    return levels


def _level(entry: object, source: Source) -> Level | None:
    typed = read_block(entry, source, _LEVEL, {"id", "title", "summary", "certificate"})
    inside = source.at("certificate")
    certificate = read_block(typed.get("certificate", {}), inside, _TEXTS | VALIDITY, _TEXTS)
    for name in ("title", "states"):
        check_printable(certificate.get(name, ""), inside, name)
    if "through" not in typed and typed.get("planned") != "yes":
        mend = "Name the last module that it asks for, or write planned: yes."
        source.error("`through` is missing.", mend=mend)
    a3 = read_choice(typed, "a3", A3_KINDS, source)
    if not {"id", "title", "summary"} <= typed.keys() or not certificate.keys() >= _TEXTS.keys():
        return None
    if not _ID.fullmatch(typed["id"]):
        mend = "Write lower-case words-with-hyphens."
        source.error(f"The id “{typed['id']}” cannot be used.", "id", mend=mend)
    return Level(
        id=typed["id"],
        title=typed["title"],
        summary=typed["summary"],
        through="" if typed.get("planned") == "yes" else typed.get("through", ""),
        certificate_title=certificate["title"],
        certificate_states=certificate["states"],
        validity=read_validity(certificate, inside),
        review=_review(typed["review"], source.at("review")) if "review" in typed else None,
        practice=_practice(typed["practicum"], source.at("practicum")) if "practicum" in typed else None,
        a3=a3,
        results=_count(typed, "results", source, 0),
        attestations=_attestations(typed["attestations"], source.at("attestations"))
        if "attestations" in typed
        else None,
    )  # fmt: skip


def _review(entry: object, source: Source) -> ReviewGate:
    typed = read_block(entry, source, _REVIEW, {"draw"})
    inside = source.at("draw")
    draw = {code: _count(typed.get("draw", {}), code, inside, 0) for code in typed.get("draw", {})}
    return ReviewGate(
        draw=draw,
        mark=_share(typed, "mark", source, Fraction(4, 5)),
        competency_mark=_share(typed, "competency_mark", source, Fraction(1, 2)),
        least_items=_count(typed, "least_items", source, 4),
        minutes=_count(typed, "minutes", source, 90),
        tries=_count(typed, "tries", source, 2),
        days=_count(typed, "days", source, 7),
    )


def _practice(entry: object, source: Source) -> PracticeGate:
    typed = read_block(entry, source, _PRACTICE, {"hours", "entries", "dates", "categories"})
    inside, real_in = source.at("real_in"), typed.get("real_in", {})
    for name in real_in:
        read_choice({"category": name}, "category", list(Category), inside)
    simulated = _share(typed, "simulated", source, Fraction(0))
    if simulated >= 1:
        mend = "Write a share below 100 %: some practice has to be real."
        source.error("All hours could be simulated.", "simulated", mend=mend)
        simulated = Fraction(0)
    categories = _count(typed, "categories", source, 0)
    if categories > len(Category):
        source.error(f"There are {len(Category)} categories.", "categories", mend="Ask for fewer.")
    return PracticeGate(
        hours=_exact(typed, "hours", source, Fraction(0)),
        entries=_count(typed, "entries", source, 0),
        dates=_count(typed, "dates", source, 0),
        categories=categories,
        simulated=simulated,
        real_in={name: _exact(real_in, name, inside, Fraction(0)) for name in real_in},
    )


def _attestations(entry: object, source: Source) -> AttestationGate:
    typed = read_block(entry, source, _ATTESTATIONS, {"forms"})
    return AttestationGate(
        forms=_count(typed, "forms", source, 1),
        least=_count(typed, "least", source, 2),
        mean=_exact(typed, "mean", source, Fraction(3)),
        not_observed=_count(typed, "not_observed", source, 3),
    )


def _count(block: Mapping[str, Any], name: str, source: Source, otherwise: int) -> int:
    if name not in block:
        return otherwise
    if not _COUNT.fullmatch(block[name]):
        source.error(f"`{name}` is no whole number.", name, mend="Write, for example, 10.")
        return otherwise
    return int(block[name])


def _exact(block: Mapping[str, Any], name: str, source: Source, otherwise: Fraction) -> Fraction:
    if name not in block:
        return otherwise
    if not _EXACT.fullmatch(block[name]):
        source.error(f"`{name}` is no number.", name, mend="Write, for example, 40 or 2.5.")
        return otherwise
    return Fraction(block[name])


def _share(block: Mapping[str, Any], name: str, source: Source, otherwise: Fraction) -> Fraction:
    """Return a share, written as 50%, 0.5 or 1/2."""
    if name not in block:
        return otherwise
    percent = _PERCENT.fullmatch(block[name])
    if percent:
        return Fraction(percent[1]) / 100
    found = _exact(block, name, source, otherwise)
    if found > 1:
        source.error(f"`{name}` is more than all.", name, mend="Write a share: 80% or 4/5.")
        return otherwise
    return found


def check_levels(
    levels: tuple[Level, ...], stops: list[str], review_items: Mapping[str, Counter[str]],
    competencies: Collection[str], source: Source,
) -> None:  # fmt: skip
    """Report levels that cannot be reached: modules that are not there, reviews that cannot be drawn.

    `stops` are the modules of the route in order; `review_items` says of each module how many review
    items it has for each competency; `competencies` are all that exist.
    """
    last = -1
    for no, level in enumerate(levels):
        here = source.at(no)
        if level.through and level.through not in stops:
            message = f"“{level.through}” is no module of this pathway."
            here.error(message, "through", mend="Name a module of the route.")
            continue
        if level.through:
            place = stops.index(level.through)
            if place <= last:
                here.error(
                    "It ends before the level above it.", "through", mend="Change the order."
                )
            last = place
        for code, message in _undrawable(level, stops, review_items, competencies):
            here.error(message, "review", "draw", code, mend="Ask for fewer, or add `use: review`.")


def _undrawable(
    level: Level,
    stops: list[str],
    review_items: Mapping[str, Counter[str]],
    competencies: Collection[str],
) -> Iterator[tuple[str, str]]:
    """Yield the competencies of which a review cannot be drawn twice without repeating."""
    if level.review is None:
        return
    for code, count in level.review.draw.items():
        if code not in competencies:
            yield code, f"There is no competency “{code}”."
        elif level.through:
            held = stops[: stops.index(level.through) + 1]
            there = sum(review_items.get(slug, Counter())[code] for slug in held)
            if there < 2 * count:
                yield (
                    code,
                    f"{count} are drawn of {there} review items; there must be twice as many.",
                )
