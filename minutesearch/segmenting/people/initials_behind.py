"""Initials in brackets behind a surname, which tell two of a surname apart: "Collins (M)" is M Collins."""

from __future__ import annotations

import re
from functools import lru_cache

from minutesearch.segmenting.cues.bodies import BODIES
from minutesearch.segmenting.cues.names import GROUPS, HONORIFICS, OFFICE_TITLES, OFFICES
from minutesearch.segmenting.text.sentences import iter_words

__all__ = ["in_order", "name_end"]

#: One letter, or several with stops: "(M)", "(P.J.)". Two letters without stops are as often a party, an honour or
#: what a person is called by in the minutes: "(LD)", "(JP)", "(PB)".
_INITIALS = re.compile(r"\s?\((?P<initials>[A-Z]|(?:[A-Z]\.\s?){1,4})\)(?:[’']s)?")
_SURNAMED = re.compile(
    r"(?P<surname>(?:(?:[dD]e|[vV]an|[vV]on|O|Ó|Mac|Mc|Ní|Uí)\s)?[^\W\d_a-z][^\W\d_]*(?:[’'-][^\W\d_]+)*)"
    + _INITIALS.pattern
)
#: "OAK, John": the surname first, in capitals.
_CAPITALS_FIRST = re.compile(r"(?P<surname>[A-ZÀ-Þ][A-ZÀ-Þ’'-]+),\s(?P<first>[A-Z][a-z]+(?:\s[A-Z]\.?)?)")
_NO_SURNAMES = OFFICES | GROUPS | BODIES | HONORIFICS
#: What may stand before a surname without a first name.
_BEFORE = HONORIFICS | OFFICE_TITLES | {"and", "&"}
_LONGEST = 300


@lru_cache(maxsize=4096)
def in_order(printed: str) -> str:
    """Return printed names with the initials behind a surname set before it; any other text as it is.

    So is a surname in capitals before a first name: "OAK, John" is "John OAK".

    "Councillor Collins (M)" is "Councillor M Collins". A name that has a first name or initial already, and an
    office, keep what is in brackets: "Pam Bullas (P)", "Chairman (R)".

    Args:
        printed: A speaker, mover or the like, as printed: one name or several.
    """
    if printed[:2].isupper() and (swapped := _CAPITALS_FIRST.fullmatch(printed)):
        return f"{swapped['first']} {swapped['surname']}"
    if "(" not in printed or len(printed) > _LONGEST:
        return printed

    def turned(match: re.Match[str]) -> str:
        if match["surname"].lower() in _NO_SURNAMES:
            return match[0]
        before = list(iter_words(printed, 0, match.start()))
        gap = printed[before[-1].end : match.start()] if before else ","
        if "," not in gap and before[-1].lower not in _BEFORE:
            return match[0]
        return f"{match['initials'].strip()} {match['surname']}"

    return _SURNAMED.sub(turned, printed)


def name_end(text: str, start: int, end: int) -> int:
    """Return where a name ends with the initials in brackets behind it, or where it ends without any.

    Args:
        text: The text.
        start: Where the name begins, or its title.
        end: Where its surname ends.
    """
    behind = _INITIALS.match(text, end)
    if behind is None:
        return end
    closed = text.index(")", end) + 1
    whole = text[start:closed]
    return closed if in_order(whole) != whole else end
