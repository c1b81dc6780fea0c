"""What must hold beyond one value: for a lesson, for a module, for the whole catalog."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial

from courseware.content.lessons import EXAMPLE, LessonFile
from courseware.content.levels import check_levels
from courseware.content.model import Module, Pathway
from courseware.content.reading import read
from courseware.problems import Severity, Source
from courseware.shapes import nearest

SECTIONS = (
    "From the floor",
    "The idea",
    EXAMPLE,
    "Try it",
    "Use it on your next shift",
    "Common mistakes",
    "In short",
    "Go further",
)
"""The sections of every lesson, in this order."""

WORDS = (600, 1_200)
GRADES = {"foundation": 8}
GRADE = 10
"""The Flesch–Kincaid grade that a lesson's prose may reach; GRADES names stricter levels."""
GRADE_SLACK = 2
SENTENCE = 18
"""Words of an average sentence."""


def check_lesson(file: LessonFile, level: str) -> None:
    """Report a lesson whose sections, length, figures or language are not as they should be."""
    lesson, source = file.lesson, file.source
    _check_sections(file)
    if not WORDS[0] <= lesson.words <= WORDS[1]:
        mend = f"A lesson has {WORDS[0]} to {WORDS[1]:,} words."
        source.house(f"The lesson has {lesson.words:,} words.", "title", mend=mend)
    if not any("<figure" in section.html for section in lesson.sections):
        mend = "Show its message: ![what it says](figures/name.svg)."
        source.house("The lesson has no figure.", "title", mend=mend)
    if not lesson.outcomes:
        source.house("The lesson teaches no outcome.", "outcomes", mend="Name at least one.")
    _check_language(file, level)


def _check_sections(file: LessonFile) -> None:
    """Report a lesson without sections or with two of one name, and what differs from the eight."""
    titles = [section.title for section in file.lesson.sections]
    if not titles:
        file.source.error("The lesson has no section.", "title", mend="Write ## and its title.")
        return
    names: set[str] = set()
    for section, line in zip(file.lesson.sections, file.section_lines, strict=True):
        if section.id in names:
            message = f"The lesson has two sections “{section.title}”."
            mend = "Rename one: their addresses are made of the titles."
            file.source.add(line, message, mend, Severity.ERROR)
        names.add(section.id)
    _check_order(file, titles)


def _check_order(file: LessonFile, titles: Sequence[str]) -> None:
    """Report the first section that is not the one which belongs at its place."""
    severity = file.source.house_severity
    for place, wanted in enumerate(SECTIONS):
        found = titles[place] if place < len(titles) else None
        if found != wanted:
            line = file.section_lines[place] if found else max(file.section_lines, default=1)
            message = f"Here stands “{found}”." if found else "The lesson ends here."
            file.source.add(line, message, f"Write ## {wanted}.", severity)
            return
    if len(titles) > len(SECTIONS):
        line = file.section_lines[len(SECTIONS)]
        mend = "Use ### inside a section."
        file.source.add(line, "A lesson has eight sections.", mend, severity)


def _check_language(file: LessonFile, level: str) -> None:
    reading = read(section.html for section in file.lesson.sections)
    limit = GRADES.get(level, GRADE)
    mend = f"Shorten sentences and words. The longest: “{reading.longest[:80]} …”"
    if reading.grade > limit:
        too_hard = reading.grade > limit + GRADE_SLACK
        report = file.source.house if too_hard else file.source.warning
        report(f"It reads at grade {reading.grade:.1f}, above {limit}.", "title", mend=mend)
    if reading.average > SENTENCE:
        said = f"An average sentence has {reading.average:.1f} words, above {SENTENCE}."
        file.source.warning(said, "title", mend=mend)


def check_module(module: Module, lessons: Sequence[LessonFile], source: Source) -> None:
    """Report outcomes that nothing teaches or asks, titles that come twice, figures not shown.

    `source` is that of module.yaml.
    """
    taught = {outcome for lesson in module.lessons for outcome in lesson.outcomes}
    asked = {cell.outcome for cell in module.bank.quiz.cells}
    for outcome in module.outcomes:
        where = ("outcomes", outcome.id)
        if outcome.id not in taught:
            mend = "List it in `outcomes` of the lesson that does."
            source.house(f"No lesson teaches {outcome.id}.", *where, mend=mend)
        if outcome.id not in asked:
            mend = "Give it a row in `draw` of quiz.yaml."
            source.house(f"The quiz never asks {outcome.id}.", *where, mend=mend)
    check_titles((one.lesson.title, one.source) for one in lessons)
    shown = " ".join(section.html for lesson in module.lessons for section in lesson.sections)
    unshown = [name for name, digest in module.figures.items() if digest not in shown]
    others = f"{module.bank} {module.labs}" if unshown else ""
    for name in unshown:
        if module.figures[name] not in others:
            source.warning(f"No text shows figures/{name}.", mend="Show it or delete it.")


def check_titles(titled: Iterable[tuple[str, Source]]) -> None:
    """Report a title that comes again: in a list nobody could tell the two apart."""
    seen: dict[str, str] = {}
    for title, source in titled:
        if title in seen:
            message = f"“{title}” is also the title of {seen[title]}."
            source.error(message, "title", mend="Give it one of its own.")
        seen.setdefault(title, source.file)


def check_pathway(
    pathway: Pathway,
    modules: Mapping[str, Module],
    folders: Iterable[str],
    source: Source,
    competencies: Collection[str] = (),
) -> bool:
    """Say whether a pathway can be walked; what stands in the way is reported.

    `modules` are the sound ones, `folders` the slugs of all, `competencies` the codes of all.
    """
    before = len(source.report.problems)
    known = set(folders)
    held = Counter(pathway.optional)
    stops = Counter(stop.module for stop in pathway.stops)
    for place, name in enumerate(pathway.optional):
        _check_known(name, modules, known, source, "optional", place)
        if name in stops:
            message = f"{name} stands among `modules`, too: it cannot be optional."
            source.error(message, "optional", place, mend="Keep it in one of the two.")
    for place, stop in enumerate(pathway.stops):
        _check_known(stop.module, modules, known, source, "modules", place, "module")
        for at, name in enumerate(stop.after):
            if name not in stops:
                mend = "Add it, or leave it out of `after`."
                message = f"“{name}” is no module of this pathway."
                source.error(message, "modules", place, "after", at, mend=mend)
    for where, names in (("modules", stops), ("optional", held)):
        for name, count in names.items():
            if count > 1:
                message = f"{name} stands {count} times on this pathway."
                source.error(message, where, mend="Keep one of them.")
    _check_circle(pathway, source)
    items = {slug: _review_items(module) for slug, module in modules.items()}
    check_levels(
        pathway.levels,
        [stop.module for stop in pathway.stops],
        items,
        competencies,
        source.at("levels"),
    )
    return len(source.report.problems) == before


def _review_items(module: Module) -> Counter[str]:
    return Counter(one.competency for one in module.bank.questions if one.use == "review")


def _check_known(
    slug: str, modules: Mapping[str, Module], known: set[str], source: Source, *where: str | int
) -> None:
    """Report a module that there is not, and one that cannot be taken."""
    if slug not in known:
        search = partial(nearest, slug, known)
        source.error(f"There is no module “{slug}”.", *where, mend=search)
    elif slug not in modules:
        source.warning(f"{slug} has errors, so this pathway is left out.", *where)


def _check_circle(pathway: Pathway, source: Source) -> None:
    """Report modules that wait for each other, so that none of them ever opens."""
    waiting = {stop.module: set(stop.after) for stop in pathway.stops}
    names = set(waiting)
    while True:
        opened = {name for name in names if not waiting[name] & names}
        if not opened:
            break
        names -= opened
    if names:
        place = next(at for at, stop in enumerate(pathway.stops) if stop.module in names)
        mend = "Leave one of them out of `after`."
        message = f"These modules wait for each other: {', '.join(sorted(names))}."
        source.error(message, "modules", place, mend=mend)
