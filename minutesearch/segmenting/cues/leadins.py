"""Recognition of lead-ins, the sentences that introduce lists."""

from __future__ import annotations

import re
from functools import lru_cache

from minutesearch.segmenting.text.sentences import ends_sentence, iter_words, last_sentence

__all__ = ["announces_list", "lead_of", "raises_points", "raises_questions"]

_ANNOUNCING = re.compile(r"(?:[:–—]\s*-?|\s-|as follows\s*;)\Z")
_QUESTIONS = re.compile(
    r"\b(?:questions?|queries)\b[^.:]{0,60}\b(?:includ|follow|were|raised|asked)\w*|\b(?:raised|asked|posed"
    r"|put)\b[^.:]{0,60}\b(?:questions|queries)\b",
    re.IGNORECASE,
)
#: The entries under such a lead-in answer the questions that it mentions.
_ANSWERS = re.compile(
    r"in (?:response|reply|answer)\b|[^.:]{0,160}\b(?:responded to|replied to|answered)\b", re.IGNORECASE
)
_OTHERS = re.compile(
    r"\b(?:points|comments|concerns|observations|issues|views|suggestions|remarks)\b", re.IGNORECASE
)


def announces_list(text: str, *, before_marker: bool) -> bool:
    """Return whether a text introduces a list.

    Args:
        text: A paragraph or line.
        before_marker: Whether the first label of a list, or a bullet, comes next: then the text need not end in a
            colon, if it does not end as a sentence either.
    """
    if _ANNOUNCING.search(text[-40:].rstrip()):
        return True
    return before_marker and not ends_sentence(text) and sum(1 for _ in iter_words(text[-400:])) >= 3


@lru_cache(maxsize=8)
def lead_of(text: str) -> str:
    """Return the sentence of a paragraph that introduces its list: the last."""
    return last_sentence(text) or text


def raises_points(lead_in: str) -> bool:
    """Return whether a lead-in announces points made, none of which answers the one before."""
    return _OTHERS.search(lead_in[-1000:]) is not None and _ANSWERS.match(lead_in) is None


def raises_questions(lead_in: str) -> bool:
    """Return whether a lead-in announces questions only, and not points and comments too."""
    if _ANSWERS.match(lead_in):
        return False
    return _QUESTIONS.search(lead_in[-1000:]) is not None and _OTHERS.search(lead_in[-1000:]) is None
