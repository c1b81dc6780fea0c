"""The mail server of a site, read from one address such as smtp://name:password@host:587."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit


class Tls(StrEnum):
    """How the way to the mail server is kept private."""

    NONE = "none"
    STARTTLS = "starttls"
    FROM_THE_START = "tls"


PORTS = {Tls.NONE: 25, Tls.STARTTLS: 587, Tls.FROM_THE_START: 465}
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over, and how. The password shows in no repr, log or page."""

    host: str
    port: int
    tls: Tls
    user: str = ""
    password: str = field(default="", repr=False)


def read_mail_server(text: str) -> MailServer:
    """Read the address of a mail server; raises ValueError with what to write instead.

    No message quotes the address: it holds a password. Without encryption only a server on this
    machine is taken, because links that open accounts go this way.
    """
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as fault:
        raise ValueError("has a port or host that cannot be read") from fault
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("must look like smtp://user:password@mail.example.com:587")
    if parts.path.strip("/") or parts.fragment:
        raise ValueError("goes on after the port; write / ? # in a password as %2F %3F %23")
    tls = _tls(parts)
    if bool(parts.username) != bool(parts.password):
        raise ValueError("needs a user together with a password, or neither")
    return MailServer(
        host=parts.hostname,
        port=PORTS[tls] if port is None else port,
        tls=tls,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def is_mail_address(text: str) -> bool:
    """Say whether a plain address is written as most mail servers take it, without a name around it."""
    return _ADDRESS.fullmatch(text) is not None


def _tls(parts: SplitResult) -> Tls:
    """Return how the connection is encrypted: by its scheme, by `?tls=`, or safely by default."""
    options = parse_qs(parts.query, keep_blank_values=True)
    if set(options) - {"tls"} or len(options.get("tls", [])) > 1:
        raise ValueError("knows one option only: ?tls=starttls or ?tls=none")
    named = options.get("tls", [""])[0]
    if parts.scheme == "smtps":
        if named:
            raise ValueError("is encrypted from the start with smtps://; leave ?tls= away")
        return Tls.FROM_THE_START
    if named not in {"", Tls.STARTTLS, Tls.NONE}:
        raise ValueError("knows one option only: ?tls=starttls or ?tls=none")
    is_here = _is_loopback(parts.hostname or "")
    if named == Tls.NONE and not is_here:
        raise ValueError("would send links that open accounts unencrypted; leave ?tls=none away")
    return Tls(named or (Tls.NONE if is_here else Tls.STARTTLS))


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
