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
from courseware.quizzes.kinds.kind import Raw
from courseware.web.answers import read_raws
from courseware.web.database import now, site
from courseware.web.guards import requires
from courseware.web.language import gettext as _
from courseware.web.pages import say_once
from courseware.web.quiz_pages import Sitting, Slot, question_of
from courseware.web.quiz_results import result_values

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
    return _attempt_page(preview, _draw(preview, {}))


@blueprint.post("/authoring/modules/<slug>/preview/quiz")
@requires(Permission.READ_CONTENT_STATE)
def preview_quiz_answers(slug: str) -> str | Response:
    """Check or grade answers, or go back to the questions with them. Nothing is written."""
    preview, raws = preview_of(slug), read_raws(request.form)
    if preview is None:
        return problems_page(slug)
    preview = replace(preview, seed=_seed())
    if raws is None or preview.seed is None:
        abort(400)
    if request.form.get("digest") != preview.digest:
        say_once(_("The files have changed since this draw, so it begins anew."), "note")
        return redirect(preview.quiz_url, 303)
    slots, target = _draw(preview, raws), request.form.get("go", "check")
    if target == "grade":
        return _result_page(preview, slots)
    if target == "check":
        carried = replace(preview, answers=_carried(slots))
        return show(carried, "pages/check.html", sitting=_sitting(preview, slots))
    return _attempt_page(preview, slots)


def _seed() -> str | None:
    seed = request.args.get("seed", "")
    return seed if _SEED.fullmatch(seed) else None


def _draw(preview: Preview, raws: Mapping[int, Raw]) -> list[Slot]:
    """Draw as for somebody who has not seen any question yet."""
    bank = preview.module.bank
    slots = []
    for no, drawn in enumerate(draw_slots(bank, int(preview.seed or 0), ()), start=1):
        question = bank.question(drawn.question_id)
        variant = question.variant(drawn.variant_no)
        raw = raws.get(no, {})
        slots.append(Slot(no, question.id, question.kind, variant, drawn.order, raw))
    return slots


def _sitting(preview: Preview, slots: list[Slot]) -> Sitting:
    return Sitting(
        module=preview.module,
        questions=tuple(question_of(slot) for slot in slots),
        maximum=preview.module.bank.quiz.points,
        deadline_at=now() + OPEN_FOR,
        url=preview.quiz_url,
    )


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
        (f"slot-{slot.no}.{part}" if part else f"slot-{slot.no}", text)
        for slot in slots
        for part, texts in slot.raw.items()
        for text in texts
    )


def _result_page(preview: Preview, slots: list[Slot]) -> str:
    quiz = preview.module.bank.quiz
    shares = [grade(slot.kind, slot.variant, slot.order, slot.raw).fraction for slot in slots]
    outcome = result(shares, quiz.points, quiz.pass_mark)
    tried = Tried(outcome.points, outcome.maximum, bool(outcome.passed), now())
    marked = list(zip(slots, shares, strict=True))
    values = result_values(preview.module, tried, marked, preview.ways)
    return show(preview, "pages/result.html", **values)
