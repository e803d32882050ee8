"""Correction of the entries of a list: by the reading of the list as a whole, and by what stands round a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import compress

from minutesearch.records import Span
from minutesearch.segmenting.attending.list_forms import Entry
from minutesearch.segmenting.attending.list_names import SURNAMES_TOO
from minutesearch.segmenting.attending.roster import Roster, read_roster
from minutesearch.segmenting.attending.roster_segments import OFFICE_WORDS
from minutesearch.segmenting.cues.bodies import BODIES
from minutesearch.segmenting.cues.names import FIRST_NAMES, OFFICES, is_initial, title_length
from minutesearch.segmenting.cues.verbs import is_finite_verb
from minutesearch.segmenting.people.persons import bare
from minutesearch.segmenting.text.sentences import iter_words
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["complete_entries", "is_sure", "iter_persons_of"]

#: What stands behind a name and says that its bearer did not come, or came for another.
_AWAY = re.compile(
    r"[\s,(–—:-]*(?:was\s|is\s)?(?:absent|excused|unexcused|apolog|regrets|not\spresent|substitut|resigned|vacan|late\b)"
    r"|[’']s\b",
    re.IGNORECASE,
)
#: What goes on from a name within a body's: "Pistol & Small Bore Club".
_AND = re.compile(r"\s(?:&|and)\s(?P<rest>[^,;()]{2,60})")
_BODY_WORDS = BODIES | word_set(
    "club association society company llp ltd inc trust services service group partners union"
)
_JOINED = re.compile(r"\b(?:and|AND)\b|&")
#: Behind it stands the one for whom somebody came, or whose the office is.
_FOR = re.compile(r"\b(?:for|of|to|by|rep\.?|representing|on behalf of|in place of)\s\Z")
#: What ends in "ed" in a list and says nothing: "and others per attached list".
_OF_LISTS = word_set("attached listed excused")
_LONGEST = 3000
#: Words that no name is made of alone, behind a title or without: "Mtg", "Councilor At Large", "Roll Call".
_WORDS_OF_LISTS = word_set(
    "acting at attendee attendees call contractor contractors department elect interim large mtg name names pro "
    "quorum roll status tem title titles"
)
#: Of these, surnames too, and what ends no name behind whatever words.
_SURNAMES, _ENDS = word_set("call large pro"), word_set("contractor contractors department mtg")
#: What makes a body of the person's name before it: "Amos P. Birch Center for Learning".
_NAMED_AFTER = re.compile(
    r"\s(?:Cent(?:er|re)|Institute|Foundation|School|College|University|Library|Museum|Hospital|Memorial"
    r"|Associates|Trust)\b(?P<more>[^,;\n]*)"
)
_DASHED = re.compile(r"\s?[–—]\s?|\s-\s")
_COMMAS = re.compile(r"[,;]")
#: A body before the title of its member: "Elmshire County Council Cllr Ann Ash".
_OF_COUNCIL = re.compile(r"(?:[A-Z]\w+\s)*(?:Council|Committee|Board)\s(?=(?:Cllr|Councillor|Mrs?|Ms|Miss|Dr)\b)")
#: "Cal Dean (C.D.) Hill": the letters that somebody goes by, before the surname.
_CALLED = re.compile(r"\s\((?P<short>(?:[A-Z]\.){2,3})\)\s[A-Z][a-z][\w’'-]*(?=[,;]|\s|\Z)")


def complete_entries(text: str, span: Span, entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries of a list with those added that only the whole list shows, and without its offices.

    Args:
        text: The text.
        span: The list.
        entries: The entries that were found piece by piece.
    """
    if span.end - span.start > _LONGEST or any(
        word.text.islower() and word.lower not in _OF_LISTS and is_finite_verb(word.lower)
        for word in iter_words(text, *span)
    ):
        return list(entries)
    roster = read_roster(text, *span)
    if roster is None or not any(roster.are_sure):
        return list(entries)
    if roster.is_whole and all(
        any(_overlaps(entry.name, one.name) for one in roster.entries) for entry in entries
    ):
        return list(_iter_whole(text, entries, roster))
    kept: list[Entry] = []
    for entry in entries:
        kept += _corrected(text, entry, roster)
    names = [entry.name for entry in kept]
    added = [
        entry
        for entry in compress(roster.entries, roster.are_sure)
        if not any(_overlaps(entry.name, name) for name in names) and not _is_away(text, entry.name)
    ]
    if not added:
        return kept
    kept = [_cut_role(text, entry, added) for entry in kept]
    return sorted([*kept, *added], key=lambda entry: entry.name.start)


def iter_persons_of(text: str, span: Span, entries: Sequence[Entry]) -> Iterator[Entry]:
    """Yield the entries of a list that are persons, without what only looks like one by its place or its words.

    Args:
        text: The text.
        span: The list.
        entries: The entries, in order.
    """
    last: Entry | None = None
    for entry in entries:
        words = [bare(word) for word in iter_words(text, *entry.name)]
        named = words[title_length(list(iter_words(text, *entry.name)), 0) :]
        is_word = _WORDS_OF_LISTS.issuperset(named) and not (len(named) == 1 and named[0] in _SURNAMES)
        if is_word or (len(named) > 1 and named[-1] in _ENDS):
            continue
        if _names_place(text, entry) or (last is not None and _is_of_one_before(text, span, last, entry)):
            continue
        council = _OF_COUNCIL.match(text, entry.name.start, entry.name.end)
        if council is not None:
            entry = Entry(Span(council.end(), entry.name.end), entry.role)
        yield _with_surname(text, entry)
        last = entry


def _names_place(text: str, entry: Entry) -> bool:
    """Return whether a name behind a dash or comma is a body's: "Ann Ash - Amos P. Birch Center for Learning"."""
    behind = _NAMED_AFTER.match(text, entry.name.end)
    if behind is None or text[: entry.name.start].rstrip()[-1:] not in ("-", "–", "—", ","):
        return False
    return not any(bare(word) in OFFICES for word in iter_words(behind["more"]))


def _is_of_one_before(text: str, span: Span, last: Entry, entry: Entry) -> bool:
    """Return whether what seems a name is what the person before it is, or is of.

    "Jo Birch – Denver Gazette" among others with a dash, and "Ann Ash - Director of Food Access".
    """
    if title_length(list(iter_words(text, *entry.name)), 0):
        return False
    between = text[last.name.end : entry.name.start]
    ends = text[entry.name.end : span.end].lstrip()[:1] in ("", ",", ";")
    begins = text[span.start : last.name.start].rstrip()[-1:] in ("", ",", ";", ":")
    if _DASHED.fullmatch(between) and begins and ends and _COMMAS.search(text, *span):
        return True
    is_lone = " " not in text[entry.name.start : entry.name.end]
    runs_on = last.role is not None and text[last.role.end : entry.name.start] == " "
    return is_lone and runs_on and _DASHED.search(between) is not None and "," not in between


def _with_surname(text: str, entry: Entry) -> Entry:
    """Return an entry with the surname behind the letters that the person goes by: "Cal Dean (C.D.) Hill"."""
    called = _CALLED.match(text, entry.name.end)
    if called is None:
        return entry
    letters = [word.text[0] for word in iter_words(text, *entry.name)]
    short = called["short"].replace(".", "")
    return Entry(Span(entry.name.start, called.end()), entry.role) if "".join(letters).endswith(short) else entry


def _iter_whole(text: str, entries: Sequence[Entry], roster: Roster) -> Iterator[Entry]:
    """Yield the persons of a list that is explained as a whole; one that was found alone is as it was found."""
    for one in roster.entries:
        known = next((entry for entry in entries if entry.name.end == one.name.end), None)
        if known is None:
            if not _is_away(text, one.name):
                yield one
            continue
        before = list(iter_words(text, known.name.start, one.name.start))
        yield one if len(before) > title_length(before, 0) else known


def is_sure(text: str, name: Span) -> bool:
    """Return whether a name has a title, an initial or a first name that is known; "Open Space" has none."""
    words = list(iter_words(text, *name))
    return title_length(words, 0) > 0 or is_initial(words[0].text) or bare(words[0]) in FIRST_NAMES


def _corrected(text: str, entry: Entry, roster: Roster) -> list[Entry]:
    """Return what the list as a whole says an entry is: itself, several persons, or one shorter."""
    inside = [
        (one, sure)
        for one, sure in zip(roster.entries, roster.are_sure, strict=True)
        if _overlaps(one.name, entry.name)
    ]
    if len(inside) > 1 and all(sure for _, sure in inside):
        return [one for one, _ in inside]
    if _names_body(text, entry):
        return []
    if not inside:
        return [] if _is_of_office(text, entry, roster) else [entry]
    one, sure = inside[0]
    if sure and _is_whole(text, entry, one):
        return [Entry(one.name, None if entry.role and _overlaps(entry.role, one.name) else entry.role)]
    is_shorter = entry.name.start <= one.name.start and one.name.end <= entry.name.end and one.name != entry.name
    if not sure or not is_shorter:
        return [entry]
    cut = text[entry.name.start : one.name.start] + text[one.name.end : entry.name.end]
    lost = any(_overlaps(Span(one.name.end, entry.name.end), office) for office in roster.offices)
    return [one] if lost or cut.strip().lower() == "and" else [entry]


def _is_of_office(text: str, entry: Entry, roster: Roster) -> bool:
    """Return whether what seems a name is a part of an office: "Conservation" of "Conservation Administrator"."""
    if is_sure(text, entry.name):
        return False
    words = list(iter_words(text, *entry.name))
    is_office = len(words) > 1 and bare(words[-1]) in OFFICE_WORDS - SURNAMES_TOO  # "Lakes Dir"
    for office in roster.offices:
        if office.start <= entry.name.start and entry.name.end <= office.end:
            more = text[office.start : entry.name.start] + text[entry.name.end : office.end]
            # "Ward and Ellis" are two.
            return is_office if not more else _JOINED.search(more) is None
    return False


def _names_body(text: str, entry: Entry) -> bool:
    """Return whether what seems a name begins that of a firm or club: "Brook Pistol & Small Bore Club"."""
    if is_sure(text, entry.name):
        return False
    behind = _AND.match(text, entry.name.end)
    return behind is not None and any(bare(word) in _BODY_WORDS for word in iter_words(behind["rest"]))


def _is_whole(text: str, entry: Entry, one: Entry) -> bool:
    """Return whether a name goes on to the next mark where its surname is a word of places: "Mrs Lesley Ward,"."""
    if one.name.start != entry.name.start or one.name.end <= entry.name.end:
        return False
    free = entry.role is None or entry.role.end <= one.name.end or entry.role.start >= one.name.end
    more = text[entry.name.end : one.name.end].strip()
    return free and more.isalpha() and more.istitle() and text[one.name.end :][:1] in ("", ",", ";")


def _cut_role(text: str, entry: Entry, added: Sequence[Entry]) -> Entry:
    """Return an entry whose role ends where a person begins that was not found before."""
    if entry.role is None:
        return entry
    first = next((one for one in added if _overlaps(one.name, entry.role)), None)
    if first is None:
        return entry
    end = len(text[: first.name.start].rstrip(" ,;:.–—-&"))
    return Entry(entry.name, Span(entry.role.start, end) if end > entry.role.start else None)


def _is_away(text: str, name: Span) -> bool:
    return _AWAY.match(text, name.end) is not None or _FOR.search(text[: name.start][-20:]) is not None


def _overlaps(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
