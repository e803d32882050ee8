"""Look-ups in one committed state, kept: words, names, acronyms, and who tells of a meeting.

Each is asked for by the words of a query alone, so that no answer grows with the sources or the speakers that an
index has.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from minutesearch.engine.contract import Expected
from minutesearch.engine.opensearch.client.connection import Json
from minutesearch.engine.opensearch.client.mapping import LONGEST_WORD, NAME, keyword_of, token_of
from minutesearch.engine.opensearch.searching.live_documents import LiveDocuments, any_value, total_of
from minutesearch.engine.opensearch.searching.query_dsl import Clause, any_of

__all__ = ["Lookups", "Telling"]

#: For how many words, and for how many meetings, it is kept what was found.
_KEPT = 50_000
#: How many names, and how many words with one beginning, one answer has; more are read page by page.
_NAMES, _WORDS = 1000, 2000
#: How many meanings a key has at most: those of "PC" are a few dozen.
_MEANINGS = 10_000
#: What a name can be looked up by, and how many letters of a pattern there are: `index.max_regex_length` is 1,000.
_WORD = re.compile(rf"\w{{1,{LONGEST_WORD}}}")
_PATTERN = 900
#: What may have a meaning in a pattern.
_SIGN = re.compile(r"[^\w]|_")

_Word = tuple[str, str]
_Acronym = tuple[str, str]
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Lookups:
    """What is looked up by the words of queries in one committed state; any number of threads may ask.

    Args:
        documents: The documents of the state.
    """

    def __init__(self, documents: LiveDocuments) -> None:
        self._documents = documents
        #: How many passages have a word in a field; the names with a word; the acronyms with a key.
        self._counts: dict[_Word, int] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._acronyms: dict[str, Mapping[_Acronym, int]] = {}

    def count(self, word: str, field: str) -> int:
        """Return how many passages have a word in a field."""
        # What is kept may be thrown away by another thread at any moment, so that it is looked at once.
        found = self._counts.get((word, field))
        return self._ask([(word, field)], [], [])[0][word, field] if found is None else found

    def words(self, prefix: str) -> list[str] | None:
        """Return the words that begin with a prefix, in order; None if they are too many to be told at once."""
        pattern = _SIGN.sub(r"\\\g<0>", token_of(prefix))
        if len(pattern) > _PATTERN:
            return None
        terms = {"field": "forms", "include": f"{pattern}.*", "size": _WORDS, "order": {"_key": "asc"}}
        clause = {"prefix": {"forms": {"value": token_of(prefix)}}}
        body = self._body("m", clause, {"terms": terms})
        everything, answer = self._documents.ask([self._documents.counting(), body])
        self._documents.check_whole(everything)
        found = answer["aggregations"]["found"]
        return None if found["sum_other_doc_count"] else [bucket["key"] for bucket in found["buckets"]]

    def names(self, words: Collection[str]) -> list[str]:
        """Return the speakers whose names have any of some words, in order."""
        known = {word: self._names.get(word) for word in words if _WORD.fullmatch(word)}
        missing = [word for word, names in known.items() if names is None]
        fetched = self._ask([], missing, [])[1] if missing else {}
        found: set[str] = set()
        for word, names in known.items():
            found |= fetched[word] if names is None else names
        return sorted(found)

    def acronyms(self, keys: Collection[str]) -> dict[_Acronym, int]:
        """Return the acronyms with any of some keys, each with how often it is defined."""
        known = {key: self._acronyms.get(key) for key in keys}
        missing = [key for key, acronyms in known.items() if acronyms is None]
        fetched = self._ask([], [], missing)[2] if missing else {}
        found: dict[_Acronym, int] = {}
        for key, acronyms in known.items():
            found |= fetched[key] if acronyms is None else acronyms
        return found

    def expect(self, expected: Expected) -> None:
        """Look up at once what is about to be asked for, as far as it is not known."""
        words = [*((stem, "stem") for stem in expected.stems), *((form, "exact") for form in expected.forms)]
        self._ask(
            [each for each in dict.fromkeys(words) if each not in self._counts],
            [each for each in expected.names if _WORD.fullmatch(each) and each not in self._names],
            [each for each in expected.keys if each not in self._acronyms],
        )

    def _ask(
        self, words: Sequence[_Word], names: Sequence[str], keys: Sequence[str]
    ) -> tuple[Mapping[_Word, int], Mapping[str, frozenset[str]], Mapping[str, Mapping[_Acronym, int]]]:
        """Ask for words, names and acronyms in one request, keep what is found, and return it."""
        patterns = list(_in_patterns(names))
        bodies = [
            *(self._documents.total_body("p", _having_word(*each)) for each in words),
            *map(self._name_body, patterns),
            *([self._acronym_body(keys)] if keys else []),
        ]
        if not bodies:
            return {}, {}, {}
        everything, *answers = self._documents.ask([self._documents.counting(), *bodies])
        self._documents.check_whole(everything)
        left = iter(answers)
        counts = {word: total_of(next(left)) for word in words}
        found_names: dict[str, frozenset[str]] = {}
        for pattern in patterns:
            found_names |= self._read_names(pattern, next(left))
        acronyms = _read_acronyms(keys, next(left)) if keys else {}
        self._counts = _kept(self._counts, counts)
        self._names = _kept(self._names, found_names)
        self._acronyms = _kept(self._acronyms, acronyms)
        return counts, found_names, acronyms

    def _name_body(self, words: Sequence[str]) -> Json:
        terms = {"field": "speakers", "include": f"({'|'.join(words)}){NAME}.*", "size": _NAMES}
        return self._body("s", _having_names(words), {"terms": terms})

    def _read_names(self, words: Sequence[str], answer: Json) -> dict[str, frozenset[str]]:
        found = answer["aggregations"]["found"]
        values: Iterable[str] = [bucket["key"] for bucket in found["buckets"]]
        if found["sum_other_doc_count"]:
            values = (
                value for value, _ in self._documents.iter_values("speakers", _having_names(words), what="s")
            )
        names: dict[str, set[str]] = {word: set() for word in words}
        for value in values:
            word, _, name = value.partition(NAME)
            if word in names:
                names[word].add(name)
        return {word: frozenset(own) for word, own in names.items()}

    def _acronym_body(self, keys: Sequence[str]) -> Json:
        times = {"times": {"sum": {"field": "size"}}}
        meanings = {"terms": {"field": "acronym", "size": _MEANINGS}, "aggs": times}
        indexed = list(map(keyword_of, keys))
        terms = {"field": "acronym_key", "include": indexed, "size": len(keys)}
        made = self._body("a", any_of(any_value("acronym_key", indexed)), {"terms": terms})
        made["aggs"]["found"]["aggs"] = {"meanings": meanings}
        return made

    def _body(self, what: str, clause: Clause, aggregation: Json) -> Json:
        return {
            "query": self._documents.live(what, clause),
            "size": 0,
            "track_total_hits": False,
            "aggs": {"found": aggregation},
        }


class Telling:
    """What is known of who tells of the meetings of one committed state; any number of threads may ask.

    A meeting is known here by its council, body and day as they are printed.

    Args:
        documents: The documents of the state.
    """

    def __init__(self, documents: LiveDocuments) -> None:
        self._documents = documents
        self._known: dict[str, bool] = {}

    def is_by_several(self, told: str) -> bool:
        """Return whether several sources tell of a meeting."""
        # What is kept may be thrown away by another thread at any moment, so that it is looked at once.
        known = self._known.get(told)
        if known is not None:
            return known
        (body,) = self.bodies([told])
        return self.take([told], self._documents.ask([body]))[told]

    def unknown(self, told: Iterable[str]) -> list[str]:
        """Return those meetings of which it is not known who tells of them."""
        known = self._known
        return [each for each in dict.fromkeys(told) if each not in known]

    def bodies(self, told: Sequence[str]) -> list[Json]:
        """Return the search, if any is needed, that says who tells of some meetings."""
        if not told:
            return []
        sources = {"terms": {"field": "source", "size": 2}}
        return [
            {
                "query": self._documents.live("m", any_of(any_value("told", told))),
                "size": 0,
                "track_total_hits": False,
                "aggs": {"told": {"terms": {"field": "told", "size": len(told)}, "aggs": {"sources": sources}}},
            }
        ]

    def take(self, told: Sequence[str], answers: Sequence[Json]) -> Mapping[str, bool]:
        """Keep what the answers to `bodies` say, and return it."""
        several = {
            bucket["key"]
            for answer in answers
            for bucket in answer["aggregations"]["told"]["buckets"]
            if len(bucket["sources"]["buckets"]) > 1
        }
        found = {each: each in several for each in told}
        self._known = _kept(self._known, found)
        return found


def _kept(known: dict[_Key, _Value], found: Mapping[_Key, _Value]) -> dict[_Key, _Value]:
    """Return what is known with what was found, or that alone where it would be too much."""
    if len(known) > _KEPT:
        return dict(found)
    known.update(found)
    return known


def _in_patterns(words: Sequence[str]) -> Iterator[list[str]]:
    """Yield words, as many at once as one pattern may have."""
    some: list[str] = []
    size = 0
    for word in words:
        size += len(word) + 1
        if some and size > _PATTERN:
            yield some
            some, size = [], len(word) + 1
        some.append(word)
    if some:
        yield some


def _having_word(word: str, field: str) -> Clause:
    return {"term": {field: {"value": token_of(word)}}}


def _having_names(words: Sequence[str]) -> Clause:
    return any_of([{"prefix": {"speakers": {"value": f"{word}{NAME}"}}} for word in words])


def _read_acronyms(keys: Sequence[str], answer: Json) -> dict[str, Mapping[_Acronym, int]]:
    by_key: dict[str, Mapping[_Acronym, int]] = {}
    for bucket in answer["aggregations"]["found"]["buckets"]:
        pairs = ((json.loads(each["key"]), each["times"]["value"]) for each in bucket["meanings"]["buckets"])
        by_key[bucket["key"]] = {(short, long): int(times) for (short, long), times in pairs}
    return {key: by_key.get(keyword_of(key), {}) for key in keys}
