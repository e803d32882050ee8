"""What tells printed minutes from an agenda and from a transcript."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from minutesearch.pages import Line
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.purposes import count_purpose_lines, is_minuted_text
from minutesearch.reading.pages.meeting_page import is_attendance_label, is_said

__all__ = [
    "HEADLINE",
    "HEADLINES",
    "HEAD_WITHIN",
    "MARK",
    "MINUTES",
    "OF_LAST",
    "is_agenda",
    "is_headline",
    "is_transcript",
]

#: A mark of the template that was left over.
MARK = re.compile(
    r"<(?P<end>/?)(?P<name>AI|TRAILER_SECTION|LAYOUT_SECTION|TITLE_ONLY_LAYOUT_SECTION"
    r"|HEADING_LAYOUT_SECTION)(?P<number>[0-9]*)>"
)
#: A line over minutes, decisions or an agenda.
HEADLINE = re.compile(
    r"(?:(?:draft|open|approved|adopted|unconfirmed|confirmed|public|unofficial|official)\s)*"
    r"(?:minutes?|resolutions and proceedings"
    r"|notes|record|cofnodion)\s"
    r"(?:and\s\w+\s)?(?:of|for|cyfarfod|o)\b.*|.{0,120}\b(?:meeting|council|board|committee"
    r"|commission)\s(?:meeting\s)?minutes?\b.{0,60}|"
    r"(?:a|an)\s(?:\w+\s){0,2}meeting\sof\b.*|.{0,80}\bmeeting\sminutes|(?:\w+\s){0,3}minutes|(?:regular|special"
    r"|ordinary|open)\s(?:\w+\s)?meeting|minutes\s[-–—].*|"
    r"at a meeting of.*|minutes|decisions|agenda"
    r"|(?:list of |summary of )?decisions taken.*|set out below is a summary of the decisions.*",
    re.IGNORECASE | re.DOTALL,
)
#: The title of the item that agrees the minutes of the last meeting.
OF_LAST = re.compile(r"(?:approv|adopt|confirm|previous|last|reading|review|correct|sign)\w*\b", re.IGNORECASE)
#: What only minutes say.
_DONE = re.compile(
    r"minutes of|proceedings|resolved|present\s?[:–-]|^attending\s?:|decisions?\s?[:–-]|decisions"
    r"|\bcarried\b|\bseconded\b"
    r"|^\s*(?-i:GRANTED|DENIED|REJECTED|DEFERRED|APPROVED|CONTINUED)\b",
    re.IGNORECASE,
)
#: A word that agendas do not have at their top.
MINUTES = re.compile(r"\bminutes\b", re.IGNORECASE)
_SPOKEN = re.compile(
    r"(?P<who>(?!(?:Motions?|Actions?|Votes?|Resolution|Resolved|Decision|Notes?|Discussion)\b)"
    r"[A-Z][\w.’'-]*(?:[ ,]{1,2}[\w.’'-]+){0,8}):\s+\S"
)
#: A transcript has more lines of persons who speak more than once.
_LEAST_SPOKEN = 3
#: A head takes so many lines, and a line of it so many letters.
HEAD_WITHIN, _LONGEST_HEADLINE = 40, 300
#: So many lines at the top may say that these are minutes.
HEADLINES = 8


def is_headline(text: str) -> bool:
    """Return whether a line says that minutes follow, and no item of theirs: "Minutes of the Annual Meeting"."""
    plain = trim(text)
    return (
        len(plain) < _LONGEST_HEADLINE and HEADLINE.fullmatch(plain) is not None and OF_LAST.match(plain) is None
    )


def is_transcript(lines: Sequence[Line]) -> bool:
    """Return whether many lines begin with a speaker's name: "Mayor Katz: Good morning"."""
    spoken = Counter(
        match["who"]
        for line in lines
        if (match := _SPOKEN.match(trim(line.text[:200])))
        and not is_attendance_label(line.text)
        and not is_minuted_text(line.text)
    )
    again = sum(count for count in spoken.values() if count > 1)
    enough = again > _LEAST_SPOKEN or (again > 1 and spoken.total() > _LEAST_SPOKEN)
    return enough and spoken.total() * 2 > len(lines)


def is_agenda(lines: Sequence[Line]) -> bool:
    """Return whether a document is an agenda: it says so or states purposes, and nothing in it was done."""
    if any(_DONE.search(line.text[:200]) for line in lines) or any(
        MINUTES.search(line.text[:200]) for line in lines[:HEADLINES]
    ):
        return False
    return any(
        "agenda" in line.text[:200].lower() and not is_said(line.text) for line in lines[:HEADLINES]
    ) or any(count_purpose_lines([line]) for line in lines)
