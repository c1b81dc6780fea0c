"""Settings: read from the environment (or a .env file), each typed and explained."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from courseware.mail_server import MailServer, is_mail_address, read_mail_server

PROJECT = Path(__file__).resolve().parent.parent
MIGRATIONS = PROJECT / "migrations"
PREFIX = "COURSEWARE_"
SHORTEST_SECRET = 32


class SettingError(ValueError):
    """A setting that cannot work, in one line for the operator."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs between sites. Each field is an environment variable COURSEWARE_<NAME>."""

    database_url: str
    """Where records are kept: `sqlite:////path/courseware.db` or `postgresql+psycopg://…`."""
    secret_key: str = field(repr=False)
    """Signs cookies and opens the signing keys. At least 32 characters; made by itself only in demo mode."""
    base_url: str
    """The address that people type and that certificates print, without a slash at the end."""
    demo: bool
    """Demonstration: demo people may sign in with one button; only this machine is served."""
    modules_dir: Path
    """The folder with the curriculum as files."""
    instance_dir: Path
    """Where the embedded database and the demo's key live."""
    proxy_hops: int
    """How many reverse proxies stand before us; 0 means that no forwarded header is believed."""
    max_body_mb: int
    """The largest request that is read, in megabytes."""
    workers: int
    """How many web processes `flask serve` starts."""
    smtp_url: MailServer | None = None
    """The mail server, such as `smtp://user:password@host:587`; without one letters wait in the inbox only."""
    mail_from: str = ""
    """The address that mail comes from; a mail server needs it."""

    @property
    def sends_mail(self) -> bool:
        """Say whether mail leaves this site; out of a demonstration none ever does."""
        return self.smtp_url is not None and not self.demo

    @property
    def is_https(self) -> bool:
        """Say whether cookies may be limited to https."""
        return self.base_url.startswith("https://")


def variables() -> list[str]:
    """Return the names of all environment variables that are read."""
    return [PREFIX + field.name.upper() for field in fields(Settings)]


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read the settings; raises SettingError with one clear line."""

    def value(name: str, default: str = "") -> str:
        return environ.get(PREFIX + name, "").strip() or default

    demo = _flag(value("DEMO", "0"), "DEMO")
    instance = Path(value("INSTANCE_DIR", str(PROJECT / "instance"))).resolve()
    return Settings(
        database_url=_database_url(
            value("DATABASE_URL", f"sqlite:///{instance / 'courseware.db'}")
        ),
        secret_key=_secret(value("SECRET_KEY"), instance, demo=demo),
        base_url=_base_url(value("BASE_URL", "http://127.0.0.1:8000")),
        demo=demo,
        modules_dir=Path(value("MODULES_DIR", str(PROJECT / "modules"))).resolve(),
        instance_dir=instance,
        proxy_hops=_number(value("PROXY_HOPS", "0"), "PROXY_HOPS", 0, 5),
        max_body_mb=_number(value("MAX_BODY_MB", "12"), "MAX_BODY_MB", 1, 100),
        workers=_number(value("WORKERS", "2"), "WORKERS", 1, 64),
        smtp_url=_mail_server(value("SMTP_URL"), value("MAIL_FROM")),
        mail_from=_mail_from(value("MAIL_FROM")),
    )


def _flag(text: str, name: str) -> bool:
    if text.lower() in {"1", "true", "yes", "on"}:
        return True
    if text.lower() in {"0", "false", "no", "off"}:
        return False
    raise SettingError(f"{PREFIX}{name} is {text!r}. Write 1 or 0.")


def _number(text: str, name: str, low: int, high: int) -> int:
    if not text.isdigit() or not low <= int(text) <= high:
        raise SettingError(
            f"{PREFIX}{name} is {text!r}. Write a whole number from {low} to {high}."
        )
    return int(text)


def _database_url(text: str) -> str:
    if text.startswith("sqlite:") and not text.startswith("sqlite:////"):
        raise SettingError(
            f"{PREFIX}DATABASE_URL is {text!r}. Write the whole path: sqlite:////srv/courseware.db."
        )
    if not text.startswith(("sqlite:", "postgresql+psycopg:")):
        raise SettingError(
            f"{PREFIX}DATABASE_URL must begin with sqlite:// or postgresql+psycopg://."
        )
    return text


def _base_url(text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise SettingError(
            f"{PREFIX}BASE_URL is {text!r}. Write the whole address, such as https://learn.example.com."
        )
    return text.rstrip("/")


def _mail_server(text: str, mail_from: str) -> MailServer | None:
    """Return the mail server. What is wrong is said without the address: it holds a password."""
    if not text:
        return None
    if not mail_from:
        raise SettingError(
            f"{PREFIX}MAIL_FROM is not set. Set it to the address that mail comes from, such as "
            "academy@example.com."
        )
    try:
        return read_mail_server(text)
    except ValueError as fault:
        raise SettingError(f"{PREFIX}SMTP_URL {fault}.") from None


def _mail_from(text: str) -> str:
    if text and not is_mail_address(text):
        raise SettingError(
            f"{PREFIX}MAIL_FROM is {text!r}. Write an address alone, such as academy@example.com."
        )
    return text


def _secret(text: str, instance: Path, *, demo: bool) -> str:
    """Return the key; a demo makes its own and keeps it, every other site must set one."""
    if text:
        if len(text) < SHORTEST_SECRET:
            raise SettingError(
                f"{PREFIX}SECRET_KEY is too short. Use at least {SHORTEST_SECRET} characters."
            )
        return text
    if not demo:
        raise SettingError(
            f"{PREFIX}SECRET_KEY is not set. Set it to a long random text, for example from: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
        )
    kept = instance / "demo-secret-key"
    if not kept.exists():
        instance.mkdir(parents=True, exist_ok=True)
        kept.write_text(secrets.token_urlsafe(48))
        kept.chmod(0o600)
    return kept.read_text().strip()
