"""Listing of the persons that a passage names without their speaking in it."""

from __future__ import annotations

from collections.abc import Iterator

from minutesearch.records import Attribution
from minutesearch.segmenting.cues.names import PLURAL_TITLES, title_length
from minutesearch.segmenting.people.attendees import Attendee, find_attendee
from minutesearch.segmenting.people.initials_behind import in_order, name_end
from minutesearch.segmenting.people.persons import find_persons, given_names, may_be_one, surname
from minutesearch.segmenting.text.sentences import MOST_READ, iter_words

__all__ = ["read_mentions"]


def read_mentions(
    text: str, attributions: tuple[Attribution, ...], attendees: tuple[Attendee, ...] = ()
) -> tuple[str, ...]:
    """Return the persons named who do not speak, each once: by the page's name for them, or as printed.

    Args:
        text: The passage's words.
        attributions: The speakers of the passage.
        attendees: The persons that the page names as attending, so that "Mr Badu" and "Vincent Badu" are one.
    """
    spoken = {one.person.lower() for one in attributions if one.person}
    keys = [key for one in attributions for key in _keys(one.printed)]
    found: dict[str, str] = {}
    words, persons = find_persons(text[:MOST_READ])
    for first, last in persons:
        title = title_length(words, first)
        # "Councillors Lowe and Scott": no one person is "Councillors Lowe".
        begin = first + title if title and words[first + title - 1].lower in PLURAL_TITLES else first
        end = name_end(text, words[begin].start, words[last - 1].end)
        printed = text[words[begin].start : end].removesuffix("’s").removesuffix("'s")
        who = find_attendee(printed, attendees)
        named = list(iter_words(in_order(text[words[first].start : end])))
        key = " ".join((surname(named[-1].text), *given_names(named)))
        if (who and who.name.lower() in spoken) or any(may_be_one(known, key) for known in keys):
            continue
        if who or not any(may_be_one(known, key) for known in found):
            found.setdefault(who.name.lower() if who else key, who.name if who else printed)
    return tuple(found.values())


def _keys(printed: str) -> Iterator[str]:
    """Yield the key of each person in a subject: "Cllrs Smith and Jones" has two."""
    words, persons = find_persons(in_order(printed))
    for first, last in persons:
        yield " ".join((surname(words[last - 1].text), *given_names(words[first:last])))
