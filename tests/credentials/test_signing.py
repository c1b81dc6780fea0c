from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.credentials.signing import (
    Purpose,
    decode,
    encode,
    fits,
    key_name,
    message,
    public_key_of,
    sign,
)

# RFC 8032, section 7.1: secret key, public key, message, signature
VECTORS = {
    "TEST 1, nothing": (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    "TEST 2, one byte": (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    "TEST 3, two bytes": (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
}
SEED, OTHER_SEED = bytes(range(32)), bytes(range(1, 33))
TEXT = '{"holder":"Łukasz Żółć","result":"passed"}'
SIGNED = message(Purpose.MODULE_RECORD, TEXT)


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS.keys())
def test_it_is_the_ed25519_of_the_standard(vector: tuple[str, str, str, str]):
    seed, public, signed, signature = (bytes.fromhex(part) for part in vector)
    assert decode(public_key_of(seed)) == public
    assert decode(sign(seed, signed)) == signature
    assert fits(encode(signature), signed, encode(public))


def test_what_was_signed_fits_and_signing_again_gives_the_same():
    assert fits(sign(SEED, SIGNED), SIGNED, public_key_of(SEED))
    assert sign(SEED, SIGNED) == sign(SEED, SIGNED)


@pytest.mark.parametrize(
    "changed",
    [
        message(Purpose.MODULE_RECORD, TEXT.replace("Łukasz", "Łukaśz")),
        message(Purpose.MODULE_RECORD, TEXT + " "),
        message(Purpose.MODULE_RECORD, ""),
        TEXT.encode(),
        b"courseware.certificate.1\n" + TEXT.encode(),
        b"courseware.module-record.2\n" + TEXT.encode(),
    ],
    ids=["one letter", "one space", "nothing", "no purpose", "another purpose", "another form"],
)
def test_another_message_does_not_fit(changed: bytes):
    assert not fits(sign(SEED, SIGNED), changed, public_key_of(SEED))


def test_another_key_does_not_fit():
    assert not fits(sign(SEED, SIGNED), SIGNED, public_key_of(OTHER_SEED))


def bad_signatures() -> list[str]:
    good = sign(SEED, SIGNED)
    raw = decode(good)
    flipped = bytes([raw[0] ^ 1]) + raw[1:]
    return [
        good[:-1], good[:-2], good + "A", encode(raw[:-1]), encode(raw[:32]), encode(flipped),
        encode(bytes(64)), "", "=", good + "==", " " + good, good + "\n", good[:-1] + "é",
    ]  # fmt: skip


@pytest.mark.parametrize("signature", bad_signatures())
def test_a_signature_that_was_cut_or_changed_does_not_fit(signature: str):
    assert not fits(signature, SIGNED, public_key_of(SEED))


@pytest.mark.parametrize("key", ["", "x", "A" * 42, "A" * 44, encode(bytes(31)), encode(bytes(32))])
def test_what_is_no_key_fits_nothing(key: str):
    assert not fits(sign(SEED, SIGNED), SIGNED, key)


@given(st.text(), st.text())
def test_no_two_texts_have_one_message(one: str, other: str):
    if one.isprintable() and other.isprintable():
        same = message(Purpose.MODULE_RECORD, one) == message(Purpose.MODULE_RECORD, other)
        assert same == (one == other)


def test_a_purpose_is_one_line_and_is_kept_for_ever():
    assert [one.value for one in Purpose] == ["courseware.module-record.1"]
    assert all("\n" not in one.value for one in Purpose)


@given(st.binary(max_size=70))
def test_bytes_have_one_text(raw: bytes):
    text = encode(raw)
    assert decode(text) == raw
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@pytest.mark.parametrize("text", ["A", "AB=", "AB==", "A+", "A/", "A b", "AB\n", "AR", "é"])
def test_another_writing_of_bytes_is_refused(text: str):
    with pytest.raises(ValueError, match="base64url"):
        decode(text)


@pytest.mark.parametrize(
    ("taken", "name"),
    [
        ([], "key-2026-1"),
        (["key-2026-1"], "key-2026-2"),
        (["key-2025-1"], "key-2026-1"),
        (["key-2026-1", "key-2026-2", "key-2026-10"], "key-2026-3"),
    ],
)
def test_a_key_has_the_next_name_of_its_year(taken: list[str], name: str):
    assert key_name(2026, taken) == name
