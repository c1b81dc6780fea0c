"""The filter above the reports: its fields are the address of the page."""

from __future__ import annotations

from collections.abc import Mapping

from wtforms import SelectField, StringField

from courseware.content.model import Pathway
from courseware.progress.matrix import Group
from courseware.records.reach import Reach
from courseware.reporting.filters import Filter, Sort, group_words
from courseware.web.choices import choices
from courseware.web.forms import BaseForm
from courseware.web.language import gettext as _


class FilterForm(BaseForm):
    """Which people on which pathway, in which order."""

    team = SelectField(_("Team"))
    pathway = SelectField(_("Pathway"))
    state = SelectField(_("State"))
    name = StringField(_("Name contains"))
    sort = SelectField(_("Order"))

    @classmethod
    def of_address(cls, reach: Reach, pathways: Mapping[str, Pathway], asked: Filter) -> FilterForm:
        """Return the filter as the page shows it: what the address asks for, or the defaults."""
        form = cls(
            data={
                "team": "" if asked.team is None else str(asked.team.id),
                "pathway": asked.pathway.id,
                "state": asked.group or "",
                "name": asked.name,
                "sort": asked.sort,
            }
        )
        teams = [(str(one.id), one.name) for one in reach.teams]
        form.team.choices = choices([("", _("All my teams")), *teams])
        form.pathway.choices = choices((one.id, one.title) for one in pathways.values())
        groups = [(one.value, group_words(one)) for one in Group]
        form.state.choices = choices([("", _("Everybody")), *groups])
        form.sort.choices = choices(
            [(Sort.NAME, _("By name")), (Sort.PROGRESS, _("Furthest first"))]
        )
        return form
