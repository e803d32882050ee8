"""Filters that let nothing through, with the values of the index that are nearest to what was typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from minutesearch.analysis import Vocabulary
from minutesearch.engine import Snapshot
from minutesearch.person_names import PersonForms
from minutesearch.query import DateRange, Filter
from minutesearch.searching.store.person_forms import forms_of

__all__ = ["Unmatched", "find_unknown", "find_unmatched", "nearest_by", "values_of"]

#: How many near values are named.
_NEAREST = 3
#: How many words of a typed value are looked for; longer than this it is shown cut short.
_WORDS, _LONGEST = 30, 100
#: A shorter word is near another by one edit, a longer one by two.
_SHORT = 5
_WORD = re.compile(r"[^\W_]+")
#: Filters whose fields have few values.
_FEW = frozenset(("kind", "decision_type", "outcome", "party"))
_CALLED = {
    "council": "No council is called",
    "body": "No committee or other body is called",
    "said_by": "Nobody who speaks is called",
    "mentions": "Nobody who is named is called",
    "moved_by": "Nobody who moved a motion is called",
    "seconded_by": "Nobody who seconded a motion is called",
    "owner": "Nobody who is to do something is called",
    "person": "Nobody who takes part is called",
    "party": "No party is called",
    "item": "No agenda item is called",
    "kind": "No passage is of the kind",
    "decision_type": "No decision is of the type",
    "outcome": "No motion ended as",
}


class Unmatched(NamedTuple):
    """A filter that lets nothing through."""

    #: The name of the filter.
    name: str
    #: The values that are nearest, the nearest first; empty if none is near.
    nearest: tuple[str, ...]
    #: A sentence that says so.
    said: str


def find_unmatched(
    snapshot: Snapshot,
    filters: Mapping[str, tuple[str, ...]],
    days: tuple[str | None, str | None],
    typed: Iterable[Filter],
    *,
    is_known: Callable[[str, str], bool],
) -> Iterator[Unmatched]:
    """Iterate over the filters that let nothing through, whatever the query.

    Args:
        snapshot: The index.
        filters: The values of each filter that was given as an argument; of several any is enough.
        days: The first and the last day that were given, as ISO text; None is open.
        typed: The filters typed in the query.
        is_known: Says of a filter and a value whether the index has anything of it.
    """
    for name, values in filters.items():
        if not any(is_known(name, value) for value in values):
            yield _unmatched(snapshot, name, values)
    yield from _find_unmatched_days(snapshot, days, ("since", "until"))
    for each in typed:
        if each.others:
            values = values_of(each)
            if values and not any(is_known(each.field, value) for value in values):
                yield _unmatched(snapshot, each.field, values)
        elif isinstance(each.value, DateRange):
            first, last = (day.isoformat() if day else None for day in each.value)
            yield from _find_unmatched_days(snapshot, (first, last), ("date", "date"))
        elif not is_known(each.field, each.value):
            yield _unmatched(snapshot, each.field, (each.value,))


def find_unknown(
    snapshot: Snapshot,
    filters: Mapping[str, tuple[str, ...]],
    typed: Iterable[Filter],
    *,
    is_known: Callable[[str, str], bool],
) -> Iterator[Unmatched]:
    """Iterate over what is misspelt beside what is not: the values of a filter of which others are known.

    Args:
        snapshot: The index.
        filters: The values of each filter that was given as an argument; of several any is enough.
        typed: The filters typed in the query.
        is_known: Says of a filter and a value whether the index has anything of it.
    """
    for name, values in (*filters.items(), *((each.field, values_of(each)) for each in typed)):
        unknown = tuple(value for value in values if not is_known(name, value))
        if unknown and len(unknown) < len(values):
            yield _unmatched(snapshot, name, unknown)


def nearest_by(name: str, value: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the keyword field and the words by which values are looked up that are near one of a filter's.

    None for a filter whose field has few values, or of which none is near.
    """
    words = _wanted(value)
    return (_field_of(name), words) if name in _CALLED and name not in _FEW and words else None


def _field_of(name: str) -> str:
    return "item_title" if name == "item" else name


def _wanted(value: str) -> tuple[str, ...]:
    return tuple(islice(dict.fromkeys(_WORD.findall(value.casefold())), _WORDS))


def values_of(typed: Filter) -> tuple[str, ...]:
    """Return the values of a filter of which any is enough, days left out."""
    return tuple(each.value for each in typed.alternatives if isinstance(each.value, str))


def _find_unmatched_days(
    snapshot: Snapshot, days: tuple[str | None, str | None], names: tuple[str, str]
) -> Iterator[Unmatched]:
    first, last = days
    if not first and not last:
        return
    known = list(snapshot.values("date"))
    name = names[0] if first else names[1]
    if not known:
        said = f"No meeting here has a date, so {name} leaves out all {snapshot.passage_count:,} passages."
        yield Unmatched(name, (), said)
    elif not any((not first or first <= day) and (not last or day <= last) for day in known):
        earlier = [day for day in known if first and day < first]
        later = [day for day in known if last and day > last]
        nearest = (*earlier[-1:], *later[:1])
        time = " ".join(filter(None, (first and f"from {first}", last and f"until {last}")))
        yield Unmatched(name, nearest, f"No meeting is {time}. Nearest: {', '.join(nearest)}.")


def _unmatched(snapshot: Snapshot, name: str, values: tuple[str, ...]) -> Unmatched:
    if name == "since_generation":
        newest = max(snapshot.values("arrival"), default="0 ").partition(" ")[0].lstrip("0") or "0"
        said = f"Nothing has come in since generation {values[0]}; the newest passages are of {newest}."
        return Unmatched(name, (), said)
    if name == "party" and not snapshot.values("party"):
        return Unmatched(name, (), "Nobody's party is known here: a people.csv beside the minutes says it.")
    known = _known_near(snapshot, name, values)
    if name in ("kind", "decision_type", "outcome"):
        nearest = tuple(sorted(known, key=known.__getitem__, reverse=True)[:_NEAREST])
    else:
        if name == "person":
            # As the facet shows them.
            shown = (PersonForms(known) if snapshot.is_remote else forms_of(snapshot)).shown
            known = {shown.get(each, each): count for each, count in known.items()}
        nearest = tuple(dict.fromkeys(near for value in values for near in _find_near(value, known)))[:_NEAREST]
    called = " or ".join(f"“{_shown(value)}”" for value in values)
    hint = f" Nearest: {', '.join(nearest)}." if nearest else ""
    return Unmatched(name, nearest, f"{_CALLED.get(name, f'No {name} is called')} {called}.{hint}")


def _known_near(snapshot: Snapshot, name: str, values: Iterable[str]) -> Mapping[str, int]:
    """Return values of a filter's field, all that are near any of some among them, with their passages."""
    known: dict[str, int] = {}
    for value in values:
        asked = nearest_by(name, value) if snapshot.is_remote else None
        if asked is None:
            return snapshot.values(_field_of(name))
        known |= snapshot.values_near(*asked) or {}
    return known


def _shown(value: str) -> str:
    return value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"


def _find_near(value: str, known: Iterable[str]) -> Iterator[str]:
    """Iterate over the values with a word near each word of a typed one, or near most of them."""
    wanted = _wanted(value)
    words = {each: frozenset(_WORD.findall(each.casefold())) for each in known}
    vocabulary = Vocabulary(set().union(*words.values()))
    near = [{word, *vocabulary.near(word, edits=1 if len(word) < _SHORT else 2)} for word in wanted]
    # A name says more than the title that stands before a hundred others.
    having = Counter(word for own in words.values() for word in own)
    telling = [1 / (1 + sum(having[word] for word in alike)) for alike in near]
    counts = {
        each: sum(weight for alike, weight in zip(near, telling, strict=True) if not alike.isdisjoint(own))
        for each, own in words.items()
    }
    ordered = sorted(
        (each for each in counts if counts[each]), key=lambda each: (-counts[each], len(words[each]), each)
    )
    most = counts[ordered[0]] if ordered else 0
    yield from islice((each for each in ordered if counts[each] == most), _NEAREST)
