"""A quiz that is closed after three fails, as its pages show it: in words, and as a list of what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from courseware.quizzes.attempts import Mend, Refused
from courseware.web.language import gettext as _
from courseware.web.language import ngettext
from courseware.web.refusals import refusal_words


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do before the quiz opens: where, and how far it is done."""

    title: str
    url: str
    state: str  # done, part, open
    text: str


def wait_values(wait: Refused | None, slug: str) -> dict[str, Any]:
    """Return `wait`, the sentence, and `mend`, the list of tasks; None and empty while it is open."""
    if wait is None:
        return {"wait": None, "mend": ()}
    tasks = () if wait.mend is None else _tasks(wait.mend, slug)
    return {"wait": refusal_words(wait), "mend": tasks}


def _tasks(mend: Mend, slug: str) -> tuple[Task, ...]:
    tasks = [
        Task(
            title,
            url_for("learning.lesson", slug=slug, lesson=lesson),
            "done" if lesson in mend.again else "open",
            _("Read again") if lesson in mend.again else _("To read again"),
        )
        for lesson, title in mend.lessons
    ]
    if mend.items:
        tasks.append(_practice(mend, slug))
    return tuple(tasks)


def _practice(mend: Mend, slug: str) -> Task:
    title = ngettext("%(n)s question in practice", "%(n)s questions in practice", mend.items)
    done = min(mend.answered, mend.items)
    state = "done" if done == mend.items else ("part" if done else "open")
    text = _("%(done)s of %(all)s answered") % {"done": done, "all": mend.items}
    return Task(title % {"n": mend.items}, url_for("learning.practice", slug=slug), state, text)
