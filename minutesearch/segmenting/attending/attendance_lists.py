"""Reading of a list of those who attend into entries: name, role, letters behind the name, one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutesearch.records import Span
from minutesearch.segmenting.attending.list_forms import Entry, is_affiliated, is_held, read_form
from minutesearch.segmenting.attending.list_names import PERSONAL, iter_inner, person_within, read_lone, read_name
from minutesearch.segmenting.attending.list_pieces import Piece, iter_pieces, strip
from minutesearch.segmenting.attending.list_roles import (
    LONGEST_SHORT,
    goes_on_role,
    has_office,
    is_body,
    is_initialled,
    is_office,
    is_office_of,
    is_role,
    role_in_piece,
)
from minutesearch.segmenting.attending.roster_entries import complete_entries, is_sure, iter_persons_of
from minutesearch.segmenting.cues.names import (
    FIRST_NAMES,
    OFFICES,
    PLURAL_TITLES,
    UNNAMED,
    is_initial,
    title_length,
)
from minutesearch.segmenting.cues.titles_behind import letters_length
from minutesearch.segmenting.cues.verbs import is_finite_verb
from minutesearch.segmenting.people.initials_behind import name_end
from minutesearch.segmenting.people.persons import bare, read_person
from minutesearch.segmenting.text.sentences import Word, iter_words

__all__ = ["Entry", "goes_on_listing", "is_entry", "is_sure", "iter_entries"]


#: What stands between a label and its list: "Present: - Ann Ash".
_DASH = re.compile(r"\s*[–—-]\s+")
#: Which of several seats the first of a list has: "Division No. 4 Murray Ash, Reeve".
_SEAT = re.compile(
    r"\s*(?:Division|Ward|District|Precinct|Zone|Area|Seat)\s(?:No\.?\s?)?(?:[0-9]{1,3}|[IVX]{1,4})\s?[:,–-]?\s+"
)
#: Between an office and its holder.
_OPENS_NAME = re.compile(r"\s?:\s+(?=[A-Z])")
#: No entry of a list is longer.
_LONGEST = 300
_LONGEST_LIST = 1500
#: Words of a day and a time, which are in nobody's name: "FRIDAY, 6th MAY AT 7.30 P.M.".
_OF_DAYS = re.compile(r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|[ap]\.m\.\s(?:at|in|on))\b", re.IGNORECASE)
#: So many names make a style.
_LEAST_STYLED = 6
#: So many surnames with a letter each may be of parties.
_LEAST_CODED = 3
#: A surname and a first name, an initial and a surname are so many words.
_JOINED = 4


def iter_entries(text: str, start: int = 0, end: int | None = None, *, bare_names: bool = True) -> Iterator[Entry]:
    """Yield the persons of a list in order.

    Args:
        text: The text.
        start: Where the list begins, behind its label.
        end: Where it ends.
        bare_names: Whether a capitalised word by itself is a surname: behind "Present:", not in a sentence.
    """
    end = len(text) if end is None else end
    found = list(_read_entries(text, start, end, bare_names=bare_names))
    found = complete_entries(text, Span(start, end), found) if bare_names else found
    role_end = start
    for entry in iter_persons_of(text, Span(start, end), found):
        # "Ann Ash (Chair, also for Ned Oak)": whom a role names has not come by it.
        name = text[entry.name.start : entry.name.end]
        if entry.name.start >= role_end and _is_closed(name) and _OF_DAYS.search(name) is None:
            yield entry
        role_end = max(role_end, entry.role.end) if entry.role else role_end


def _is_closed(name: str) -> bool:
    """Return whether a name has no half of a bracket: "Pam) Vale" is two lines."""
    return name.count("(") == name.count(")")


def _read_entries(text: str, start: int, end: int, *, bare_names: bool) -> Iterator[Entry]:
    start = dash.end() if (dash := _DASH.match(text, start)) else start
    start = seat.end() if (seat := _SEAT.match(text, start, end)) else start
    if formed := read_form(text, start, end):
        yield from formed
        return
    entries = list(_iter_entries(text, start, end, bare_names=bare_names))
    offices = sum(is_office(text, piece.span) for piece in iter_pieces(text, start, end))
    if offices > max(1, len(entries)):  # a list of offices, few of them with a name
        entries = [entry for entry in entries if is_sure(text, entry.name)]
    entries = _in_style(text, _part_joined(text, entries))
    plural = any(word.lower in PLURAL_TITLES for word in iter_words(text, start, end))
    yield from entries if plural else _without_lone_words(text, entries)


def _iter_entries(text: str, start: int, end: int, *, bare_names: bool) -> Iterator[Entry]:
    name: Span | None = None
    role: Span | None = None
    office: Span | None = None
    plural = closed = False
    coded = _is_coded(text, start, end)
    pieces, ahead = _part_offices(text, list(iter_pieces(text, start, end)))
    listed = _names_most(text, pieces)
    for at, piece in enumerate(pieces):
        held = _holder(text, piece)
        is_person = plural or listed or (at + 1 < len(pieces) and _is_office_behind(text, piece, pieces[at + 1]))
        found = held.name if held else _named(text, piece, bare_names=bare_names or plural, listed=is_person)
        if found is None and plural and name is not None and " " not in text[name.start : name.end]:
            found = read_lone(text, piece.span)
        found, piece = (found, piece) if held or coded else _with_initials(text, found, piece)
        # A semicolon parts whole entries: what stands behind it is no role of who stands before.
        closed = closed or piece.apart
        plural = (found is not None and plural) or _is_plural(text, piece.span)
        before = role or office
        if found is not None and before is not None and goes_on_role(text, before, piece, found):
            found = None  # "Manager of Communications and Strategic Initiatives, D. Kell"
        office = piece.span if found is None and is_office_of(text, piece.span) else None
        if found is not None:
            if name is not None:
                yield Entry(name, role)
            name, role = found, held.role if held else role_in_piece(text, piece, found) or ahead.get(at)
            closed = (
                held is not None
                or at in ahead
                or piece.bracket is not None
                or has_office(text, piece.span.start, found)
            )
            inner = [] if held else _halve(text, found, list(iter_inner(text, Span(found.end, piece.span.end))))
            if inner:
                # No comma says where one ends and the next begins, so neither has what stands between.
                yield Entry(name, None)
                yield from (Entry(each, None) for each in inner[:-1])
                name, role, closed = inner[-1], None, True
        elif name is not None and not closed and is_role(text, piece.span, opened=role is not None):
            other = person_within(text, piece.span)
            role = Span(role.start if role else piece.span.start, other.start if other else piece.span.end)
            if other is not None:
                yield Entry(name, strip(text, *role))
                name, role = other, None
    if name is not None:
        yield Entry(name, role)


def _part_offices(text: str, pieces: list[Piece]) -> tuple[list[Piece], dict[int, Span]]:
    """Return the pieces without each office that a colon parts from its holder, and it by the place of the holder.

    "City Accountant: Bob Birch" behind "Ann Ash," says nothing of Ann Ash.
    """
    kept: list[Piece] = []
    ahead: dict[int, Span] = {}
    for piece in pieces:
        opens = _OPENS_NAME.match(text, piece.span.end) is not None and is_office(text, piece.span)
        if opens and read_name(text, piece.span, bare_names=False, listed=False) is None:
            ahead[len(kept)] = piece.span
        else:
            kept.append(piece)
    return kept, ahead


def _named(text: str, piece: Piece, *, bare_names: bool, listed: bool) -> Span | None:
    """Return the name in a piece of a list; behind a person only a sure one: "Rod Ash (RA) Plot Letting"."""
    found = read_name(text, piece.span, bare_names=bare_names, listed=listed)
    found = found or (piece.span if is_initialled(text, piece) else None)
    if found is None or is_sure(text, found):
        return found
    if (piece.is_rest and piece.bracket is None) or _is_label_of(text, piece):
        return None
    return found


#: Behind a place or a body: who is of it, "Elm: Cllr Frost", "Strath - Mr H. Birch".
_OF_IT = re.compile(
    r"\s?(?::|\s[–—-])\s+(?:(?:County|District|Borough|Parish)\s)?(?P<title>[A-Z][a-z]+)\.?\s[A-Z]"
)


def _is_label_of(text: str, piece: Piece) -> bool:
    """Return whether what may be a name is the label of a person behind it, who has a title."""
    behind = _OF_IT.match(text, piece.span.end)
    return behind is not None and behind["title"].lower() in PERSONAL


def _names_most(text: str, pieces: list[Piece]) -> bool:
    """Return whether most pieces of a list are names, so that "Kal Dean" among them is one too and no office."""
    named = sum(read_name(text, piece.span, bare_names=True, listed=False) is not None for piece in pieces)
    return named >= _LEAST_STYLED // 2 and named * 10 >= 7 * len(pieces)


def _is_office_behind(text: str, piece: Piece, behind: Piece) -> bool:
    """Return whether an office stands behind a piece of a list, "Mur Woods, Reeve", and so it may be a name."""
    return not behind.joined and piece.bracket is None and is_office(text, behind.span)


def _with_initials(text: str, name: Span | None, piece: Piece) -> tuple[Span | None, Piece]:
    """Return a name with the initials in brackets behind it, which say nothing else then: "Collins (M)"."""
    end = name_end(text, *name) if name is not None else 0
    if name is None or end == name.end:
        return name, piece
    return Span(name.start, end), piece._replace(bracket=None)


def _is_coded(text: str, start: int, end: int) -> bool:
    """Return whether every surname of a list has a letter behind it, which says a party: "Ash (C), Elm (L)"."""
    pieces = list(iter_pieces(text, start, end))
    letters = [text[piece.bracket.start : piece.bracket.end] if piece.bracket else "" for piece in pieces]
    # A bracket may stand alone, without a name before it.
    names = [text[piece.span.start : piece.span.end].split()[-1:] for piece in pieces]
    surnames = {name for each in names for name in each}
    return (
        len(pieces) >= _LEAST_CODED
        and all(len(letter) == 1 for letter in letters)
        and len(surnames) == len(names)
        and len(set(letters)) < len(letters)
    )


def _part_joined(text: str, entries: list[Entry]) -> list[Entry]:
    """Part a surname from the name behind it, whose comma is lost: "Hill, Marsh and Elm Gary C. Nash"."""
    lone = sum(" " not in text[entry.name.start : entry.name.end] for entry in entries)
    parted: list[Entry] = []
    for entry in entries:
        words = list(iter_words(text, *entry.name))
        if _are_two(words):
            parted.append(Entry(Span(words[0].start, words[1].end), None))
            parted.append(Entry(Span(words[2].start, words[3].end), entry.role))
            continue
        if lone < _LEAST_CODED or len(words) != _JOINED or not is_initial(words[2].text):
            parted.append(entry)
            continue
        parted.append(Entry(Span(words[0].start, words[0].end), None))
        parted.append(Entry(Span(words[1].start, words[-1].end), entry.role))
    return parted


def _halve(text: str, first: Span, inner: list[Span]) -> list[Span]:
    """Part what has four words behind a name of two, without commas: "Ann Ash Bob Birch Cal Cedar"."""
    if not inner or len(text[first.start : first.end].split()) != _JOINED // 2:
        return inner
    halves: list[Span] = []
    for span in inner:
        words = list(iter_words(text, *span))
        if len(words) == _JOINED and all(word.is_capitalised and not is_initial(word.text) for word in words):
            halves += [Span(words[0].start, words[1].end), Span(words[2].start, words[3].end)]
        else:
            halves.append(span)
    return halves


def _are_two(words: list[Word]) -> bool:
    """Return whether a name is two, each of a first name and a surname: "Ann Ash Bob Birch"."""
    firsts = [bare(word) in FIRST_NAMES for word in words]
    if len(words) != _JOINED or any(is_initial(word.text) for word in words) or title_length(words, 0):
        return False
    # A comma or a bracket stands between two; a hyphen or a particle makes one of four words.
    begins = firsts[0] or firsts[2]
    return begins and not firsts[1] and not firsts[3] and all(word.is_capitalised for word in words)


def _in_style(text: str, entries: list[Entry]) -> list[Entry]:
    """Remove what has neither title nor initial from a list whose names have: "E. Ryan, LEO, Grow Elmerick"."""
    styled = [_is_styled(text, entry.name) for entry in entries]
    others = [entry for entry, is_in in zip(entries, styled, strict=True) if not is_in]
    if len(others) == 1 and len(entries) == _JOINED // 2 and others[0] is entries[1]:
        # "M. Blois, KPMG LLP": one person, and whom that person is of.
        lone = " " not in text[others[0].name.start : others[0].name.end]
        return entries if lone or others[0].role or is_sure(text, others[0].name) else entries[:1]
    if len(entries) < _LEAST_STYLED or sum(styled) * 10 < 6 * len(entries):
        return entries
    return [
        entry
        for entry, is_in in zip(entries, styled, strict=True)
        if is_in or is_sure(text, entry.name) or _is_in_office(text, entry)
    ]


def _is_in_office(text: str, entry: Entry) -> bool:
    """Return whether a bracket behind two words gives an office: "Eirlys Thomas (Clerk)"."""
    if entry.role is None or " " not in text[entry.name.start : entry.name.end]:
        return False
    return text[entry.role.start - 1] == "(" and is_office(text, entry.role)


def _is_styled(text: str, name: Span) -> bool:
    words = list(iter_words(text, *name))
    return title_length(words, 0) > 0 or is_initial(words[0].text)


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
            entry for entry in lone if entry in capitals and entry.name.end - entry.name.start <= LONGEST_SHORT
        ]
        entries = [entry for entry in entries if entry not in letters]
    names = [list(iter_words(text, *entry.name)) for entry in entries]
    whole = sum(len(words) - title_length(words, 0) > 1 for words in names)
    if len(lone) > whole:
        return [entry for entry in entries if not (entry in lone and is_body(text, entry.role))]
    return [entry for entry in entries if entry not in lone]


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
    if is_affiliated(text) or is_held(text):
        return True
    if len(entries) == 1 and _is_behind_office(text, entries[0]):
        return True
    if len(entries) != 1 or entries[0].name.start or entries[0].role is None or len(text) > _LONGEST:
        return False
    role = [bare(word) for word in iter_words(text, *entries[0].role)]
    return (
        text[entries[0].name.end] == ","
        and role[-1] in OFFICES | UNNAMED
        and entries[0].role.end == len(text.rstrip())
    )


def _is_behind_office(text: str, entry: Entry) -> bool:
    """Return whether a line is nothing but an office and its holder: "Parish Clerk and RFO A M Oak"."""
    before = list(iter_words(text, 0, entry.name.start))
    if not before or text[entry.name.end :].strip(" .") or len(text) > _LONGEST:
        return False
    named = all(word.is_capitalised or word.lower in ("and", "of", "the", "to", "for") for word in before)
    return named and bare(before[-1]) in OFFICES and not text[before[-1].end : entry.name.start].strip(" ,:–-")


def _holder(text: str, piece: Piece) -> Entry | None:
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
