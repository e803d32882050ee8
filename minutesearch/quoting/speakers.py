"""The speakers of a quoted stretch: of those who speak in its passage, the ones whose words it can be."""

from __future__ import annotations

import re
from collections.abc import Iterable

from minutesearch.records import Attribution
from minutesearch.results import QuotePart

__all__ = ["find_speakers"]

#: Where a sentence may end. One too many, behind "Cllr.", moves a border by a few words of the same sentence.
_STOP = re.compile(r"[.?!][”’\"')\]]*+\s++")
_MARKS = re.compile('[“”"]')


def find_speakers(parts: Iterable[QuotePart]) -> tuple[Attribution, ...]:
    """Return the speakers of the stretches that a quotation stands in.

    What a passage reports of somebody begins with the sentence that names them, and ends where the next speaker's
    begins. A speaker who was given beside a text, or is named in the lead-in of a list, speaks in all of it.

    Args:
        parts: The stretches.

    Returns:
        Those whose words the quotation can be, in the order of the text; empty where it stands before all that
        somebody says.
    """
    return tuple(dict.fromkeys(each for part in parts for each in _speakers_of(part)))


def _speakers_of(part: QuotePart) -> list[Attribution]:
    passage = part.located.passage
    text = passage.text if part.text_of == "text" else passage.lead_in or ""
    everywhere, here = [], []
    for each in passage.attributions:
        if not each.is_speech:
            continue
        if each.evidence is not None and each.evidence_in == part.text_of:
            here.append((_begin_of(text, each.evidence.start), each))
        elif each.evidence is None or part.text_of == "text":
            everywhere.append(each)
    begun = [begin for begin, _ in here if begin <= part.span.start]
    first = max(begun, default=part.span.start)
    return everywhere + [each for begin, each in here if first <= begin < part.span.end]


def _begin_of(text: str, evidence: int) -> int:
    """Return where the sentence begins that names a speaker, or the direct speech that it ends."""
    begin = max((stop.end() for stop in _STOP.finditer(text, 0, evidence)), default=0)
    if len(_MARKS.findall(text, begin, evidence)) % 2:
        return max((mark.start() for mark in _MARKS.finditer(text, 0, begin)), default=begin)
    return begin
