"""A demonstration serves this machine only: anything that comes from elsewhere is refused."""

from __future__ import annotations

from ipaddress import ip_address

from flask import Flask, abort, request

_FORWARDED = {"forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip"}


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
    names = {name.lower() for name in request.headers.keys()}  # noqa: SIM118 - it is no dict
    if names & _FORWARDED or any(name.startswith("x-forwarded-") for name in names):
        abort(403)
    if not _is_loopback_name(request.host) or not _is_loopback_name(request.remote_addr or ""):
        abort(403)


def init_app(app: Flask) -> None:
    """Guard a demonstration: a stranger is refused before anything else is looked at."""
    app.before_request_funcs.setdefault(None, []).insert(0, _refuse_strangers)
