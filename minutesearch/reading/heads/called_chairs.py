"""Finding of who is called the chair among those who came: "Ann Ash (Chair)", "Chairman – Cllr Elm"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from minutesearch.reading.heads.letterhead import PRESENT
from minutesearch.reading.heads.others.absences import (
    chairs_other,
    find_absent_lines,
    find_guest_lines,
    is_absent,
    is_guest,
)
from minutesearch.reading.heads.presiding import NAME, is_office, is_person, without_title

__all__ = ["find_called_chair", "without_absent"]

#: The office, in English, Welsh and Irish.
_CHAIR = r"(?:chair(?:man|woman|person)?|convene?r|convenor|cadeirydd(?:es)?|cathaoirleach)\b(?!['’])"
#: Who presided, by the words behind the name: "Ann Ash in the chair", "Ann Ash (Vice-Chair, in the Chair)".
_IN_CHAIR = (
    re.compile(
        r"(?P<name>[A-Z][^,;:()]{2,60}?)\s\([^();:]{2,40}?,?\s(?:in\sthe\schair|(?:yn\s)?y\sgadair|chairing(?:\s\w+){0,2})\)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?P<name>[A-Z][^,;:()]{2,60}?(?:\s\([A-Z][^)]{2,40}\))?)"
        r"(?:,?\s\(?(?:was\s|yn\s)?(?:in\sthe\schair|y\sgadair|sa\schathaoir)\b"
        r"|,?\s\(?(?:is\s|was\s)?chairing\b(?:\s(?:th(?:is|e)\s)?meeting)?(?=[),;.]|\Z)"
        r"|\s\((?:[\w-]+\s){0,4}chair(?:man|woman|person)?\s(?:of|for)\sth(?:is|e)\smeeting\))",
        re.IGNORECASE,
    ),
)
#: Who is called the chair behind the name: "Ann Ash (Chair)", "Ann Ash – Chairman", "Ann Ash (AA), Chair".
_CALLED = re.compile(
    r"(?P<name>[A-Z][^,;:()\n]{2,60}?)\s{0,2}(?:(?-i:\((?:[A-Z]{1,4}|[0-9]{1,4}[A-Z]?)\)),?\s?\(?|[(–-])\s?"
    rf"(?:(?:the|y|an)\s|acting\s|mayor\s(?:and|&)\s|\w+\s(?:and|&|/)\s)?{_CHAIR}",
    re.IGNORECASE,
)
#: In a list alone: "Ann Ash, Chair; Bob Birch", "Cllr Ash Chairman, Cllr Birch".
_LISTED = re.compile(rf"(?P<name>{NAME})(?P<comma>,)?\s(?i:{_CHAIR})(?=\s?[,;.(]|\sand\s|\s*\Z)")
_TITLED = re.compile(r"(?:Cllr|Councillor|Cr|Mr|Mrs|Ms|Miss|Dr|Rev|[A-Z])\b\.?\s")
#: A list with the office before the name: "Present: Chairman, Ann Ash; Clerk, Bob Birch".
_OFFICE_FIRST = re.compile(
    r"[^:]{0,60}:\s*(?:the\s)?(?:(?:vice|deputy)[- ])?(?:chair\w*|president|mayor|supervisor|secretary|treasurer"
    r"|clerk|reeve|councilman|member|director|trustee)\s?[,–-]",
    re.IGNORECASE,
)
#: The office before the name: "Chairman – Cllr Marsh", and in a list "Chair Ann Ash, Bob Birch".
_BEFORE = re.compile(
    rf"(?:\A|[:;,.]\s+|\n)(?:(?i:the|y|an)\s)?(?i:{_CHAIR})(?:\s?(?P<mark>[–—:-])\s*|\s)(?!(?i:designate|elect|emerit)\b)(?P<name>{NAME})"
    r"(?=\s*(?:[,;.(\n]|\Z)|\s(?:and|&)\s)"
)
#: A label of a list of those who came.
_OF_THOSE = re.compile(
    r"[^:]{0,60}\b(?:present|attend(?:ance|ees|ing|ed)|roll\s?call|sederunt|presennol|láthair|members|councillors"
    r"|councill?ors|cllrs|commissioners|trustees|directors|governors)\b[^:]{0,40}:",
    re.IGNORECASE,
)
#: The title of all that follow ("Councillors Ash (Chair), Bell and Carr"), not of the chair alone.
_PLURAL = re.compile(r"(?:Councillors|Cllrs\.?|Messrs\.?|Crs\.?|(?:Y\s)?Cynghorwyr)\s", re.IGNORECASE)
_VICE = re.compile(r"\b(?:vice|deputy|co|is|leas|past|former)\W*$", re.IGNORECASE)
#: A line over a list of those who came, and what ends it: who was elected to an office that day.
_HEADS_LIST = re.compile(
    r"(?:[0-9./]{1,9}[.)]?\s+)?(?:\w+\s){0,3}(?:present|attendance|attendees|attending|sederunt|presennol)\b",
    re.IGNORECASE,
)
#: The next row of a list without a label: "Chairman - Cllr Ash" over "Councillors - T Birch, U Cedar".
_OF_MEMBERS = re.compile(r"(?:councill?ors|cllrs|(?:other\s)?members)\s?[:–—-]", re.IGNORECASE)
_ENDS_LIST = re.compile(r"\b(?:elect|nominat|appoint)|\bofficers?\W*\Z|\bapologies\b.{0,40}\Z", re.IGNORECASE)
_ANY_CHAIR = re.compile(rf"{_CHAIR}|gadair|chathaoir|chairing", re.IGNORECASE)
_LONGEST = 1500


def without_absent(texts: Sequence[str]) -> list[str]:
    """Return lines without those that list only who is absent, or a guest."""
    absent = find_absent_lines(texts) | find_guest_lines(texts)
    return [text for at, text in enumerate(texts) if at not in absent]


def find_called_chair(texts: Sequence[str], names: Sequence[str]) -> str | None:
    """Return who is called the chair and came, and is not said to lead another body than those named.

    Args:
        texts: Lines with those who came.
        names: The names of the body that met and of its council, as far as they are known.
    """
    is_list = False
    for text, below in itertools.pairwise((*texts, "")):
        is_begun = _HEADS_LIST.match(text) is not None or _OF_MEMBERS.match(below) is not None
        is_list = (is_list or is_begun) and _ENDS_LIST.search(text) is None
        if len(text) > _LONGEST or _ANY_CHAIR.search(text) is None:
            continue
        bare = PRESENT.sub("Present: ", text, count=1)
        for pattern, match in _find_matches(bare, is_list=is_list):
            if _VICE.search(match["name"]) or is_office(match["name"].strip(" –-:")):
                continue
            if pattern not in _IN_CHAIR and (
                is_absent(bare, match.end("name"), match.end())
                or is_guest(text, text.find(match["name"]))
                or chairs_other(bare, max(match.end(), match.end("name")), names)
            ):
                continue
            return without_title(_PLURAL.sub("", match["name"].strip(" –-:")))
    return None


def _find_matches(text: str, *, is_list: bool) -> Iterator[tuple[re.Pattern[str], re.Match[str]]]:
    """Yield what may call somebody the chair, the surest first, with the pattern that found it.

    Args:
        text: The line.
        is_list: Whether it stands below a label of those who came, where a bare row or office is enough.
    """
    for pattern in (*_IN_CHAIR, _CALLED):
        yield from ((pattern, match) for match in pattern.finditer(text))
    is_labelled = _OF_THOSE.match(text) is not None
    for match in _LISTED.finditer(text) if _OFFICE_FIRST.match(text) is None else ():
        is_row = match.start() == 0 and match.end() == len(text)
        is_named = match["comma"] or _TITLED.match(match["name"])
        if (is_labelled or is_row) and is_named and is_person(match["name"]):
            yield _LISTED, match
    for match in _BEFORE.finditer(text):
        if (is_labelled or (is_list and match.start() == 0 and match["mark"])) and is_person(match["name"]):
            yield _BEFORE, match
