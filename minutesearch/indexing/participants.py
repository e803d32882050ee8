"""Who takes part in passages by name, and of which party: the keyword fields `person` and `party`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from minutesearch.records import AgendaItem, Attribution, Evidence, Meeting, Passage

__all__ = ["is_office", "participant_keys", "with_initials_first"]


def participant_keys(
    meetings: tuple[Meeting, ...], *, name_of: Callable[[str], str]
) -> dict[str, list[tuple[str, ...]]]:
    """Return the columns of persons and parties: by field, the values of each passage; empty where there are none.

    Offices, groups and bodies are no persons, and neither is a name of which nothing says that it is one's.

    Args:
        meetings: The meetings of a source.
        name_of: Makes a printed name the value of a filter.
    """
    if not any(map(_names_anybody, (item for meeting in meetings for item in meeting.items))):
        return {}
    # What reads minutes is half of all that is loaded, and neither a search nor a record without names needs it.
    from minutesearch.recording import person_named, surname

    surnames = {surname(name) for printed in _iter_printed(meetings) if (name := person_named(printed))}
    persons: list[tuple[str, ...]] = []
    parties: list[tuple[str, ...]] = []
    for meeting in meetings:
        for item in meeting.items:
            recorded = _recorded_names(item)
            known = {one.printed: one.person for one in _iter_attributions(item) if one.person}
            for at, passage in enumerate(item.passages, start=1):
                named = [
                    *(_person_of(one, surnames) for one in passage.attributions),
                    *(known.get(each) or _person_printed(each, surnames) for each in recorded.get(at, ())),
                ]
                persons.append(tuple(dict.fromkeys(name_of(each) for each in named if each)))
                parties.append(tuple(dict.fromkeys(one.party for one in passage.attributions if one.party)))
    columns = {"person": persons, "party": parties}
    return {field: column for field, column in columns.items() if any(column)}


def is_office(printed: str) -> bool:
    """Return whether a printed name is an office, a group, a body or somebody unnamed."""
    from minutesearch.recording import is_no_person  # as above

    return is_no_person(printed)


def with_initials_first(printed: str) -> str:
    """Return a printed name with the initials that stand in brackets behind the surname set before it."""
    if "(" not in printed:
        return printed
    from minutesearch.recording import in_order  # as above

    return in_order(printed)


def _names_anybody(item: AgendaItem) -> bool:
    return bool(item.motions or item.actions) or any(passage.attributions for passage in item.passages)


def _person_of(spoken: Attribution, surnames: set[str]) -> str | None:
    """Return the person who speaks or acts; None for an office, a group, and where it is not known."""
    from minutesearch.recording import is_no_person, person_named  # as above

    person = spoken.person
    if person is not None and (
        not is_no_person(person) or person_named(person) is not None or person_named(spoken.printed) is not None
    ):
        return person
    return _person_printed(spoken.printed, surnames)


def _person_printed(printed: str, surnames: set[str]) -> str | None:
    from minutesearch.recording import in_order, may_be_surnamed, person_named, surname  # as above

    printed = in_order(printed)
    named = person_named(printed)
    if named is None and may_be_surnamed(printed) and surname(printed) in surnames:
        return printed  # a name without a title, of somebody who elsewhere has one
    return named


def _recorded_names(item: AgendaItem) -> Mapping[int, Sequence[str]]:
    """Return the names in an item's motions and actions, by the positions of the passages that show them."""
    found: dict[int, list[str]] = {}
    facts: list[tuple[str | None, tuple[Evidence, ...]]] = []
    for motion in item.motions:
        facts += [(motion.mover, motion.evidence), (motion.seconder, motion.evidence)]
    facts += [(action.owner, action.evidence) for action in item.actions]
    for name, evidence in facts:
        for at in {each.position for each in evidence} if name else ():
            found.setdefault(at, []).append(name or "")
    return found


def _iter_attributions(item: AgendaItem) -> Iterator[Attribution]:
    for passage in item.passages:
        yield from passage.attributions


def _iter_printed(meetings: tuple[Meeting, ...]) -> Iterator[str]:
    for meeting in meetings:
        for item in meeting.items:
            for passage in item.passages:
                yield from _printed_in(passage)


def _printed_in(passage: Passage) -> Iterator[str]:
    for one in passage.attributions:
        yield from (one.person, one.printed) if one.person else (one.printed,)
    yield from passage.mentions
