"""Lists of all who are of a body, "Board Members: Ash, Birch", beside those that say who of them came."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from minutesearch.recording.printed.person_names import surname
from minutesearch.records import Attendance, Passage, Presence
from minutesearch.segmenting.attending.rolls import group_length
from minutesearch.segmenting.cues.attendance_labels import Coming, iter_stretches
from minutesearch.segmenting.text.sentences import iter_sentences, iter_words

__all__ = ["without_rosters"]

#: What says who of the members came, wherever it stands.
_TELLS = re.compile(
    r"\broll[- ]?call\b|\b(?:were|was)\s(?:all\s|also\s)?present\b"
    r"|(?:\A|[.;]\s+)(?:(?:members?|trustees|commissioners|directors|councillors|council|board|committee)\s){0,3}"
    r"present\s?[:–-]",
    re.IGNORECASE,
)
_AWAY = re.compile(r"\b(?:absent|excused)\b(?!\W*(?:none|nil|n/?a|nobody|no one)\b)", re.IGNORECASE)


def without_rosters(
    found: Sequence[Attendance], passages: Sequence[Passage], *, above: Set[int]
) -> list[Attendance]:
    """Leave out who is present only by being of a body, where other words say who of them came.

    Where these only say who did not, the others did.

    Args:
        found: Who is named as having come, or not.
        passages: The passages of the item in order.
        above: The positions of the lists that stand above whatever says who came.
    """
    found = _without_repeated(found, above)
    rosters: set[int] = set()
    for place, passage in enumerate(passages, 1):
        label = _read_label(passage.text)
        if label is Coming.PRESENT:
            break  # below it such a list goes on with those who came: "Present: Mayor Ash", "Councillors: Birch"
        if label is Coming.UNSAID or (label is None and group_length(passage.text)):
            rosters.add(place)
    if not rosters:
        return list(found)
    told = [one for one in found if one.presence is Presence.PRESENT and one.evidence[0].position not in rosters]
    is_told = any(_TELLS.search(passages[one.evidence[0].position - 1].text) for one in told)
    away = {
        word.text
        for place, passage in enumerate(passages, 1)
        if place not in rosters
        for sentence in iter_sentences(passage.text)
        if _AWAY.search(passage.text, *sentence)
        for word in iter_words(passage.text, *sentence)
    }
    return [one for one in found if not _is_only_of(one, passages, rosters, away, is_told=is_told)]


def _without_repeated(found: Sequence[Attendance], above: Set[int]) -> list[Attendance]:
    """Return those who came without the members of a body whom a list of those present below names again.

    "Committee: Ash, Birch, Cedar" above "Present: Ash, Birch" says who is on it, not who came.
    """
    told = {surname(one.name) for one in found if one.evidence[0].position not in above}
    listed: dict[int, list[bool]] = {}
    for one in found:
        if one.evidence[0].position in above:
            listed.setdefault(one.evidence[0].position, []).append(surname(one.name) in told)
    repeated = set()
    for position, again in listed.items():
        if sum(again) * 2 >= len(again):
            repeated.add(position)
    return [one for one in found if one.evidence[0].position not in repeated]


def _is_only_of(
    one: Attendance, passages: Sequence[Passage], rosters: Set[int], away: Set[str], *, is_told: bool
) -> bool:
    """Return whether a person is present by a roster alone though other words say who came, or who did not."""
    position, span = one.evidence[0]
    if one.presence is not Presence.PRESENT or position not in rosters:
        return False
    text = passages[position - 1].text
    behind = _TELLS.search(text) or _AWAY.search(text)
    is_above = behind is not None and span.start < behind.start()
    return is_told or one.name.split()[-1] in away or is_above


def _read_label(text: str) -> Coming | None:
    """Return what the label that a list begins with says; None without one."""
    return next((stretch.coming for stretch in iter_stretches(text)), None)
