from __future__ import annotations

import pytest

from courseware.credentials.sealing import CHANCE_BYTES, SealBroken, seal, unseal
from courseware.credentials.signing import decode, encode

SEED, CHANCE = bytes(range(32)), bytes(range(100, 100 + CHANCE_BYTES))
AS = {"secret": "a secret that is long enough for it", "name": "key-2026-1", "public_key": "abcd"}


def test_the_same_secret_opens_it():
    assert unseal(seal(SEED, **AS, chance=CHANCE), **AS) == SEED


def test_nothing_of_the_key_stands_in_it():
    sealed = decode(seal(SEED, **AS, chance=CHANCE))
    assert not any(SEED[at : at + 4] in sealed for at in range(29))
    assert sealed != decode(seal(SEED, **AS, chance=bytes(CHANCE_BYTES)))


@pytest.mark.parametrize(
    "other",
    [{"secret": AS["secret"] + "x"}, {"name": "key-2026-2"}, {"public_key": "abce"}],
    ids=["another secret", "another name", "another public key"],
)
def test_it_opens_for_nothing_else(other: dict[str, str]):
    sealed = seal(SEED, **AS, chance=CHANCE)
    with pytest.raises(SealBroken) as broken:
        unseal(sealed, **AS | other)
    assert broken.value.__cause__ is None
    assert AS["secret"] not in str(broken.value)


@pytest.mark.parametrize("at", [0, 15, 16, 27, 28, -1])
def test_one_changed_byte_breaks_the_seal(at: int):
    raw = bytearray(decode(seal(SEED, **AS, chance=CHANCE)))
    raw[at] ^= 1
    with pytest.raises(SealBroken):
        unseal(encode(bytes(raw)), **AS)


@pytest.mark.parametrize("sealed", ["", "x", "AAAA", "no base64 at all"])
def test_what_is_no_seal_does_not_open(sealed: str):
    with pytest.raises(SealBroken):
        unseal(sealed, **AS)


@pytest.mark.parametrize("count", [0, CHANCE_BYTES - 1, CHANCE_BYTES + 1])
def test_too_little_chance_is_refused(count: int):
    with pytest.raises(ValueError, match="random bytes"):
        seal(SEED, **AS, chance=bytes(count))
