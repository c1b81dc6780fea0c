"""Whether this site can send mail."""

from __future__ import annotations

from flask import current_app

from courseware.config import Settings


def mail_is_possible() -> bool:
    """Say whether letters go out as mail; pages warn where something needs it.

    In a demonstration nothing leaves, but operators can read there what would have been sent.
    """
    settings: Settings = current_app.config["COURSEWARE"]
    return settings.sends_mail or settings.demo
