"""Reading of the sides of a vote under their labels: "AYES: Hill, Marsh. NOES: Petrov.", "For (2)", "Ayes 5"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from minutesearch.recording.printed.members import NOBODY, Members
from minutesearch.recording.printed.numerals import NUMERAL, read_numeral
from minutesearch.records import Span
from minutesearch.segmenting.attending.attendance_lines import names_attendees
from minutesearch.segmenting.attending.attendance_lists import iter_entries
from minutesearch.segmenting.attending.list_pieces import iter_pieces
from minutesearch.segmenting.moving.act_words import is_no_name
from minutesearch.segmenting.text.sentences import iter_sentences

__all__ = ["Part", "may_name_sides", "read_cells", "read_dissents", "read_names", "read_parts"]


class Part(NamedTuple):
    """What stands under the label of one side."""

    #: "ayes", "noes" or "abstentions".
    side: str
    #: The printed figure; None without one.
    figure: int | None
    #: The names, as printed.
    names: tuple[str, ...]
    #: Where label, figure and names stand.
    span: Span


_NUMBER = rf"(?:{NUMERAL}|none|nil|nobody)"
_SIDE = (
    r"(?P<ayes>(?:(?:the\sfollowing\s)?(?:members?|councillors?|those|there)\s(?:who\s)?|the\sfollowing\s)?(?:vot(?:ing|ed|es?)\s)?(?:for|in\sfavou?r|ayes?|yeas?(?:\(s\))?)"
    r"|yes|affirmative)"
    r"|(?P<noes>(?:(?:the\sfollowing\s)?(?:members?|councillors?|those|there)\s(?:who\s)?|the\sfollowing\s)?(?:vot(?:ing|ed|es?)\s)?(?:against|opposed|nays?)|noes?"
    r"|no|opposed|opposing|dissent(?:ing)?"
    r"|negative)"
    r"|(?P<abstentions>(?:(?:the\sfollowing\s)?(?:members?|councillors?|those|there)\s(?:who\s)?|the\sfollowing\s)?abst(?:entions?|ain(?:ed|ing|s)?)|not\svoting"
    r"|declin(?:ed|ing)\sto\svote|did\snot\svote)"
    r"|(?P<away>absent|excused|recused?|not\spresent|conflicts?)"
)
#: A label stands at the start, behind a mark, a wide space or the figure of the side before.
_PLACE = (
    r"(?:\A[\s*_(“\"]*|(?<=[.;,(|:]\s)|(?<=\s\s)|(?<=\()|(?<=\d\s)|(?<=\)\s)|(?<=\d_\s)|(?<=\d\sand\s)|(?<=\t)|(?<=:[-–]\s)"
    # "Aye: Ash, Elm and Oak Nay: None": a label with a capital and a colon needs no mark before it.
    r"|(?<=[a-z]\s)(?=(?-i:Nays?|NAYS?|Noes|NOES|Abst[a-z]+|ABST[A-Z]+|Absent|ABSENT|Against|AGAINST|Opposed|OPPOSED)\s?:))"
)
_LABEL = re.compile(
    rf"{_PLACE}(?:{_SIDE})\b(?:\s(?:of\s)?(?:the|this)\s(?:\w+\s)?(?:motion|amendment|vote|proposal"
    # "For the Motion were Councillors Ash and Elm", "For the motion by the Convener (9)".
    r"|recommendations?)(?:\s(?:was|were)(?=\s(?:Councill?ors|Cllrs|Crs|Nil|None)\b))?"
    r"(?:\sby\s[^();:]{2,60}?(?=\s?\(\d))?"
    r"|(?:(?<=\bthere voted for)|(?<=\bthere voted against))\s[^:.;]{1,80}(?=:)|\sfrom\svoting(?=:))?\*{0,2}"
    rf"(?:\s*\(\s*(?P<bracketed>{_NUMBER})\s*\)\s*[:–—-]*"
    rf"|\s*[:=–—-]+\s*\(?(?P<figure>{_NUMBER})\b\)?(?:\s(?:votes?|members?)\b)?(?:\s*[:–—-]+)?"
    r"|\s*(?:[:–—]|-\s)\s*(?P<none>0\b|-\Z)?"
    rf"|\s+(?P<bare>\d{{1,3}})(?![^\W_]|[/:-]|\s(?-i:[a-z]))"
    r"|\s+(?=(?:Councill?ors?|Cllrs?|Crs|Aldermen|Mr|Mrs|Ms|Miss|Dr)\b)"
    r"|(?:(?<=\bwas)|(?<=\bwere))\s+(?=(?:Nil|None)\b)"
    r"|\s*\Z)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\(\s*(?:[Tt]otal:?\s)?(?P<n>\d{1,3})\s*\)\W*\Z|(?:\A|[:–—-])\s*\(?(?P<m>\d{1,3})\)?\W*\Z")
#: Names that nothing parts: "M. Ash B. van Elm (2)".
_NAMES_ALONE = re.compile(r"\s*(?:(?:[A-Z][\w.’'-]*|van|de|der|den|von)\s+){2,60}\(\d{1,3}\)\W*\Z")
_NOBODY = re.compile(r"(?:none|nil|nobody|no one|0)\b", re.IGNORECASE)
#: Labels that nothing but a vote has.
_STRONG = re.compile(r"\b(?:ayes?|yeas?|noes|nays?|abst\w+|in favou?r|vot\w+|opposed)\b", re.IGNORECASE)
_PUT = re.compile(r"\b(?:vot\w*|motion|amendment|put)\b", re.IGNORECASE)
#: "Councillor Jay abstained", "with Councillors Ash and Elm voting in favour", "(Fir dissenting)".
_VOTER = r"(?P<who>[A-Z][\w.’'-]*(?:,?\s(?:and\s|&\s)?(?:(?:van|von|de|der|du|la)\s)?[A-Z][\w.’'-]*){0,40}?)"
_VOTED = re.compile(
    rf"(?:\A|(?<=[.;(,]\s)|(?<=\()|(?<=\bwith\s)|(?<=\band\s)){_VOTER},?\s(?:having\s|also\s)?"
    r"(?:(?P<abstentions>abstain(?:ed|ing))"
    r"|(?P<noes>(?:vot(?:ed|ing)\s(?:against|no|nay|in opposition)|dissent(?:ed|ing)|opposed|opposing))"
    r"|(?P<ayes>(?:vot(?:ed|ing)\s)(?:in\sfavou?r|for|aye|yes)))"
    r"(?=(?:\s(?:of\s)?(?:the|this)\s(?:motion|amendment|resolution))?\s*(?:[.,;)]|\Z|and\b))"
)
#: What several are called before their names.
_MEMBERS = re.compile(
    r"\A(?:Council\s?members|Councill?ors|Cllrs|Crs|Commissioners|Supervisors|Trustees|Directors|Members|Messrs)\.?\s"
)
_LONGEST = 8000
_SHORT = 60
_FIRST = re.compile(r"\W*(?:for|voting|there|the following|those|members|votes?|roll)\b", re.IGNORECASE)
_OF_SIDES = ("aye", "noes", "nay", "yea", "abst", "against", "favo", "oppos", "yes", "dissent", "there voted")


def read_parts(text: str, *, voting: bool = False, members: Members = NOBODY) -> list[Part]:
    """Return the sides of a vote that labels of a passage name, in order; empty unless a vote is plainly meant.

    Args:
        text: The text of a passage.
        voting: Whether the words before it tell of a vote, so that "For" by itself is a label.
        members: Those who came.
    """
    labels = list(_LABEL.finditer(text)) if may_name_sides(text) else []
    if not labels:
        return []
    ends = [after.start() for _, after in pairwise(labels)] + [len(text)]
    parts = [
        part
        for label, end in zip(labels, ends, strict=True)
        if (part := _read_part(text, label, end, members)) is not None
    ]
    sides = {part.side for part in parts}
    if parts and _FIGURE_LAST.search(text, 0, labels[0].start()) and _stand_behind(text, parts[-1]):
        return []
    if len(sides) > 1:
        return parts
    first = labels[0]
    told = text[: first.start()].rstrip()
    alone = len(parts) == 1 and (not told or (told.endswith(":") and _PUT.search(told) is not None))
    strong = (
        _STRONG.search(first[0]) is not None or " motion" in first[0].lower() or " amendment" in first[0].lower()
    )
    # "... and Elm - 4. Noes:", whose names stand in the next line.
    broken = voting and len(parts) == 1 and _STRONG.search(first[0]) is not None and first.end() == len(text)
    broken = broken and not text[: first.start()].rstrip()[-1:].isdigit()  # "5 ayes; 1 abstain"
    whole = (alone or broken) and not text[parts[0].span.end :].strip(" .*_)") if parts else False
    voting = voting or first[0].lower().startswith("there ")
    opens = bool(told) and first.end() == len(text)  # "by the following voice vote: Ayes:"
    said = bool(parts) and (parts[0].figure is not None or bool(parts[0].names) or voting or opens)
    return parts if whole and said and (strong or voting or parts[0].figure is not None) else []


#: "7 | For 2 Against 1 Abstention": each figure stands before its side.
_FIGURE_LAST = re.compile(r"(?<![\d./:-])\d{1,3}\s\Z")
_SIDE_NEXT = re.compile(rf"\W*(?:{_SIDE})\b", re.IGNORECASE)


def _stand_behind(text: str, last: Part) -> bool:
    """Return whether the last side has no figure behind it, or another side behind its figure."""
    if last.figure is None and not last.names:
        return True
    return last.figure is not None and _SIDE_NEXT.match(text, last.span.end) is not None


#: The first cell of a row of a table: "For", "Against", "Abstain".
_CELL = re.compile(rf"\W*(?:{_SIDE})\W*", re.IGNORECASE)


def read_cells(cells: Sequence[str], end: int, *, members: Members = NOBODY) -> Part | None:
    """Return the side of a row "For | Ash, Elm and Oak | 3"; None unless its figure is the number of its names.

    Args:
        cells: The words of the row's cells.
        end: The length of the row.
        members: Those who came.
    """
    cells = [cell for cell in cells if cell]
    label = _CELL.fullmatch(cells[0]) if len(cells) == len(("side", "names", "figure")) else None
    side = next((one for one in ("ayes", "noes", "abstentions") if label and label[one]), None)
    if side is None or not cells[-1].isdecimal():
        return None
    names = read_names(cells[1], members)
    if len(names) != int(cells[-1]) or not (names or _NOBODY.fullmatch(cells[1])):
        return None
    return Part(side, len(names), names, Span(0, end))


def may_name_sides(text: str) -> bool:
    """Return whether a text may tell who was for and against: short, or with a word that every such text has."""
    if len(text) <= _SHORT or _FIRST.match(text) is not None:
        return True
    lower = text.lower() if len(text) <= _LONGEST else ""
    return any(word in lower for word in _OF_SIDES)


def _read_part(text: str, label: re.Match[str], end: int, members: Members) -> Part | None:
    side = next((side for side in ("ayes", "noes", "abstentions") if label[side]), None)
    if side is None:
        return None
    printed = label["bracketed"] or label["figure"] or label["bare"] or label["none"]
    figure = _value(printed) if printed else None
    stop = next((Span(one.start, one.end).end for one in iter_sentences(text[:end], label.end())), label.end())
    content = text[label.end() : stop]
    bare = content.strip(" ;,.")
    if bare.startswith("(") and bare.endswith(")"):
        content = bare[1:-1]  # "Ayes: 5 (Arno, Bass, ...)"
    names = read_names(content, members) if not (printed and _NOBODY.fullmatch(printed)) else ()
    named = bool(names) or not content.strip(" ()0123456789.:–—-") or _NAMES_ALONE.match(content) is not None
    counted = _COUNTED.search(content.strip()) if figure is None and named else None
    if counted is not None:
        figure = int(counted["n"] or counted["m"])
    if figure is None and not names and _NOBODY.match(content.strip()):
        figure = 0
    last = stop if names or counted or figure == 0 else label.end()
    return Part(side, figure, names, Span(label.start(), max(last, label.end())))


def _value(printed: str) -> int:
    return 0 if _NOBODY.fullmatch(printed) else read_numeral(printed) if printed != "-" else 0


def read_names(text: str, members: Members = NOBODY) -> tuple[str, ...]:
    """Return the names that a text lists, if it does nothing else; any word is a name that is a member's."""
    if not text.strip() or _NOBODY.match(text.strip()) or not names_attendees(text):
        return ()
    found = [one.name for one in iter_entries(text)]
    found = [
        name for name in found if not is_no_name(text[name.start : name.end])
    ]  # "In favour: Carried" is nobody
    for piece in iter_pieces(text, 0, len(text)):
        start, end = piece.span
        if members.knows(text[start:end]) and not any(one.start < end and start < one.end for one in found):
            found.append(piece.span)
    return tuple(text[start:end] for start, end in sorted(found))


def read_dissents(text: str, sentence: Span, *, members: Members = NOBODY) -> Iterator[Part]:
    """Yield those whom a sentence names as abstaining or voting against, or for."""
    for match in _VOTED.finditer(text, *sentence):
        begin, end = match.span("who")
        names = read_names(_MEMBERS.sub("", text[begin:end]), members)
        if names:
            side = next(one for one in ("abstentions", "noes", "ayes") if match[one])
            yield Part(side, None, names, Span(*match.span()))
