"""`python -m courseware.credentials FILE --keys did.json --status list.json`: no site, no settings."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from courseware.credentials.offline import read_kept, report


def main() -> int:
    """Read the files, print the report."""
    parser = argparse.ArgumentParser(
        prog="python -m courseware.credentials",
        description="Check a certificate, a badge or a token without the site that issued it.",
    )
    parser.add_argument("file", type=Path, help="PDF, PNG, JSON or JWT")
    parser.add_argument("--keys", type=Path, help="the issuer's did.json")
    parser.add_argument("--status", type=Path, help="the status list that it names")
    given = parser.parse_args()
    try:
        body, keys, statuses = given.file.read_bytes(), _read(given.keys), _read(given.status)
    except (OSError, ValueError) as fault:
        parser.error(str(fault))
    lines, code = report(body, keys, statuses, now=datetime.now(UTC))
    sys.stdout.write("\n".join(lines) + "\n")
    return code


def _read(path: Path | None) -> dict[str, Any] | None:
    try:
        return None if path is None else read_kept(path.read_text("utf-8"))
    except ValueError as fault:
        raise ValueError(f"{path} cannot be read: {fault}.") from fault


if __name__ == "__main__":
    sys.exit(main())
