"""The filter above the matrix: its fields are the address of the page."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request
from wtforms import SelectField

from courseware.content.model import Pathway
from courseware.records.reports import Reach
from courseware.web.choices import choices
from courseware.web.forms import BaseForm
from courseware.web.language import gettext as _


class FilterForm(BaseForm):
    """Which team on which pathway."""

    team = SelectField(_("Team"))
    pathway = SelectField(_("Pathway"))

    @classmethod
    def of_address(cls, reach: Reach, pathways: Mapping[str, Pathway], pathway: str) -> FilterForm:
        """Return the filter as the page shows it: what the address asks for, or the defaults."""
        form = cls(data={"team": request.args.get("team", ""), "pathway": pathway})
        teams = [(str(one.id), one.name) for one in reach.teams]
        form.team.choices = choices([("", _("All my teams")), *teams])
        form.pathway.choices = choices((one.id, one.title) for one in pathways.values())
        return form
