"""A check without this site: from a file, the issuer's did.json and a status list, and nothing else.

`flask credentials verify` and `python -m courseware.credentials` both say what is written here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from json import JSONDecodeError
from typing import Any

from courseware.credentials import did
from courseware.credentials.carriers import Carried, find_credential
from courseware.credentials.checking import Checked, Known, Outcome, Verdict, check
from courseware.credentials.strict_json import read_json
from courseware.words import Unfit

_WORDS = {Outcome.FITS: "fits", Outcome.FAILS: "FAILS", Outcome.OPEN: "not checked"}
_VERDICTS = {
    Verdict.VALID: "VALID",
    Verdict.DEMONSTRATION: "DEMONSTRATION: it fits, and it says nothing about a real person.",
    Verdict.REVOKED: "REVOKED: the issuer withdrew it.",
    Verdict.EXPIRED: "EXPIRED",
    Verdict.EARLY: "NOT YET VALID",
    Verdict.BROKEN: "NOT CONFIRMED: do not rely on it.",
    Verdict.OPEN: "NOT CHECKED IN FULL",
}
_OLD_KEYS = {"check.newer_key", "check.newer_list"}
FITS, FAILS, OPEN = 0, 1, 2
"""What the commands exit with: it fits (a demonstration too), it does not, or a part is still open."""


def report(
    body: bytes,
    keys: Mapping[str, Any] | None,
    statuses: Mapping[str, Any] | None,
    *,
    now: datetime,
) -> tuple[list[str], int]:
    """Check a file; return what to print, line by line, and what to exit with."""
    try:
        carried = find_credential(body)
    except Unfit as refusal:
        return [str(refusal)], FAILS
    checked = check(carried, Known(keys, statuses, now, may_be_old=True))
    lines = [f"{one.step.value}: {_WORDS[one.outcome]}. {one.reason.sentence()}"
             for one in checked.findings]  # fmt: skip
    lines.append(_VERDICTS[checked.verdict])
    if checked.is_demonstration and checked.verdict is not Verdict.DEMONSTRATION:
        lines.append("DEMONSTRATION: it says nothing about a real person.")
    if checked.verdict is not Verdict.BROKEN:
        lines += _said(carried)
        is_old = any(one.reason.code in _OLD_KEYS for one in checked.findings)
        lines += _to_get(carried, None if is_old else keys, statuses)
    return lines, _exit(checked)


def read_kept(text: str) -> dict[str, Any]:
    """Return a did.json or a status list that somebody kept. ValueError says what the file is instead."""
    if text.startswith("eyJ"):
        raise ValueError(
            "this is a token; fetch it again with the header Accept: application/json and give that file"
        )
    try:
        return read_json(text)
    except JSONDecodeError as fault:
        raise ValueError("this is no JSON") from fault


def _exit(checked: Checked) -> int:
    if checked.verdict is Verdict.OPEN:
        return OPEN
    return FITS if checked.verdict in {Verdict.VALID, Verdict.DEMONSTRATION} else FAILS


def _said(carried: Carried) -> Iterator[str]:
    """Yield what was signed, for somebody who compares it with the paper."""
    yield ""
    yield str(carried.document["name"])
    yield from str(carried.document["evidence"][0]["narrative"]).split("\n")


def _to_get(
    carried: Carried, keys: Mapping[str, Any] | None, statuses: Mapping[str, Any] | None
) -> Iterator[str]:
    """Yield where the missing parts are published."""
    document = carried.document
    if keys is None:
        yield f"The issuer's keys: {did.document_address(str(document['issuer']['id']))}"
    if statuses is None:
        yield f"The status list: {document['credentialStatus']['statusListCredential']}"
