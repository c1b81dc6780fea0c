"""Data Integrity `eddsa-rdfc-2022`: the proof inside a credential (W3C vc-di-eddsa, section 3.2).

PyLD brings a document into its canonical form. It drops terms that no context defines without a
word, so that they would not be signed: whoever signs or believes a document checks its shape first
(`shape.py`). PyLD and lxml, which it loads, cost a process 18 MB: they are imported by the first
proof only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from courseware.credentials import multibase, signing
from courseware.credentials.contexts import load

SUITE = "eddsa-rdfc-2022"
_NAMES = {"type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue"}


def options_of(*, method: str, created: str) -> dict[str, str]:
    """Return a proof before it is signed: by which key (`did:web:HOST#name`) and when."""
    return {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": created,
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }


def hash_data(document: Mapping[str, Any], options: Mapping[str, str]) -> bytes:
    """Return the 64 bytes that are signed: SHA-256 of the options, then SHA-256 of the document.

    `document` has no proof. Raises ValueError for a document with another context than a badge's.
    """
    inside = {"@context": document["@context"], **options}
    return _digest(inside) + _digest(document)


def add_proof(
    document: Mapping[str, Any], options: Mapping[str, str], sign: Callable[[bytes], bytes]
) -> dict[str, Any]:
    """Return the document with its proof; `sign` makes the Ed25519 signature of 64 bytes."""
    value = multibase.encode(sign(hash_data(document, options)))
    return {**document, "proof": [{**options, "proofValue": value}]}


def proof_of(document: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the one proof of a document; ValueError if it is not one of our kind."""
    proof = document.get("proof")
    if isinstance(proof, list) and len(proof) == 1:
        proof = proof[0]
    if not isinstance(proof, dict) or proof.keys() != _NAMES:
        raise ValueError("there is not exactly one proof with the usual parts")
    if not all(isinstance(value, str) for value in proof.values()):
        raise ValueError("a part of the proof is no text")
    wanted = ("DataIntegrityProof", SUITE, "assertionMethod")
    if (proof["type"], proof["cryptosuite"], proof["proofPurpose"]) != wanted:
        raise ValueError(f"the proof is not of the kind {SUITE}")
    return proof


def proof_fits(document: Mapping[str, Any], public_key: bytes) -> bool:
    """Say whether the proof of a document was made with this key (32 bytes) over exactly it."""
    proof = proof_of(document)
    bare = {name: value for name, value in document.items() if name != "proof"}
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    try:
        value = multibase.decode(proof["proofValue"])
    except ValueError:
        return False
    signature, key = signing.encode(value), signing.encode(public_key)
    return signing.fits(signature, hash_data(bare, options), key)


def _digest(document: Mapping[str, Any]) -> bytes:
    from pyld import jsonld  # noqa: PLC0415 - the reason stands above

    options: Any = {
        "algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": load,
    }  # fmt: skip
    try:
        canonical = jsonld.normalize(dict(document), options)
    except jsonld.JsonLdError as fault:
        raise ValueError("the document cannot be brought into its canonical form") from fault
    return hashlib.sha256(canonical.encode()).digest()
