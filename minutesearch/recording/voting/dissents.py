"""Reading of those whom a sentence names as having abstained or voted against: "Councillor Jay abstained"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutesearch.recording.voting.tallies import Part
from minutesearch.records import Span
from minutesearch.segmenting.people.attendance_lists import iter_entries

__all__ = ["read_dissents"]

_WHO = r"(?P<who>[A-Z][^.;:()]{1,200}?)"
_DISSENTS = re.compile(
    rf"(?:\A|(?<=[.;(,]\s)|(?<=\()|(?<=\bwith\s)|(?<=\band\s)){_WHO},?\s(?:having\s|also\s)?"
    r"(?:(?P<abstentions>abstain(?:ed|ing))|(?P<noes>(?:vot(?:ed|ing)\s(?:against|no|nay|in opposition)"
    r"|dissent(?:ed|ing)|opposed)))"
    r"(?=\s*(?:[.,;)]|\Z|and\b))"
)


def read_dissents(text: str, sentence: Span) -> Iterator[Part]:
    """Yield those whom a sentence names as abstaining or voting against."""
    for match in _DISSENTS.finditer(text, *sentence):
        begin, end = match.span("who")
        entries = list(iter_entries(text, begin, end))
        if entries and entries[0].name.start <= begin + len("Councillors "):
            names = tuple(text[one.name.start : one.name.end] for one in entries)
            yield Part("abstentions" if match["abstentions"] else "noes", None, names, Span(*match.span()))
