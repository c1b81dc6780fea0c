"""The issuer's name, `did:web:HOST`, and the document of its keys that a checker fetches.

Trust in it is trust in the host's name and its certificate. A host with a port writes it as `%3A`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from courseware.credentials import multibase, signing

_CONTEXT = [
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/multikey/v1",
    "https://w3id.org/security/jwk/v1",
]
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?(?::[1-9]\d{0,4})?")
RS256 = "RS256"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key as the site lists it for ever: name, algorithm, public half.

    `public`: base64url; 32 bytes for Ed25519, for RS256 the DER of SubjectPublicKeyInfo.
    """

    name: str
    algorithm: str
    public: str


def did_of(host: str) -> str:
    """Return the issuer's name of a host, such as `did:web:learn.example.com`.

    ValueError for what is no host, with what to write instead.
    """
    if not _HOST.fullmatch(host):
        raise ValueError("Write the host alone, in small letters, such as learn.example.com.")
    return "did:web:" + host.replace(":", "%3A")


def did_of_site(base: str) -> str:
    """Return the issuer's name of a site's address, such as https://learn.example.com."""
    return did_of(urlsplit(base).netloc.lower())


def host_of(did: str) -> str | None:
    """Return the host of an issuer's name, or None if it is not `did:web` of a whole host."""
    host = did.removeprefix("did:web:").replace("%3A", ":")
    return host if did.startswith("did:web:") and _HOST.fullmatch(host) else None


def document_address(did: str) -> str | None:
    """Return where the keys of an issuer are published."""
    host = host_of(did)
    return None if host is None else f"https://{host}/.well-known/did.json"


def method_of(did: str, key: str) -> str:
    """Return the address of a key in the issuer's document: `did:web:HOST#key-2026-1`."""
    return f"{did}#{key}"


def did_document(did: str, keys: Iterable[PublicKey], base: str) -> dict[str, Any]:
    """Return the issuer's document: every key it ever had, because what they signed stays checkable.

    `base` is the site's address; an RSA key carries the address that tokens name it by.
    """
    methods = [_method(did, key, base) for key in keys]
    return {
        "@context": _CONTEXT,
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [one["id"] for one in methods],
    }


def key_address(base: str, key: str) -> str:
    """Return the address of one RSA key as a JWK; tokens name their key by it."""
    return f"{base}/keys/{key}"


def jwk_of(key: PublicKey, base: str) -> dict[str, str]:
    """Return an RSA key as the one JWK (RFC 7517) that its address answers with."""
    from cryptography.hazmat.primitives.asymmetric.rsa import (  # noqa: PLC0415 - 8 MB, seldom needed
        RSAPublicKey,
    )
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415 - as above
        load_der_public_key,
    )

    public = load_der_public_key(signing.decode(key.public))
    if not isinstance(public, RSAPublicKey):
        raise TypeError(f"{key.name} is no RSA key")
    numbers = public.public_numbers()
    return {
        "kty": "RSA",
        "kid": key_address(base, key.name),
        "alg": RS256,
        "use": "sig",
        "n": _number(numbers.n),
        "e": _number(numbers.e),
    }


def find_ed25519(document: Mapping[str, Any], method: str) -> bytes | None:
    """Return the Ed25519 key that an issuer's document lists at this address, or None."""
    found = _find(document, method)
    try:
        return multibase.read_multikey(found["publicKeyMultibase"]) if found else None
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def find_jwk(document: Mapping[str, Any], address: str) -> Mapping[str, str] | None:
    """Return the RSA key that an issuer's document lists under the address in a token, or None."""
    for one in _methods(document):
        jwk = one.get("publicKeyJwk")
        if isinstance(jwk, dict) and jwk.get("kid") == address and jwk.get("kty") == "RSA":
            return jwk
    return None


def lists(document: Mapping[str, Any], address: str) -> bool:
    """Say whether an issuer's document names a key of this address at all, of whatever kind or use."""
    jwks = (one.get("publicKeyJwk") for one in _methods(document))
    named = [one.get("kid") for one in jwks if isinstance(one, dict)]
    return address in [*(one.get("id") for one in _methods(document)), *named]


def _find(document: Mapping[str, Any], method: str) -> Mapping[str, Any] | None:
    allowed = document.get("assertionMethod")
    if not isinstance(allowed, list) or method not in allowed:
        return None
    return next((one for one in _methods(document) if one.get("id") == method), None)


def _methods(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    listed = document.get("verificationMethod")
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _method(did: str, key: PublicKey, base: str) -> dict[str, Any]:
    method: dict[str, Any] = {"id": method_of(did, key.name), "controller": did}
    if key.algorithm == RS256:
        return method | {"type": "JsonWebKey", "publicKeyJwk": jwk_of(key, base)}
    public = multibase.multikey(signing.decode(key.public))
    return method | {"type": "Multikey", "publicKeyMultibase": public}


def _number(number: int) -> str:
    return signing.encode(number.to_bytes((number.bit_length() + 7) // 8))
