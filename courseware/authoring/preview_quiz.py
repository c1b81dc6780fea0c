"""The quiz of a module as its files are now: drawn by the seed in the address, graded in memory."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from flask import abort, redirect, request
from werkzeug.wrappers import Response

from courseware.authoring.face import blueprint
from courseware.authoring.previewing import Preview, preview_of, problems_page, show
from courseware.permissions import Permission
from courseware.quizzes.attempts import OPEN_FOR
from courseware.quizzes.drawing import draw_slots
from courseware.quizzes.grading import grade, result
from courseware.quizzes.kinds.registry import KINDS, STEPWISE
from courseware.quizzes.posts import Raw
from courseware.quizzes.stepwise import next_done
from courseware.quizzes.terms import Purpose, Terms, terms_of
from courseware.web.answers import read_raws
from courseware.web.checking import terms_words
from courseware.web.clock import run_text
from courseware.web.database import now, site
from courseware.web.guards import requires
from courseware.web.language import gettext as _
from courseware.web.language import say
from courseware.web.module_pages import points_needed
from courseware.web.pages import say_once
from courseware.web.quiz_pages import Slot, question_of
from courseware.web.quiz_results import result_values
from courseware.web.sittings import Sitting
from courseware.words import Reason

_SEED = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Tried:
    """A try that was graded in memory: it is the first one, and it is kept nowhere."""

    points: Fraction | None
    maximum: int
    passed: bool
    submitted_at: datetime
    attempt_no: int = 1


@blueprint.get("/authoring/modules/<slug>/preview/quiz")
@requires(Permission.READ_CONTENT_STATE)
def preview_quiz(slug: str) -> str | Response:
    """Show the draw of the seed in the address; without one, choose a seed."""
    preview = preview_of(slug)
    if preview is None:
        return problems_page(slug)
    preview = replace(preview, seed=_seed())
    if preview.seed is None:
        seed = int.from_bytes(site().chance(4)) % 1_000_000
        return redirect(replace(preview, seed=str(seed)).quiz_url, 303)
    return _attempt_page(preview, _draw(preview, {}, {}))


@blueprint.post("/authoring/modules/<slug>/preview/quiz")
@requires(Permission.READ_CONTENT_STATE)
def preview_quiz_answers(slug: str) -> str | Response:
    """Check or grade answers, or go back to the questions with them. Nothing is written."""
    preview, raws, done = preview_of(slug), read_raws(request.form), read_raws(request.form, "done")
    if preview is None:
        return problems_page(slug)
    preview = replace(preview, seed=_seed())
    if raws is None or done is None or preview.seed is None:
        abort(400)
    if request.form.get("digest") != preview.digest:
        say_once(_("The files have changed since this draw, so it begins anew."), "note")
        return redirect(preview.quiz_url, 303)
    slots, target = _draw(preview, raws, done), request.form.get("go", "check")
    if "check" in request.form:
        return _attempt_page(preview, [_stepped(slot, request.form["check"]) for slot in slots])
    if target == "grade":
        return _result_page(preview, slots)
    if target == "check":
        carried = replace(preview, answers=_carried(slots))
        return show(carried, "pages/check.html", sitting=_sitting(preview, slots))
    return _attempt_page(preview, slots)


def _stepped(slot: Slot, no: str) -> Slot:
    """Return the slot with the step handed in, if it is the one and its step can be read."""
    if str(slot.no) != no or slot.kind not in STEPWISE:
        return slot
    done = next_done(KINDS[slot.kind], slot.variant, slot.order, slot.raw, slot.done)
    if isinstance(done, Reason):
        say_once(say(done), "note")
        return slot
    return replace(slot, tries=(done,))


def _seed() -> str | None:
    seed = request.args.get("seed", "")
    return seed if _SEED.fullmatch(seed) else None


def _draw(preview: Preview, raws: Mapping[int, Raw], done: Mapping[int, Raw]) -> list[Slot]:
    """Draw as for somebody who has not seen any question yet."""
    bank = preview.module.bank
    slots = []
    for no, drawn in enumerate(draw_slots(bank, int(preview.seed or 0), ()), start=1):
        question = bank.question(drawn.question_id)
        variant = question.variant(drawn.variant_no)
        tries = (done[no],) if no in done else ()
        slots.append(
            Slot(
                no,
                question.id,
                question.kind,
                variant,
                drawn.order,
                raws.get(no, {}),
                tries=tries,
            )
        )
    return slots


def _sitting(preview: Preview, slots: list[Slot]) -> Sitting:
    quiz = preview.module.bank.quiz
    return Sitting(
        module=preview.module,
        questions=tuple(
            question_of(slot, preview.module, asks_certainty=quiz.certainty) for slot in slots
        ),
        maximum=quiz.points,
        deadline_at=now() + OPEN_FOR,
        url=preview.quiz_url,
        terms=_terms_here(terms_of(quiz, Purpose.QUIZ)),
        need=points_needed(preview.module),
        limit="" if quiz.minutes is None else run_text(quiz.minutes),
    )


def _terms_here(terms: Terms) -> str:
    """Say how learners are checked before the end, if they are: a preview grades at the end."""
    words = terms_words(terms)
    return f"{words} {_('This preview checks all answers at the end.')}" if words else ""


def _attempt_page(preview: Preview, slots: list[Slot]) -> str:
    return show(
        preview,
        "pages/attempt.html",
        sitting=_sitting(preview, slots),
        ways=preview.ways,
    )


def _carried(slots: list[Slot]) -> tuple[tuple[str, str], ...]:
    """Return the answers as the fields of a form: there is no place where they are kept."""
    return tuple(
        (f"{lead}-{slot.no}.{part}" if part else f"{lead}-{slot.no}", text)
        for slot in slots
        for lead, raw in (("slot", slot.raw), ("done", slot.done))
        for part, texts in raw.items()
        for text in texts
    )


def _result_page(preview: Preview, slots: list[Slot]) -> str:
    quiz = preview.module.bank.quiz
    graded = [grade(slot.kind, slot.variant, slot.order, slot.answer) for slot in slots]
    outcome = result([one.fraction for one in graded], quiz.points, quiz.pass_mark)
    tried = Tried(outcome.points, outcome.maximum, bool(outcome.passed), now())
    shares = (None if one.needs_review else one.fraction for one in graded)
    marked = list(zip(slots, shares, strict=True))
    values = result_values(preview.module, tried, marked, preview.ways)
    return show(preview, "pages/result.html", **values)
