"""Endings that are none of the motion's: those named within the words moved, or on a condition."""

from __future__ import annotations

import re

from minutesearch.records import Span

__all__ = ["is_among_words", "is_conditional", "is_within_words"]

_THING = r"(?:amendments?|motions?|propositions?|proposals?|recommendations?|resolutions?)"
#: Behind these begin the words moved: "moved, seconded by Ash, that", "Motion by Ash to".
_HEAD = re.compile(
    rf"\b(?:mov(?:ed|es)|propos(?:ed|es)|second(?:ed|s)?|{_THING})\b"
    r"[^.;]{0,160}?\b(?:that|to)\s",
    re.IGNORECASE,
)
#: The end of "the motion that was", "the resolution which", ", which had been".
_RELATIVE = re.compile(
    rf"\b{_THING}\b(?:[^,.;]{{0,60}}\s(?:which|that)(?:\s(?:had|has|have))?|[^.;]{{0,60}},\swhich\s(?:had|has|have))"
    r"\s(?:\w+ly\s)?\Z",
    re.IGNORECASE,
)
_NO_COMMA = re.compile(rf"\b{_THING}\b[^,.;]{{0,60}}\Z", re.IGNORECASE)
_NAMED = re.compile(rf"\b{_THING}\b", re.IGNORECASE)
#: Behind an ending: "(carried) in March be rescinded"; not "(agreed) that it be", "(carried) and would be".
_BE = re.compile(
    r"(?:(?!\b(?:that|to)\b|[.;]).){0,120}?(?<!\bwould )(?<!\bwill )(?<!\bshould )(?<!\bcan )"
    r"(?<!\bcould )(?<!\bmay )(?<!\bmust )(?<!\bcannot )\bbe\s\w",
    re.IGNORECASE | re.DOTALL,
)
#: Before "motion passed", where it is what is to be rescinded: "rescind the".
_OBJECT = re.compile(
    r"\s*(?:(?!and\b|but\b)[a-z]+\s){0,3}(?:the|an?|any|this|his|her|their|(?:[\w.]+\s){0,3}\w+[’']s?)\s"
    r"(?:(?:last|previous|earlier|original|council|committee)\s)?\Z",
    re.IGNORECASE,
)
#: The end of what ends the words moved: "..., and the".
_BREAK = re.compile(r"(?:[,;:–—]|\b(?:and|but|it|this|which)\b)\s*(?:\w+\s){0,3}\Z", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:if|whether|unless|until|in\scase|in\sthe\sevent\sthat|should\s(?:the|this|that|it))\b"
    r"(?:(?!\band\b)(?:[^,.;:–—]|(?<=\b(?:Mr|Ms|Dr|Cr|St))\.|(?<=\bMrs)\.|(?<=\bCllr)\.)){0,80}\Z",
    re.IGNORECASE,
)
_REACH = 500


def _words_before(text: str, sentence: Span, place: int) -> int | None:
    """Return where the words moved begin that a place stands behind in its sentence; None without any."""
    head = None
    for head in _HEAD.finditer(text, max(sentence.start, place - _REACH), place):
        if not _RELATIVE.search(text, head.start(), head.end()):
            break
    return head.end() if head is not None else None


def is_within_words(text: str, sentence: Span, ending: Span) -> bool:
    """Return whether an ending is of a motion that the words moved name: "to rescind the motion passed in May"."""
    start = _words_before(text, sentence, ending.start)
    if start is None:
        return False
    first = text[ending.start : ending.end].split()[0]
    if _RELATIVE.search(text, start, ending.start) is not None:
        return True
    noun = _NAMED.fullmatch(first) is not None
    if first.lower() == "which" and _NO_COMMA.search(text, start, ending.start) is not None:
        return True  # "the resolution which was adopted"
    if noun and _OBJECT.fullmatch(text, start, ending.start) is not None:
        return True
    named = noun or _NAMED.search(text, start, ending.start) is not None
    return named and _BE.match(text, ending.end, sentence.end) is not None


def is_among_words(text: str, sentence: Span, ending: Span) -> bool:
    """Return whether no comma and no "and" parts an ending from the words moved: "that the proposal was lost"."""
    start = _words_before(text, sentence, ending.start)
    return start is not None and _BREAK.search(text, max(start, ending.start - 100), ending.start) is None


def is_conditional(text: str, sentence: Span, ending: Span) -> bool:
    """Return whether an ending is only supposed or asked for: "warned that if the motion was carried"."""
    return _CONDITION.search(text, max(sentence.start, ending.start - 100), ending.start) is not None
