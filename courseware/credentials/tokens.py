"""The same credential as VC-JWT: RS256 over its JSON (RFC 7515, Open Badges 3.0 section 8.2.4).

The claims repeat what the body says, because checkers of tokens look there: iss, sub, jti, nbf, exp.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from courseware.credentials.did import RS256
from courseware.credentials.signing import decode, encode
from courseware.credentials.snapshot import canonical_json
from courseware.credentials.strict_json import read_json

RSA_BITS = 3072
LONGEST = 100_000
"""No token of ours is longer; what is longer is refused before it is worked on."""
_HEADER = {"alg", "kid", "typ"}
_CLAIMS = {"iss", "sub", "jti", "nbf", "exp"}


def new_private_key() -> bytes:
    """Make an RSA key of 3,072 bits: PKCS #8 in DER. Takes up to a second."""
    from cryptography.hazmat.primitives.asymmetric.rsa import (  # noqa: PLC0415 - seldom needed
        generate_private_key,
    )
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415 - as above
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    key = generate_private_key(65_537, RSA_BITS)
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def open_private_key(private_key: bytes) -> Any:
    """Return a key ready to sign; its numbers are proved once here, which takes 30 ms."""
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415 - seldom needed
        load_der_private_key,
    )

    return load_der_private_key(private_key, None)


def public_half(opened: Any) -> str:
    """Return the public half of an opened key: SubjectPublicKeyInfo in DER, as base64url."""
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415 - seldom needed
        Encoding,
        PublicFormat,
    )

    public = opened.public_key()
    return encode(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def make_token(document: Mapping[str, Any], *, opened: Any, key_address: str) -> str:
    """Return the token of a credential without proof, signed with a key of `open_private_key`."""
    from joserfc import jws  # noqa: PLC0415 - 9 MB that only the signing process needs
    from joserfc.jwk import RSAKey  # noqa: PLC0415 - as above

    header = {"alg": RS256, "kid": key_address, "typ": "JWT"}
    payload = canonical_json({**document, **_claims(document)})
    return jws.serialize_compact(header, payload.encode(), RSAKey.import_key(opened))


def read_token(token: str) -> tuple[dict[str, Any], str]:
    """Return the credential in a token and the address of the key it names; nothing is believed yet.

    ValueError if it is no token of this kind, or if its claims say something else than the body.
    """
    header, payload = _parts(token)
    if header.keys() != _HEADER or (header["alg"], header["typ"]) != (RS256, "JWT"):
        raise ValueError("this is not a token signed with RS256")
    document = {name: value for name, value in payload.items() if name not in _CLAIMS}
    try:
        claims = _claims(document)
    except (KeyError, TypeError, ValueError) as fault:
        raise ValueError("the token holds no credential") from fault
    if {name: payload[name] for name in payload.keys() & _CLAIMS} != claims:
        raise ValueError("the claims of the token say something else than its credential")
    return document, str(header["kid"])


def token_fits(token: str, jwk: Mapping[str, str]) -> bool:
    """Say whether a token was signed with the private half of this RSA key."""
    from joserfc import errors, jws  # noqa: PLC0415 - 9 MB; a check of a token needs it
    from joserfc.jwk import RSAKey  # noqa: PLC0415 - as above

    try:
        key = RSAKey.import_key({"kty": "RSA", "n": jwk["n"], "e": jwk["e"]})
        jws.deserialize_compact(token, key, algorithms=[RS256])
    except (errors.JoseError, ValueError, KeyError, TypeError):
        return False
    return True


def _claims(document: Mapping[str, Any]) -> dict[str, Any]:
    issuer = document["issuer"]  # a status list names it alone
    claims = {
        "iss": issuer["id"] if isinstance(issuer, dict) else issuer,
        "sub": document["credentialSubject"]["id"],
        "jti": document["id"],
        "nbf": _seconds(document["validFrom"]),
    }
    if "validUntil" in document:
        claims["exp"] = _seconds(document["validUntil"])
    return claims


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())


def _parts(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    pieces = token.strip().split(".")
    if len(token) > LONGEST or len(pieces) != 3:  # noqa: PLR2004 - header, body, signature
        raise ValueError("this is no token")
    try:
        return read_json(decode(pieces[0]).decode()), read_json(decode(pieces[1]).decode())
    except ValueError as fault:
        raise ValueError("this is no token") from fault
