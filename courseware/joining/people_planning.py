"""A list of people is compared with what the site knows. Rows that cannot be right are refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from courseware.joining.folding import fold_name
from courseware.joining.people_changes import changes_of, people_by_key, said_of
from courseware.joining.people_file import PeopleFile, PersonLine
from courseware.joining.people_places import Places
from courseware.joining.people_plan import (
    Change,
    Choices,
    Known,
    KnownPerson,
    Plan,
    Presence,
    Step,
)
from courseware.joining.row_problems import RowReport, rows_words

_COLLECTED = {
    "before": ("left before they were added here.", "They are left out."),
    "later": (
        "the last day is still to come.",
        "It is not kept: import a list again on or after that day.",
    ),
    "no column": (
        "these people left, and the list has no column left_on. They stay away.",
        "Add the column left_on and leave their cells empty to let them in again.",
    ),
}


def make_plan(
    file: PeopleFile, known: Known, choices: Choices, *, today: date, me: int | None = None
) -> Plan:
    """Return what importing `file` on the day `today` would do; `me` is who imports.

    An empty cell leaves what is there. Nobody who operates the site, and not `me`, loses access.
    """
    return _Planning(file, known, choices, today, me).plan()


class _Planning:
    """One comparison; what concerns many rows is collected and said once."""

    def __init__(
        self, file: PeopleFile, known: Known, choices: Choices, today: date, me: int | None
    ) -> None:
        self._file, self._known, self._choices = file, known, choices
        self._today, self._me = today, me
        self._report = RowReport()
        self._places = Places(known, make_teams=choices.make_teams)
        self._team_ids = {name: team_id for team_id, name in known.teams.items()}
        by_key = people_by_key(known)
        self._of_row = {
            line.row: by_key[key]
            for line in file.lines
            if (key := fold_name(line.user_name)) in by_key
        }
        self._rows: dict[str, list[int]] = defaultdict(list)

    def plan(self) -> Plan:
        self._refuse_taken()
        steps = [step for line in self._file.lines if (step := self._step(line)) is not None]
        self._places.report_unknown(self._report)
        for what, rows in self._rows.items():
            words, mend = _COLLECTED[what]
            self._report.warning(
                rows[0], "left_on", f"{rows_words(rows).capitalize()}: {words}", mend
            )
        errors = self._file.errors + self._report.errors
        if self._choices.missing_left and self._file.lines and not errors:
            steps += self._missing()
        problems = (*self._file.problems, *self._report.problems)
        return Plan(
            steps=tuple(one for one in steps if not one.does_nothing),
            unchanged=sum(one.does_nothing for one in steps),
            new_teams=self._places.new_teams,
            problems=tuple(sorted(problems, key=lambda one: (one.row, one.column))),
            errors=errors,
        )

    def _step(self, line: PersonLine) -> Step | None:
        known = self._of_row.get(line.row)
        if known is None:
            return self._newcomer(line)
        if known.is_erased:
            self._report.error(line.row, "user_name", "The data of the person with this user name "
                               "were erased.", "Choose another user name.")  # fmt: skip
            return None
        presence = self._presence(line, known)
        is_here = presence is Presence.RETURNS or (
            presence is Presence.STAYS and known.left_on is None
        )
        teams, pathways = self._places.teams_of(line), self._places.pathways_of(line)
        changes, values = changes_of(line, known)
        joins = tuple(one for one in teams if self._team_ids.get(one) not in known.teams)
        wanted = {self._team_ids.get(one) for one in teams}
        quits = tuple(sorted(known.teams - wanted)) if teams else ()
        if joins or quits:
            before = (self._known.teams[one] for one in known.teams)
            changes += (Change("team", _listed(before), _listed(teams)),)
        starts = tuple(one for one in pathways if is_here and one not in known.pathways)
        if starts:
            after = (*known.pathways, *starts)
            changes += (Change("pathway", _listed(known.pathways), _listed(after)),)
        return Step(line.row, known.id, known.user_name, known.name, values, changes,
                    joins, quits, starts, presence)  # fmt: skip

    def _newcomer(self, line: PersonLine) -> Step | None:
        if self._has_left(line):
            self._rows["before"].append(line.row)
            return None
        teams, pathways = self._places.teams_of(line), self._places.pathways_of(line)
        return Step(line.row, None, line.user_name, line.name, said_of(line),
                    joins=teams, starts=pathways)  # fmt: skip

    def _has_left(self, line: PersonLine) -> bool:
        if line.left_on is not None and line.left_on > self._today:
            self._rows["later"].append(line.row)
        return line.left_on is not None and line.left_on <= self._today

    def _presence(self, line: PersonLine, known: KnownPerson) -> Presence:
        has_left = self._has_left(line)
        if known.left_on is not None:
            has_column = "left_on" in self._file.columns
            if not has_column:
                self._rows["no column"].append(line.row)
            is_back = has_column and line.left_on is None
            return Presence.RETURNS if is_back else Presence.STAYS
        if has_left and (known.is_operator or known.id == self._me):
            self._report.error(
                line.row,
                "left_on",
                f"“{known.user_name}” operates this site; a list cannot end that.",
                "Take this day out, and disable the person on their own page.",
            )
            return Presence.STAYS
        return Presence.LEAVES if has_left else Presence.STAYS

    def _missing(self) -> Iterator[Step]:
        """Yield a step for everybody who is not in the list and may lose access by that."""
        there = {known.id for known in self._of_row.values()}
        for one in self._known.people:
            stays = one.is_operator or one.is_erased or one.left_on or one.id == self._me
            if one.id not in there and not stays:
                yield Step(0, one.id, one.user_name, one.name, presence=Presence.LEAVES)

    def _refuse_taken(self) -> None:
        """Report who would share what one types to sign in with somebody else, after the import."""
        line_of = {
            self._of_row[one.row].id: one for one in self._file.lines if one.row in self._of_row
        }
        owners: dict[str, dict[int, str]] = defaultdict(dict)
        for one in self._known.people:
            line = line_of.get(one.id)
            email = (line.email if line else "") or one.email
            for key in {fold_name(one.user_name), fold_name(email)} - {""}:
                owners[key][one.id] = one.user_name
        for line in self._file.lines:
            known = self._of_row.get(line.row)
            for column, value in (("user_name", line.user_name), ("email", line.email)):
                others = dict(owners.get(fold_name(value), {}))
                others.pop(known.id if known else 0, None)
                if others:
                    whose = ", ".join(f"“{other}”" for other in others.values())
                    self._report.error(line.row, column, f"“{value}” belongs to the person with "
                                       f"the user name {whose}.", "Write another one.")  # fmt: skip


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
