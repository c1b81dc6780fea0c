"""The teams and pathways that a list names: found, to be made, or not known and said once."""

from __future__ import annotations

from collections import defaultdict

from courseware.joining.folding import did_you_mean, fold_words
from courseware.joining.people_columns import several
from courseware.joining.people_file import PersonLine
from courseware.joining.people_plan import Known
from courseware.joining.row_problems import RowReport, rows_words

LONGEST_TEAM = 120


class Places:
    """Finds teams by name and pathways by id or title, small letters or capitals."""

    def __init__(self, known: Known, *, make_teams: bool) -> None:
        self._known, self._make_teams = known, make_teams
        self._teams = {fold_words(name): name for name in known.teams.values()}
        self._pathways = {
            **{fold_words(title): one for one, title in known.pathways.items()},
            **{fold_words(one): one for one in known.pathways},
        }
        self._new: dict[str, str] = {}
        self._unknown: dict[tuple[str, str], list[int]] = defaultdict(list)

    @property
    def new_teams(self) -> tuple[str, ...]:
        """Return the names of teams to make, in the order of the list."""
        return tuple(self._new.values())

    def teams_of(self, line: PersonLine) -> tuple[str, ...]:
        """Return the teams of a row by their own names; a name may hold what stands between names."""
        whole = fold_words(line.team)
        if whole in self._teams:
            return (self._teams[whole],)
        return tuple(
            dict.fromkeys(
                found
                for name in several(line.team)
                if (found := self._team(name, line.row)) is not None
            )
        )

    def _team(self, name: str, row: int) -> str | None:
        key = fold_words(name)
        if key in self._teams:
            return self._teams[key]
        if self._make_teams and len(name) <= LONGEST_TEAM:
            return self._new.setdefault(key, name)
        self._unknown["team", name].append(row)
        return None

    def pathways_of(self, line: PersonLine) -> tuple[str, ...]:
        """Return the ids of the pathways of a row."""
        found = []
        for name in several(line.pathway):
            pathway = self._pathways.get(fold_words(name))
            if pathway is None:
                self._unknown["pathway", name].append(line.row)
            else:
                found.append(pathway)
        return tuple(dict.fromkeys(found))

    def report_unknown(self, report: RowReport) -> None:
        """Report each name that is not known once, with the rows in which it stands."""
        for (column, name), rows in self._unknown.items():
            where = rows_words(rows)
            if column == "pathway":
                near = did_you_mean(name, self._known.pathways)
                report.error(rows[0], column, f"No pathway “{name}” is published ({where}).",
                             near or "Write the id of one.")  # fmt: skip
            elif len(name) > LONGEST_TEAM:
                report.error(rows[0], column, f"“{name[:40]}…” is too long for a team ({where}).",
                             f"At most {LONGEST_TEAM} characters fit.")  # fmt: skip
            else:
                near = did_you_mean(name, self._known.teams.values())
                report.error(rows[0], column, f"There is no team “{name}” ({where}).",
                             f"{near} Or choose to make the missing teams.".strip())  # fmt: skip
