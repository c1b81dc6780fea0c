"""What makes a badge good, and everything that must not: each trap once."""

from __future__ import annotations

import copy
import json
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.credentials import contexts, did, integrity, multibase, signing, tokens
from courseware.credentials import status_list as bits
from courseware.credentials.checking import Outcome, Step, Verdict
from courseware.credentials.offline import FAILS, report
from courseware.credentials.shape import check_shape
from courseware.credentials.snapshot import Issuer, Snapshot
from courseware.credentials.strict_json import read_json
from courseware.words import Unfit
from tests.credentials.conftest import NUMBER, passed_modules
from tests.credentials.signed import BASE, DID, NOW, OTHER_SEED, PLACE, Kept, keep, prove
from tests.credentials.signed import status_list as a_list

Make = Callable[..., Snapshot]


@pytest.fixture
def kept(make: Make) -> Kept:
    return keep(make(modules=3))


def vector() -> dict[str, Any]:
    """The document of the published vector."""
    return {
        "@context": [contexts.CREDENTIALS, contexts.OPEN_BADGES],
        "id": "http://example.com/credentials/3527",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {
            "id": "https://example.edu/issuers/565049", "type": ["Profile"],
            "url": "https://www.imsglobal.org", "name": "Example Corp",
        },
        "validFrom": "2010-01-01T00:00:00Z",
        "name": "Teamwork Badge",
        "credentialSubject": {
            "id": "did:example:ebfeb1f712ebc6f1c276e12ec21", "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://example.com/achievements/21st-century-skills/teamwork",
                "type": ["Achievement"],
                "criteria": {
                    "narrative": "Team members are nominated for this badge by their peers and "
                    "recognized upon review by Example Corp management."
                },
                "description": "This badge recognizes the development of the capacity to "
                "collaborate within a group environment.",
                "name": "Teamwork",
            },
        },
    }  # fmt: skip


def test_the_published_vector_is_reproduced_byte_for_byte() -> None:
    # 1EdTech, Open Badges 3.0 implementation guide, "Linked Data Proof Test Vector"
    seed = bytes.fromhex("6241a409e6707bb640a0140a8a32bc3d193c33a661747284d6adfa4ed4180be4")
    multikey = "z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi"
    method = f"https://example.edu/issuers/565049#{multikey}"
    options = integrity.options_of(method=method, created="2010-01-01T19:23:24Z")
    proof_hash = "d34009cea0dbc1ca941e09dc01c8c9d3e3ce3c5b853f67ee44698dcea10f5d19"
    document_hash = "87f65a76d40146205e3b3e06cb0fbd153f97f9ce70372390f52566bb7f9e0773"
    assert integrity.hash_data(vector(), options).hex() == proof_hash + document_hash
    signed = integrity.add_proof(vector(), options, lambda raw: signing.sign_hash(seed, raw))
    value = (
        "z5x9aCBYovW3CQCbKdNyhEm7ffYSw1YpEdPywQJoNbzDD2gkzQDKJ1sYKJaWvqZtkMtSbz35HcbgXVEDYHxCzgkCr"
    )
    assert signed["proof"] == [{**options, "proofValue": value}]
    public = signing.decode(signing.public_key_of(seed))
    assert multibase.multikey(public) == multikey
    assert multibase.read_multikey(multikey) == public
    assert integrity.proof_fits(signed, public)
    assert not integrity.proof_fits({**signed, "name": "Teamwork badge"}, public)


@pytest.mark.parametrize(
    ("raw", "text"),
    [(b"", "z"), (b"\0\0a", "z112g"), (b"Hello World!", "z2NEpo7TZRRrLZSi2U"), (b"\0", "z1")],
)
def test_base_58_is_that_of_the_drafts(raw: bytes, text: str) -> None:
    # draft-msporny-base58-03, section 5, and two edges
    assert multibase.encode(raw) == text
    assert multibase.decode(text) == raw


@pytest.mark.parametrize("text", ["", "2NEpo7TZRRrLZSi2U", "z0", "zO", "z" + "1" * 300])
def test_what_is_no_multibase_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="multibase"):
        multibase.decode(text)


def test_a_changed_context_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    contexts.read_context.cache_clear()
    name, _digest = contexts._FILES[contexts.CREDENTIALS]
    monkeypatch.setitem(contexts._FILES, contexts.CREDENTIALS, (name, "0" * 64))
    with pytest.raises(ValueError, match="not the published context"):
        contexts.read_context(contexts.CREDENTIALS)
    with pytest.raises(ValueError, match="none of an Open Badge"):
        contexts.read_context("https://evil.example/context.json")
    contexts.read_context.cache_clear()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_how: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_a_good_one_fits_in_both_forms_without_a_network(kept: Kept, no_network: None) -> None:
    for body in (json.dumps(kept.signed).encode(), kept.token.encode()):
        looked = kept.look(body=body)
        assert looked.verdict is Verdict.VALID
        assert [one.step for one in looked.findings] == list(Step)
        assert {one.outcome for one in looked.findings} == {Outcome.FITS}


def test_it_holds_the_name_and_nothing_else_of_the_person(kept: Kept) -> None:
    text = json.dumps(kept.document, ensure_ascii=False)
    assert "Ada Marsh" in text
    subject = kept.document["credentialSubject"]
    assert subject["id"].startswith("urn:uuid:")
    assert "19/2" not in text
    assert "9.5" not in text
    assert "@" not in text.replace("@context", "").replace("training@rivermill.example", "")


def test_the_same_bytes_come_again(make: Make) -> None:
    one, two = keep(make()), keep(make())
    assert one.signed == two.signed
    assert one.token == two.token


def test_the_token_says_what_checkers_of_tokens_look_for(make: Make) -> None:
    kept = keep(make(valid_until=date(2028, 11, 22)))
    header, payload = (
        read_json(signing.decode(part).decode()) for part in kept.token.split(".")[:2]
    )
    assert header == {"alg": "RS256", "kid": f"{BASE}/keys/rsa-2026-1", "typ": "JWT"}
    claims = {name: payload.pop(name) for name in ("iss", "sub", "jti", "nbf", "exp")}
    assert payload == kept.document
    assert claims == {
        "iss": DID, "sub": kept.document["credentialSubject"]["id"],
        "jti": f"{BASE}/credentials/{NUMBER}", "nbf": 1795356300, "exp": 1858593600,
    }  # fmt: skip


def test_the_issuers_document_lists_every_key_as_checkers_expect(kept: Kept) -> None:
    assert kept.keys["id"] == DID
    assert all(isinstance(one, str) for one in kept.keys["assertionMethod"])
    kinds = {one["id"]: one["type"] for one in kept.keys["verificationMethod"]}
    assert kinds == {
        f"{DID}#key-2025-1": "Multikey", f"{DID}#key-2026-1": "Multikey",
        f"{DID}#rsa-2026-1": "JsonWebKey",
    }  # fmt: skip
    assert '"d"' not in json.dumps(kept.keys)


def test_a_retired_key_still_confirms_what_it_signed(kept: Kept) -> None:
    old = prove(kept.document, OTHER_SEED, "key-2025-1")
    assert kept.look(body=json.dumps(old).encode()).verdict is Verdict.VALID


# ---- what must not be believed


def small() -> Kept:
    """One that needs no fixture: a property makes it once."""
    return keep(
        Snapshot(
            public_id=NUMBER, holder="Ada Marsh", pathway="p", pathway_title="P", states="S.",
            modules=passed_modules(1), study_minutes=60,
            issued_at=datetime(2026, 11, 22, 14, 5, tzinfo=UTC),
            issuer=Issuer("Rivermill Components Ltd", "Ireland", "t@rivermill.example", "employer"),
            host="academy.rivermill.example", verify_url=f"{BASE}/verify/{NUMBER}",
            curriculum_version="3f8a9c1d2b7e", demonstration=False,
        )
    )  # fmt: skip


SMALL = small()
TEXT = json.dumps(SMALL.signed, ensure_ascii=False)


@given(place=st.integers(0, len(TEXT) - 1), letter=st.sampled_from('aZ0"{}[]:,. \\é\0'))
def test_no_character_can_be_changed(place: int, letter: str) -> None:
    changed = TEXT[:place] + letter + TEXT[place + 1 :]
    try:
        same = json.loads(changed) == SMALL.signed
    except ValueError:
        same = False
    try:
        verdict = SMALL.look(body=changed.encode()).verdict
    except Unfit:
        return
    assert (verdict is Verdict.VALID) == same


@given(place=st.integers(0, len(SMALL.token) - 1), letter=st.sampled_from("aZ09-_.="))
def test_no_character_of_a_token_can_be_changed(place: int, letter: str) -> None:
    changed = SMALL.token[:place] + letter + SMALL.token[place + 1 :]
    try:
        verdict = SMALL.look(body=changed.encode()).verdict
    except Unfit:
        return
    assert (verdict is Verdict.VALID) == (changed == SMALL.token)


def every_object(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inside in value.values():
            yield from every_object(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from every_object(inside)


@pytest.mark.parametrize("place", range(12))
def test_a_term_that_no_context_defines_is_refused_at_every_level(kept: Kept, place: int) -> None:
    document = copy.deepcopy(kept.document)
    objects = list(every_object(document))
    objects[place % len(objects)]["grade"] = "summa cum laude"
    with pytest.raises(ValueError, match="grade is no term"):
        check_shape(document)
    # signed as it is, the term would not be part of what is signed: it must not be believed
    looked = kept.look(body=json.dumps(prove(document)).encode())
    assert looked.verdict is Verdict.BROKEN


CHANGES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "a third context": lambda one: one["@context"].append("https://evil.example/c.json"),
    "another order of contexts": lambda one: one["@context"].reverse(),
    "no proof": lambda one: one.pop("proof"),
    "two proofs": lambda one: one["proof"].append(one["proof"][0]),
    "a proof of another kind": lambda one: one["proof"][0].update(cryptosuite="eddsa-jcs-2022"),
    "a proof for another purpose": lambda one: one["proof"][0].update(proofPurpose="authentication"),
    "a proof with more in it": lambda one: one["proof"][0].update(domain="x"),
    "a proof by a key named by itself": lambda one: one["proof"][0].update(
        verificationMethod="did:web:evil.example#key-2026-1"),
    "an unknown key": lambda one: one["proof"][0].update(verificationMethod=f"{DID}#key-2099-1"),
    "a changed time of the proof": lambda one: one["proof"][0].update(
        created="2026-11-22T14:05:01Z"),
    "a moved place": lambda one: one["credentialStatus"].update(statusListIndex="5"),
    "a place that is no number": lambda one: one["credentialStatus"].update(statusListIndex="-1"),
    "a later end": lambda one: one.update(validUntil="2099-01-01T00:00:00Z"),
    "a time without a zone": lambda one: one.update(validFrom="2026-11-22T14:05:00"),
    "a number as name": lambda one: one.update(name=7),
    "another type": lambda one: one.update(type=["VerifiableCredential"]),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_it_is_not_confirmed_with(kept: Kept, what: str) -> None:
    changed = copy.deepcopy(kept.signed)
    CHANGES[what](changed)
    assert kept.look(body=json.dumps(changed).encode()).verdict is Verdict.BROKEN


def test_a_proof_may_stand_alone_or_in_a_list(kept: Kept) -> None:
    alone = {**kept.signed, "proof": kept.signed["proof"][0]}
    assert kept.look(body=json.dumps(alone).encode()).verdict is Verdict.VALID


def test_another_key_under_the_same_name_does_not_fit(kept: Kept) -> None:
    forged = prove(kept.document, OTHER_SEED)
    assert kept.look(body=json.dumps(forged).encode()).verdict is Verdict.BROKEN


def test_a_key_that_may_not_sign_credentials_does_not_count(kept: Kept) -> None:
    keys = {**kept.keys, "assertionMethod": [f"{DID}#key-2025-1"]}
    assert kept.look(keys=keys).verdict is Verdict.BROKEN


@pytest.mark.parametrize("form", ["json", "token"])
@pytest.mark.parametrize(("may_be_old", "verdict"), [(True, Verdict.OPEN), (False, Verdict.BROKEN)])
def test_a_key_that_kept_keys_do_not_list_is_to_be_fetched_and_never_believed(
    kept: Kept, form: str, may_be_old: bool, verdict: Verdict
) -> None:
    named = [f"{DID}#key-2026-1", f"{DID}#rsa-2026-1"]
    methods = [one for one in kept.keys["verificationMethod"] if one["id"] not in named]
    old = {**kept.keys, "verificationMethod": methods}
    body = json.dumps(kept.signed) if form == "json" else kept.token
    looked = kept.look(body=body.encode(), keys=old, may_be_old=may_be_old)
    assert looked.verdict is verdict


def test_what_somebody_else_signed_stays_broken_however_old_the_keys_are(kept: Kept) -> None:
    forged = prove(kept.document, OTHER_SEED)
    assert kept.look(body=json.dumps(forged).encode(), may_be_old=True).verdict is Verdict.BROKEN
    elsewhere = prove(kept.document)
    elsewhere["proof"][0]["verificationMethod"] = "did:web:evil.example#key-2026-1"
    assert kept.look(body=json.dumps(elsewhere).encode(), may_be_old=True).verdict is Verdict.BROKEN


LISTS: dict[str, Callable[[], Any]] = {
    "signed by another key": lambda: a_list(seed=OTHER_SEED),
    "of another address": lambda: a_list(number=2),
    "of another issuer": lambda: a_list(issuer="did:web:evil.example"),
    "without a proof": lambda: {k: v for k, v in a_list().items() if k != "proof"},
    "with its bits changed": lambda: {
        **a_list(), "credentialSubject": a_list(9)["credentialSubject"]},
    "that is empty": dict,
}  # fmt: skip


@pytest.mark.parametrize("what", LISTS)
def test_a_forged_list_is_not_believed(kept: Kept, what: str) -> None:
    assert kept.look(statuses=LISTS[what]()).verdict is Verdict.BROKEN


def test_a_set_bit_revokes(kept: Kept) -> None:
    assert kept.look(statuses=a_list(PLACE)).verdict is Verdict.REVOKED


def test_expired_and_early_are_told(make: Make) -> None:
    kept = keep(make(valid_until=date(2026, 11, 23)))
    assert kept.look(datetime(2026, 11, 24, 11, 59, tzinfo=UTC)).verdict is Verdict.VALID
    assert kept.look(datetime(2026, 11, 24, 12, tzinfo=UTC)).verdict is Verdict.EXPIRED
    assert kept.look(datetime(2026, 11, 22, 14, 4, tzinfo=UTC)).verdict is Verdict.EARLY


def test_the_end_is_told_with_its_time_because_the_paper_names_the_day_before(make: Make) -> None:
    kept = keep(make(valid_until=date(2026, 11, 23)))
    assert "Valid until: 23 November 2026" in kept.document["evidence"][0]["narrative"]
    for day, said in (
        (23, "Valid from 2026-11-22 until 2026-11-24, 12:00 UTC."),
        (25, "It was valid until 2026-11-24, 12:00 UTC."),
    ):
        dates = kept.look(datetime(2026, 11, day, tzinfo=UTC)).findings[-1]
        assert (dates.step, dates.reason.sentence()) == (Step.DATES, said)


def test_what_is_missing_leaves_it_open(kept: Kept) -> None:
    assert kept.look(keys=None).verdict is Verdict.OPEN
    assert kept.look(statuses=None).verdict is Verdict.OPEN


def test_a_demonstration_says_so(make: Make) -> None:
    kept = keep(make(demonstration=True))
    assert kept.look().verdict is Verdict.DEMONSTRATION
    revoked = kept.look(statuses=a_list(PLACE))
    assert (revoked.verdict, revoked.is_demonstration) == (Verdict.REVOKED, True)
    lines, code = report(json.dumps(kept.signed).encode(), kept.keys, a_list(PLACE), now=NOW)
    assert code == FAILS
    assert "DEMONSTRATION: it says nothing about a real person." in lines


def test_claims_that_say_something_else_are_refused(kept: Kept) -> None:
    head, _body, signature = kept.token.split(".")
    payload = {**kept.document, "iss": "did:web:evil.example"}
    forged = f"{head}.{signing.encode(json.dumps(payload).encode())}.{signature}"
    with pytest.raises(ValueError, match="claims"):
        tokens.read_token(forged)


@pytest.mark.parametrize("alg", ["none", "HS256", "ES256", "RS512"])
def test_a_token_with_another_algorithm_is_refused(kept: Kept, alg: str) -> None:
    _head, body, signature = kept.token.split(".")
    header = {"alg": alg, "kid": f"{BASE}/keys/rsa-2026-1", "typ": "JWT"}
    with pytest.raises(ValueError, match="not a token signed with RS256"):
        tokens.read_token(f"{signing.encode(json.dumps(header).encode())}.{body}.{signature}")


# ---- status list


def test_bit_0_is_the_left_most_and_the_text_is_short() -> None:
    document = {"credentialSubject": {"statusPurpose": "revocation", "encodedList": ""}}

    def withdrawn(*places: int) -> set[int]:
        document["credentialSubject"]["encodedList"] = bits.encode_bits(places)
        return {place for place in (0, 1, 7, 8, 131_071) if bits.is_withdrawn(document, place)}

    assert withdrawn() == set()
    assert withdrawn(0, 8) == {0, 8}
    assert withdrawn(131_071) == {131_071}
    assert len(bits.encode_bits([])) < 80
    with pytest.raises(ValueError, match="no such place"):
        bits.is_withdrawn(document, 131_072)


def test_the_standards_own_example_of_an_empty_list_reads_as_one() -> None:
    # W3C Bitstring Status List 1.0, example 3
    packed = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"
    document = {"credentialSubject": {"statusPurpose": "revocation", "encodedList": packed}}
    assert not any(bits.is_withdrawn(document, place) for place in range(0, 131_072, 997))


def test_a_list_that_unpacks_to_something_huge_is_cut() -> None:
    import base64  # noqa: PLC0415 - only here
    import gzip  # noqa: PLC0415 - only here

    bomb = "u" + base64.urlsafe_b64encode(gzip.compress(b"\0" * 30_000_000)).decode().rstrip("=")
    document = {"credentialSubject": {"statusPurpose": "revocation", "encodedList": bomb}}
    with pytest.raises(ValueError, match="list"):
        bits.is_withdrawn(document, 131_072 * 9)


# ---- issuer and text


@pytest.mark.parametrize(
    ("base", "name"),
    [
        ("https://learn.example.com", "did:web:learn.example.com"),
        ("https://Learn.Example.com", "did:web:learn.example.com"),
        ("http://127.0.0.1:8000", "did:web:127.0.0.1%3A8000"),
    ],
)
def test_a_host_becomes_the_issuers_name(base: str, name: str) -> None:
    assert did.did_of_site(base) == name
    host = did.host_of(name)
    assert did.document_address(name) == f"https://{host}/.well-known/did.json"


@pytest.mark.parametrize(
    "name", ["did:web:a/b", "did:key:z6Mk", "did:web:", "https://a", "did:web:a%3Ab"]
)
def test_what_is_no_host_is_no_issuer(name: str) -> None:
    assert did.host_of(name) is None


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "a": 2}',
        '{"a": NaN}',
        "[]",
        "7",
        '{"a":' * 5_000,
        '{"a": "' + "x" * 200_001 + '"}',
    ],
)
def test_json_from_strangers_is_read_strictly(text: str) -> None:
    with pytest.raises(ValueError):
        read_json(text)


def test_the_report_says_each_look_and_every_line(kept: Kept) -> None:
    body = json.dumps(kept.signed).encode()
    lines, code = report(body, kept.keys, kept.statuses, now=NOW)
    assert code == 0
    assert lines[:2] == [
        "signature: fits. The signature fits, made with key-2026-1. Not a character was changed since.",
        "issuer: fits. The key is listed by academy.rivermill.example.",
    ]
    assert "Awarded to: Ada Marsh" in lines
    lines, code = report(b"a text", kept.keys, kept.statuses, now=NOW)
    assert code == 1
    assert lines[0].startswith("This is none of the files")
