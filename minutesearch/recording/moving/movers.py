"""Reading of who moved and who seconded, each named by itself: "moved by Cllr Hill", "Foster moved"."""

from __future__ import annotations

import re

from minutesearch.recording.printed.printed_names import iter_names, read_name_at, read_surname_at
from minutesearch.records import Span
from minutesearch.segmenting.cues.moving_away import goes_elsewhere
from minutesearch.segmenting.people.speech import read_speeches

__all__ = ["MOVED_BY", "SECONDED_BY", "find_mover", "find_seconder"]

MOVED_BY = re.compile(
    r"\b(?:(?:proposer|mover)(?=\s?:)|moved|proposed|put forward|tabled|(?:submitted|standing) in the names? of"
    r"|(?:on|upon) (?:(?:the|a) )?(?:proposal|proposition|motion)(?: of|(?=\sby\b))"
    r"|(?:motion|amendment)(?:\swas)?(?:\smade)?(?=\sby\b)"
    r"|\Aby(?=:[^.;]{3,60}\bseconded by)|made(?=\sby\s[A-Z][^.;]{2,60}?,?\s(?:and\s)?second))\b"
    r"(?:\s(?:formally|jointly|by))*\s*:?\s*"
    # "A motion was made to enter closed session by Councilman Hill, seconded by Councilman Marsh".
    r"|\bmotion\s(?:was made|to)\b(?:[^.;]|(?<=\d)\.(?=\d)){0,250}?(?<!seconded)\sby\s"
    r"(?=(?-i:[A-Z])[^.;,]{2,60},?\s(?:and\s)?second)"
    r"|\bmotion was made(?:\sat\s[\d.:]+\s?[ap]\.?m\.?)?\sby\s(?=(?-i:[A-Z]))",
    re.IGNORECASE,
)
SECONDED_BY = re.compile(r"\bsecond(?:ed\b(?:\s(?:formally|by))*|\sby\b)\s*:?\s*|\bseconder\s*:\s*", re.IGNORECASE)
_ACTED = re.compile(
    r"\s(?:\([^()]{1,40}\)\s)?(?:then\s|also\s|formally\s|duly\s)*"
    r"(?P<verb>moved|proposed|seconded|made (?:a|the) motion)\b(?!\sby\b)"
)
#: Before a verb that has a subject.
_OBJECT = re.compile(r"[\w)’]\s\Z")
#: "Foster moved, Nguyen seconded, to approve the minutes": surnames by themselves.
_BARE_ACT = re.compile(
    r"(?<!\S)(?P<name>(?:[A-Z]\.\s|[A-Z][a-z]+\s)?[A-Z][^\W\d_]+(?:[-’'][^\W\d_]+)*)\s"
    r"(?P<verb>moved|proposed|seconded|made (?:a|the) motion)\b"
)


def _find_active(text: str, sentence: Span, verbs: tuple[str, ...]) -> Span | None:
    """Return the person right before the verb: Cllr Ash in "Cllr Ash proposed Cllr Elm"."""
    if not any(verb in text[sentence.start : sentence.end] for verb in verbs):
        return None
    for name in iter_names(text, *sentence):
        verb = _ACTED.match(text, name.end, sentence.end)
        if verb is not None and verb["verb"] in verbs and not goes_elsewhere(text, verb.end()):
            return name
    return None


def _without_bracket(text: str, start: int, end: int) -> Span:
    """Return the span of a mover without "(seconded by Councillor Marsh)" behind the name."""
    bracket = text.find(" (second", start, end)
    return Span(start, bracket if bracket > start else end)


def find_mover(text: str, sentence: Span) -> Span | None:
    """Return the span of the person whom a sentence names as moving something; None without one."""
    return _find(text, sentence, MOVED_BY, ("moved", "proposed", "made a motion", "made the motion"))


def find_seconder(text: str, sentence: Span) -> Span | None:
    """Return the span of the person whom a sentence names as seconding; None without one."""
    return _find(text, sentence, SECONDED_BY, ("seconded",))


def _find(text: str, sentence: Span, pattern: re.Pattern[str], verbs: tuple[str, ...]) -> Span | None:
    active = _find_active(text, sentence, verbs)
    if active is not None:
        return active
    for match in pattern.finditer(text, *sentence):
        if match[0].strip() in verbs and _OBJECT.search(text, sentence.start, match.start()):
            continue  # "CC proposed June Hoad as chair": whom somebody proposed
        verb = match[0].lower().rstrip(" :")
        name = read_name_at(text, match.end(), bare=verb.endswith("by") or verb == "seconded")
        if name is not None and name.end <= sentence.end:
            return name
    stretch = text[sentence.start : sentence.end]
    if not any(verb in stretch for verb in verbs):
        return None
    for speech in read_speeches(stretch):
        if any(speech.verb == verb.split()[0] for verb in verbs if verb in stretch):
            return _without_bracket(
                text, sentence.start + speech.subject.start, sentence.start + speech.subject.end
            )
    for match in _BARE_ACT.finditer(text, *sentence):
        name = read_surname_at(text, match.start("name"))
        before = text[: match.start("name")][-4:]
        at_start = match.start("name") == sentence.start or before.endswith((", ", "; ", ": ", "and "))
        at_start = at_start and not goes_elsewhere(text, match.end())
        if match["verb"] in verbs and at_start and name is not None and name.end == match.end("name"):
            return name
    return None
