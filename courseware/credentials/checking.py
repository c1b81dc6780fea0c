"""Is a credential good? Decided from it, the issuer's keys, the status list and the time; nothing else.

The public page, the drop of a file and `flask credentials verify` all ask here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from courseware.credentials import did, integrity, status_list, tokens
from courseware.credentials.achievement import says_demonstration
from courseware.credentials.carriers import Carried
from courseware.credentials.shape import STATUS_LIST, check_shape
from courseware.words import Reason


class Step(StrEnum):
    """What is looked at, in this order."""

    SIGNATURE = "signature"
    ISSUER = "issuer"
    STATUS = "status"
    DATES = "dates"


class Outcome(StrEnum):
    """What a look found."""

    FITS = "fits"
    FAILS = "fails"
    OPEN = "open"  # it could not be looked at


class Verdict(StrEnum):
    """What all looks together say."""

    VALID = "valid"
    DEMONSTRATION = "demonstration"
    REVOKED = "revoked"
    EXPIRED = "expired"
    EARLY = "early"  # it says that it is valid from a day to come
    BROKEN = "broken"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Finding:
    """One look: what was looked at, what was found, and that in words."""

    step: Step
    outcome: Outcome
    reason: Reason


@dataclass(frozen=True, slots=True)
class Checked:
    """The result: all looks, and what they say together."""

    findings: tuple[Finding, ...]
    verdict: Verdict
    is_demonstration: bool = False
    """It says nothing about a real person, whatever else was found."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a check rests on beside the file: the issuer's key document and the status list, if there.

    `may_be_old`: somebody kept the keys, so that one they do not list may be newer than they are.
    """

    keys: Mapping[str, Any] | None
    statuses: Mapping[str, Any] | None
    now: datetime
    may_be_old: bool = False


def check(carried: Carried, known: Known) -> Checked:
    """Check a credential as it was found in a file."""
    document = carried.document
    try:
        check_shape(document)
        moments = [_time(document[name]) for name in ("validFrom",)]
        moments += [_time(document[name]) for name in ("validUntil",) if name in document]
    except ValueError:
        broken = Finding(Step.SIGNATURE, Outcome.FAILS, Reason("check.shape"))
        return Checked((broken,), Verdict.BROKEN)
    issuer = str(document["issuer"]["id"])
    findings = (
        _signature(carried, known),
        _issuer(issuer, known),
        _status(document, issuer, known),
        _dates(moments, known.now),
    )
    is_shown = says_demonstration(document["name"])
    return Checked(findings, _verdict(findings, is_shown=is_shown), is_shown)


def _signature(carried: Carried, known: Known) -> Finding:
    if known.keys is None:
        return Finding(Step.SIGNATURE, Outcome.OPEN, Reason("check.no_keys"))
    document = carried.document
    try:
        if known.may_be_old and _is_by_a_newer_key(carried, known.keys):
            return Finding(Step.SIGNATURE, Outcome.OPEN, Reason("check.newer_key"))
        if carried.token:
            jwk = did.find_jwk(known.keys, carried.key_address)
            name = carried.key_address.rpartition("/")[2]
            fits = jwk is not None and tokens.token_fits(carried.token, jwk)
        else:
            method = integrity.proof_of(document)["verificationMethod"]
            public = did.find_ed25519(known.keys, method)
            name = method.rpartition("#")[2]
            is_own = method == did.method_of(str(document["issuer"]["id"]), name)
            fits = is_own and public is not None and integrity.proof_fits(document, public)
    except ValueError:
        return Finding(Step.SIGNATURE, Outcome.FAILS, Reason("check.no_proof"))
    if fits:
        return Finding(Step.SIGNATURE, Outcome.FITS, Reason("check.signed", {"key": name[:60]}))
    return Finding(Step.SIGNATURE, Outcome.FAILS, Reason("check.changed"))


def _is_by_a_newer_key(carried: Carried, keys: Mapping[str, Any]) -> bool:
    """Say whether it names a key of its issuer that these keys, if they are the issuer's, do not list."""
    issuer = str(carried.document["issuer"]["id"])
    if keys.get("id") != issuer:
        return False
    if carried.token:
        is_own = urlsplit(carried.key_address).netloc == did.host_of(issuer)
        return is_own and not did.lists(keys, carried.key_address)
    method = str(integrity.proof_of(carried.document)["verificationMethod"])
    return method.startswith(f"{issuer}#") and not did.lists(keys, method)


def _issuer(issuer: str, known: Known) -> Finding:
    host = did.host_of(issuer)
    if host is None:
        return Finding(Step.ISSUER, Outcome.FAILS, Reason("check.no_host"))
    if known.keys is None:
        return Finding(Step.ISSUER, Outcome.OPEN, Reason("check.issuer_unseen", {"host": host}))
    if known.keys.get("id") != issuer:
        return Finding(Step.ISSUER, Outcome.FAILS, Reason("check.other_issuer", {"host": host}))
    return Finding(Step.ISSUER, Outcome.FITS, Reason("check.issuer", {"host": host}))


def _status(document: Mapping[str, Any], issuer: str, known: Known) -> Finding:
    if known.statuses is None or known.keys is None:
        return Finding(Step.STATUS, Outcome.OPEN, Reason("check.no_list"))
    told = document["credentialStatus"]
    try:
        method = str(integrity.proof_of(known.statuses)["verificationMethod"])
        is_own = method.startswith(f"{issuer}#") and known.keys.get("id") == issuer
        if known.may_be_old and is_own and not did.lists(known.keys, method):
            return Finding(Step.STATUS, Outcome.OPEN, Reason("check.newer_list"))
        check_list(known.statuses, issuer, told["statusListCredential"], known.keys)
        withdrawn = status_list.is_withdrawn(known.statuses, _place(told["statusListIndex"]))
    except ValueError:
        return Finding(Step.STATUS, Outcome.FAILS, Reason("check.bad_list"))
    day = {"day": str(known.statuses["validFrom"])[:10]}
    if withdrawn:
        return Finding(Step.STATUS, Outcome.FAILS, Reason("check.withdrawn", day))
    return Finding(Step.STATUS, Outcome.FITS, Reason("check.not_withdrawn", day))


def check_list(
    statuses: Mapping[str, Any], issuer: str, address: str, keys: Mapping[str, Any]
) -> None:
    """Raise ValueError unless this is the issuer's own list of this address, with a proof that fits."""
    check_shape(statuses, STATUS_LIST)
    if (statuses["id"], statuses["issuer"]) != (address, issuer):
        raise ValueError("this is another list")
    method = integrity.proof_of(statuses)["verificationMethod"]
    public = did.find_ed25519(keys, method)
    is_own = method.startswith(f"{issuer}#")
    if not is_own or public is None or not integrity.proof_fits(statuses, public):
        raise ValueError("the proof of the list does not fit")


def _dates(moments: list[datetime], now: datetime) -> Finding:
    begin, *ends = moments
    if now < begin:
        day = {"day": f"{begin:%Y-%m-%d}"}
        return Finding(Step.DATES, Outcome.FAILS, Reason("check.early", day))
    # with its time: the last day that is printed ends everywhere at noon UTC of the day after
    end = f"{ends[0]:%Y-%m-%d, %H:%M %Z}" if ends else ""
    if ends and ends[0] <= now:
        return Finding(Step.DATES, Outcome.FAILS, Reason("check.expired", {"day": end}))
    code = "check.dated" if ends else "check.no_end"
    values = {"begin": f"{begin:%Y-%m-%d}", "end": end}
    return Finding(Step.DATES, Outcome.FITS, Reason(code, values))


def _verdict(findings: tuple[Finding, ...], *, is_shown: bool) -> Verdict:
    failed = {one.step: one.reason.code for one in findings if one.outcome is Outcome.FAILS}
    if Step.SIGNATURE in failed or Step.ISSUER in failed or "check.bad_list" in failed.values():
        return Verdict.BROKEN
    said = {
        "check.withdrawn": Verdict.REVOKED, "check.expired": Verdict.EXPIRED,
        "check.early": Verdict.EARLY,
    }  # fmt: skip
    for code in failed.values():
        return said[code]
    if any(one.outcome is Outcome.OPEN for one in findings):
        return Verdict.OPEN
    return Verdict.DEMONSTRATION if is_shown else Verdict.VALID


def _time(text: str) -> datetime:
    when = datetime.fromisoformat(text)
    if when.tzinfo is None:
        raise ValueError("a time has no zone")
    return when


def _place(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:  # noqa: PLR2004 - far above any list
        raise ValueError("this is no place of a list")
    return int(text)
