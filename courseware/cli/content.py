"""`flask content`: is what the files say sound, and put it in force."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

import click

from courseware.cli.terminal import Group, counted, settings, working
from courseware.content.catalog import read_catalog
from courseware.content.composed import is_case, is_review
from courseware.content.model import Catalog
from courseware.operations.versions import Publication, prepare, publish
from courseware.problems import Problem, Report, Severity, Strictness
from courseware.progress.requirements import AppliesTo
from courseware.records.versions import PRACTICE, SHARED
from courseware.web.database import now, write

_SHARED = {
    SHARED: "Glossary, tracks and competencies",
    PRACTICE: "Practicum, cases and career",
}
command = Group("content", help="Check and publish the modules, which are files in modules/.")


_by_rules_of = click.option(
    "--strictness",
    type=click.Choice([one.value for one in Strictness]),
    default=Strictness.SITE.value,
    show_default=True,
    help="By whose rules: what a module of your own needs, or those of the shipped curriculum.",
)


def _read(strictness: str) -> tuple[Catalog, Report, str]:
    """Return what is sound, what is wrong, and both in one sentence."""
    with working("Reading the modules"):
        catalog, report = read_catalog(settings().modules_dir, strictness=Strictness(strictness))
    errors = sum(one.severity is Severity.ERROR for one in report.problems)
    warnings = len(report.problems) - errors
    found = f"{counted(errors, 'error')} and {counted(warnings, 'warning')}"
    amount = (
        f"{counted(len(catalog.modules), 'sound module')} and "
        f"{counted(len(catalog.pathways), 'pathway')}"
    )
    return catalog, report, f"{found}; {amount}."


def _as_json(problems: Sequence[Problem], strictness: str) -> str:
    listed = [{**asdict(one), "strictness": strictness} for one in problems]
    return json.dumps(listed, indent=2, ensure_ascii=False)


@command.command(epilog="Example: flask content check --json > problems.json")
@click.option("--json", "as_json", is_flag=True, help="Print the problems as one JSON list.")
@_by_rules_of
def check(*, as_json: bool, strictness: str) -> None:
    """Print every problem of the files as `file:line: severity: what. mend`; exit 1 on errors."""
    _, report, summary = _read(strictness)
    problems = sorted(report.problems)
    if as_json:
        click.echo(_as_json(problems, strictness))
    else:
        for problem in problems:
            click.echo(str(problem))
        click.echo(summary)
    if report.has_errors:
        click.get_current_context().exit(1)


@command.command("publish", epilog='Example: flask content publish --reason "Key of Q7 corrected"')
@click.option("--reason", default="", help="Why, for the history of versions.")
@click.option(
    "--applies-to",
    type=click.Choice([one.value for one in AppliesTo]),
    default=AppliesTo.NEW.value,
    show_default=True,
    help="Whom new lessons concern: who starts now, who has not finished, or all.",
)
@_by_rules_of
def publish_files(*, reason: str, applies_to: str, strictness: str) -> None:
    """Put the files in force: a new version of every module that changed; no change, no version."""
    catalog, report, summary = _read(strictness)
    if report.has_errors:
        for problem in sorted(report.problems):
            click.echo(str(problem))
        raise click.ClickException(f"Nothing was published: {summary}")
    prepared = prepare(catalog)
    with write() as conn:
        done = publish(conn, prepared, now=now(), reason=reason, applies_to=AppliesTo(applies_to))
    click.echo("\n".join(told(done)) or "Nothing changed.")


def _published(slug: str) -> str:
    """Name what was published; what is made of the modules is told apart from them."""
    if is_case(slug):
        return f"Simulated case {slug.rpartition('/')[2]}"
    return f"Bank of the level review {slug}" if is_review(slug) else f"Module {slug}"


def told(done: Publication) -> list[str]:
    """Return what was published, a sentence each."""
    names = [(_published(slug), number) for slug, number in done.modules]
    names += [(_SHARED.get(name, f"Pathway {name}"), number) for name, number in done.pathways]
    return [f"{name}: version {number} is published." for name, number in names]
