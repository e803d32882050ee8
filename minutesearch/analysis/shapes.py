"""Division of a run of characters typed without a space into typed words and their tokens.

A run is analysed once and remembered, since a text repeats its words; `analyse` and `query_units` only shift the
offsets to the place of the run.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from minutesearch.analysis.amounts import AMOUNT, UNITS, Form, amount_forms
from minutesearch.analysis.stemming import CACHE_SIZE, stem
from minutesearch.analysis.tokens import Token

__all__ = ["RUN", "Outline", "Shape", "outline_of", "shape_of"]

#: What the tokeniser cuts a text into: "per cent", a run of letters and figures with single signs between them
#: (and the unit of a figure after it), "&" and "%". Each repeat is possessive, so that no text takes more
#: than linear time.
RUN = (
    r"(?i:per\s{1,2}cent\b)"
    r"|(?:[£€$]\s?(?=\d))?"
    r"[^\W_]++(?:(?:[-'/&.,:@+]|://)[^\W_]++)*+"
    rf"(?i:(?<=\d)(?:{UNITS}|\s[mk]\b)|(?<=\.[^\W\d_])\.)?"
    r"|&++|%++"
)
_PIECE = re.compile(
    rf"(?i)(?P<percent>per\s{{1,2}}cent\b|%+)|(?P<amount>{AMOUNT})"
    # "N.H.S." and "e.g.": letters one by one, with a dot after each.
    r"|(?P<initials>[^\W\d_](?:\.[^\W\d_])++(?![^\W_])\.?)"
    r"|(?P<word>[^\W_]++(?:'[^\W_]++)*+)|(?P<ampersand>&+)"
)
#: Longer words are cut to this: nobody types them, and they only swell an index. Longer runs are not remembered.
_LONGEST = 100
#: Signs that make one typed word of two, as the ampersand does, which is a word itself.
_JOINTS = frozenset({"-", "/"})


class Shape(NamedTuple):
    """The typed words of a run, with their tokens."""

    #: Its tokens, with positions and offsets counted from the start of the run.
    tokens: tuple[Token, ...]
    #: How many positions it takes up.
    width: int
    #: For each typed word in it, the half-open range of its tokens.
    units: tuple[tuple[int, int], ...]


class Outline(NamedTuple):
    """The typed words of a run, before stemming."""

    #: Of each token its form, position, start, end, and whether it stands for several written together.
    words: tuple[tuple[str, int, int, int, bool], ...]
    width: int
    units: tuple[tuple[int, int], ...]


class _Piece(NamedTuple):
    """One word or amount of a run, with the forms it is found by at its position, the most specific first."""

    forms: list[Form]
    #: What stands between it and the piece before; for the ampersand and its neighbours, the empty string.
    joint: str
    is_ampersand: bool
    start: int
    end: int


def shape_of(run: str) -> Shape:
    """Return the shape of a run that `RUN` matched in a normalised text."""
    return _remembered(run) if len(run) <= _LONGEST else _shape(run)


def _shape(run: str) -> Shape:
    words, width, units = outline_of(run)
    tokens = (
        Token(exact, stem(exact), position, start, end, joined) for exact, position, start, end, joined in words
    )
    return Shape(tuple(tokens), width, units)


def outline_of(run: str) -> Outline:
    """Return the outline of a run that `RUN` matched in a normalised text, for callers that stem many words."""
    is_address = "@" in run or "://" in run or run[:4].casefold() == "www."
    words: list[tuple[str, int, int, int, bool]] = []
    units: list[tuple[int, int]] = []
    width = 0
    for group in _grouped(_pieces(run), run, is_address=is_address):
        first = len(words)
        joined = _joined(group, run, is_address=is_address)
        if joined:
            words.append((joined[:_LONGEST], width, group[0].start, group[-1].end, True))
        for piece in group:
            words += [(exact[:_LONGEST], width, start, end, False) for exact, start, end in piece.forms]
            width += 1
        units.append((first, len(words)))
    return Outline(tuple(words), width, tuple(units))


# Whatever most texts repeat; a run that is longer than a word is looked at afresh.
_remembered = lru_cache(maxsize=CACHE_SIZE)(_shape)


def _pieces(run: str) -> list[_Piece]:
    pieces = []
    before = 0
    for match in _PIECE.finditer(run):
        start, end = match.span()
        forms = amount_forms(match) if match["amount"] else [Form(_exact(match), start, end)]
        pieces.append(_Piece(forms, run[before:start], match["ampersand"] is not None, start, end))
        before = end
    return pieces


def _exact(match: re.Match[str]) -> str:
    if match["percent"]:
        return "percent"
    if match["ampersand"]:
        return "and"
    return (match["initials"] or "").replace(".", "").casefold() or match["word"].casefold()


def _grouped(pieces: list[_Piece], run: str, *, is_address: bool) -> list[list[_Piece]]:
    """Group the pieces that make one typed word."""
    groups: list[list[_Piece]] = []
    for piece in pieces:
        if groups and (is_address or _belongs(groups[-1][-1], piece, run)):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _belongs(left: _Piece, right: _Piece, run: str) -> bool:
    if right.joint == ".":
        # "gov.uk" is one typed word; "9.The" and "No.5" lack a space.
        return run[left.end - 1].isalpha() and run[right.start].isalpha()
    return right.joint in _JOINTS or left.is_ampersand or right.is_ampersand


def _joined(group: list[_Piece], run: str, *, is_address: bool) -> str | None:
    """Return the joined form of a typed word: "coproduction", "m&s", "mc/21/0302"; None where it adds nothing."""
    if is_address:
        # The parts of a web address in their order are enough to find it by any stretch of it.
        return run[group[0].start : group[-1].end].casefold() if "@" in run else None
    if len(group) == 1 or not any(piece.joint in _JOINTS or piece.is_ampersand for piece in group):
        return None
    if group[-1].end - group[0].start > _LONGEST:
        return None
    written = group[0].forms[0][0]
    for left, piece in pairwise(group):
        # "covid19", but not "23" for "2-3".
        is_dropped = piece.joint == "-" and not (run[left.end - 1].isdigit() and run[piece.start].isdigit())
        written += "" if is_dropped else piece.joint
        written += "&" if piece.is_ampersand else piece.forms[0][0]
    return written
