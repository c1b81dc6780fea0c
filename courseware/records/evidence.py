"""The digest of the rows that a fact rests on: changing any of them later is found.

Free text enters as SHA-256(salt ‖ text), so that it can be erased and the digest still holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from courseware.records.base import iso
from courseware.records.journal import canonical


def digest(rows: Sequence[Any]) -> str:
    """Return the SHA-256 of rows in their one canonical form."""
    return hashlib.sha256(canonical(rows).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return iso(value)
    return value.isoformat() if isinstance(value, date) else value


def _columns(row: Any, names: Sequence[str]) -> list[Any]:
    return [_plain(getattr(row, name)) for name in names]


ATTEMPT = (
    "id", "person_id", "module", "purpose", "version_id", "attempt_no", "seed", "state",
    "started_at", "deadline_at", "submitted_at", "closed_by", "points_num", "points_den",
    "maximum", "passed",
)  # fmt: skip
SLOT = (
    "no", "question_id", "question_digest", "variant_no", "params", "options", "key",
    "max_num", "max_den",
)  # fmt: skip
STEP = ("seq", "slot_no", "kind", "raw_digest", "client_seq", "key", "recorded_at")
COUNTED = frozenset({"save", "try"})
"""The steps that points rest on; what came late or was put aside earned nothing."""
MARK = ("slot_no", "run", "num", "den", "grader", "reason", "marked_at")


def of_attempt(
    attempt: Row[Any],
    slots: Sequence[Row[Any]],
    steps: Sequence[Row[Any]],
    marks: Sequence[Any],
) -> str:
    """Digest a graded attempt with all that led to its points; marks may not be stored yet."""
    return digest(
        [
            "attempt",
            _columns(attempt, ATTEMPT),
            [_columns(row, SLOT) for row in slots],
            [_columns(row, STEP) for row in steps if row.kind in COUNTED],
            [_columns(row, MARK) for row in marks if row.run == 1],
        ]
    )


SESSION = ("id", "opened_by", "pathway", "level", "opened_at", "ends_at")
"""Of a supervised session: what stays when its supervisor is erased. The certificate keeps the name."""


def of_review(attempt_digest: str, session: Any) -> str:
    """Digest a graded level review: its attempt, and the session that it was begun in, if any."""
    supervised = None if session is None else _columns(session, SESSION)
    return digest(["review", attempt_digest, supervised])


LAB_RUN = (
    "id", "person_id", "module", "lab", "run_no", "version_id", "seed", "started_at", "passed_at",
    "state_digest",
)  # fmt: skip


def of_lab_run(row: Any) -> str:
    """Digest a passed run of a lab; what stood in it enters as SHA-256(salt ‖ state)."""
    return digest(["lab_run", _columns(row, LAB_RUN)])


def of_version(module: str, number: int, version_digest: str, compiled_digest: str) -> str:
    """Digest the version of a module that a fact names: its files and its compiled form with the keys."""
    return digest(["version", module, number, version_digest, compiled_digest])


def of_credential(public_id: str, snapshot_digest: str) -> str:
    """Digest a credential; its snapshot enters as SHA-256(salt ‖ snapshot), for it holds a name."""
    return digest(["credential", public_id, snapshot_digest])


RECORD = (
    "public_id", "module", "cycle", "issue", "snapshot_digest", "signature_digest", "signed_at",
    "key_name", "public_key",
)  # fmt: skip


def of_module_record(row: Any) -> str:
    """Digest a signed record with the key that signed it, so that neither can be exchanged.

    Text and signature enter as SHA-256(salt ‖ …): a signature would let a guessed name be tried.
    """
    return digest(["module_record", _columns(row, RECORD)])


def of_revocation(row: Any) -> str:
    """Digest the end of a credential: which one, why and when."""
    return digest(["revocation", _columns(row, ("public_id", "reason", "revoked_at"))])


ENTRY = (
    "id", "person_id", "worked_on", "quarters", "category", "case_id", "text_digest", "revision",
)  # fmt: skip
RESULT = (
    "id", "person_id", "baseline_from", "baseline_to", "after_from", "after_to",
    "is_finance_checked", "text_digest", "revision",
)  # fmt: skip
SIGN_OFF = (
    "id", "person_id", "kind", "subject_id", "revision", "decision", "by_person", "guest_id",
    "text_digest", "decided_at",
)  # fmt: skip


def of_entry(row: Any, act: Any, files: Sequence[str]) -> str:
    """Digest an entry of the practice log with its sign-off; `files` are the digests of its files."""
    return digest(["practice", _columns(row, ENTRY), _columns(act, SIGN_OFF), list(files)])


def of_return(act: Any) -> str:
    """Digest the act by which something came back; what was returned changes afterwards."""
    return digest(["returned", _columns(act, SIGN_OFF)])


def of_case(row: Any, act: Any, run: Any) -> str:
    """Digest a simulated case: its entry, the system's sign-off, and the passed run of its lab."""
    return digest(["case", _columns(row, ENTRY), _columns(act, SIGN_OFF), _columns(run, LAB_RUN)])


def of_result(row: Any, act: Any, files: Sequence[str]) -> str:
    """Digest a result record with its sign-off and files."""
    return digest(["result", _columns(row, RESULT), _columns(act, SIGN_OFF), list(files)])


ATTESTATION = (
    "id", "person_id", "pathway", "level", "rater_id", "guest_id", "known_since", "text_digest",
    "given_at",
)  # fmt: skip


def of_attestation(row: Any) -> str:
    """Digest a form of ratings; ratings and words enter as SHA-256(salt ‖ both)."""
    return digest(["attestation", _columns(row, ATTESTATION)])


A3_VERSION = ("id", "a3_id", "number", "body_digest", "sent_at")
A3_REVIEW = (
    "id", "version_id", "assessor_id", "guest_id", "scores", "decision", "text_digest", "given_at",
)  # fmt: skip


def of_a3(version: Any, reviews: Sequence[Any], files: Sequence[str]) -> str:
    """Digest a version of an A3 with the reviews that a fact about it rests on, and its files."""
    return digest(
        [
            "a3",
            _columns(version, A3_VERSION),
            [_columns(one, A3_REVIEW) for one in reviews],
            list(files),
        ]
    )


def of_level(facts: Sequence[tuple[int, str]]) -> str:
    """Digest what a level was reached by: number and hash of each fact that counted, in order."""
    return digest(["level", [list(one) for one in facts]])


SEALED = {
    "attempt": ATTEMPT,
    "attempt_slot": ("attempt_id", *SLOT),
    "response_step": ("attempt_id", *STEP),
    "mark": ("attempt_id", *MARK),
    "standing": (
        "person_id", "module", "state", "best_num", "best_den", "passed_at", "valid_until",
        "due_at", "last_fact_at",
    ),
    "enrollment": ("id", "person_id", "pathway", "cycle", "enrolled_at", "counts_from"),
    "credential": (
        "id", "public_id", "person_id", "pathway", "level", "cycle", "issue", "snapshot_digest",
        "is_demonstration", "issued_at",
    ),
    "module_record": (
        "id", "public_id", "person_id", "module", "cycle", "issue", "snapshot_digest",
        "signature_digest", "key_id", "signed_at",
    ),
}  # fmt: skip
"""What the fact of an erasure seals. These lists never change: a new column would need a new seal."""


def of_erasure(rows: Mapping[str, Sequence[Any]]) -> str:
    """Digest what stays of an erased person: table → rows in the order of their keys.

    Their facts have no content any more, so this is what shows a change of the rows that are kept.
    """
    kept = [[name, [_columns(row, SEALED[name]) for row in rows[name]]] for name in SEALED]
    return digest(["erased", kept])
