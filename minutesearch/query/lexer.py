"""Lexing of a query's text into lexemes, in one pass that never fails."""

from __future__ import annotations

import re
from typing import NamedTuple

from minutesearch.late import compile_later
from minutesearch.query.parsed import QueryUnit, Units

__all__ = ["ALIASES", "FIELDS", "PROXIMITY", "QUOTES", "WEIGHT", "Lexeme", "lex", "lex_with_units"]

#: The fields that `field:value` knows.
FIELDS = (
    *("kind", "decision_type", "council", "body", "said_by", "mentions", "item", "date"),
    *("outcome", "since_generation", "moved_by", "seconded_by", "owner", "person", "party"),
)

#: What else fields may be called, by the name that people know from elsewhere; `since` and `until` are sides of
#: `date`.
ALIASES = {
    **dict.fromkeys(("speaker", "spoken_by", "councillor", "member"), "said_by"),
    **dict.fromkeys(("committee", "board", "panel"), "body"),
    **dict.fromkeys(("title", "intitle", "agenda"), "item"),
    **dict.fromkeys(("mover", "proposer"), "moved_by"),
    **dict.fromkeys(("year", "month"), "date"),
    **dict.fromkeys(("since", "from"), "since"),
    **dict.fromkeys(("until", "to"), "until"),
    "authority": "council",
    "seconder": "seconded_by",
}

#: What counts as a quotation mark. Apostrophes, straight or curly, do not: "Badu's", "members' views".
QUOTES = '"“”„‟«»＂'

# Every repetition is possessive or ends at the first fitting place, so that no text takes more than linear time.
_KNOWN = "|".join(name.replace("_", "[_-]") for name in (*FIELDS, *ALIASES))
# A phone makes a dash of a hyphen, and so does Word.
_DASHES = "-‐‑‒–—―−⁃﹘﹣－"
_REST = rf"[^\s{QUOTES}()]"
#: A grade of listed buildings, and no prefix.
_GRADE = r"(?i:II) \* (?! [\w*] )"
_LEXEME = compile_later(
    rf"""
      (?P<quoted> [{QUOTES}] [^{QUOTES}]*+ [{QUOTES}] (?: ~[0-9]++ (?!\w) )? )
    | (?P<unclosed> [{QUOTES}] )
    | (?P<open> \( )
    | (?P<close> \) )
    | (?P<sign> (?<! [^\s(] ) (?: [{_DASHES}+] (?= [^{_DASHES}+\s)] ) | ! (?= [\w{QUOTES}] ) ) )
    | (?P<field> (?i:{_KNOWN}) : (?: [{QUOTES}] [^{QUOTES}]*+ [{QUOTES}] | {_REST}++ | (?= [{QUOTES}(] ) ) )
    | (?P<unknown> [^\W\d_]++ (?: [_-] [^\W\d_]++ )*+ : ) (?= [\w{QUOTES}] )
    | (?P<operator> (?: AND | OR | NOT | MAYBE | && | \|\| ) (?! {_REST} ) )
    | (?P<starred> (?! {_GRADE} ) (?= {_REST}*? (?: \w\* | \*\w ) ) {_REST}++ )
    | (?P<word> {_REST}++ )
    """,
    re.VERBOSE,
)
#: What the analyser does not see as words of the query itself.
_MASKED = frozenset({"quoted", "sign", "field", "operator", "starred"})


#: Operators as other search engines write them.
_ELSEWHERE = {"&&": "AND", "||": "OR"}
#: Operators of other search engines for words near each other, as these write them; here they are words.
PROXIMITY = compile_later(r"O?NEAR(?:/\d+)?|(?:ADJ|WITHIN)(?:/?\d+)?|PRE/\d+|[WPwp]/(?:\d+|[SPsp])")
#: Weights and distances behind a word, as other search engines write them; but "m^2" is a square metre.
WEIGHT = compile_later(
    r"""(?x) (?: (?<! [cdkm]m ) (?<! \b m ) (?<! ft ) \^ [0-9]++ (?: \.[0-9]++ )?
    | (?<= \w ) ~ (?: [0-9]++ (?: \.[0-9]++ )? )? ) (?= [\s)] | \Z )"""
)


class Lexeme(NamedTuple):
    """One lexeme of a query."""

    #: What it is: quoted, unclosed, open, close, sign, field, unknown (field), operator, starred, word; or end.
    kind: str
    #: The piece as typed.
    text: str
    #: Where it begins in the query, in code points.
    start: int
    #: The units of a word; at least one, and several for "health;social".
    units: tuple[QueryUnit, ...] = ()

    @property
    def end(self) -> int:
        """The end of the lexeme in the query, half-open, in code points."""
        return self.start + len(self.text)

    @property
    def column(self) -> int:
        """The column of the lexeme in the query, counted from 1."""
        return self.start + 1

    @property
    def operator(self) -> str:
        """The operator as the query language writes it."""
        return _ELSEWHERE.get(self.text, self.text)

    def is_operator(self, *names: str) -> bool:
        """Return whether the lexeme is one of the named operators."""
        return self.kind == "operator" and self.operator in names


def lex(text: str) -> list[Lexeme]:
    """Return the lexemes of a query in order, with one of kind `end` after them; white space is left out.

    A piece that looks like a field is `field` or `unknown`: letters, a colon and, without a space, a value.
    So "10:30", "http://x.y", "Re: parking" and "Agenda: item" are words. `starred` is a word with a `*` that
    touches a letter.
    """
    found = _LEXEME.finditer(text)
    lexemes = [Lexeme(match.lastgroup or "", match.group(), match.start()) for match in found]
    lexemes.append(Lexeme("end", "", len(text)))
    return lexemes


def lex_with_units(text: str, units: Units) -> list[Lexeme]:
    """Return the lexemes of a query, with the units of each word.

    The words are analysed together and not one by one, since "£5.4 million" is one unit; it becomes one lexeme.
    Words without a unit ("?", "->") are left out, along with a sign before them.
    """
    lexemes = lex(text)
    found = units(WEIGHT.sub(lambda match: " " * len(match[0]), _masked(text, lexemes)))
    given: list[Lexeme] = []
    reached = covered = 0
    for lexeme in lexemes:
        if lexeme.kind != "word":
            given.append(lexeme)
            continue
        while reached < len(found) and found[reached].start < lexeme.start:
            reached += 1
        first = reached
        while reached < len(found) and found[reached].start < lexeme.end:
            reached += 1
        own = tuple(found[first:reached])
        if lexeme.start < covered:
            lexeme = given.pop()
            own = lexeme.units + own
        if own:
            covered = max(covered, own[-1].end)
            given.append(Lexeme("word", lexeme.text, lexeme.start, own))
        elif given and given[-1].kind == "sign":
            given.pop()
    return given


def _masked(text: str, lexemes: list[Lexeme]) -> str:
    """Return the text with all but its words and brackets replaced, offsets unchanged.

    Small letters stand in where small letters were: an analyser may go by them to tell "IT strategy" from a text
    that is all in capitals.
    """
    pieces = []
    reached = 0
    for lexeme in lexemes:
        if lexeme.kind in _MASKED:
            length = len(lexeme.text)
            has_small = length > 2 and any(map(str.islower, lexeme.text))
            pieces += [text[reached : lexeme.start], f'"{"a" * (length - 2)}"' if has_small else '"' * length]
            reached = lexeme.end
    if not pieces:
        return text
    return "".join([*pieces, text[reached:]])
