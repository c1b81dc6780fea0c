"""A demonstration serves this machine only: anything that comes from elsewhere is refused."""

from __future__ import annotations

from ipaddress import ip_address

from flask import Flask, abort, request

_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")


def _is_loopback_name(host: str) -> bool:
    name = host.rsplit(":", 1)[0] if host.count(":") == 1 or host.startswith("[") else host
    name = name.strip("[]")
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _refuse_strangers() -> None:
    if any(name in request.headers for name in _FORWARDED):
        abort(403)
    if not _is_loopback_name(request.host) or not _is_loopback_name(request.remote_addr or ""):
        abort(403)


def init_app(app: Flask) -> None:
    """Guard a demonstration."""
    app.before_request(_refuse_strangers)
