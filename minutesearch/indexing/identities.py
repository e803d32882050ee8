"""Lasting ids: what stays the same when a source is built again, moved, or edited in one place."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from dataclasses import replace

from minutesearch.records import AgendaItem, Meeting, Passage

__all__ = ["digest", "identify_meetings"]

#: 16 characters of base 32: 80 bits. Among a billion ids the chance of one collision is below one in a million.
_ID_BYTES = 10


def identify_meetings(meetings: tuple[Meeting, ...], *, source: str) -> tuple[Meeting, ...]:
    """Gives every meeting, item and passage of a source its id, place and fingerprint.

    An id is made of addresses and never of content: the name of the source, the place of the item in it, and the
    printed label of the passage, or its place among the passages without one. So editing a paragraph changes its
    fingerprint only, and a paragraph without a label that is put in leaves the labelled ones alone.

    Args:
        meetings: The meetings of one source, in order.
        source: The name of the source.
    """
    position = 0
    identified = []
    for number, meeting in enumerate(meetings):
        items = []
        for item in meeting.items:
            position += 1
            items.append(_identify_item(item, source=source, position=position))
        identified.append(
            replace(meeting, items=tuple(items), id=_meeting_id(meeting, source=source, number=number))
        )
    return tuple(identified)


def digest(*parts: str) -> str:
    """Gives a short digest of some texts: letters and digits, 16 of them."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    encoded = hashlib.blake2b(joined, digest_size=_ID_BYTES).digest()
    return base64.b32encode(encoded).translate(_CROCKFORD).decode()


#: Crockford's base 32 in lower case: no letter that is mistaken for a digit when an id is read out.
_CROCKFORD = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789abcdefghjkmnpqrstvwxyz")


def _meeting_id(meeting: Meeting, *, source: str, number: int) -> str:
    """Gives the id of a meeting: the same for all its sources, if they say which meeting it is."""
    if meeting.modgov_meeting and meeting.council:
        return digest("meeting", meeting.council, meeting.modgov_meeting)
    if meeting.body and meeting.date:
        return digest("meeting", meeting.council or "", meeting.body, meeting.date.isoformat(), meeting.time or "")
    return digest("meeting of source", source, str(number))


def _identify_item(item: AgendaItem, *, source: str, position: int) -> AgendaItem:
    seen: Counter[str] = Counter()
    passages = []
    for place, passage in enumerate(item.passages, start=1):
        address = f"{passage.section}/{passage.label or ''}"
        seen[address] += 1
        passages.append(
            replace(
                passage,
                position=place,
                id=digest("passage", source, str(position), address, str(seen[address])),
                fingerprint=digest("text", _words(passage)),
            )
        )
    return replace(item, position=position, id=digest("item", source, str(position)), passages=tuple(passages))


def _words(passage: Passage) -> str:
    return " ".join(passage.text.split())
