"""Detection of bare surnames used as speaker labels: "SMITH: Good morning.", "Smith – asked"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from minutesearch.segmenting.cues.names import GROUPS, OFFICES, UNNAMED
from minutesearch.segmenting.people.attendees import Attendee
from minutesearch.segmenting.people.persons import surname
from minutesearch.segmenting.people.topics import is_label_word

__all__ = ["find_speakers", "read_bare_label"]

#: "SMITH:", "Smith –", "J Smith:", "D’Arcy - ".
_BARE = re.compile(r"(?P<name>(?:[A-Z]\.?\s)?[A-Z][^\W\d_]+(?:[’'-][^\W\d_]+)*)(?P<mark>\s?:|\s[–—-])\s+(?=\S)")
#: A speaker named in full, with an office or without: "Leah Treat, Director of Transportation: Thank you."
_INTRODUCED = re.compile(
    r"(?:[A-Z][\w’'.-]*\s){1,3}(?P<name>[A-Z][^\W\d_]+(?:[’'-][^\W\d_]+)*)(?:,\s[^:.]{3,80})?:\s+(?=\S)"
)
#: What is said in the first or second person, or asked.
_SPOKEN = re.compile(
    r"\b(?:I|I[’']m|I[’']ve|[Ww]e|[Oo]ur|[Mm]y|you|your|[Tt]hanks?|Good (?:morning|afternoon|evening))\b|\?"
)
#: So often must a label be printed that no attendance explains, and so many lines have one of them.
_LEAST_REPEATED = 2
_LEAST_LINES = 4


def find_speakers(texts: Sequence[str], attendees: tuple[Attendee, ...] = ()) -> frozenset[str]:
    """Return the bare names, as printed, that label speakers at the start of an item's lines.

    A name counts if exactly one attendee has it as surname, or one who speaks by the full name in the item. Other
    names count only in a transcript: where names recur, stand before most of the lines, and are mostly followed by
    words that only a speaker says.

    Args:
        texts: The lines of the item.
        attendees: The persons that the page names as attending.
    """
    found = [(label, text) for text in texts if (label := read_bare_label(text)) is not None]
    if not found:
        return frozenset()
    known = Counter(surname(name) for name in {one.name for one in attendees})
    introduced = (match for text in texts if (match := _INTRODUCED.match(text)) and _SPOKEN.search(text))
    known += Counter({surname(match["name"]) for match in introduced})
    speakers = {label for label, _ in found if known[surname(label)] == 1}
    counts = Counter(label for label, _ in found)
    spoken = sum(_SPOKEN.search(text) is not None for _, text in found)
    if (
        max(counts.values()) >= _LEAST_REPEATED
        and len(found) >= _LEAST_LINES
        and len(found) * 2 > len(texts)
        and spoken * 2 >= len(found)
    ):
        speakers |= set(counts)
    return frozenset(speakers)


def read_bare_label(text: str) -> str | None:
    """Return the single name before a colon or dash at the start of a line; None if there is none."""
    match = _BARE.match(text)
    if match is None or is_label_word(match["name"]):
        return None
    word = surname(match["name"])
    return None if word in OFFICES or word in GROUPS or word in UNNAMED else match["name"]
