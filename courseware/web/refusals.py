"""Why no try may start now, in the reader's words: the same for the learner and the manager."""

from __future__ import annotations

from courseware.quizzes.attempts import Refused
from courseware.web.language import say, when


def refusal_words(refused: Refused) -> str:
    """Return the sentence, with the time in the reader's own zone where one is known."""
    if refused.opens_at is None:
        return say(refused.reason)
    return say(refused.told(when(refused.opens_at)))
