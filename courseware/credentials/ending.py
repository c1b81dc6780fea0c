"""Why a certificate or a record ended before its time: a code that is public, words for each."""

from __future__ import annotations

from enum import StrEnum

from courseware.sentences import _


class Ending(StrEnum):
    """The reasons; each value is stored and sealed, and therefore kept for ever."""

    SUPERSEDED = "superseded"
    MISTAKE = "mistake"
    UNTRUE = "untrue"
    ASKED = "asked"
    KEY = "key"


WORDS: dict[Ending, str] = {
    Ending.SUPERSEDED: _("It was issued again, for example with a new name."),
    Ending.MISTAKE: _("It was issued by mistake."),
    Ending.UNTRUE: _("What it rests on turned out to be untrue."),
    Ending.ASKED: _("Its holder asked for it."),
    Ending.KEY: _("The key that signed it is no longer to be relied on."),
}
"""What the public page says."""
STAFF_REASONS = (Ending.MISTAKE, Ending.UNTRUE, Ending.ASKED, Ending.KEY)
"""What staff can choose; a credential is superseded by issuing it again."""
