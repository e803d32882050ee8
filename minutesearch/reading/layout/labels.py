"""Detection of the labels that divide an item on a meeting's page, also where they run on in one line."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence
from enum import StrEnum

from minutesearch.pages import Hint, Line
from minutesearch.reading.layout.lines import trim

__all__ = ["PartLabel", "find_part_label", "is_action_link", "is_bars", "split_labels"]


class PartLabel(StrEnum):
    """The part of an item that a label opens."""

    MINUTES = "minutes"
    DECISION = "decision"
    DOCUMENTS = "documents"


_WORDS = {
    PartLabel.MINUTES: r"(?:draft )?minutes|cofnodion|discussions?",
    PartLabel.DECISION: r"(?:draft )?decisions?|penderfyniad(?:au)?|resolutions?",
    PartLabel.DOCUMENTS: (
        r"(?:additional|supporting|accompanying|background) documents?|dogfennau (?:ychwanegol|ategol)"
        r"|dogfen ategol"
    ),
}
_LABELS = {part: re.compile(rf"(?:{words})\s{{0,3}}:", re.IGNORECASE) for part, words in _WORDS.items()}
_BARE = {part: re.compile(words, re.IGNORECASE) for part, words in _WORDS.items()}
#: Labels that no sentence has in its middle with a capital and a colon.
_INLINE = re.compile(
    r"(?<=\s)(?:(?:Additional|Supporting|Accompanying) documents?:|Minutes:|Decision:|Dogfennau ychwanegol:|"
    r"Cofnodion:)(?=\s|$)"
)
_INLINE_DOCUMENTS = re.compile(r"(?<=\s)(?:Additional|Supporting|Accompanying) documents?:(?=\s|$)")
#: What makes a label the title of an item: its number alone before it ("3. Minutes:"), or "5. Planning Decision:".
_NUMBERED = re.compile(
    r"[|\s]*\(?[0-9]{1,4}[.)]?\s+(?:[/|–—-]\s+)?(?:(?:Planning|Appeals?|Previous|Last|Approval of)\s+)?",
)
#: Words before a label that make it one of a sentence: "the draft Minutes:".
_BEFORE = frozenset(
    {"the", "of", "previous", "last", "draft", "these", "their", "from", "approve", "confirm", "on"}
)
#: Words that "Minutes:" goes on from in a title, where few lines have it inside: "1. Previous Meeting Minutes:".
_OF_TITLE = frozenset({"meeting", "council", "board", "committee", "commission", "session"})
_FEW_INSIDE = 2
_ACTION = re.compile(
    r"[•·*-]?\s*(?:share this item|view (?:the )?(?:background|decision|reasons|list|declarations|additional|"
    r"minutes|"
    r"issue)[^.]{0,120}|skip to content|back to top|rhannu’?'?r eitem hon)\.?",
    re.IGNORECASE,
)
#: "Draft Meeting Minutes: September 21, 2017" is the headline of a page.
_DATED = re.compile(
    r"\s*(?:[A-Z][a-z]{2,9},?\s)?(?:[A-Z][a-z]{2,9}\.?\s[0-9]{1,2},?\s[0-9]{4}|[0-9]{1,2}(?:st|nd|rd|th)?\s[A-Z][a-z]{2,9}\s[0-9]{4})"
)
#: "Board Meeting Minutes: 2021-05-03": the words before a label that make it a headline, which are a line's first.
_OF_MEETING = re.compile(r"\W*(?:[A-Z][\w’'-]*\s+){0,3}Meeting\s+")
_LONGEST_LABEL = 60
_BARS = re.compile(r"[\s|+:=-]*\|[\s|+:=-]*")


def find_part_label(text: str, *, bare: bool = False) -> PartLabel | None:
    """Return the label that a line consists of; None if it says anything else.

    Args:
        text: The line.
        bare: Whether a label without a colon counts too, as on pages where none has one.
    """
    trimmed = trim(text)
    if not bare and not trimmed.endswith(":"):
        return None  # most lines
    plain = " ".join(trimmed.split())
    if len(plain) > _LONGEST_LABEL:
        return None
    patterns = _BARE if bare and not plain.endswith(":") else _LABELS
    return next((part for part, pattern in patterns.items() if pattern.fullmatch(plain)), None)


def is_action_link(text: str) -> bool:
    """Return whether a line is a link to act on the item ("Share this item"), and no part of the minutes."""
    return len(text) < 200 and _ACTION.fullmatch(" ".join(trim(text).split())) is not None


def is_bars(text: str) -> bool:
    """Return whether a line consists only of the bars of a table."""
    return len(text) < 200 and _BARS.fullmatch(text) is not None


def split_labels(lines: Sequence[Line]) -> list[Line]:
    """Put labels that run on with other words onto lines of their own.

    "Minutes: Apologies were received" is two lines, everywhere. In the middle of a line only what no sentence has
    ("Additional documents:") is taken for a label, but for pages where no "Minutes:" stands at the start of
    a line or several stand inside one: those were printed a row to a line.
    """
    inside = sum(
        len(_INLINE.findall(line.text)) for line in lines if "inutes:" in line.text or "ofnodion:" in line.text
    )
    alone = sum(find_part_label(line.text) is PartLabel.MINUTES for line in lines)
    pattern = _INLINE if inside and alone <= inside else _INLINE_DOCUMENTS
    if inside <= _FEW_INSIDE and any(map(_ends_title, lines)):
        pattern = _INLINE_DOCUMENTS
    split: list[Line] = []
    for line in lines:
        if ":" not in line.text or line.hint is Hint.TEXT:
            split.append(line)
            continue
        split += _split_line(line, pattern)
    return split


def _ends_title(line: Line) -> bool:
    """Return whether "Minutes:" stands in a line behind what it is of."""
    return any(
        last[0].lower() in _OF_TITLE
        for match in _INLINE.finditer(line.text)
        if (last := line.text[: match.start()].rsplit(None, 1)[-1:])
    )


def _split_line(line: Line, pattern: re.Pattern[str]) -> list[Line]:
    text = line.text
    cuts: list[int] = []
    start = len(text) - len(text.lstrip())
    at = start
    while (opening := _opening_label(text, at)) is not None:
        cuts += [at, opening]
        at = opening + len(text[opening:]) - len(text[opening:].lstrip())
    for match in pattern.finditer(text, at):
        if not _goes_on(text[start : match.start()]) and not _DATED.match(text, match.end()):
            cuts += [match.start(), match.end()]
    edges = sorted({0, *cuts, len(text)})
    parts = [text[begin:end] for begin, end in itertools.pairwise(edges)]
    parts = [part for part in parts if trim(part)]
    if len(parts) < 2:
        return [line]
    first, *rest = parts
    return [
        dataclasses.replace(line, text=trim(first)),
        *(dataclasses.replace(line, text=trim(part), starts_block=True, gap=0) for part in rest),
    ]


def _goes_on(before: str) -> bool:
    """Return whether the words before a label make it a title or a part of their sentence."""
    # A pattern that looks for the last word from the first on would look at a long line again for each label.
    last = [word.lower() for word in before.rsplit(None, 1)[-1:]]
    headed = _NUMBERED.fullmatch(before) is not None or _OF_MEETING.fullmatch(before) is not None
    return headed or not _BEFORE.isdisjoint(last)


def _is_text(text: str) -> bool:
    plain = trim(text)
    return plain[:1].isupper() and (plain.endswith((".", ":", "-", "–", ";")) or len(plain.split()) > 5)


def _opening_label(text: str, at: int) -> int | None:
    for part, pattern in _LABELS.items():
        match = pattern.match(text, at)
        if match is None:
            continue
        rest = text[match.end() :]
        # "Decision: 12/345" and "MINUTES: 7 May" may be titles; a sentence or another label follows a label.
        if part is PartLabel.DOCUMENTS or not trim(rest) or (match[0].istitle() and _is_text(rest)):
            return match.end()
    return None
