"""Which credentials were withdrawn, as one string of bits (W3C Bitstring Status List 1.0).

A credential names a list and a place in it. Places are given out at random, so that nobody reads
from them who was certified before whom. Bit 0 is the left-most one.
"""

from __future__ import annotations

import base64
import gzip
import zlib
from collections.abc import Collection, Mapping
from typing import Any

from courseware.credentials.contexts import CREDENTIALS

LENGTH = 131_072
"""Places in a list: the least that the standard allows, so that a look at one place tells nothing."""
MOST_USED = LENGTH // 2
"""A new list begins here, so that a free place is found in two tries on average."""
_PURPOSE = "revocation"
_LONGEST = 64_000


def entry(list_address: str, place: int) -> dict[str, str]:
    """Return what a credential says about its place."""
    return {
        "id": f"{list_address}#{place}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": _PURPOSE,
        "statusListIndex": str(place),
        "statusListCredential": list_address,
    }


def list_document(
    list_address: str, issuer: str, withdrawn: Collection[int], made_at: str
) -> dict[str, Any]:
    """Return the list as a credential of the same issuer, before it is signed."""
    return {
        "@context": [CREDENTIALS],
        "id": list_address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": made_at,
        "credentialSubject": {
            "id": f"{list_address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": _PURPOSE,
            "encodedList": encode_bits(withdrawn),
        },
    }


def encode_bits(withdrawn: Collection[int]) -> str:
    """Return the compressed bits as multibase base64url: `u…`; equal places, equal text."""
    bits = bytearray(LENGTH // 8)
    for place in withdrawn:
        bits[place // 8] |= 0x80 >> place % 8
    packed = gzip.compress(bytes(bits), compresslevel=9, mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def is_withdrawn(document: Mapping[str, Any], place: int) -> bool:
    """Say whether the bit of a place is set in a list; ValueError if it is no such list."""
    bits = _decode(document)
    if not 0 <= place < len(bits) * 8:
        raise ValueError("the list has no such place")
    return bool(bits[place // 8] & 0x80 >> place % 8)


def _decode(document: Mapping[str, Any]) -> bytes:
    subject = document.get("credentialSubject")
    packed = subject.get("encodedList") if isinstance(subject, dict) else None
    if not isinstance(packed, str) or not packed.startswith("u") or len(packed) > _LONGEST:
        raise ValueError("this is no status list")
    if not isinstance(subject, dict) or subject.get("statusPurpose") != _PURPOSE:
        raise ValueError("this is no list of what was withdrawn")
    try:
        raw = base64.urlsafe_b64decode(packed[1:] + "=" * (-len(packed[1:]) % 4))
        # bounded, so that a small text cannot unpack to something huge
        bits = zlib.decompressobj(wbits=31).decompress(raw, LENGTH)
    except (ValueError, zlib.error) as fault:
        raise ValueError("the bits of the list cannot be read") from fault
    return bits
