"""Reading of the role that stands beside a name in a list of persons."""

from __future__ import annotations

import re

from minutesearch.records import Span
from minutesearch.segmenting.attending.list_names import MOST_OF_NAME, NO_NAMES
from minutesearch.segmenting.attending.list_pieces import Piece, strip
from minutesearch.segmenting.cues.bodies import BODIES
from minutesearch.segmenting.cues.names import FIRST_NAMES, GROUPS, HONORIFICS, OFFICES
from minutesearch.segmenting.cues.titles_behind import POST_NOMINALS, letters_length
from minutesearch.segmenting.cues.verbs import is_finite_verb
from minutesearch.segmenting.people.persons import bare, read_person
from minutesearch.segmenting.text.sentences import Word, iter_words

__all__ = [
    "LONGEST_SHORT",
    "goes_on_role",
    "has_office",
    "is_bare_office",
    "is_body",
    "is_initialled",
    "is_office",
    "is_office_of",
    "is_role",
    "names_chair_and_clerk",
    "role_in_bracket",
    "role_in_piece",
]

#: Initials in brackets behind a name have no more letters.
LONGEST_SHORT = 5
#: Initials with a surname's own: "MMcK", "LMcW"; and before a role.
_SHORT = re.compile(r"(?=.*c)(?:Mc|Mac|[A-Z]c?){2,5}|[A-Z]{2}[a-z]{0,2}")
_SHORT_FIRST = re.compile(r"(?P<short>[A-Z](?:Mc|Mac|O’)?[A-Z](?:[A-Z]|Mc[A-Z]|c[A-Z])*)\s*,\s*")
_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,40})[)\]]")
_CHAIR = re.compile(r"chair(?:man|woman|person)?\b", re.IGNORECASE)
_CLERK = re.compile(r"\b(?:clerk|secretary)\b", re.IGNORECASE)
_BARE_OFFICE = re.compile(
    r"\s*(?:(?:town|parish)\s)?(?:(?:vice|deputy)[- ])?(?:chair(?:man|woman|person)?|clerk)\s+", re.IGNORECASE
)
#: "Head of", "Cabinet Member for": a role that goes on over "and".
_OPEN = re.compile(r"\b(?:of|for|to)\b")


def names_chair_and_clerk(text: str) -> bool:
    """Return whether a list has a chair and a clerk in brackets: so many of a body are never all away."""
    roles = _BRACKET.findall(text)
    return any(map(_CHAIR.match, roles)) and any(map(_CLERK.search, roles))


def is_bare_office(text: str) -> bool:
    """Return whether a text is the office of a chair or clerk and no mark: "Clerk" of "Clerk A Ash"."""
    return _BARE_OFFICE.fullmatch(text) is not None


def is_office(text: str, span: Span) -> bool:
    """Return whether a piece of a list is an office without its holder's name: "General Manager"."""
    words = [bare(word) for word in iter_words(text, *span)]
    return 0 < len(words) <= MOST_OF_NAME and (words[-1] in OFFICES or words[0] in OFFICES)


def is_office_of(text: str, span: Span) -> bool:
    """Return whether a piece of a list begins an office that goes on behind "and": "Director of Parks"."""
    words = [bare(word) for word in iter_words(text, *span)]
    return _OPEN.search(text, *span) is not None and not OFFICES.isdisjoint(words)


def is_body(text: str, role: Span | None) -> bool:
    """Return whether what stands in a role's place is a body's name: "Lisburn & Castle City Council"."""
    words = list(iter_words(text, *role)) if role else []
    return bool(words) and bare(words[-1]) in BODIES


def has_office(text: str, start: int, name: Span) -> bool:
    """Return whether an office stands before a name, so that what stands behind it is of the next person."""
    words = [bare(word) for word in iter_words(text, start, name.start)]
    return len(words) > 1 and any(word in OFFICES or word.split("-")[-1] in OFFICES for word in words)


def role_in_piece(text: str, piece: Piece, name: Span) -> Span | None:
    """Return the role in the bracket behind a name, or in the piece itself: "Gatz (Clerk)", "Mr Lake Clerk"."""
    if piece.bracket is not None:
        return role_in_bracket(text, piece.bracket, name)
    begin = name.end + letters_length(text, name.end)
    rest = _without_address(text, strip(text, begin, piece.span.end))
    if text[rest.start : rest.end][-1:].isdigit():
        return None  # "Brian Ash Division 3"
    return rest if rest.end > rest.start and is_role(text, rest, opened=False) else None


def role_in_bracket(text: str, bracket: Span, name: Span) -> Span | None:
    """Return the role that a bracket behind a name gives; None where it holds initials or how somebody came."""
    bracket = _without_address(text, _without_short(text, bracket, name))
    if bracket.start == bracket.end:
        return None
    said = text[bracket.start : bracket.end]
    words = [word.text for word in iter_words(text, *name)]
    if _is_short(said, words) or said[0].isdigit() or said.lower() in POST_NOMINALS:
        return None
    if said.lower() in FIRST_NAMES:
        return None  # "P Ash (Pam)"
    return None if _NO_ROLE.match(said) or _SHORT.fullmatch(said) else bracket


def _without_short(text: str, bracket: Span, name: Span) -> Span:
    """Return what a bracket says behind the initials of a name: "chair" of "(BMcT, chair)"."""
    short = _SHORT_FIRST.match(text, bracket.start, bracket.end)
    if short is None or short["short"][0] != text[name.start : name.end].split(".")[-1].split()[0][0]:
        return bracket
    return Span(short.end(), bracket.end)


def _without_address(text: str, span: Span) -> Span:
    """Return what stands before an address to write or ring to: "Clerk" of "Clerk, e-mail: pc@example.org"."""
    address = _ADDRESS.search(text, span.start, span.end)
    return strip(text, span.start, address.start()) if address else span


def is_initialled(text: str, piece: Piece) -> bool:
    """Return whether a piece is words and, in brackets, their initials: "Eilidh Green (EG)" is a person's name."""
    words = [word.text for word in iter_words(text, *piece.span)]
    if words and words[-1].lower() in OFFICES:
        return False  # "Senior Services Manager (SSM)"
    if piece.bracket is None or not 1 < len(words) <= MOST_OF_NAME or not all(word[0].isupper() for word in words):
        return False
    return _is_short(text[piece.bracket.start : piece.bracket.end], words)


def _is_short(said: str, name: list[str]) -> bool:
    """Return whether capitals in brackets are the initials of a name: "Pam Bullas (PB)", "S.E. Lock (SEL)"."""
    letters = said.replace(".", "")
    if not letters.isupper() or not letters.isalpha() or len(letters) > LONGEST_SHORT:
        return False
    firsts = {word[0] for word in name[:-1]} | {name[-1][0]}
    of_last = {part[:1] for part in re.split(r"[-’']", name[-1])}
    return letters[0] in firsts and (letters[-1] in of_last or letters in name[-1].upper())


def is_role(text: str, span: Span, *, opened: bool) -> bool:
    """Return whether a piece behind a name says what the person is; letters for an honour do not."""
    words = list(iter_words(text, *span))
    if (
        not words
        or _is_letters(words)
        or not GROUPS.isdisjoint([word.lower for word in words[:2]])
        or _NO_ROLE.match(text, span.start)
        or _ADDRESS.match(text, span.start)
        or all(word.lower in HONORIFICS - OFFICES for word in words)
    ):
        return False
    if any(word.text.islower() and is_finite_verb(word.lower) for word in words):
        return False
    return opened or any(bare(word) in NO_NAMES for word in words) or any(not one.is_capitalised for one in words)


#: How to reach somebody, which is no part of what the person is.
_ADDRESS = re.compile(
    r"\b(?:e[-’' ]?mail|tel(?:ephone)?|phone|mobile)\s?[.:]|\S+@\S|\b0\d{3,5}\s?\d{5,}", re.IGNORECASE
)
#: What stands in brackets or behind a comma and is no role: when somebody came, or how many others.
_NO_ROLE = re.compile(
    r"(?:\d|(?:the|a|an|and|one|two|three|four|five|six|seven|eight|nine|ten|several|other)\b|(?:from|until"
    r"|till|to|for|noted|joined|left|arrived|arriving"
    r"|leaving|absent|late|part|items?|via|by|virtual\w*|remote\w*|online|work|illness|holiday|ill|unwell"
    r"|personal|family|apolog\w*|presiding)\b)",
    re.IGNORECASE,
)


def _is_letters(words: list[Word]) -> bool:
    return all(word.lower.replace(".", "") in POST_NOMINALS for word in words)


def goes_on_role(text: str, role: Span, piece: Piece, name: Span) -> bool:
    """Return whether what could be a name continues a role: "Gardens" in "Head of Parks and Gardens"."""
    words = list(iter_words(text, *name))
    known = read_person(words, 0, text) > 0
    if known:
        return False
    return (piece.joined and _OPEN.search(text, role.start, role.end) is not None) or (
        len(words) == 1 and _OPEN.search(text, role.start, role.end) is not None
    )
