"""Completion of the entries of a list by the reading of the list as a whole."""

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
from minutesearch.segmenting.cues.names import FIRST_NAMES, is_initial, title_length
from minutesearch.segmenting.cues.verbs import is_finite_verb
from minutesearch.segmenting.people.persons import bare
from minutesearch.segmenting.text.sentences import iter_words
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["complete_entries", "is_sure"]

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
