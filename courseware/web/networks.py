"""Where a request comes from, for what is counted by network."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from flask import request

from courseware.records.throttle import digest

__all__ = ["digest", "network"]
HOUSE = 64
"""Bits. Each network with IPv6 has 2^64 addresses to itself, so all of them count as one."""


def network() -> str:
    """Return the digest of the network that asks."""
    typed = request.remote_addr or ""
    try:
        address = ip_address(typed)
    except ValueError:
        return digest(typed)  # a socket file, or a proxy that writes words
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return digest(str(ip_network((int(address), HOUSE), strict=False)))
    return digest(str(getattr(address, "ipv4_mapped", None) or address))
