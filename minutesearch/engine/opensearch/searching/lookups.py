"""Look-ups in one committed state, kept: words, names, acronyms, and who tells of a meeting.

Each is asked for by the words of a query alone, so that no answer grows with the sources or the speakers that an
index has.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from minutesearch.engine.contract import Expected
from minutesearch.engine.contract.deadline import NEVER, Deadline
from minutesearch.engine.opensearch.client.connection import Json
from minutesearch.engine.opensearch.client.mapping import LONGEST_WORD, NAME, keyword_of, token_of
from minutesearch.engine.opensearch.searching.live_documents import LiveDocuments, any_value, total_of
from minutesearch.engine.opensearch.searching.query_dsl import Clause, any_of, matching

__all__ = ["Counted", "Lookups", "Telling"]

#: For how many words, for how many meetings, and for how many beginnings it is kept what was found.
_KEPT, _KEPT_PREFIXES = 50_000, 200
#: How many words near one are told, the nearest.
_NEAR = 200
#: How many names, and how many words with one beginning, one answer has; more are read page by page.
_NAMES, _WORDS = 1000, 2000
#: How many meanings a key has at most: those of "PC" are a few dozen.
_MEANINGS = 10_000
#: What a name can be looked up by, and how many letters of a pattern there are: `index.max_regex_length` is 1,000.
_WORD = re.compile(rf"\w{{1,{LONGEST_WORD}}}")
_PATTERN = 900
#: What may have a meaning in a pattern.
_SIGN = re.compile(r"[^\w]|_")

#: What makes it mean itself.
_ESCAPED = r"\\\g<0>"
_EVERYTHING: Clause = {"match_all": {}}

#: A word and the field that it is looked for in.
_Word = tuple[str, str]
#: What a clause is known by: a word alone as that, any other by its text.
Counted = _Word | str
_Acronym = tuple[str, str]
_NO_CLAUSES: Mapping[Counted, Clause] = MappingProxyType({})
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class _Found(NamedTuple):
    """What was found of what was asked for at once."""

    #: How many passages match.
    counts: Mapping[Counted, int]
    names: Mapping[str, frozenset[str]]
    acronyms: Mapping[str, Mapping[_Acronym, int]]
    prefixes: Mapping[str, tuple[str, ...] | None]
    near: Mapping[tuple[str, int], Mapping[str, int]]


class Lookups:
    """What is looked up by the words of queries in one committed state; any number of threads may ask.

    Args:
        documents: The documents of the state.
    """

    def __init__(self, documents: LiveDocuments) -> None:
        self._documents = documents
        #: How many passages match a clause; the names with a word; the acronyms with a key.
        self._counts: dict[Counted, int] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._acronyms: dict[str, Mapping[_Acronym, int]] = {}
        #: The words with a beginning, None for too many.
        self._prefixes: dict[str, tuple[str, ...] | None] = {}
        #: The words that are near one, within so many edits, each with how many documents have it, ended or not.
        self._near: dict[tuple[str, int], Mapping[str, int]] = {}
        #: The values of fields that have few, each with its number of passages.
        self._values: dict[str, Mapping[str, int]] = {}

    def count(self, word: str, field: str) -> int:
        """Return how many passages have a word in a field."""
        # What is kept may be thrown away by another thread at any moment, so that it is looked at once.
        found = self._counts.get((token_of(word), field))
        return self.totals([_having_word(word, field)])[0] if found is None else found

    def words(self, prefix: str) -> Sequence[str] | None:
        """Return the words that begin with a prefix, in order; None if they are too many to be told at once."""
        known = self._prefixes
        if prefix in known:
            return known[prefix]
        return self._ask(prefixes=[prefix]).prefixes[prefix] if _is_pattern(prefix) else None

    def values(self, field: str) -> Mapping[str, int]:
        """Return every value of a keyword field with its number of passages, in the order of the values."""
        known = self._values.get(field)
        if known is not None:
            return known
        self._ask(values=[field])
        # Where there are so many that they are not kept.
        return self._values.get(field) or dict(self._documents.iter_values(field, _EVERYTHING))

    def near(self, word: str, edits: int) -> Mapping[str, int]:
        """Return the words within some edits of one that begin as it does, with how many passages have each.

        Of one that was not counted it is how many documents have it, of which some may have ended.
        """
        known = self._near.get((word, edits))
        found = self._ask(near=[(word, edits)]).near[word, edits] if known is None else known
        return {each: self._counts.get((token_of(each), "exact"), count) for each, count in found.items()}

    def uncounted(self, clauses: Iterable[Clause]) -> dict[Counted, Clause]:
        """Return those clauses, each by what it is kept by, that it is not known how many passages match."""
        return {key: clause for clause in clauses if (key := _key_of(clause)) not in self._counts}

    def body_of(self, clause: Clause) -> Json:
        """Return the search that counts the passages that match a clause."""
        return self._documents.total_body("p", clause)

    def take(self, clauses: Mapping[Counted, Clause], answers: Sequence[Json]) -> None:
        """Keep how many passages match some clauses, by the answers to their searches."""
        self._counts = _kept(self._counts, dict(zip(clauses, map(total_of, answers), strict=True)))

    def totals(self, clauses: Sequence[Clause], *, deadline: Deadline = NEVER) -> list[int]:
        """Return how many passages match each of some clauses.

        Raises:
            QueryTimeoutError: The deadline has passed.
        """
        keys = list(map(_key_of, clauses))
        # What is kept may be thrown away by another thread at any moment, so that it is looked at once.
        known = {key: self._counts.get(key) for key in keys}
        missing = {key: clause for key, clause in zip(keys, clauses, strict=True) if known[key] is None}
        found = self._ask(clauses=missing, deadline=deadline).counts if missing else {}
        return [found[key] if (total := known[key]) is None else total for key in keys]

    def names(self, words: Collection[str]) -> list[str]:
        """Return the speakers whose names have any of some words, in order."""
        known = {word: self._names.get(word) for word in words if _WORD.fullmatch(word)}
        missing = [word for word, names in known.items() if names is None]
        fetched = self._ask(names=missing).names if missing else {}
        found: set[str] = set()
        for word, names in known.items():
            found |= fetched[word] if names is None else names
        return sorted(found)

    def acronyms(self, keys: Collection[str]) -> dict[_Acronym, int]:
        """Return the acronyms with any of some keys, each with how often it is defined."""
        known = {key: self._acronyms.get(key) for key in keys}
        missing = [key for key, acronyms in known.items() if acronyms is None]
        fetched = self._ask(keys=missing).acronyms if missing else {}
        found: dict[_Acronym, int] = {}
        for key, acronyms in known.items():
            found |= fetched[key] if acronyms is None else acronyms
        return found

    def expect(self, expected: Expected) -> None:
        """Look up at once what is about to be asked for, as far as it is not known."""
        words = [*((stem, "stem") for stem in expected.stems), *((form, "exact") for form in expected.forms)]
        clauses = [*map(matching, expected.trees), *(_having_word(*each) for each in words)]
        self._ask(
            names=[each for each in expected.names if _WORD.fullmatch(each) and each not in self._names],
            keys=[each for each in expected.keys if each not in self._acronyms],
            prefixes=[each for each in expected.prefixes if each not in self._prefixes and _is_pattern(each)],
            clauses=self.uncounted(clauses),
            near=[each for each in dict.fromkeys(expected.near) if each not in self._near and _is_plain(each[0])],
            values=[each for each in dict.fromkeys(expected.values) if each not in self._values],
        )

    def _ask(
        self,
        *,
        names: Sequence[str] = (),
        keys: Sequence[str] = (),
        prefixes: Sequence[str] = (),
        clauses: Mapping[Counted, Clause] = _NO_CLAUSES,
        values: Sequence[str] = (),
        near: Sequence[tuple[str, int]] = (),
        deadline: Deadline = NEVER,
    ) -> _Found:
        """Ask for all that is given in one request, keep what is found, and return it."""
        patterns = list(_in_patterns(names))
        bodies = [
            *map(self._name_body, patterns),
            *([self._acronym_body(keys)] if keys else []),
            *map(self._prefix_body, prefixes),
            *map(self.body_of, clauses.values()),
            *(self._documents.values_body(field, _EVERYTHING) for field in values),
            *(_near_body(*each) for each in near),
        ]
        if not bodies:
            return _Found({}, {}, {}, {}, {})
        everything, *answers = self._documents.ask([self._documents.counting(), *bodies], deadline=deadline)
        self._documents.check_whole(everything)
        left = iter(answers)
        found_names: dict[str, frozenset[str]] = {}
        for pattern in patterns:
            found_names |= self._read_names(pattern, next(left))
        acronyms = _read_acronyms(keys, next(left)) if keys else {}
        forms = {prefix: _read_words(next(left)) for prefix in prefixes}
        counts = {key: total_of(next(left)) for key in clauses}
        for field in values:
            answer = next(left)
            if self._documents.is_last(answer):
                found = self._documents.iter_values(field, _EVERYTHING, found=answer)
                self._values = {**self._values, field: dict(found)}
        found_near = {each: _read_near(each[0], next(left)) for each in near}
        self._near = _kept(self._near, found_near)
        self._counts = _kept(self._counts, counts)
        self._names = _kept(self._names, found_names)
        self._acronyms = _kept(self._acronyms, acronyms)
        self._prefixes = _kept(self._prefixes, forms, most=_KEPT_PREFIXES)
        return _Found(counts, found_names, acronyms, forms, found_near)

    def _prefix_body(self, prefix: str) -> Json:
        token = token_of(prefix)
        terms = {"field": "forms", "include": f"{_SIGN.sub(_ESCAPED, token)}.*", "size": _WORDS}
        clause = {"prefix": {"forms": {"value": token}}}
        return self._body("m", clause, {"terms": {**terms, "order": {"_key": "asc"}}})

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


def _kept(known: dict[_Key, _Value], found: Mapping[_Key, _Value], *, most: int = _KEPT) -> dict[_Key, _Value]:
    """Return what is known with what was found, or that alone where it would be too much."""
    if len(known) > most:
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


def _is_pattern(prefix: str) -> bool:
    """Return whether a beginning can be asked for by a pattern."""
    return len(_SIGN.sub(_ESCAPED, token_of(prefix))) <= _PATTERN


def _is_plain(word: str) -> bool:
    return word.isascii() and word.isalpha()


def _near_body(word: str, edits: int) -> Json:
    """Return the search for the words near one, if no passage has it."""
    term = {"field": "exact", "suggest_mode": "missing", "max_edits": edits, "prefix_length": 1}
    # By edits alone, and not by what a long word has in common with another.
    term |= {"min_word_length": 1, "accuracy": 0.0, "size": _NEAR, "shard_size": _NEAR}
    return {"size": 0, "track_total_hits": False, "suggest": {"near": {"text": word, "term": term}}}


def _read_near(word: str, answer: Json) -> dict[str, int]:
    found = {option["text"]: option["freq"] for part in answer["suggest"]["near"] for option in part["options"]}
    return {each: count for each, count in found.items() if each != word and _is_plain(each)}


def _read_words(answer: Json) -> tuple[str, ...] | None:
    found = answer["aggregations"]["found"]
    return None if found["sum_other_doc_count"] else tuple(bucket["key"] for bucket in found["buckets"])


def _key_of(clause: Clause) -> Counted:
    """Return what the number of passages that match a clause is kept by."""
    if "term" not in clause:
        return json.dumps(clause)
    ((field, asked),) = clause["term"].items()
    return asked["value"], field


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
