"""The certificates that `make audit` shows to veraPDF, made by the program itself.

`issued/` must pass. In `refused/` is one of them without its tags: an audit that lets it pass checks
nothing. In `saved/` is the same one, only saved again, so that it is the tags and not the saving.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import partial
from pathlib import Path

import pikepdf

from courseware.credentials import signing
from courseware.credentials.achievement import achievement_of
from courseware.credentials.badge import Registered, badge_of
from courseware.credentials.certificate import render_pdf
from courseware.credentials.did import method_of
from courseware.credentials.glyphs import missing_characters
from courseware.credentials.integrity import add_proof, options_of
from courseware.credentials.snapshot import (
    LEVEL,
    LEVEL_STATEMENT,
    UNSUPERVISED,
    Issuer,
    LevelStated,
    PassedModule,
    Snapshot,
)

HOST = "academy.rivermill.example"
NUMBER = "7K2M-9QXT-0C4D-V8RB-3HNE"
NAMES = {
    "latin": "Łukasz Żółć-Wiśniewski",
    "vietnamese": "Nguyễn Thị Hồng Nhung",
    "chinese": "王小明",
    "arabic": "محمد عبد الرحمن",
    "mixed": "Łukasz 王小明",
    "hebrew": "שרה כהן",
    "devanagari": "अनीता शर्मा",
    "thai": "สมชาย ใจดี",
    "unbroken": "W" + "abcdefghi" * 9 + "jklmnopq",
}
"""Some are refused before anything is issued, as long as no font has their letters."""
_LEVEL = LevelStated(
    "manager", "Manager level", ("All modules passed.", "480 hours of practice."),
    real_hours=Fraction(480), simulated_hours=Fraction(9), entries=60, by_accounts=3, by_guests=1,
    reviewed=UNSUPERVISED, reviewed_on=date(2026, 11, 1), results=("Scrap: 4 → 2 %",),
    a3="Late kits at line 2", oldest_on=date(2026, 1, 2),
)  # fmt: skip


def modules(count: int) -> tuple[PassedModule, ...]:
    """Return modules passed on as many days in a row."""
    first = date(2026, 9, 1)
    return tuple(
        PassedModule(f"m{number}", number, "Six Sigma: define the problem, count the defects",
                     "1a2b3c4d5e6f", first + timedelta(days=number), Fraction(19, 2), 10)
        for number in range(1, count + 1)
    )  # fmt: skip


_PLAIN = Snapshot(
    public_id=NUMBER,
    holder="Ada Marsh",
    pathway="first-steps",
    pathway_title="First steps in production",
    states="The holder completed every module and passed the quiz of each.",
    modules=modules(2),
    study_minutes=124,
    issued_at=datetime(2026, 11, 22, 14, 5, tzinfo=UTC),
    issuer=Issuer("Rivermill Components Ltd", "Ireland", "training@rivermill.example", "employer"),
    host=HOST,
    verify_url=f"https://{HOST}/verify/{NUMBER}",
    curriculum_version="3f8a9c1d2b7e",
    demonstration=False,
)


def snapshots() -> dict[str, Snapshot]:
    """Return the certificates that can be printed, by the names of their files."""
    printable = {key: name for key, name in NAMES.items() if not missing_characters(name)}
    return {
        **{f"name-{key}": replace(_PLAIN, holder=name) for key, name in printable.items()},
        "1-module": replace(_PLAIN, modules=modules(1)),
        "40-modules": replace(_PLAIN, modules=modules(40)),
        "demonstration": replace(_PLAIN, demonstration=True),
        "level": replace(
            _PLAIN, kind=LEVEL, level=_LEVEL, statement=LEVEL_STATEMENT, modules=modules(11)
        ),
        "until": replace(_PLAIN, valid_until=date(2028, 11, 22)),
    }


def credential_of(snapshot: Snapshot) -> str:
    """Return the signed badge of a certificate, by a key that is no secret."""
    seed = bytes(range(32))
    registered = Registered(base=f"https://{HOST}", version=1, status_list=1, place=4711)
    document = badge_of(snapshot, achievement_of(snapshot), registered)
    options = options_of(
        method=method_of(registered.did, "key-2026-1"), created=document["validFrom"]
    )
    signed = add_proof(document, options, partial(signing.sign_hash, seed))
    return json.dumps(signed, ensure_ascii=False)


def papers() -> Iterator[tuple[str, bytes]]:
    """Give each certificate twice, with its badge inside and without, and the one to be refused."""
    for name, snapshot in snapshots().items():
        yield f"issued/{name}.pdf", render_pdf(snapshot)
        badge = credential_of(snapshot)
        yield f"issued/{name}-with-badge.pdf", render_pdf(snapshot, credential=badge)
    yield "issued/saved-again.pdf", saved(render_pdf(_PLAIN), with_tags=True)
    yield "refused/without-tags.pdf", saved(render_pdf(_PLAIN), with_tags=False)


def saved(pdf: bytes, *, with_tags: bool) -> bytes:
    """Return a PDF saved again; without tags a screen reader finds no order in it."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        if not with_tags:
            del opened.Root.StructTreeRoot
        opened.save(written)
    return written.getvalue()


def main(folder: Path) -> None:
    """Write all papers into a folder; say whose name no font can print."""
    for name, pdf in papers():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pdf)
    unprintable = [name for name in NAMES.values() if missing_characters(name)]
    if unprintable:
        sys.stdout.write(f"No font here prints these names: {', '.join(unprintable)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
