"""Comparison of a resolution with what was moved before it: whether it can be of the same matter."""

from __future__ import annotations

import re

from minutesearch.recording.moving.outcomes import names_motion
from minutesearch.segmenting.cues.decision_openings import begins_decision
from minutesearch.segmenting.people.topics import read_topic
from minutesearch.segmenting.text.sentences import iter_words
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["resolves"]

#: A shorter resolution need share no word with what was moved: "Resolved accordingly."
_SHORT_RESOLUTION = 40
_STEM = 5
_NOT = re.compile(r"\b(?:not|no|never)\b", re.IGNORECASE)
_OF_RESOLUTIONS = word_set(
    "resol agree counc commi board cabin meeti membe moved secon would shoul unani after there that’s these which"
)


def resolves(resolution: str, moved: str | None) -> bool:
    """Return whether a resolution may be of what was moved: words of it, or "Resolved accordingly."."""
    if not begins_decision(resolution) and read_topic(resolution) is not None:
        return False  # "Electricity: It was agreed to go on as before" is of another matter
    if moved is None or len(resolution) < _SHORT_RESOLUTION or names_motion(resolution):
        return True
    if (_NOT.search(moved) is None) != (_NOT.search(resolution) is None):
        return False  # "that the minutes are no true record", and then that they are
    theirs = _stems(resolution)
    return not theirs or any(stem in theirs for stem in _stems(moved))


def _stems(text: str) -> set[str]:
    """Return the beginnings of the longer words of a text, without those of every resolution."""
    return {
        word.lower[:_STEM]
        for word in iter_words(text)
        if len(word.text) >= _STEM and word.lower[:_STEM] not in _OF_RESOLUTIONS
    }
