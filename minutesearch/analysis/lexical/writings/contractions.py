"""Contractions that everybody reads as the word, "Cllr", "High St", "St Peter"; and the spellings of by-law."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutesearch.analysis.lexical.writings.stretches import Stretch
from minutesearch.analysis.stopwords import STOP_WORDS

__all__ = ["CONTRACTED", "find_contractions"]

#: Words with their contractions, of which each means nothing else. So "Dr", "Co", "Rev" and "max" are left out.
_CONTRACTIONS = (
    ("councillor", "cllr", "clr"),
    ("councillors", "cllrs", "clrs"),
    ("alderman", "ald"),
    ("professor", "prof"),
    ("sergeant", "sgt"),
    ("inspector", "insp"),
    ("superintendent", "supt"),
    ("department", "dept"),
    ("departments", "depts"),
    ("government", "govt"),
    ("committee", "cttee", "ctte"),
    ("assistant", "asst"),
    ("approximately", "approx"),
    ("building", "bldg"),
    ("buildings", "bldgs"),
    ("junction", "jct"),
    ("telephone", "tel"),
)
#: Kinds of streets, behind their names only: "3 rd" is an ordinal that was cut, and "Dr" a doctor.
_STREETS = (
    ("street", "st"),
    ("road", "rd"),
    ("avenue", "ave"),
    ("crescent", "cres"),
    ("gardens", "gdns"),
    ("terrace", "tce"),
    ("drive", "dr"),
    ("lane", "ln"),
    ("square", "sq"),
    ("boulevard", "blvd"),
    ("highway", "hwy"),
)
_SAINTS = ("saint", "st")
_STREET_CALLED = {name: names for names in _STREETS for name in names}
_CALLED = {name: names for names in _CONTRACTIONS for name in names}
_BYELAWS = ("bylaw", "byelaw", "bye law", "by-law", "bye-law")
#: The words that have a contraction or another spelling, and these.
CONTRACTED = (*_CALLED, *_STREET_CALLED, *_SAINTS, *_BYELAWS[:2], *(f"{each}s" for each in _BYELAWS[:2]))
_WORD = re.compile(
    rf"(?i)(?<![\w/&@'’.-])(?:{'|'.join(sorted(_CALLED, key=len, reverse=True))})(?![\w/&@]|[-'’.]\w)"
)
_BYELAW = re.compile(r"(?i)(?<![\w/&@'’.-])bye?(?:-?law|(?<=e) law)(?P<end>s?)(?![\w/&@]|[-'’.]\w)")
_STREET = re.compile(
    rf"(?i)(?<![\w/&@'’.-])(?P<name>[a-z]+(?:['’]s)?) (?P<kind>{'|'.join(_STREET_CALLED)})\b(?![\w/&@]|[-'’.]\w)"
)
_SAINT = re.compile(r"(?i)(?<![\w/&@'’.-])(?P<kind>saint|st)\.? (?P<name>[a-z]+(?:['’]s)?)(?![\w/&@]|[-.]\w)")


def find_contractions(text: str) -> Iterator[Stretch]:
    """Yield the words of a text that have contractions, and the contractions."""
    for match in _WORD.finditer(text):
        typed = match.group().lower()
        yield Stretch(*match.span(), tuple(name for name in _CALLED[typed] if name != typed), is_one=True)
    for match in _BYELAW.finditer(text):
        written = tuple(f"{each}{match['end']}" for each in _BYELAWS)
        # As one word, since "by law" is none.
        yield Stretch(*match.span(), written, is_one=True, is_joined=True)
    for match in _STREET.finditer(text):
        name, kind = match["name"], match["kind"].lower()
        if name.lower() not in STOP_WORDS:
            others = tuple(f"{name} {each}" for each in _STREET_CALLED[kind] if each != kind)
            yield Stretch(*match.span(), others, is_one=False)
    for match in _SAINT.finditer(text):
        name, kind = match["name"], match["kind"].lower()
        if name.lower() not in STOP_WORDS:
            yield Stretch(*match.span(), tuple(f"{each} {name}" for each in _SAINTS if each != kind), is_one=False)
