"""Distinction of a report's purpose from the minutes where the label between them was lost."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutesearch.pages import Line
from minutesearch.reading.layout.lines import trim

__all__ = ["count_purpose_lines", "is_body_purpose", "is_minuted_text"]

# A purpose has an infinitive where minutes have a verb in the past: "To consider ...", "The Board to receive ...",
# "This paper sets out ...". "This report provided an update" and "This item was taken" are minutes.
_VERBS = (
    "agree|approve|authorise|comment|confirm|consider|decide|determine|discuss|endorse|examine|hear|inform|note|"
    "provide|question|receive|recommend|report|review|scrutinise|seek|set out|sign|update"
)
_TO_VERB = re.compile(r"To (?!be\b)[a-z]")
_BODY_TO_VERB = re.compile(
    r"(?:The )?(?:[A-Z][\w&’'-]{0,30} ){0,6}"
    rf"(?:Board|Cabinet|Committee|Council|Executive|Forum|Group|Members|Panel|Sub-Committee) to (?:{_VERBS})\b"
)
_THIS_REPORT = re.compile(
    r"(?:This|The attached|The following) (?:briefing|item|paper|presentation|report|update) "
    r"(?!was\b|has\b|is\b)[a-z]{2,20}s\b"
)
_REPORT_OF = re.compile(r"(?:Joint )?[Rr]eport of (?:the )?[A-Z]")
_PARTED_HEADING = re.compile(r"\(?(?:[ivx]{1,4}|[a-z]|[0-9]{1,2})[.)]\s+\S[^.;:?!]{0,100}")
#: What minutes say and no report's purpose does.
_MINUTED = re.compile(
    r"(?:it was\s)?(?:unanimously\s)?(?:resolved|agreed|decided)\b(?!\sto\sreceive)"
    r"|(?:at|during) the meeting\b|there (?:was|were)\b|no\b.{0,80}\b(?:was|were|had been)\b|(?:an )?apolog(?:y"
    r"|ies)\b.{0,60}\b(?:was|"
    r"were|had been|has been)\b"
    r"|(?:the|mr|mrs|ms|miss|dr|councillor|cllr)\s.{1,120}?\b(?:reported|welcomed|advised|introduced|presented"
    r"|submitted|informed|"
    r"outlined|thanked|noted|considered|moved|proposed|said|stated|asked|explained|discussed|declared|agreed"
    r"|approved|"
    r"requested|queried|raised|received|tabled|spoke|undertook|confirmed|replied|responded)\b"
    r"|.{1,200}\b(?:was|were)\s(?:unanimously\s|duly\s)?(?:agreed|noted|approved|confirmed|received|considered"
    r"|resolved|adopted|signed)\b",
    re.IGNORECASE,
)
_OPEN_ENDS = (":", ";", ",", " and", " or")


def is_body_purpose(text: str) -> bool:
    """Return whether a text is a sentence such as "The Board to receive the draft strategy.", and no title."""
    text = trim(text)
    return text.startswith("The ") and text.endswith(".") and _BODY_TO_VERB.match(text) is not None


def is_minuted_text(text: str) -> bool:
    """Return whether a paragraph begins as minutes do and agendas do not: "RESOLVED", "The Chair said"."""
    return _MINUTED.match(trim(text)) is not None


def count_purpose_lines(lines: Sequence[Line]) -> int:
    """Count the lines at the start that state what a report is for, before the minutes themselves begin.

    Args:
        lines: The lines behind a title, up to the next label.

    Returns:
        How many there are. A list under a purpose counts with it, and so does a numbered heading with a
        purpose under it.
    """
    count = 0
    for at, line in enumerate(lines):
        text = trim(line.text)
        if _is_purpose(text) or (at and _is_continued(trim(lines[at - 1].text), line)):
            count = at + 1
        elif not (
            _PARTED_HEADING.fullmatch(text) and at + 1 < len(lines) and _is_purpose(trim(lines[at + 1].text))
        ):
            break
    return count


def _is_purpose(text: str) -> bool:
    return any(pattern.match(text) for pattern in (_TO_VERB, _BODY_TO_VERB, _THIS_REPORT, _REPORT_OF))


def _is_continued(before: str, line: Line) -> bool:
    """Return whether a line continues the purpose before it: a list entry, or the rest of a broken line."""
    if line.starts_block:
        return before.endswith(_OPEN_ENDS)
    return not before.endswith((".", "?", "!")) and trim(line.text)[:1].islower()
