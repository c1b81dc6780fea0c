"""Why no try may start now, in the reader's words: the same for the learner and the manager."""

from __future__ import annotations

from courseware.quizzes.attempts import Refused
from courseware.web.language import moment, say, when


def refusal_words(refused: Refused) -> str:
    """Return the sentence, with its times in the reader's own zone where one is known."""
    opens, tried = refused.opens_at, refused.tried_at
    return say(
        refused.told(
            "" if opens is None else when(opens), "" if tried is None else moment(tried, "date")
        )
    )
