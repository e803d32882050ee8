"""Contractions that everybody reads as the word, "Cllr", "High St", "St Peter"; and the spellings of by-law."""

from __future__ import annotations

from collections.abc import Iterator

from minutesearch.analysis.lexical.writings.stretches import Stretch
from minutesearch.analysis.stopwords import STOP_WORDS
from minutesearch.late import compile_later

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
_WORD = compile_later(
    rf"(?i)(?<![\w/&@'’.-])(?:{'|'.join(sorted(_CALLED, key=len, reverse=True))})(?![\w/&@]|[-'’.]\w)"
)
_BYELAW = compile_later(r"(?i)(?<![\w/&@'’.-])bye?(?:-?law|(?<=e) law)(?P<end>s?)(?![\w/&@]|[-'’.]\w)")
_NAME = r"(?:[a-z]['’])?[a-z]+(?:['’]s)?"
_PLACE = compile_later(
    rf"""(?ix) (?<![\w/&@'’.-])
    (?: (?:(?P<saint>saint|st)\.?\ )? (?P<named>{_NAME})\ (?P<kind>{"|".join(_STREET_CALLED)})\b
    | (?P<only>saint|st)\.?\ (?P<name>{_NAME}) ) (?![\w/&@]|[-.'’]\w)"""
)


def find_contractions(text: str) -> Iterator[Stretch]:
    """Yield the words of a text that have contractions, and the contractions."""
    for match in _WORD.finditer(text):
        typed = match.group().lower()
        yield Stretch(*match.span(), tuple(name for name in _CALLED[typed] if name != typed), is_one=True)
    for match in _BYELAW.finditer(text):
        written = tuple(f"{each}{match['end']}" for each in _BYELAWS)
        # As one word, since "by law" is none.
        yield Stretch(*match.span(), written, is_one=True, is_joined=True)
    yield from _find_places(text)


def _find_places(text: str) -> Iterator[Stretch]:
    """Yield the streets and saints of a text."""
    at = 0
    while match := _PLACE.search(text, at):
        name = match["named"] or match["name"]
        if name.lower() in STOP_WORDS:
            # "On St Peter" is no street.
            at = match.end("named" if match["named"] else "name")
            continue
        at = match.end()
        saints = [f"{each} " for each in _SAINTS] if match["saint"] or match["only"] else [""]
        kinds = [f" {each}" for each in _STREET_CALLED[match["kind"].lower()]] if match["kind"] else [""]
        others = tuple(f"{saint}{name}{kind}" for saint in saints for kind in kinds)
        yield Stretch(*match.span(), others, is_one=False)
