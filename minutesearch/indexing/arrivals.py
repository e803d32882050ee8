"""Arrivals: the commit that each passage came into the index with, kept by passages whose words stay the same.

A passage has come in when its words have. So what is read again with other kinds or speakers is not new, nor is a
paragraph that was moved, an item that was renumbered, a file that was renamed, or the confirmed minutes of a
meeting whose draft is there.
"""

from __future__ import annotations

import datetime
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from minutesearch.digests import digest_many
from minutesearch.engine import Snapshot, StoredPassage
from minutesearch.indexing.identities import Identity
from minutesearch.records import Meeting, Source
from minutesearch.serialising import dump_arrival, load_passage, load_source
from minutesearch.source_keys import key_of

__all__ = ["Arrivals"]


class _Words(NamedTuple):
    """The words of a passage in their place, by which they are known again."""

    id: str
    #: The digest of its text.
    text: str
    #: The title of its item; None without one.
    title: str | None
    #: The digests of the texts before and after it in its source; None at either end.
    before: str | None
    after: str | None


class _Known(NamedTuple):
    """The passages that one source has in the index."""

    words: Sequence[_Words]
    #: When each of them came in.
    arrivals: Sequence[str]


_Key = Callable[[_Words], object]


def _by_place(words: _Words) -> object:
    return words.id, words.text


def _by_title(words: _Words) -> object:
    return words.title and (words.title, words.text)


def _by_one_before(words: _Words) -> object:
    return words.before and (words.before, words.text)


def _by_one_after(words: _Words) -> object:
    return words.after and (words.text, words.after)


#: By what a passage of the same source is known again, the surest first. "The report was noted." is in half of all
#: items, so that the text stood somewhere says nothing; unless it stands there once, which is tried last.
_KEYS: tuple[_Key, ...] = (_by_place, _by_title, _by_one_before, _by_one_after)


class Arrivals:
    """The arrivals of one commit's passages: those of passages that are there already, and its own.

    Args:
        snapshot: The state before the commit.
        known: The sources of that state, by key.
        gone: The keys of those that the commit removes.
        generation: The number of the commit.
    """

    def __init__(
        self, snapshot: Snapshot, known: Mapping[str, Source], gone: Collection[str], *, generation: int
    ) -> None:
        self._snapshot = snapshot
        self._known = known
        self._gone = gone
        self._now = dump_arrival(generation, datetime.datetime.now(datetime.UTC))
        self._is_empty = not snapshot.passage_count

    def of_source(
        self, source: Source, meetings: tuple[Meeting, ...], identities: tuple[Identity, ...]
    ) -> Sequence[str]:
        """Return when each passage of a source came into the index, in their order.

        Args:
            source: The source.
            meetings: Its meetings.
            identities: Their ids.
        """
        count = sum(len(identity.passages) for identity in identities)
        if self._is_empty:
            return [self._now] * count
        own, others = self._find_known(source, identities)
        if own is None and not others:
            return [self._now] * count
        words = _words_of(
            [
                (passage.text, item.title)
                for meeting in meetings
                for item in meeting.items
                for passage in item.passages
            ],
            [id_ for identity in identities for id_ in identity.passages],
        )
        found: list[str | None] = [None] * count
        if own is not None:
            used: set[int] = set()
            for key in (*_KEYS, _unless_repeated(words, own.words)):
                _match(found, words, own, used, key)
        for other in others:
            _match(found, words, other, set(), _by_title)
        return [arrival or self._now for arrival in found]

    def _find_known(self, source: Source, identities: tuple[Identity, ...]) -> tuple[_Known | None, list[_Known]]:
        """Return what the index has of a source, by a former name too, and of its meetings elsewhere."""
        name: str | None = key_of(source)
        if name not in self._known:
            name = None if source.part else self._renamed.get(source.sha256)
        elsewhere: dict[str, list[StoredPassage]] = {}
        for identity in identities:
            for number in self._snapshot.passages_with("meeting", identity.id):
                stored = self._snapshot.passage(number)
                if stored.source != name:
                    elsewhere.setdefault(stored.source, []).append(stored)
        own = None if name is None else self._load(name, self._snapshot.source(name).passages)
        return own, [self._load(*other) for other in elsewhere.items()]

    @cached_property
    def _renamed(self) -> Mapping[str, str]:
        """The keys of the sources that the commit removes, by the digest of their content."""
        return {self._known[key].sha256: key for key in self._gone if not self._known[key].part}

    def _load(self, name: str, stored: Sequence[StoredPassage]) -> _Known:
        meetings = load_source(self._snapshot.sources()[name])[1]
        placed = [load_passage(each.record, text=each.text, id_=each.id) for each in stored]
        titles = [meetings[meeting].items[item].title for _, meeting, item in placed]
        texts = [(each.text, title) for each, title in zip(stored, titles, strict=True)]
        arrivals = [_arrival_of(passage.generation, passage.indexed_at) for passage, _, _ in placed]
        return _Known(_words_of(texts, [each.id for each in stored]), arrivals)


def _arrival_of(generation: int | None, instant: datetime.datetime | None) -> str:
    if generation is None or instant is None:
        raise ValueError("a passage has no arrival")
    return dump_arrival(generation, instant)


def _words_of(texts: Iterable[tuple[str, str | None]], ids: Sequence[str]) -> list[_Words]:
    """Return the words of the passages of a source, from their texts with the titles of their items."""
    pairs = list(texts)
    digests: list[str] = digest_many(" ".join(text.split()) for text, _ in pairs)
    around: list[str | None] = [None, *digests, None]
    return [
        _Words(id_, text, title and " ".join(title.casefold().split()), around[at], around[at + 2])
        for at, (id_, text, (_, title)) in enumerate(zip(ids, digests, pairs, strict=True))
    ]


def _unless_repeated(fresh: Sequence[_Words], known: Sequence[_Words]) -> _Key:
    """Return a key that is the text, where it stands once in either."""
    often = {
        text
        for words in (fresh, known)
        for text, count in Counter(each.text for each in words).items()
        if count > 1
    }
    return lambda words: None if words.text in often else words.text


def _match(found: list[str | None], fresh: Sequence[_Words], known: _Known, used: set[int], key: _Key) -> None:
    """Give each passage without an arrival that of a known one with the same key, each known one to one passage.

    Args:
        found: The arrivals, which are set.
        fresh: The passages.
        known: Those of the index.
        used: The places of the known ones that were given already, which grows.
        key: By what they are known again; nothing that is empty is.
    """
    left: dict[object, deque[int]] = {}
    for place, words in enumerate(known.words):
        if place not in used and (wanted := key(words)):
            left.setdefault(wanted, deque()).append(place)
    for at, words in enumerate(fresh):
        if found[at] is None and (places := left.get(key(words))):
            place = places.popleft()
            used.add(place)
            found[at] = known.arrivals[place]
