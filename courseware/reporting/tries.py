"""A person's tries at quizzes and challenges of a pathway: how many, and the best; never what they answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courseware.progress.route import Station
from courseware.records.attempts import AttemptRow
from courseware.web.language import gettext as _
from courseware.web.language import moment, ngettext
from courseware.words import percent


@dataclass(frozen=True, slots=True)
class Tries:
    """The tries at one module's quiz and challenge, in words."""

    title: str
    text: str


def tries_of(
    stations: Sequence[Station],
    attempts: Mapping[str, Sequence[AttemptRow]],
    challenges: Mapping[str, Sequence[AttemptRow]],
) -> tuple[Tries, ...]:
    """Return a line for each module that was tried."""
    lines = []
    for one in stations:
        quiz, challenge = (tried.get(one.plan.module, ()) for tried in (attempts, challenges))
        texts = [_text(quiz)] if quiz else []
        if challenge:
            texts.append(_("challenge: %(tries)s") % {"tries": _text(challenge)})
        if texts:
            lines.append(Tries(f"{one.number} {one.plan.title}", "; ".join(texts)))
    return tuple(lines)


def _text(tries: Sequence[AttemptRow]) -> str:
    done = [(one.points, one.maximum) for one in tries if one.points is not None]
    parts = []
    if done:
        best = max(points / maximum for points, maximum in done)
        words = ngettext("%(n)s try, best %(best)s", "%(n)s tries, best %(best)s", len(done))
        parts.append(words % {"n": len(done), "best": percent(best)})
    running = next((one for one in tries if one.is_open), None)
    if running is not None:
        since = moment(running.started_at, "both")
        parts.append(_("one, started %(when)s, is still open") % {"when": since})
    if any(one.is_being_read for one in tries):
        parts.append(_("one is handed in, and a person reads an answer of it"))
    return "; ".join(parts)
