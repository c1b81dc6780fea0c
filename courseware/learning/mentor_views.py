"""What a learner shares with a mentor, in words: where they stand, their steps, and the talks to have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from courseware.content.practice_model import Guide
from courseware.learning.career_views import Line, lines_of
from courseware.practice.career import Kind
from courseware.practice.talks import Talk, talk
from courseware.records.career import Item
from courseware.records.enrollments import read_enrollments
from courseware.records.module_records import passed_modules
from courseware.web.database import shelf
from courseware.web.language import gettext as _
from courseware.web.readiness import LevelView, levels_of


@dataclass(frozen=True, slots=True)
class GuideView:
    """A guide and where its talk stands; `after`: the module it comes after, by its title if known."""

    guide: Guide
    state: str
    mark: str
    says: str
    after: str
    agreed: Sequence[Line]

    @property
    def is_open(self) -> bool:
        """Say whether the talk can be had now."""
        return self.state in {Talk.DUE, Talk.AGREED}


def levels_for_mentor(conn: Connection, person_id: int) -> list[LevelView]:
    """Return the levels that are reached, and of each pathway the next one, as its learner sees it."""
    known = shelf().pathways
    mine = [one.pathway for one in read_enrollments(conn, person_id) if one.pathway in known]
    found: list[LevelView] = []
    upcoming = set()
    for view in levels_of(person_id, [known[one] for one in mine]):
        if view.found.is_reached:
            found.append(view)
        elif view.pathway.id not in upcoming:
            upcoming.add(view.pathway.id)
            found.append(view)
    return found


def guides_of(conn: Connection, person_id: int, items: Sequence[Item] = ()) -> list[GuideView]:
    """Return the guides in their order. `items`: the learner's own plan, none where it stays private."""
    modules = shelf().modules
    passed = {one.module for one in passed_modules(conn, person_id)}
    steps = {one.reference for one in items if one.kind is Kind.STEP}
    return [
        _guide_view(one, items, talk(one.id, one.after, published=modules, passed=passed, agreed=steps))
        for one in shelf().practice.guides
    ]  # fmt: skip


def _guide_view(guide: Guide, items: Sequence[Item], state: Talk) -> GuideView:
    published = shelf().modules.get(guide.after)
    marks = {Talk.AGREED: "done", Talk.DUE: "open"}
    return GuideView(
        guide=guide,
        state=state.value,
        mark=marks.get(state, "none"),
        says=_talk_says(state),
        after=published.module.title if published else "",
        agreed=lines_of([one for one in items if one.reference == guide.id], Kind.STEP),
    )


def _talk_says(state: Talk) -> str:
    return {
        Talk.AGREED: _("You have agreed on something"),
        Talk.DUE: _("Due now"),
        Talk.AHEAD: _("Later"),
        Talk.LATER: _("Later"),
    }[state]
