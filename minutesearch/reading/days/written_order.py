"""Inference of the order in which a page writes day and month in figures, from all that it says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from minutesearch.dates import MONTHS

__all__ = ["FIGURES", "MONTH_NAME", "Order", "WrittenDays", "month_number", "read_written_days"]


class Order(StrEnum):
    """Which of two figures is the month."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


class WrittenDays(NamedTuple):
    """How a page writes its days."""

    #: Which figure is the month; None where nothing on the page tells.
    order: Order | None
    #: The years that it prints in full.
    years: frozenset[int]


#: "05/03/2021", "5.3.21".
FIGURES = re.compile(
    r"(?<![\d/.-])(?P<first>[0-9]{1,2})(?P<mark>[/.-])(?P<second>[0-9]{1,2})(?P=mark)"
    r"(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})(?![\d/-]|\.[0-9])"
)
MONTH_NAME = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY_MONTH = re.compile(
    rf"\b(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{MONTH_NAME},?\s(?P<year>(?:19|20)[0-9]{{2}})\b",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"\b{MONTH_NAME}\s(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>(?:19|20)[0-9]{{2}})\b", re.IGNORECASE
)
_YEAR = re.compile(r"(?<![\d.,:£$€/-])(?:19|20)[0-9]{2}(?![\d:%]|[.,][0-9]|\s?(?:hours|hrs))")
_SLASHED_YEAR = re.compile(r"(?<=[0-9][/.-])(?:19|20)[0-9]{2}\b")
_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho"
    "|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi"
    "|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota"
    "|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont"
    "|Virginia|Washington|West Virginia|Wisconsin|Wyoming"
)
#: The two letters of a state stand before a ZIP code of five figures.
_STATE_CODES = (
    "A[LKZR]|C[AOT]|DC|DE|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]"
    "|W[AVIY]"
)
#: What only a page of the United States says, where the month stands first.
_AMERICAN = re.compile(
    rf"\b(?:{_STATE_CODES})\.?,?\s+[0-9]{{5}}(?:-[0-9]{{4}})?\b|,\s(?:{_STATES})\b"
    r"|\bPledge of Allegiance\b|\b[Bb]oard of (?:[Ss]upervisors|[Ss]elect(?:men|persons?)|[Aa]ldermen|[Cc]ounty"
    r" [Cc]ommissioners)|\b[Ss]elect ?[Bb]oard\b|\b[Ss]electm[ae]n\b|\b(?:HOA|Homeowners[’']? Association)\b"
    r"|\b[0-9]{1,2}(?::[0-9]{2})?\s?[AP]\.?M\.?\s(?:EST|EDT|CST|CDT|MST|MDT|PST|PDT)\b"
)
#: What only pages of countries say where the day stands first. No councillors, village halls and parish councils:
#: Boston, Illinois and American churches have them too.
_DAY_FIRST = re.compile(
    r"[£€]\s?[0-9]|\bCllrs?\b|\bapologies\s(?:for\s(?:absence|non)|(?:were\s)?received|from)\b"
    r"|^[\W\d]*apologies\b|\bVAT\b|\bprecept\b|\bCathaoirleach\b|\bYmddiheuriadau\b"
    r"|(?-i:\b[A-Z]{1,2}[0-9][A-Z0-9]?\s[0-9](?!ST|ND|RD|TH)[A-Z]{2}\b)|\.(?:uk|ie|au|nz)\b"
    r"|(?-i:\b(?:ABN|NSW|QLD|AEST|AEDT|AWST|NZST|NZDT)\b)",
    re.IGNORECASE | re.MULTILINE,
)
#: Canada writes them either way.
_CANADIAN = re.compile(
    r"\b(?:Ontario|Qu[eé]bec|Manitoba|Saskatchewan|Alberta|British Columbia|Nova Scotia|New Brunswick|Newfoundland"
    r"|Yukon|Reeve|RCMP|Canada|Canadian)\b|\b[ABCEGHJ-NPRSTVXY][0-9][A-Z]\s?[0-9][A-Z][0-9]\b"
)
#: How the same words are spelt on either side, and a time with a stop.
_AMERICAN_SPELLING = re.compile(
    r"\b(?:centers?|colors?|neighbor\w*|labor|theater|honor(?:ed|s|ing)?|programs|check\s#?[0-9]+)\b",
    re.IGNORECASE,
)
_BRITISH_SPELLING = re.compile(
    r"\b(?:centres?|colours?|neighbour\w*|labour|theatre|honour\w*|programmes?|cheques?|organis\w+|councillors?"
    r"|parish\scouncil|Australia|New\sZealand|Aotearoa)\b"
    r"|\b[0-9]{1,2}\.[0-5][0-9]\s?[ap]\.?m\b",
    re.IGNORECASE,
)
#: No page needs more letters to say where it is from.
_WITHIN = 200_000
_MONTHS, _LAST_DAY = 12, 31


def month_number(name: str) -> int:
    """Return the number of a month, whose name may be shortened: "Sept" is 9."""
    return next(at for at, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


def read_written_days(texts: Iterable[str]) -> WrittenDays:
    """Return how a page writes its days.

    What other days of the page show counts first: one past the twelfth, or one that stands in words too. Behind it
    stands what only one country says, and behind that, the order of days in words and how words are spelt. Where
    two of one rank differ, nothing is told.

    Args:
        texts: All lines of the page.
    """
    text = "\n".join(texts)[:_WITHIN]
    years = frozenset(int(match[0]) for pattern in (_YEAR, _SLASHED_YEAR) for match in pattern.finditer(text))
    return WrittenDays(_find_order(text), years)


def _find_order(text: str) -> Order | None:
    figures = [match for match in FIGURES.finditer(text) if len(match["year"]) > 2 or match["mark"] == "/"]
    if not figures:
        return None  # nothing is asked of it
    pairs = [(int(match["first"]), int(match["second"]), match["year"]) for match in figures]
    shown = {Order.DAY_FIRST for first, second, _ in pairs if _MONTHS < first <= _LAST_DAY and second <= _MONTHS}
    shown |= {
        Order.MONTH_FIRST for first, second, _ in pairs if _MONTHS < second <= _LAST_DAY and first <= _MONTHS
    }
    if shown:
        return shown.pop() if len(shown) == 1 else None
    named = {pattern: set(map(_key, pattern.finditer(text))) for pattern in (_DAY_MONTH, _MONTH_DAY)}
    days = named[_DAY_MONTH] | named[_MONTH_DAY]
    again = {Order.DAY_FIRST for first, second, year in pairs if first != second and (first, second, year) in days}
    again |= {
        Order.MONTH_FIRST for first, second, year in pairs if first != second and (second, first, year) in days
    }
    if len(again) == 1:
        return again.pop()
    if again or _CANADIAN.search(text):
        return None
    ranks = (
        (_AMERICAN.search(text), _DAY_FIRST.search(text)),
        (
            named[_MONTH_DAY] or _AMERICAN_SPELLING.search(text),
            named[_DAY_MONTH] or _BRITISH_SPELLING.search(text) or any(match["mark"] == "." for match in figures),
        ),
    )
    for is_month_first, is_day_first in ranks:
        if is_month_first or is_day_first:
            if is_month_first and is_day_first:
                return None
            return Order.MONTH_FIRST if is_month_first else Order.DAY_FIRST
    return None


def _key(match: re.Match[str]) -> tuple[int, int, str]:
    return int(match["day"]), month_number(match["month"]), match["year"]
