"""Folders as a reader without trust looks into them: no link is followed, no number of entries hurts."""

from __future__ import annotations

import os
import re
from pathlib import Path

from courseware.problems import Source

MOST_ENTRIES = 500

_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")


def list_folder(folder: Path, source: Source) -> list[os.DirEntry[str]] | None:
    """Return a folder's entries by name, the first 500; None if there is no folder to look into.

    `source` is that of the folder: what is wrong with it is reported there.
    """
    if folder.is_symlink():
        report_link(source)
        return None
    return list_entries(folder, source)


def list_entries(folder: Path, source: Source) -> list[os.DirEntry[str]] | None:
    """Return the same, also through a link: for the folder that the operator names."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except FileNotFoundError:
        source.error("There is no such folder.", mend="Look at its name and the setting for it.")
        return None
    except OSError as error:
        source.error(f"This folder cannot be read: {error.strerror}.", mend="Let the site read it.")
        return None
    if len(found) > MOST_ENTRIES:
        message = f"A folder may hold at most {MOST_ENTRIES} entries; here are {len(found):,}."
        source.error(message, mend="Keep what belongs to the modules.")
    return found[:MOST_ENTRIES]


def report_link(source: Source) -> None:
    """Report a link: what it leads to may be anything, and lies outside of what is reviewed."""
    source.error("This is a link to another place.", mend="Put the file or folder itself here.")


def is_portable(name: str, source: Source) -> bool:
    """Say whether every system can have a file or folder of this name; else report it.

    `name` is without its ending: Windows takes con.svg for the device, too.
    """
    if not _DEVICE.fullmatch(name):
        return True
    source.error(f"Windows keeps the name “{name}” for a device.", mend="Choose another name.")
    return False
