"""How ready somebody is: for each step of a level what is met, what is missing, what to do next."""

from __future__ import annotations

from courseware.learning.place import blueprint, place_of
from courseware.permissions import Permission
from courseware.web.competencies import competency_chart
from courseware.web.guards import me, requires
from courseware.web.pages import page
from courseware.web.readiness import levels_of, next_level


@blueprint.get("/readiness")
@requires(Permission.LEARN)
def readiness() -> str:
    """Show all levels of one's pathways, with the competencies as a chart and its table."""
    levels = levels_of(me().id, place_of(me().id).pathways)
    coming = next_level(levels)
    seen = coming or (levels[-1] if levels else None)
    chart = competency_chart(me().id, seen.pathway, seen.found.level) if seen else None
    return page("learning/readiness.html", levels=levels, chart=chart)
