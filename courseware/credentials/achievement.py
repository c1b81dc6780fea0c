"""What was achieved, the same for everybody who achieves it: the part of a badge that is not personal."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from courseware.credentials.module_record import ModuleRecord
from courseware.credentials.snapshot import Snapshot, canonical_json
from courseware.words import percent

DEMONSTRATION = "DEMONSTRATION."
OF_MODULE = "module."
"""Before a module's id, so that no pathway of the same name gets its address."""


@dataclass(frozen=True, slots=True)
class Achievement:
    """What a badge is of. `slug` is its place on the site, `kind` a word of Open Badges 3.0.

    Its texts make its version: other texts are another version of the same achievement.
    """

    slug: str
    kind: str
    name: str
    description: str
    criteria: str
    issuer: str
    demonstration: bool

    def to_text(self) -> str:
        """Return the canonical text that a version is recognized by."""
        return canonical_json(asdict(self))


def achievement_of(snapshot: Snapshot) -> Achievement:
    """Return what a certificate certifies, without its holder."""
    level = snapshot.level
    modules = "\n".join(f"{one.number}. {one.title}" for one in snapshot.modules)
    criteria = [f"Passed modules:\n{modules}"]
    if level is not None:
        criteria.append("Rules applied:\n" + "\n".join(level.rules))
    criteria += list(snapshot.statement)
    return Achievement(
        slug=snapshot.pathway if level is None else f"{snapshot.pathway}.{level.id}",
        kind="CertificateOfCompletion" if level is None else "Certificate",
        name=_marked(f"{snapshot.title}: {snapshot.pathway_title}", snapshot),
        description=snapshot.states,
        criteria="\n\n".join(criteria),
        issuer=snapshot.issuer.legal_name,
        demonstration=snapshot.demonstration,
    )


def achievement_of_module(record: ModuleRecord) -> Achievement:
    """Return what the record of a module states, without its holder."""
    how = record.assessment
    tested = "\n".join(f"{number}. {text}" for number, text in enumerate(record.module.tested, 1))
    passed = f"{record.result.capitalize()} with {percent(how.pass_mark)} or more of {how.points}"
    return Achievement(
        slug=f"{OF_MODULE}{record.module.slug}",
        kind="Course",
        name=_marked(record.module.title, record),
        description=f"The module “{record.module.title}”, {record.result}.",
        criteria="\n\n".join((f"Tested:\n{tested}", f"{passed} points.", *record.statement)),
        issuer=record.issuer.legal_name,
        demonstration=record.demonstration,
    )


def _marked(name: str, stated: Snapshot | ModuleRecord) -> str:
    """Put before a name what it is, where it is only shown how one looks."""
    return f"{DEMONSTRATION} {name}" if stated.demonstration else name


def says_demonstration(name: object) -> bool:
    """Say whether the name of an achievement is marked: nobody real achieved it."""
    return str(name).startswith(DEMONSTRATION)
