"""A private key at rest: encrypted under the site's secret, bound to its name and public key."""

from __future__ import annotations

from courseware.credentials.signing import ALGORITHM, decode, encode

SALT_BYTES, NONCE_BYTES = 16, 12
CHANCE_BYTES = SALT_BYTES + NONCE_BYTES
"""How many random bytes one sealing uses."""
_USE = b"courseware.signing-key.1"


class SealBroken(Exception):  # noqa: N818 - it is an answer, not a fault of ours
    """The secret does not open this seal: it was changed, or the row was."""


def seal(seed: bytes, *, secret: str, name: str, public_key: str, chance: bytes) -> str:
    """Return a private key encrypted with AES-256-GCM, as base64url of salt, nonce and text.

    The encrypting key is HKDF-SHA-256 of `secret` with a salt of its own. `chance`: exactly
    CHANCE_BYTES bytes from a cryptographic source, never used before.
    """
    if len(chance) != CHANCE_BYTES:
        raise ValueError(f"{CHANCE_BYTES} random bytes are needed, not {len(chance)}")
    # Imported here because only the process that signs needs it, never a web worker's start.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - see above

    salt, nonce = chance[:SALT_BYTES], chance[SALT_BYTES:]
    sealed = AESGCM(_derive(secret, salt)).encrypt(nonce, seed, _bound_to(name, public_key))
    return encode(salt + nonce + sealed)


def unseal(sealed: str, *, secret: str, name: str, public_key: str) -> bytes:
    """Return the private key; SealBroken if the secret, the name or the public key is another."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - as in `seal`
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as in `seal`

    try:
        raw = decode(sealed)
        salt, nonce, text = raw[:SALT_BYTES], raw[SALT_BYTES:CHANCE_BYTES], raw[CHANCE_BYTES:]
        return AESGCM(_derive(secret, salt)).decrypt(nonce, text, _bound_to(name, public_key))
    except (InvalidTag, ValueError):
        # "from None": what failed is said, and nothing of the key or the secret comes along
        raise SealBroken(f"{name} cannot be opened with this secret key") from None


def _derive(secret: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - as in `seal`
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415 - as in `seal`

    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=_USE).derive(secret.encode())


def _bound_to(name: str, public_key: str) -> bytes:
    return f"{ALGORITHM}\n{name}\n{public_key}".encode()
