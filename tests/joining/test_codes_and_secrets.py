"""Codes for paper and the secrets of links: made anew from a nonce, forgiving when typed, never equal."""

from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.codes import read_code, write_code
from courseware.joining.secrets import SLIP_LENGTH, Seed, bind, hash_secret, secret_of

SITE, OTHER_SITE = "s" * 40, "t" * 40
SEEDS = st.builds(
    Seed,
    purpose=st.sampled_from(["invitation", "reset", "email", "registration"]),
    nonce=st.binary(min_size=16, max_size=16).map(bytes.hex),
    is_slip=st.booleans(),
)


@given(st.binary(min_size=13, max_size=20), st.integers(1, 20))
def test_a_code_is_read_as_it_was_written(chance: bytes, length: int) -> None:
    code = write_code(chance, length)
    assert read_code(code, length) == code
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{1,4}(-[0-9A-HJKMNP-TV-Z]{1,4})*", code)


@given(st.binary(min_size=8, max_size=8), st.randoms(use_true_random=False))
def test_a_code_is_read_as_people_type_it(chance: bytes, dice: st.DataObject) -> None:
    code = write_code(chance, SLIP_LENGTH)
    likes = {"0": "0Oo", "1": "1IiLl"}
    typed = "".join(
        dice.choice(likes.get(one, one + one.lower()))  # type: ignore[attr-defined]
        + dice.choice(["", "", " ", "-", "\u2013", "\u00a0"])  # type: ignore[attr-defined]
        for one in code.replace("-", "")
    )
    assert read_code(typed, SLIP_LENGTH) == code


@pytest.mark.parametrize(
    "typed",
    ["", "-", "7K3M", "7K3M-Q2WX-94T", "7K3M-Q2WX-94TBB", "7K3M-Q2WX-94TU", "7K3M_Q2WX_94TB",
     "7K3M-Q2WX-94T\u0422", "٧K3M-Q2WX-94TB", "7K3M-Q2WX-94TB\x00", "-" * 300],
)  # fmt: skip
def test_what_is_no_code_is_not_guessed(typed: str) -> None:
    assert read_code(typed, SLIP_LENGTH) is None


def test_a_code_needs_its_bits() -> None:
    with pytest.raises(ValueError, match="60 bits"):
        write_code(b"1234567", 12)


def test_the_bits_of_a_code_are_all_used() -> None:
    codes = {write_code(hashlib.sha256(bytes([n])).digest(), 12) for n in range(256)}
    assert len(codes) == 256
    for place in (0, 5, 13):
        assert len({code[place] for code in codes}) > 24


@given(SEEDS)
def test_a_secret_is_made_again_from_its_nonce(seed: Seed) -> None:
    secret = secret_of(seed, site_secret=SITE)
    assert secret == secret_of(seed, site_secret=SITE)
    assert (read_code(secret, SLIP_LENGTH) is not None) == seed.is_slip
    assert len(secret) == (14 if seed.is_slip else 43)
    assert re.fullmatch(r"[A-Za-z0-9_-]+", secret)


@given(SEEDS, SEEDS)
def test_two_seeds_have_two_secrets_and_two_hashes(one: Seed, other: Seed) -> None:
    if one == other:
        return
    first, second = (secret_of(seed, site_secret=SITE) for seed in (one, other))
    assert first != second
    assert hash_secret(one.purpose, first, site_secret=SITE) != hash_secret(
        other.purpose, second, site_secret=SITE
    )


@given(SEEDS)
def test_what_is_stored_leads_nowhere_without_the_site_s_own(seed: Seed) -> None:
    secret = secret_of(seed, site_secret=SITE)
    hashed = hash_secret(seed.purpose, secret, site_secret=SITE)
    assert secret != secret_of(seed, site_secret=OTHER_SITE)
    assert hashed != hash_secret(seed.purpose, secret, site_secret=OTHER_SITE)
    assert seed.nonce not in hashed
    assert secret not in hashed
    assert hashed != hashlib.sha256(secret.encode()).hexdigest()


@given(SEEDS)
def test_a_secret_for_one_purpose_is_unknown_for_every_other(seed: Seed) -> None:
    secret = secret_of(seed, site_secret=SITE)
    hashes = {
        hash_secret(purpose, secret, site_secret=SITE)
        for purpose in ("invitation", "reset", "email", "registration")
    }
    assert len(hashes) == 4


@given(SEEDS)
def test_a_code_as_it_was_typed_has_the_hash_of_its_written_form(seed: Seed) -> None:
    slip = secret_of(Seed(seed.purpose, seed.nonce, is_slip=True), site_secret=SITE)
    typed = slip.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert hash_secret("invitation", typed, site_secret=SITE) == hash_secret(
        "invitation", slip, site_secret=SITE
    )


FACTS = st.lists(st.none() | st.text(max_size=20), min_size=2, max_size=2)


@given(FACTS, FACTS)
def test_a_binding_changes_when_any_fact_does(before: list[str], after: list[str]) -> None:
    assert (bind(*before) == bind(*after)) == (before == after)
