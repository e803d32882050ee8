"""Finding of the bodies that a head names, each with what speaks for it as the one that met."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from minutesearch.reading.heads.bodies.body_names import has_verb, is_page_title, looks_like_council
from minutesearch.reading.heads.bodies.body_spans import LONE_NOUNS, BodySpan, find_body_spans
from minutesearch.reading.heads.letterhead import PRESENT
from minutesearch.reading.heads.opening_sentence import is_of_other_day, join_opening
from minutesearch.reading.layout.days import FoundDay, find_day

__all__ = ["LOCAL", "OPENS", "SAID", "Mention", "find_mentions"]

#: "Minutes of the", "a special meeting of the".
_OF = re.compile(
    r"\b(?:minutes?|meeting|proceedings|session|hearing|record|notes|decisions|summary|a\.?g\.?m\.?|resolutions)\s"
    r"(?:\([^)]{2,40}\)\s)?(?:of|for|from|at|(?:(?:taken|made)\s)?by)\s(?:(?:the|an?)\s)?(?:[\w-]+\s){0,3}?\Z",
    re.IGNORECASE,
)
#: What stands behind a name whose meeting it was, or above, and is no part of it.
_SORT = (
    r"(?:draft|(?:un)?approved|open|regular|special|ordinary|extra-?ordinary|annual|general|monthly|public|work|study"
    r"|quarterly|emergency)"
)
_MEETS = re.compile(
    rf"\W{{0,4}}(?:\([^)]{{2,40}}\)\W{{0,3}})?(?:{_SORT}\b\W{{0,2}}){{0,3}}"
    r"(?:(?:trustees|directors|governors|members|committee|board)[’']?\s)?"
    r"(?:meetings?|minutes?|agenda|sessions?|a\.?g\.?m\.?|hearing|workshop|notes)\b",
    re.IGNORECASE,
)
#: "The Elm Town Board held its regular meeting on": with a time, a day or the word itself.
_HOLDS = re.compile(
    r"(?:,\s[A-Z]\w+)?,?\s(?:(?:was|were)\s)?(?:(?:duly|regularly)\s)?(?:met|held|convened)\b"
    r"(?=.*(?:[0-9]|\b(?:session|meeting)\b))",
    re.IGNORECASE | re.DOTALL,
)
#: How a line ends whose name goes on in the next, and how that begins.
_ENDS_OPEN = re.compile(r"(?:\b(?:of|and|for|the|on|in)|[,&]|\w-)\Z", re.IGNORECASE)
_AND = re.compile(r"\s?(?:of|and|&)\b", re.IGNORECASE)
#: Between a council and its committee: "Elm Council’s Roads Committee", "Elm Council, Roads Committee".
_OWNS = re.compile(r"[’']?s?,?(?:\s[–—-])?\s")
#: A place, or somebody who came from there.
_AT = re.compile(r"\b(?:at|in|via|from|with|to|venue)\W{1,3}(?:the\s)?\Z", re.IGNORECASE)
_FIELD = re.compile(
    r"(?:committee|body|board|group|meeting(?:\s(?:of|title))?|(?:title|name)\sof\s(?:meeting|committee))\s?:\s*\Z",
    re.IGNORECASE,
)
#: The same as the head of a column: "COMMITTEE   Elm Panel   DATE   3 May 2021".
_FIELD_ALONE = re.compile(r"(?:committee|body|name\sof\s(?:meeting|committee))\W?", re.IGNORECASE)
_LABEL = re.compile(r"\A[^:]{2,40}:\s")
#: "Monday, March 9th, 2026: Elm Board Meeting Agenda".
_DATED = re.compile(r"\A\W*(?:\w+day\b)?\W*\Z", re.IGNORECASE)
#: "City Commission, Elmford, Florida".
_PLACED = re.compile(r"(?:,\s(?:[A-Z][\w.]+\s?){1,3}){1,2}")
#: "Patient Participation Group – Elm Surgery": whose it is, behind a dash.
_WHOSE = re.compile(r"\s[–—-]\s(?:[A-Z][\w’'.]*\s?){1,4}")
#: Councils without committees that are told from them.
LOCAL = re.compile(r"\b(?:parish|community|town|village)\scouncil\Z", re.IGNORECASE)
#: What a headline has beside a name: the kind of page, the sort of meeting, when.
_NOISE = re.compile(
    rf"\b(?:{_SORT}|minutes?|meetings?|agenda|(?:un)?official|(?:un)?confirmed|final|notes|record|hearings?|session"
    r"|workshop|retreat|joint|statutory|inaugural|(?:re)?organi[sz]ation(?:al)?|a\.?g\.?m\.?|held|page|of|on|for|at"
    r"|the|an?|and|no|full|adjourned|virtual|hybrid|online|zoom|summary|action|proceedings|from|to|am|pm|noon|hours"
    r"|hrs|registered|charity|number|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september"
    r"|october|november|december)\b|\([^)]{0,40}\)|\s/\s.*|[ap]\.m\.|[\d\W_]",
    re.IGNORECASE,
)
_SAYS_MET = re.compile(r"\b(?:minutes?|agm|meeting)\b", re.IGNORECASE)
#: Behind the name of a local council these say that it met itself, whatever the sort of its meeting.
_OF_PARISH = re.compile(r"\b(?:parish|community|town|village|council)\b", re.IGNORECASE)
_HELD = re.compile(r"\bheld\b", re.IGNORECASE)
#: Minutes, and of no sort of meeting.
_BARE_TITLE = re.compile(r"(?:(?:draft|unapproved|approved)\s)?minutes(?:\sof\s(?:the\s)?meeting)?", re.IGNORECASE)
#: Nouns that name a body if they stand on one of the first lines with nothing beside them.
_TITLES = frozenset(("executive", "board", "assembly", "senate"))
#: What speaks for a name, from what can hardly be said of another body to what may be.
SAID, _HEADS, _ALONE, _BESIDE_DAY, OPENS = 5, 4, 3, 3, 1
_WITHIN, _NAMED_WITHIN, _TOP, _LONGEST_LINE = 30, 10, 3, 400


class Mention(NamedTuple):
    """A name with what speaks for it."""

    #: The name as printed, in small letters where it is so anywhere.
    name: str
    #: The lines on which it stands.
    lines: frozenset[int]
    #: What speaks most for it.
    best: int
    #: Whether it is said to have met.
    met: bool


def find_mentions(texts: Sequence[str]) -> Iterator[Mention]:
    """Yield each mention of a body that may be the one that met; those below a label of attendance are not."""
    for at, text in enumerate(texts[:_WITHIN]):
        if PRESENT.match(text):
            return
        line = text[:_LONGEST_LINE]
        if not line or ">" in line or "»" in line:
            continue
        spans = find_body_spans(line)
        if not spans:
            yield from _find_below(texts, at)
        if not spans or is_page_title(line) or is_of_other_day(line):
            continue
        if (broken := _find_broken(texts, at, line)) is not None:
            yield Mention(broken.name, frozenset((at,)), SAID, True)
            spans = [span for span in spans if span.start < broken.start]
        day = find_day(line)
        is_bare = not _NOISE.sub("", _without(line, spans, day))
        for each, span in enumerate(spans):
            best = _weigh(texts, at, span, is_bare=is_bare, is_dated=day is not None)
            if _is_said(line, spans, each):
                best = SAID
            if best:
                met = best != _ALONE or day is not None or _is_of_minutes(texts, at, span)
                yield Mention(span.name, frozenset((at,)), best, met and best > OPENS)


def _find_below(texts: Sequence[str], at: int) -> Iterator[Mention]:
    """Yield the bodies of a sentence that opens on a line and names them on one of the next."""
    sentence = join_opening(texts, at)[:_LONGEST_LINE]
    spans = find_body_spans(sentence) if not is_of_other_day(sentence) else []
    for each, span in enumerate(spans):
        if _is_said(sentence, spans, each):
            yield Mention(span.name, frozenset((at,)), SAID, True)


def _find_broken(texts: Sequence[str], at: int, line: str) -> BodySpan | None:
    """Return the body of a sentence that opens on a line whose name goes on in the next; None without one.

    "MINUTES OF A MEETING OF THE DISTRICT OF ELM-" above "OAK HELD IN", "of the Elm Climate, Trees and Water" above
    "Policy Committee held on".
    """
    sentence = join_opening(texts, at)[:_LONGEST_LINE]
    spans = find_body_spans(sentence) if not is_of_other_day(sentence) else []
    for each, span in enumerate(spans):
        if span.start < len(line) < span.end and _is_said(sentence, spans, each):
            behind = sentence[span.end :]
            goes_on = _ENDS_OPEN.search(line) or _HOLDS.match(behind) or _MEETS.match(behind)
            return span if goes_on or _AND.match(sentence[len(line) :]) else None
    return None


def _is_said(text: str, spans: Sequence[BodySpan], at: int) -> bool:
    """Return whether words before a name say that its meeting it was, or stand before its council's beside it."""
    if _OF.search(text[: spans[at].start]):
        return True
    above = spans[at - 1] if at else None
    if above is None or not looks_like_council(above.name):
        return False
    return _OWNS.fullmatch(text[above.end : spans[at].start]) is not None and _is_said(text, spans, at - 1)


def _weigh(texts: Sequence[str], at: int, span: BodySpan, *, is_bare: bool, is_dated: bool) -> int:
    """Return how much speaks for a mention; 0 for one that is passed over.

    Args:
        texts: The lines of the head.
        at: Which of them it is on.
        span: The mention.
        is_bare: Whether its line has nothing but names and words of a headline.
        is_dated: Whether its line has a day.
    """
    text = texts[at][:_LONGEST_LINE]
    before, after = text[: span.start], text[span.end :]
    if (day := find_day(before)) is not None and _DATED.match(before[: day.start] + before[day.end :]):
        before = ""
    above = f"{texts[at - 1]} {before}" if at and not before.strip() else before
    if _AT.search(before) or (_AT.search(above) and not texts[at - 1].endswith(":")):
        return 0
    is_field = _FIELD.search(before) is not None or (
        at > 0 and not before.strip() and _FIELD_ALONE.fullmatch(texts[at - 1]) is not None
    )
    if _OF.search(above) or _HOLDS.match(after) or (is_field and not _NOISE.sub("", after)):
        return SAID
    is_title = at < _TOP and not (before + after).strip() and span.name.lower() in _TITLES
    is_lone = span.name.lower() in LONE_NOUNS and not is_title
    is_listed = before.rstrip().endswith(",") and _NOISE.sub("", before)
    if is_lone or is_listed or at >= _NAMED_WITHIN or has_verb(text) or (_LABEL.match(before) and not is_field):
        return 0
    if _MEETS.match(after):
        return _HEADS
    if is_bare or (not before.strip() and _PLACED.fullmatch(after)):
        return _ALONE
    if (
        at < _TOP
        and not before.strip()
        and _WHOSE.fullmatch(after)
        and any(map(_SAYS_MET.search, texts[at + 1 : at + 3]))
    ):
        return _ALONE
    if (is_dated and not before.strip(" ,-–—:")) or "minutes" in before.lower():
        return _BESIDE_DAY
    return 0 if before.strip() else OPENS


def _is_of_minutes(texts: Sequence[str], at: int, span: BodySpan) -> bool:
    """Return whether the line of a name, or what stands below it, says that minutes of it follow."""
    if _SAYS_MET.search(texts[at]):
        return True
    below = texts[at + 1 : at + 3]
    is_local = LOCAL.search(span.name) is not None
    if is_local and below and _SAYS_MET.search(below[0]):
        found = find_day(below[0])
        # Where it was held is behind: "Minutes of the meeting of 3 May 2021 held in the Elm Hall".
        end = min(
            found.end if found else len(below[0]),
            held.start() if (held := _HELD.search(below[0])) else len(below[0]),
        )
        return not _NOISE.sub("", _OF_PARISH.sub("", _without(below[0], [], found)[:end]))
    day = find_day(below[0]) if len(below) > 1 and PRESENT.match(below[1]) else None
    if day is not None and not _without(below[0], [], day).strip(" .,"):
        return True  # "Elm Parish Council" over the day and who was present
    titles = [text for text in below if not _BARE_TITLE.fullmatch(text)]
    return len(titles) < len(below) and all(find_day(text) for text in titles)


def _without(text: str, spans: Sequence[BodySpan], day: FoundDay | None) -> str:
    """Return what a line has beside names and the day."""
    edges = [(span.start, span.end) for span in spans] + ([(day.start, day.end)] if day else [])
    for start, end in edges:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
