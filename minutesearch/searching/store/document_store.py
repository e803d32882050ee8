"""The document store: the sources, meetings, items, acronyms and placed passages of a snapshot."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, ValuesView
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import TypeVar

from minutesearch.analysis import ENGLISH, Analyser, Vocabulary
from minutesearch.engine import Cache, SearchRequest, Snapshot
from minutesearch.errors import NotFoundError
from minutesearch.located import Located
from minutesearch.query.nodes import ANY_EXACT, Phrase, Query, Term
from minutesearch.records import AgendaItem, Meeting, Passage, Source
from minutesearch.results import Acronym, IndexedSource, LikelyPerson
from minutesearch.searching.store.abbreviations import Abbreviations, in_order
from minutesearch.searching.store.asked_abbreviations import AskedAbbreviations
from minutesearch.searching.store.lazy_document import UNREADABLE, load_lazily, unreadable_record
from minutesearch.searching.store.names import gather_people
from minutesearch.serialising import load_acronyms, load_source, load_source_head

__all__ = ["DocumentStore", "SharedStore"]

_Read = TypeVar("_Read")
_Loaded = tuple[Source, tuple[Meeting, ...]]
#: How many sources and items the cache holds, and how many passages: some 10 MB of the former, 6 MB of the latter.
_SOURCES, _PASSAGES = 10_000, 4_000
#: How many typed words are remembered with their other ways of writing, at some 800 bytes each.
_WORDS = 4_000
#: How many letters of an id say which is meant, if no other begins so; and how many are named if others do.
_SHORTEST, _NAMED = 4, 5
#: How many letters of what was typed for an id stand in a message; ids have 16.
_LONGEST = 60


class DocumentStore:
    """The records of one snapshot, each read when it is first asked for and then cached.

    Attributes:
        snapshot: The snapshot.
        analyser: The analyser of the index.
    """

    def __init__(self, snapshot: Snapshot, analyser: Analyser = ENGLISH) -> None:
        self.snapshot = snapshot
        self.analyser = analyser
        self._sources = snapshot.sources()
        self._loaded: Cache[_Loaded] = Cache(
            _SOURCES, lambda loaded: 2 + sum(len(each.items) for each in loaded[1])
        )
        self._placed: Cache[Located] = Cache(_PASSAGES, lambda _: 1)
        #: By a word as typed, the ways in which the index has it as two: each as text and as a query.
        self.written_apart: Cache[tuple[tuple[str, Term | Phrase], ...]] = Cache(_WORDS, lambda _: 1)
        #: By a stretch as typed and its first other way, the node for all, and those that the index has.
        self.written_otherwise: Cache[tuple[Query, tuple[str, ...]] | tuple[()]] = Cache(_WORDS, lambda _: 1)

    def place(self, number: int) -> Located:
        """Return a passage in its place, lazily: each part is read when it is first asked for.

        Args:
            number: The passage's number in the snapshot.
        """
        return self._placed.get(number, lambda: self._load_passage(number))

    def place_all(self, numbers: Sequence[int]) -> list[Located]:
        """Return passages in their places, each as `place` does."""
        return self._placed.get_all(numbers, self._load_passage)

    def _load_passage(self, number: int) -> Located:
        return load_lazily(
            self.snapshot.passage_lazily(number),
            self._meetings_of,
            needs_source=self.snapshot.is_told_by_several(number),
        )

    def locate(self, number: int) -> Located:
        """Return a passage in its place, with all of its parts read.

        Args:
            number: The passage's number in the snapshot.
        """
        found = self.place(number)
        return Located(
            passage=found.passage,
            item=found.item,
            meeting=found.meeting,
            source=found.source,
            needs_id=found.needs_id,
            needs_source=found.needs_source,
        )

    def number_of(self, passage_id: str) -> int:
        """Return the snapshot's number of the passage with an id.

        Args:
            passage_id: Its id, in whatever letter case, or the beginning of it that no other has.

        Raises:
            NotFoundError: No passage has the id, or several begin so.
        """
        numbers = self._numbers_of("id", passage_id)
        if not numbers:
            raise NotFoundError(f"no passage has the id {_shown(passage_id)}", key=passage_id)
        return numbers[0]

    def numbers_in_item(self, item_id: str) -> Sequence[int]:
        """Return the snapshot's numbers of the passages of the item with an id, in reading order.

        Args:
            item_id: Its id, in whatever letter case, or the beginning of it that no other has.

        Raises:
            NotFoundError: No item with passages has the id, or several begin so.
        """
        numbers = self._numbers_of("item", item_id)
        if not numbers:
            raise NotFoundError(f"no item has the id {_shown(item_id)}", key=item_id)
        return numbers

    def _numbers_of(self, field: str, typed: str) -> Sequence[int]:
        """Return the numbers of the passages with an id as typed, or the only one that it can be; or none."""
        if numbers := self.snapshot.passages_with(field, typed):
            return numbers
        wanted = typed.strip().lower()
        if len(wanted) < _SHORTEST:
            return ()
        ids = [each for each in self.snapshot.values(field) if each.startswith(wanted)]
        if len(ids) > 1 and wanted not in ids:
            named = ", ".join(ids[:_NAMED]) + (" and others" if len(ids) > _NAMED else "")
            raise NotFoundError(f"several ids begin with {typed!r}: {named}", key=typed)
        return self.snapshot.passages_with(field, wanted if wanted in ids else ids[0]) if ids else ()

    def around(self, number: int, *, before: int, after: int) -> tuple[Sequence[int], Sequence[int]]:
        """Return the numbers of the passages before and after one, within its item, in reading order."""
        numbers = self.snapshot.item_of(number)
        at = numbers.index(number)
        return numbers[max(at - before, 0) : at], numbers[at + 1 : at + 1 + after]

    @property
    def known(self) -> Mapping[str, Source]:
        """The sources by key, each read when it is looked up: an index may have a hundred thousand."""
        return _Known(self)

    def sources(self) -> tuple[IndexedSource, ...]:
        """Return the sources in the order of their names, each with its passage count and meetings."""
        found: dict[str, IndexedSource] = {}
        other_names: dict[str, list[str]] = {}
        for key, passages in self.snapshot.passage_counts().items():
            source, meetings = self._load(key)
            if source.same_as is not None:
                other_names.setdefault(source.same_as, []).append(source.name)
            elif (first := found.get(source.name)) is not None:
                found[source.name] = replace(
                    first, passages=first.passages + passages, meetings=_merge((*first.meetings, *meetings))
                )
            else:
                found[source.name] = IndexedSource(
                    name=source.name,
                    sha256=source.sha256,
                    path=source.path,
                    passages=passages,
                    meetings=meetings,
                )
        return tuple(
            replace(each, other_names=tuple(other_names[name])) if name in other_names else each
            for name, each in found.items()
        )

    @cached_property
    def source_count(self) -> int:
        """How many sources there are, each counted once whatever its names and parts."""
        heads = (self.known[key] for key in self._sources)
        return sum(not head.part and head.same_as is None for head in heads)

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """The meetings in reading order; one with several sources has the items of all of them."""
        return _merge(meeting for name in self.snapshot.sources() for meeting in self._load(name)[1])

    @cached_property
    def items(self) -> tuple[AgendaItem, ...]:
        """The agenda items in reading order, without their passages."""
        return tuple(
            item for name in self.snapshot.sources() for meeting in self._load(name)[1] for item in meeting.items
        )

    def item(self, item_id: str) -> AgendaItem:
        """Return the item with an id, with its passages; only what belongs to it is read.

        Args:
            item_id: Its id, in whatever letter case, or the beginning of it that no other has.

        Raises:
            NotFoundError: No item has the id, or several begin so.
        """
        numbers = self._numbers_of("item", item_id)
        if numbers:
            passages = tuple(self.place(number).passage for number in numbers)
            return replace(self.place(numbers[0]).item, passages=passages)
        for item in self.items:
            if item.id == item_id.strip().lower():
                return item
        raise NotFoundError(f"no item has the id {_shown(item_id)}", key=item_id)

    def meeting(self, meeting_id: str) -> Meeting:
        """Return the meeting with an id, with its items and their passages.

        Args:
            meeting_id: Its id, in whatever letter case, or the beginning of it that no other has.

        Raises:
            NotFoundError: No meeting has the id, or several begin so.
        """
        numbers = self._numbers_of("meeting", meeting_id)
        known = self.place(numbers[0]).meeting.id if numbers else meeting_id.strip().lower()
        names = dict.fromkeys(self.snapshot.passage(number).source for number in numbers)
        parts = [each for name in names for each in self._load(name)[1] if each.id == known]
        parts = parts or [each for each in self.meetings if each.id == known]
        if not parts:
            raise NotFoundError(f"no meeting has the id {_shown(meeting_id)}", key=meeting_id)
        passages: dict[str, list[Passage]] = {}
        for number in numbers:
            located = self.place(number)
            passages.setdefault(located.item.id, []).append(located.passage)
        items = (item for part in parts for item in part.items)
        return replace(
            parts[0], items=tuple(replace(each, passages=tuple(passages.get(each.id, ()))) for each in items)
        )

    @cached_property
    def people(self) -> tuple[LikelyPerson, ...]:
        """The surnames of speakers that are printed in several ways."""
        names = self.snapshot.values("said_by")
        where, days = {}, {}
        for each in (form.name for found in gather_people(names, {}, {}) for form in found.forms):
            facets = {"council": "council", "day": "date"}
            counted = self.snapshot.search(
                SearchRequest(tree=Term("said_by", each), limit=0, facets=facets)
            ).facets
            where[each] = [value for value, _ in counted["council"]]
            days[each] = sorted(value for value, _ in counted["day"])
        return gather_people(names, where, days)

    @cached_property
    def acronyms(self) -> tuple[Acronym, ...]:
        """The acronyms that the minutes define, in alphabetical order, the most frequent meaning first."""
        # All sources are gone through, so no records are made of their meetings, and none is kept.
        found = (_read(load_acronyms, name, record) for name, record in self._sources.items())
        return in_order(Counter(chain.from_iterable(found)))

    @cached_property
    def abbreviations(self) -> Abbreviations | AskedAbbreviations:
        """The acronyms, looked up by short form and by long form."""
        if self.snapshot.is_remote:
            return AskedAbbreviations(self.snapshot, self.analyser)
        return Abbreviations(self.acronyms, self.analyser)

    def source(self, key: str) -> Source:
        """Return the source, or the part of one, that has a key.

        Raises:
            KeyError: There is no such source.
        """
        return _read(load_source_head, key, self._sources[key])

    @cached_property
    def has_our_words(self) -> bool:
        """Whether its words are English and cut by us, so that what is known of ways of writing holds."""
        return self.analyser.is_english and self.analyser.tokenizer is None

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the minutes, ready for looking up words within a few edits."""
        return Vocabulary(self.snapshot.words)

    def near_words(self, word: str, *, edits: int) -> Mapping[str, int]:
        """Return the words within some edits of one that begin as it does, with how many passages have each.

        Where the index is far away it is about how many, and no fewer than have it.

        Args:
            word: A word in lower case that no passage has.
            edits: How many letters may be put in, left out, changed, or change places with a neighbour.
        """
        if not self.snapshot.is_remote:
            return self.how_often(self.vocabulary.near(word, edits=edits))
        if not edits or not (word.isascii() and word.isalpha()):
            return {}
        return self.snapshot.near_words(word, edits) or {}

    def how_often(self, words: Sequence[str]) -> Mapping[str, int]:
        """Return how many passages have each of some words, exactly as printed but for letter case."""
        asked = [SearchRequest(tree=Term(ANY_EXACT, word), limit=0) for word in words]
        return dict(zip(words, self.snapshot.totals(asked), strict=True))

    def _meetings_of(self, name: str) -> tuple[Meeting, ...]:
        return self._load(name)[1]

    def _load(self, name: str) -> _Loaded:
        return self._loaded.get(name, lambda: _read(load_source, name, self._sources[name]))


def _read(load: Callable[[str], _Read], name: str, record: str) -> _Read:
    """Load a source's stored record, turning any failure into a CorruptIndexError that names the source."""
    try:
        return load(record)
    except UNREADABLE as error:
        raise unreadable_record(name, error) from error


def _shown(typed: str) -> str:
    """Return what was typed for an id as far as a message has room for it."""
    return repr(typed if len(typed) <= _LONGEST else f"{typed[:_LONGEST]}…")


def _merge(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """Return each meeting once, with the items of all that have its id."""
    merged: dict[str, Meeting] = {}
    for meeting in meetings:
        known = merged.get(meeting.id)
        merged[meeting.id] = replace(known, items=known.items + meeting.items) if known else meeting
    return tuple(merged.values())


class _Known(Mapping[str, Source]):
    """The sources of a document store by key, as a lazy mapping."""

    def __init__(self, store: DocumentStore) -> None:
        self._store = store
        self._names = store.snapshot.sources()

    def __getitem__(self, key: str) -> Source:
        return self._store.source(key)

    def __contains__(self, key: object) -> bool:
        return key in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def values(self) -> ValuesView[Source]:
        """Return all sources, read in order and not looked up one by one, none of them kept."""
        return _KnownValues(self, self._names)


class _KnownValues(ValuesView[Source]):
    def __init__(self, known: _Known, records: Mapping[str, str]) -> None:
        super().__init__(known)
        self._records = records

    def __iter__(self) -> Iterator[Source]:
        for key, record in self._records.items():
            yield _read(load_source_head, key, record)


class SharedStore:
    """A document store with a count of its readers; its files are closed when the last reader is done."""

    def __init__(self, store: DocumentStore) -> None:
        self.store = store
        #: What tells the state from any other: the index, and the number of the commit that made it.
        self.state = store.snapshot.identity, store.snapshot.generation
        self._users = 1
        self._lock = threading.Lock()

    def acquire(self) -> None:
        """Count one more reader."""
        with self._lock:
            self._users += 1

    def release(self) -> None:
        """Count one reader fewer; close the files when none is left."""
        with self._lock:
            self._users -= 1
            last = self._users == 0
        if last:
            self.store.snapshot.close()
