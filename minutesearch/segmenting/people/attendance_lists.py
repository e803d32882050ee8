"""Reading of a list of those who attend into entries: name, role, letters behind the name, one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from minutesearch.records import Span
from minutesearch.segmenting.cues.bodies import BODIES
from minutesearch.segmenting.cues.names import (
    FIRST_NAMES,
    GROUPS,
    HONORIFICS,
    OFFICES,
    PLURAL_TITLES,
    UNNAMED,
    is_initial,
    is_name_word,
    names_place,
    title_length,
)
from minutesearch.segmenting.cues.titles_behind import POST_NOMINALS, letters_length
from minutesearch.segmenting.cues.verbs import is_finite_verb
from minutesearch.segmenting.people.persons import bare, iter_persons, read_person
from minutesearch.segmenting.text.sentences import Word, iter_words
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["Entry", "goes_on_listing", "is_entry", "iter_entries", "role_in_bracket"]


class Entry(NamedTuple):
    """One person of a list."""

    #: The name as printed, with a title of its own.
    name: Span
    #: The role as printed, behind a comma or dash or in brackets; None without one.
    role: Span | None


class _Piece(NamedTuple):
    """What stands between two commas of a list, and the bracket behind it."""

    span: Span
    bracket: Span | None
    #: Whether "and" or "&" joins it to the piece before, and no comma.
    joined: bool
    #: Whether a semicolon parts it from the piece before.
    apart: bool = False


_CUT = re.compile(
    r"(?<=\))\s+(?=[A-Z])|\s*,?\s+(?:together with|as well as|plus)\s+"
    r"|\s*[,;|\t]\s*(?:and\b\s*|&\s+)?|:\s+|\s+(?P<and>and|&)\s+|\s+[–—-]\s+|\s{3,}|\Z"
)
_BRACKET = re.compile(r"\s*\((?P<words>[^()]{1,200})\)")
#: What a name by itself has none of: the words of organisations, of quorums, of whatever else is listed.
_NO_NAMES = (
    OFFICES
    | GROUPS
    | BODIES
    | UNNAMED
    | HONORIFICS
    | word_set(
        "email telephone tel phone mobile website web address contact academy agency all also apologies "
        "apology association attendance borough cabinet centre chief church "
        "city club "
        "college company corporate county department deputy development district division everyone executive "
        "federation "
        "finance head health housing in legal library limited line ltd media nhs nil no none office online parish "
        "planning police portfolio present press public quorum regrets remote remotely school service services "
        "society "
        "team through town trust union university vacancy vacant via vice video ward yes zoom item agenda minutes "
        "january february march april may june july august september october november december absent excused "
        "late "
        "his her worship worshipful honour councillors cllrs members officers staff note apologised the an their "
        "environment transport education "
        "culture "
        "resources communities community care adult adults children families neighbourhood governance "
        "democratic audit "
        "strategy policy operations engineering recreation parks treasury news gazette herald times radio "
        "advertiser courier express chronicle observer echo argus telegraph tribune journal "
        "part section one two three four marketing communications administration selectboard selectmen board"
    )
)
_MOST_OF_NAME = 4
#: Of these, those that are surnames as well; a first name must stand before them, in a list of persons.
_SURNAMES_TOO = word_set(
    "church ward house college parks may march bishop dean judge marshal page provost ranger sergeant sheriff "
    "warden"
)
#: Titles that stand before a person's name and nothing else.
_PERSONAL = word_set("councillor cllr cr councilor mr mrs ms miss dr cyng cynghorydd comhairleoir")
#: What a name may stand behind without a comma: "Police Chief Art Sloan", "Council members Tom Orr".
_BEFORE_NAMES = OFFICES | PLURAL_TITLES | {"chief", "member", "members", "councilmember", "alderman", "worship"}
#: No entry of a list is longer.
_LONGEST = 300
_LONGEST_LIST = 1500
#: Initials in brackets behind a name have no more letters.
_LONGEST_SHORT = 5
#: Initials with a surname's own: "MMcK", "LMcW"; and before a role.
_SHORT = re.compile(r"(?=.*c)(?:Mc|Mac|[A-Z]c?){2,5}|[A-Z]{2}")
_SHORT_FIRST = re.compile(r"(?P<short>[A-Z](?:Mc|Mac|O’)?[A-Z](?:[A-Z]|Mc[A-Z]|c[A-Z])*)\s*,\s*")
#: A name with initials, in a list without commas, which has so many at least.
_INITIALLED = re.compile(
    r"(?:(?:Mr|Mrs|Miss|Ms|Dr|Councillor|Cllr|Alderman)\.?\s)?(?:[A-Z]\.?\s){1,3}(?:(?:Mc|Mac|O[’'])?[A-Z][a-z’'-]+)(?:-[A-Z][a-z]+)?"
)
_LEAST_INITIALLED = 4
#: "Head of", "Cabinet Member for": a role that goes on over "and".
_OPEN = re.compile(r"\b(?:of|for|to)\b")


def iter_entries(text: str, start: int = 0, end: int | None = None, *, bare_names: bool = True) -> Iterator[Entry]:
    """Yield the persons of a list in order.

    Args:
        text: The text.
        start: Where the list begins, behind its label.
        end: Where it ends.
        bare_names: Whether a capitalised word by itself is a surname: behind "Present:", not in a sentence.
    """
    end = len(text) if end is None else end
    holder = _read_office_line(text, start, end) or _read_two_columns(text, start, end)
    if holder is not None:
        yield holder
        return
    entries = _read_initialled(text, start, end) or list(_iter_entries(text, start, end, bare_names=bare_names))
    offices = sum(_is_office(text, piece.span) for piece in _iter_pieces(text, start, end))
    if offices > max(1, len(entries)):  # a list of offices, few of them with a name
        entries = [entry for entry in entries if _is_sure(text, entry.name)]
    plural = any(word.lower in PLURAL_TITLES for word in iter_words(text, start, end))
    yield from entries if plural else _without_lone_words(text, entries)


#: "Director Strategy and Projects      (Mr P McMurray)", and nothing else.
_OFFICE_LINE = re.compile(r"\s*(?P<role>[A-Z][^():;,.]{2,80}?)\s*\((?P<name>[^()]{3,60})\)[\s.]*")


def _read_office_line(text: str, start: int, end: int) -> Entry | None:
    """Return the person of a line that is an office and, in brackets, its holder; None for any other."""
    match = _OFFICE_LINE.fullmatch(text, start, end)
    words = list(iter_words(text, *match.span("name"))) if match else []
    if match is None or not words or words[0].lower not in _PERSONAL:
        return None
    whole = read_person(words, 0, text) == len(words)
    named = read_person(list(iter_words(text, *match.span("role"))), 0, text) > 0
    return Entry(Span(*match.span("name")), Span(*match.span("role"))) if whole and not named else None


#: "Danielle Hargreaves     Acting Director Water and Sewer": a name and, in a column of its own, an office.
_TWO_COLUMNS = re.compile(
    r"\s*(?P<name>[A-Z][\w’'.-]+(?:\s[A-Z][\w’'.-]+){1,3})(?:\s{3,}|\t)\s*(?P<role>\S+(?:\s{1,2}\S+)*)[\s.]*"
)


def _read_two_columns(text: str, start: int, end: int) -> Entry | None:
    """Return the person of a line that is a name, a wide gap and an office; None for any other."""
    match = _TWO_COLUMNS.fullmatch(text, start, end)
    if match is None or "(" in match["role"]:
        return None
    named = [bare(word) for word in iter_words(text, *match.span("name"))]
    office = [bare(word) for word in iter_words(text, *match.span("role"))]
    if OFFICES.isdisjoint(office) or any(word in OFFICES | BODIES | GROUPS for word in named):
        return None
    return Entry(Span(*match.span("name")), Span(*match.span("role")))


def _iter_entries(text: str, start: int, end: int, *, bare_names: bool) -> Iterator[Entry]:
    name: Span | None = None
    role: Span | None = None
    plural = closed = False
    for piece in _iter_pieces(text, start, end):
        held = _holder(text, piece)
        found = held.name if held else _read_name(text, piece.span, bare_names=bare_names or plural, listed=plural)
        if found is None and plural and name is not None and " " not in text[name.start : name.end]:
            found = _read_lone(text, piece.span)
        # A semicolon parts whole entries: what stands behind it is no role of who stands before.
        closed = closed or piece.apart
        plural = found is not None and (plural or _is_plural(text, piece.span))
        if found is not None and name is not None and role is not None and _goes_on(text, role, piece, found):
            found = None
        if found is not None:
            if name is not None:
                yield Entry(name, role)
            name, role = found, held.role if held else _role_in(text, piece, found)
            closed = held is not None or piece.bracket is not None or _has_office(text, piece.span.start, found)
            inner = [] if held else list(_iter_inner(text, Span(found.end, piece.span.end)))
            if inner:
                # No comma says where one ends and the next begins, so neither has what stands between.
                yield Entry(name, None)
                yield from (Entry(each, None) for each in inner[:-1])
                name, role, closed = inner[-1], None, True
        elif name is not None and not closed and _is_role(text, piece.span, opened=role is not None):
            other = _person_within(text, piece.span)
            role = Span(role.start if role else piece.span.start, other.start if other else piece.span.end)
            if other is not None:
                yield Entry(name, _strip(text, *role))
                name, role = other, None
    if name is not None:
        yield Entry(name, role)


def _is_office(text: str, span: Span) -> bool:
    """Return whether a piece of a list is an office without its holder's name: "General Manager"."""
    words = [bare(word) for word in iter_words(text, *span)]
    return 0 < len(words) <= _MOST_OF_NAME and (words[-1] in OFFICES or words[0] in OFFICES)


def _is_sure(text: str, name: Span) -> bool:
    """Return whether a name has a title, an initial or a first name that is known; "Open Space" has none."""
    words = list(iter_words(text, *name))
    return title_length(words, 0) > 0 or is_initial(words[0].text) or bare(words[0]) in FIRST_NAMES


def _read_initialled(text: str, start: int, end: int) -> list[Entry]:
    """Read a list whose commas are lost: "P J Bateman J Camp Mrs E A Ford"; empty for any other."""
    names = list(_INITIALLED.finditer(text, start, end))
    if len(names) < _LEAST_INITIALLED or _INITIALLED.sub("", text[start:end]).strip(" .\n"):
        return []
    return [Entry(Span(*match.span()), None) for match in names]


def _without_lone_words(text: str, entries: list[Entry]) -> list[Entry]:
    """Remove capitalised words by themselves ("Marketing", "South") from a list of first names and surnames."""
    lone = [
        entry
        for entry in entries
        if " " not in text[entry.name.start : entry.name.end]
        and "." not in text[entry.name.start : entry.name.end]
    ]
    capitals = [entry for entry in entries if text[entry.name.start : entry.name.end].isupper()]
    if len(capitals) < len(entries):  # "R. Little, BVLD"
        letters = [
            entry for entry in lone if entry in capitals and entry.name.end - entry.name.start <= _LONGEST_SHORT
        ]
        entries = [entry for entry in entries if entry not in letters]
    names = [list(iter_words(text, *entry.name)) for entry in entries]
    whole = sum(len(words) - title_length(words, 0) > 1 for words in names)
    if len(lone) > whole:
        return [entry for entry in entries if not (entry in lone and _is_body(text, entry.role))]
    return [entry for entry in entries if entry not in lone]


def _is_body(text: str, role: Span | None) -> bool:
    """Return whether what stands in a role's place is a body's name: "Lisburn & Castle City Council"."""
    words = list(iter_words(text, *role)) if role else []
    return bool(words) and bare(words[-1]) in BODIES


def is_entry(text: str) -> bool:
    """Return whether a line is nothing but a person with a title and a role: "Councillor Hill (in the Chair)"."""
    words = list(iter_words(text)) if len(text) <= _LONGEST else []
    if not words or not title_length(words, 0) or not read_person(words, 0, text):
        return False
    if any(word.text.islower() and is_finite_verb(word.lower) for word in words):
        return False
    if ":" in text or "?" in text or any(word.lower in ("interest", "interests", "declared") for word in words):
        return False
    entries = list(iter_entries(text, bare_names=False))
    for entry in entries:
        role = [bare(word) for word in iter_words(text, *entry.role)] if entry.role else []
        if entry.role and text[entry.role.start - 1] != "(" and OFFICES.isdisjoint(role):
            return False
    last = max((entry.role or entry.name).end for entry in entries) if entries else 0
    return bool(entries) and not text[last + letters_length(text, last) :].strip(" ).,;")


def goes_on_listing(text: str) -> bool:
    """Return whether a line goes on with those present: "Councillors Ash (Chair), Birch", "Amy Ash, Clerk"."""
    words = list(iter_words(text)) if len(text) <= _LONGEST_LIST else []
    if len(words) < 2 or any(word.text.islower() and is_finite_verb(word.lower) for word in words):
        return False
    if words[0].lower in PLURAL_TITLES:
        return len(list(iter_entries(text))) > 1
    entries = list(iter_entries(text))
    if len(entries) != 1 or entries[0].name.start or entries[0].role is None or len(text) > _LONGEST:
        return False
    role = [bare(word) for word in iter_words(text, *entries[0].role)]
    return (
        text[entries[0].name.end] == ","
        and role[-1] in OFFICES | UNNAMED
        and entries[0].role.end == len(text.rstrip())
    )


def _iter_pieces(text: str, start: int, end: int) -> Iterator[_Piece]:
    begin = place = start
    joined = apart = False
    while (match := _CUT.search(text, place, end)) is not None:
        opened = text.find("(", place, match.start())
        closed = _BRACKET.match(text, opened, end) if opened >= 0 else None
        if closed is not None and closed.end() > match.start():
            place = closed.end()  # a comma in a bracket parts nothing
            continue
        inner = _BRACKET.search(text, begin, match.start())
        core = _strip(text, begin, inner.start() if inner else match.start())
        if core.start < core.end:
            yield _Piece(core, Span(*inner.span("words")) if inner else None, joined, apart)
        if inner and (rest := _strip(text, inner.end(), match.start())).start < rest.end:
            yield _Piece(rest, None, False)  # "D Marsh (Chair) N Quill": no comma parts them
        if match.end() >= end or match.end() == match.start():
            return
        begin = place = match.end()
        joined = match["and"] is not None
        apart = ";" in match[0]


def _person_within(text: str, span: Span) -> Span | None:
    """Return a person whom no comma parts from the role before: "Norfolk County Council Mr Kenny"."""
    words = list(iter_words(text, *span))
    found = [(first, last) for first, last in iter_persons(words, text) if first]
    if not found or words[found[0][0] - 1].text.islower():
        return None
    return Span(words[found[0][0]].start, words[found[0][1] - 1].end)


def _has_office(text: str, start: int, name: Span) -> bool:
    """Return whether an office stands before a name, so that what stands behind it is of the next person."""
    words = [bare(word) for word in iter_words(text, start, name.start)]
    return len(words) > 1 and any(word in OFFICES or word.split("-")[-1] in OFFICES for word in words)


def _iter_inner(text: str, span: Span) -> Iterator[Span]:
    """Yield the persons whom an office and no comma parts from one before: "Armstrong Clerk J Connelly"."""
    words = list(iter_words(text, *span))
    at = 0
    while at < len(words):
        word = words[at]
        if not word.is_capitalised or (bare(word) not in _BEFORE_NAMES and word.lower not in HONORIFICS):
            at += 1
            continue
        behind = words[at + (bare(word) in OFFICES and word.lower not in _PERSONAL) :]
        titled = bool(behind) and (title_length(behind, 0) > 0 or bare(behind[0]) in FIRST_NAMES)
        count = read_person(behind, 0, text) if titled else 0
        if not count and len(behind) > 1 and is_initial(behind[0].text) and is_name_word(behind[1]):
            count = 2
        if count:
            yield Span(behind[0].start, behind[count - 1].end)
        at += max(count, 1)


def _read_lone(text: str, span: Span) -> Span | None:
    """Return a surname that is a word of places too, among surnames alone: "Cllrs Ives, Ward and Ellis"."""
    words = list(iter_words(text, *span))
    is_one = len(words) == 1 and words[0].is_capitalised and bare(words[0]) in _SURNAMES_TOO
    return Span(words[0].start, words[0].end) if is_one else None


def _holder(text: str, piece: _Piece) -> Entry | None:
    """Return the person in the bracket behind an office: "Head of Planning (Mr S Hume)"; None without one."""
    if piece.bracket is None:
        return None
    words = list(iter_words(text, *piece.bracket))
    count = read_person(words, 0, text)
    office = not OFFICES.isdisjoint([bare(word) for word in iter_words(text, *piece.span)])
    if not count or count < len(words) or not office or read_person(list(iter_words(text, *piece.span)), 0, text):
        return None
    return Entry(piece.bracket, piece.span)


def _is_plural(text: str, span: Span) -> bool:
    first = next(iter_words(text, *span), None)
    return first is not None and first.lower in PLURAL_TITLES


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " \t\n.:*_":
        start += 1
    while end > start and text[end - 1] in " \t\n.:;,*_":
        end -= 1
    return Span(start, end)


def _read_name(text: str, span: Span, *, bare_names: bool, listed: bool) -> Span | None:
    """Return the span of the person that a piece begins with, without the letters behind it; None without one.

    Args:
        text: The text.
        span: The piece.
        bare_names: Whether a capitalised word by itself is a surname.
        listed: Whether a title for all stands before the list: "Councillors Amy Ash, Sue Church".
    """
    words = list(iter_words(text, *span))
    if not words:
        return None
    count = read_person(words, 0, text)
    if count and not title_length(words, 0) and _is_of_body(text, words, count):
        return None  # "Rodney Local Board"
    if count:
        title = title_length(words, 0)
        plural = bool(title) and words[title - 1].lower in PLURAL_TITLES
        first = title if plural and title < count else 0
        if first and _is_common_surname(words[first:]):
            count = len(words)  # "Councillors Bob Ward"
        return Span(words[first].start, words[count - 1].end)
    if behind := _titled_at_end(text, words):
        return behind
    if words[0].lower in PLURAL_TITLES and len(words) > 1:
        return _read_bare(text, words[1:], titled=True)
    if words[0].lower in _PERSONAL and 1 < len(words) <= _MOST_OF_NAME + 1:
        name = _read_bare(text, words[1:], titled=True)  # "Councillor Omar Dean", whose surname is an office too
        return Span(words[0].start, name.end) if name else None
    is_known = listed and _is_common_surname(words)
    return _read_bare(text, words, titled=is_known) if bare_names else None


def _is_of_body(text: str, words: list[Word], count: int) -> bool:
    """Return whether what looks like a name begins that of a body: "Stanley Town Council"."""
    behind = words[count : count + 2]
    if not behind or text[words[count - 1].end : behind[0].start] != " ":
        return False
    return any(bare(word) in BODIES and word.is_capitalised for word in behind)


def _titled_at_end(text: str, words: list[Word]) -> Span | None:
    """Return a person with a title at the end of honours: "The Right Worshipful the Mayor Councillor R T Beck"."""
    if words[0].lower != "the":
        return None
    for first, last in iter_persons(words, text):
        if first and last == len(words) and title_length(words, first):
            return Span(words[first].start, words[last - 1].end)
    return None


def _is_common_surname(words: list[Word]) -> bool:
    """Return whether words are a first name and a surname that is a word of places or bodies too: "Sue Church"."""
    if len(words) != 2 or not all(is_name_word(word) and word.is_capitalised for word in words):
        return False
    return bare(words[0]) not in _NO_NAMES and (names_place(words[1]) or bare(words[1]) in _SURNAMES_TOO)


def _read_bare(text: str, words: list[Word], *, titled: bool) -> Span | None:
    """Return a name without a title, perhaps behind an office: "Rich Dale", "Okoro", "City Manager Gatz"."""
    behind = [] if titled else _past_office(words)
    if behind and title_length(behind, 0):
        count = read_person(behind, 0, text)
        return Span(behind[0].start, behind[count - 1].end) if count else None
    words = behind or words
    while len(words) > 1 and words[-1].text.isupper() and words[-1].lower in POST_NOMINALS:
        words = words[:-1]
    if not 0 < len(words) <= _MOST_OF_NAME or not all(is_name_word(word) for word in words):
        return None
    known = titled or (len(words) > 1 and is_initial(words[0].text))
    known = known or (len(words) == 2 and bare(words[0]) in FIRST_NAMES and names_place(words[1]))
    if len(words) > 2 and names_place(words[0]) and not known:
        return None  # "Place Shaper South"
    if not (words[0].is_capitalised or len(words) > 1) or (
        names_place(words[-1]) and len(words) > 1 and not known
    ):
        return None
    if any(bare(word) in _NO_NAMES for word in (words[:-1] if known else words)):
        return None
    last = words[-1]
    is_half = len(words) == 1 and re.search(r"-[a-z]", last.text) is not None  # "CAO Back-up"
    if is_half or is_initial(last.text) or last.text[0].isdigit() or len(last.text) < 2 or not last.is_capitalised:
        return None
    if len(last.text) <= 3 and last.text.isupper() and not any(word.text.isupper() for word in words[:-1]):
        return None  # "KCC"
    if any(_parts(text[before.end : after.start], before) for before, after in pairwise(words)):
        return None
    return Span(words[0].start, last.end)


def _past_office(words: list[Word]) -> list[Word]:
    """Return the words behind an office at the start: "Kim Rhodes" of "Town Administrator Kim Rhodes"."""
    ends = [
        n for n, word in enumerate(words) if bare(word) in _BEFORE_NAMES or bare(word).split("-")[-1] in OFFICES
    ]
    if not ends or not all(word.is_capitalised or bare(word) in _BEFORE_NAMES for word in words[: ends[-1] + 1]):
        return []
    return words[ends[-1] + 1 :]


def _parts(gap: str, before: Word) -> bool:
    return gap not in (" ", ". ", ".") or (
        "." in gap and not (is_initial(before.text) or before.lower in HONORIFICS or before.text == "St")
    )


def _role_in(text: str, piece: _Piece, name: Span) -> Span | None:
    """Return the role in the bracket behind a name, or in the piece itself: "Gatz (Clerk)", "Mr Lake Clerk"."""
    if piece.bracket is not None:
        return role_in_bracket(text, piece.bracket, name)
    begin = name.end + letters_length(text, name.end)
    rest = _strip(text, begin, piece.span.end)
    return rest if rest.end > rest.start and _is_role(text, rest, opened=False) else None


def role_in_bracket(text: str, bracket: Span, name: Span) -> Span | None:
    """Return the role that a bracket behind a name gives; None where it holds initials or how somebody came."""
    bracket = _without_short(text, bracket, name)
    said = text[bracket.start : bracket.end]
    words = [word.text for word in iter_words(text, *name)]
    if _is_short(said, words) or said[0].isdigit() or said.lower() in POST_NOMINALS:
        return None
    return None if _NO_ROLE.match(said) or _SHORT.fullmatch(said) else bracket


def _without_short(text: str, bracket: Span, name: Span) -> Span:
    """Return what a bracket says behind the initials of a name: "chair" of "(BMcT, chair)"."""
    short = _SHORT_FIRST.match(text, bracket.start, bracket.end)
    if short is None or short["short"][0] != text[name.start : name.end].split(".")[-1].split()[0][0]:
        return bracket
    return Span(short.end(), bracket.end)


def _is_short(said: str, name: list[str]) -> bool:
    """Return whether capitals in brackets are the initials of a name: "Pam Bullas (PB)", "S.E. Lock (SEL)"."""
    letters = said.replace(".", "")
    if not letters.isupper() or not letters.isalpha() or len(letters) > _LONGEST_SHORT:
        return False
    firsts = {word[0] for word in name[:-1]} | {name[-1][0]}
    of_last = {part[:1] for part in re.split(r"[-’']", name[-1])}
    return letters[0] in firsts and (letters[-1] in of_last or letters in name[-1].upper())


def _is_role(text: str, span: Span, *, opened: bool) -> bool:
    """Return whether a piece behind a name says what the person is; letters for an honour do not."""
    words = list(iter_words(text, *span))
    if (
        not words
        or _is_letters(words)
        or not GROUPS.isdisjoint([word.lower for word in words[:2]])
        or _NO_ROLE.match(text, span.start)
        or all(word.lower in HONORIFICS for word in words)
    ):
        return False
    if any(word.text.islower() and is_finite_verb(word.lower) for word in words):
        return False
    return opened or any(bare(word) in _NO_NAMES for word in words) or any(not one.is_capitalised for one in words)


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


def _goes_on(text: str, role: Span, piece: _Piece, name: Span) -> bool:
    """Return whether what could be a name continues a role: "Gardens" in "Head of Parks and Gardens"."""
    words = list(iter_words(text, *name))
    known = read_person(words, 0, text) > 0
    if known:
        return False
    return (piece.joined and _OPEN.search(text, role.start, role.end) is not None) or (
        len(words) == 1 and _OPEN.search(text, role.start, role.end) is not None
    )
