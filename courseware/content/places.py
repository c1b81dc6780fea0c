"""Where links and figures of a text lead, and what an author may have meant by one that leads nowhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from courseware.content.model import LABS, Shared, is_lab, lab_task
from courseware.problems import Source
from courseware.shapes import nearest, similar

MOST_SUGGESTIONS = 20
"""How often the right target is searched for, which takes time where there are many."""


class Unread(Collection[str]):
    """The names in a file that could not be read: any may be among them, so none is reported."""

    def __contains__(self, name: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Unread)

    def __hash__(self) -> int:
        return hash(Unread)


@dataclass(frozen=True, slots=True)
class Known:
    """The names outside of one module that its files may use. `tasks`: slug → lessons and labs."""

    tracks: Collection[str]
    competencies: Collection[str]
    terms: Collection[str]
    tasks: Mapping[str, Collection[str]]

    @classmethod
    def of(cls, shared: Shared, tasks: Mapping[str, Collection[str]]) -> Known:
        """Return the names in what all modules share, and in the modules there are."""
        return cls(
            tracks=shared.tracks.keys(),
            competencies={one.id for one in shared.competencies},
            terms={term.id for term in shared.terms},
            tasks=tasks,
        )


@dataclass(frozen=True, slots=True)
class Places:
    """The places that one text may name: `formulas` of its page, `figures` (name → SHA-256)."""

    known: Known
    formulas: Collection[str] = ()
    figures: Mapping[str, str] = field(default_factory=dict)
    _asked: list[str] = field(default_factory=list, compare=False)

    def link(self, target: str) -> str | None:
        """Return the URL of a target such as "glossary:takt-time", or None if there is none."""
        scheme, _, name = target.partition(":")
        return _URLS[scheme](self, name) if scheme in _URLS else None

    def figure(self, path: str) -> str | None:
        """Return the URL of a figure named by its path from the lesson, or None."""
        folder, _, name = path.partition("/")
        digest = self.figures.get(name) if folder == "figures" else None
        return f"/figures/{digest}.svg" if digest else None

    def suggest(self, target: str) -> str:
        """Return what to write instead of a target that leads nowhere, or ""."""
        if target.startswith("formula:"):
            return "A lesson links the formulas that its head lists in `formulas`."
        if len(self._asked) == MOST_SUGGESTIONS:
            return ""
        self._asked.append(target)
        near = similar(target, self._all())
        return f"Did you mean {near}?" if near else ""

    def _all(self) -> Iterator[str]:
        yield from (f"glossary:{term}" for term in self.known.terms)
        yield from (f"figures/{name}" for name in self.figures)
        for slug, tasks in self.known.tasks.items():
            yield f"module:{slug}"
            for task in tasks:
                yield (
                    f"lab:{slug}/{task.removeprefix(LABS)}"
                    if is_lab(task)
                    else f"lesson:{slug}/{task}"
                )


def check_names(names: Iterable[str], known: Collection[str], key: str, source: Source) -> None:
    """Report each of the names listed under `key` that is not known."""
    for place, name in enumerate(names):
        if name not in known:
            source.error(
                f"{key}: “{name}” is not known.", key, place, mend=partial(nearest, name, known)
            )


def _term(places: Places, name: str) -> str | None:
    return f"/glossary/{name}#{name}" if name in places.known.terms else None


def _lesson(places: Places, name: str) -> str | None:
    slug, _, lesson = name.partition("/")
    if is_lab(lesson) or lesson not in places.known.tasks.get(slug, ()):
        return None
    return f"/modules/{slug}/lessons/{lesson}"


def _lab(places: Places, name: str) -> str | None:
    slug, _, lab = name.partition("/")
    known = lab_task(lab) in places.known.tasks.get(slug, ())
    return f"/modules/{slug}/labs/{lab}" if known else None


def _module(places: Places, name: str) -> str | None:
    return f"/modules/{name}" if name in places.known.tasks else None


def _formula(places: Places, name: str) -> str | None:
    return f"#formula-{name}" if name in places.formulas else None


def _outside(_places: Places, name: str) -> str | None:
    host = name.removeprefix("//").partition("/")[0]
    return f"https:{name}" if name.startswith("//") and "." in host else None


_URLS: Mapping[str, Callable[[Places, str], str | None]] = {
    "glossary": _term,
    "lesson": _lesson,
    "lab": _lab,
    "module": _module,
    "formula": _formula,
    "https": _outside,
}
"""Scheme of a target → what looks its name up."""
