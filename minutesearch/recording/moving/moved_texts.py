"""Reading of what was moved where it stands in other passages: entries of a list, a quotation, "THAT Council"."""

from __future__ import annotations

import re

from minutesearch.recording.moving.item_motions import ItemMotions
from minutesearch.recording.moving.sentences.sentence_acts import words_moved
from minutesearch.recording.voting.tallies import read_parts
from minutesearch.records import Kind, Passage, Span
from minutesearch.segmenting.cues.cue_phrases import ENDING
from minutesearch.segmenting.cues.leadins import lead_of
from minutesearch.segmenting.moving.act_words import Role
from minutesearch.segmenting.moving.moving_acts import read_acts

__all__ = ["ends_over_votes", "take_words", "text_of"]

_QUOTE = re.compile(r"\s*[“\"‘']")
_THAT = re.compile(r"(?:THAT|That)\b")
#: The label of a side that a passage breaks off at: "Ayes: Ash, Birch. Nays:".
_COUNTS = re.compile(
    r"\b(?:ayes?|yeas?|nays?|noes|abst\w+|absent|opposed|against|in favou?r|votes?)\s*:\s*\Z", re.IGNORECASE
)

#: Over the names of those who voted.
_AS_FOLLOWS = re.compile(
    r"(?:the\s)?(?:motion|resolution)\s(?:was\s)?(?:carried|passed|adopted|approved|defeated|lost)"
    r"\s(?:as\sfollows|(?:by|on|with)\sthe\sfollowing\s(?:roll[ -]call\s)?votes?)\s?[:;.]?",
    re.IGNORECASE,
)


def ends_over_votes(text: str) -> bool:
    """Return whether a text is only the end of a motion over who voted: "The motion carried as follows:"."""
    return _AS_FOLLOWS.fullmatch(text.strip()) is not None


def take_words(motions: ItemMotions, place: int, passage: Passage) -> bool:
    """Take "THAT Council approve the plan" below who moved and seconded it for the words of the motion."""
    draft = motions.last
    if draft is None or draft.text is not None or draft.outcome is not None or passage.lead_in is not None:
        return False
    if not _THAT.match(passage.text) or not (draft.is_shown_at(place - 1) or draft.is_shown_at(place - 2)):
        return False
    draft.text = passage.text
    draft.show(place, Span(0, len(passage.text)))
    return True


def text_of(motions: ItemMotions, place: int, passage: Passage, sentence: Span) -> str | None:
    """Return the text moved: list entries under the passage, a quotation after it, or its clause; or None."""
    lead, parts = lead_of(passage.text), list[str]()
    for later in range(place + 1, len(motions.passages)):
        other = motions.passages[later]
        hangs = other.lead_in == lead and other.kind is not Kind.DECISION and not _COUNTS.search(lead)
        if read_parts(other.text, voting=True) or ENDING.fullmatch(other.text) or ends_over_votes(other.text):
            break  # how it was voted on
        quoted = _is_open("\n".join(parts)) if parts else later == place + 1 and _QUOTE.match(other.text)
        acts = read_acts(other.text)
        seconds = bool(acts) and acts[0].role is Role.SECONDS and not acts[0].evidence.start
        # A quotation that is never closed ends where the next motion is moved.
        moves = (not quoted or bool(parts)) and (seconds or len({act.role for act in acts}) > 1)
        if moves or not (hangs or quoted):
            break
        parts.append(other.text)
        if other.kind is not Kind.DECISION:
            motions.taken.add(later)
    return "\n".join(parts) if parts else words_moved(passage.text, sentence)


def _is_open(text: str) -> bool:
    """Return whether a quotation goes on in the next paragraph."""
    return text.count("“") > text.count("”") or (text[:1] == '"' and text.count('"') % 2 == 1)
