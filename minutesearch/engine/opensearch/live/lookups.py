"""Look-ups in one committed state, kept: words, names, values and acronyms.

Each is asked for by the words of a query alone, so that no answer grows with the sources or the speakers that an
index has.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple, TypeVar

from minutesearch.engine.contract import Expected
from minutesearch.engine.contract.deadline import NEVER, Deadline
from minutesearch.engine.opensearch.client.connection import Json
from minutesearch.engine.opensearch.client.mapping import LONGEST_WORD, NAME, keyword_of, token_of
from minutesearch.engine.opensearch.live.live_documents import LiveDocuments, any_value, total_of
from minutesearch.engine.opensearch.live.patterns import beginning_with, having, in_groups, near
from minutesearch.engine.opensearch.live.query_dsl import Clause, any_of, counted_by, matching

__all__ = ["Asked", "Lookups"]

#: For how many words, and for how many beginnings and parts of names, it is kept what was found.
_KEPT, _KEPT_PREFIXES = 50_000, 200
#: How many words near one are told, the nearest.
_NEAR = 200
#: How many names, and how many words with one beginning, one answer has; more are read page by page.
_NAMES, _WORDS = 1000, 2000
#: How many meanings a key has at most: those of "PC" are a few dozen.
_MEANINGS = 10_000
#: What a name can be looked up by.
_WORD = re.compile(rf"\w{{1,{LONGEST_WORD}}}")
#: How many words of a value are looked for by the cluster: the longest tell most.
_TELLING = 3
_EVERYTHING: Clause = {"match_all": {}}

#: A word and the field that it is looked for in.
_Word = tuple[str, str]
#: What a clause is known by: a word alone as that, any other by its text.
_Counted = _Word | str
_Acronym = tuple[str, str]
#: A field and words, and whether values with all of them are wanted, or those with one that is near any.
_Named = tuple[str, tuple[str, ...], bool]
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What was found of what was asked for at once."""

    #: How many passages match.
    counts: Mapping[_Counted, int]
    names: Mapping[str, frozenset[str]]
    acronyms: Mapping[str, Mapping[_Acronym, int]]
    prefixes: Mapping[str, tuple[str, ...] | None]
    near: Mapping[tuple[str, int], Mapping[str, int]]
    named: Mapping[_Named, Mapping[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What is to be looked up, none of it known."""

    clauses: Mapping[_Counted, Clause] = field(default_factory=dict)
    names: Sequence[str] = ()
    keys: Sequence[str] = ()
    prefixes: Sequence[str] = ()
    values: Sequence[str] = ()
    near: Sequence[tuple[str, int]] = ()
    named: Sequence[_Named] = ()


class Asked(NamedTuple):
    """What is asked for together with something else."""

    bodies: Sequence[Json]
    #: Keeps what the answers to them say.
    take: Callable[[Sequence[Json]], object]


class Lookups:
    """What is looked up by the words of queries in one committed state; any number of threads may ask.

    Args:
        documents: The documents of the state.
    """

    def __init__(self, documents: LiveDocuments) -> None:
        self._documents = documents
        #: How many passages match a clause; the names with a word; the acronyms with a key.
        self._counts: dict[_Counted, int] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._acronyms: dict[str, Mapping[_Acronym, int]] = {}
        #: The words with a beginning, None for too many.
        self._prefixes: dict[str, tuple[str, ...] | None] = {}
        #: The words that are near one, within so many edits, each with how many documents have it, ended or not.
        self._near: dict[tuple[str, int], Mapping[str, int]] = {}
        #: The values of fields that have few, each with its number of passages; and those with some words.
        self._values: dict[str, Mapping[str, int]] = {}
        self._named: dict[_Named, Mapping[str, int]] = {}

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
        return self._ask(_Wanted(prefixes=[prefix])).prefixes[prefix] if beginning_with(prefix) else None

    def values(self, field: str) -> Mapping[str, int]:
        """Return every value of a keyword field with its number of passages, in the order of the values."""
        known = self._values.get(field)
        if known is not None:
            return known
        self._ask(_Wanted(values=[field]))
        # Where there are so many that they are not kept.
        return self._values.get(field) or dict(self._documents.iter_values(field, _EVERYTHING))

    def values_like(self, field: str, words: Sequence[str]) -> Mapping[str, int]:
        """Return the values of a field that have some words, with their passages; perhaps others too."""
        return self._find_named((field, tuple(words), True))

    def values_near(self, field: str, words: Sequence[str]) -> Mapping[str, int]:
        """Return the values of a field with a word near any of some, with their passages; perhaps others too."""
        return self._find_named((field, tuple(words), False))

    def _find_named(self, wanted: _Named) -> Mapping[str, int]:
        if not wanted[1]:
            return {}
        known = self._named.get(wanted)
        return self._ask(_Wanted(named=[wanted])).named[wanted] if known is None else known

    def near(self, word: str, edits: int) -> Mapping[str, int]:
        """Return the words within some edits of one that begin as it does, with how many passages have each.

        Of one that was not counted it is how many documents have it, of which some may have ended.
        """
        known = self._near.get((word, edits))
        found = self._ask(_Wanted(near=[(word, edits)])).near[word, edits] if known is None else known
        return {each: self._counts.get((token_of(each), "exact"), count) for each, count in found.items()}

    def totals(self, clauses: Sequence[Clause], *, deadline: Deadline = NEVER) -> list[int]:
        """Return how many passages match each of some clauses.

        Raises:
            QueryTimeoutError: The deadline has passed.
        """
        keys = list(map(_key_of, clauses))
        # What is kept may be thrown away by another thread at any moment, so that it is looked at once.
        known = {key: self._counts.get(key) for key in keys}
        missing = {key: clause for key, clause in zip(keys, clauses, strict=True) if known[key] is None}
        found = self._ask(_Wanted(clauses=missing), deadline=deadline).counts if missing else {}
        return [found[key] if (total := known[key]) is None else total for key in keys]

    def names(self, words: Collection[str]) -> list[str]:
        """Return the speakers whose names have any of some words, in order."""
        known = {word: self._names.get(word) for word in words if _WORD.fullmatch(word)}
        missing = [word for word, names in known.items() if names is None]
        fetched = self._ask(_Wanted(names=missing)).names if missing else {}
        found: set[str] = set()
        for word, names in known.items():
            found |= fetched[word] if names is None else names
        return sorted(found)

    def acronyms(self, keys: Collection[str]) -> dict[_Acronym, int]:
        """Return the acronyms with any of some keys, each with how often it is defined."""
        known = {key: self._acronyms.get(key) for key in keys}
        missing = [key for key, acronyms in known.items() if acronyms is None]
        fetched = self._ask(_Wanted(keys=missing)).acronyms if missing else {}
        found: dict[_Acronym, int] = {}
        for key, acronyms in known.items():
            found |= fetched[key] if acronyms is None else acronyms
        return found

    def expect(self, expected: Expected) -> None:
        """Look up at once what is about to be asked for, as far as it is not known."""
        self._ask(self._wanted(expected))

    def ask_beside(self, expected: Iterable[Expected]) -> Asked:
        """Return what looks up with something else what is about to be asked for, as far as it is not known."""
        wanted = list(map(self._wanted, expected))
        all_bodies = list(map(self._bodies, wanted))

        def take(answers: Sequence[Json]) -> None:
            left = iter(answers)
            for each, bodies in zip(wanted, all_bodies, strict=True):
                self._take(each, list(islice(left, len(bodies))))

        return Asked([body for bodies in all_bodies for body in bodies], take)

    def _wanted(self, expected: Expected) -> _Wanted:
        words = [*((stem, "stem") for stem in expected.stems), *((form, "exact") for form in expected.forms)]
        shares = self._documents.head.shares
        clauses = [
            *map(matching, expected.trees),
            # What may be copies is counted by looking for them.
            *(counted_by(each) for each in expected.totals if not (shares and each.collapses_copies)),
            *(_having_word(*each) for each in words),
        ]
        named = [*((*each, True) for each in expected.like), *((*each, False) for each in expected.nearby)]
        return _Wanted(
            clauses={key: clause for clause in clauses if (key := _key_of(clause)) not in self._counts},
            names=[each for each in expected.names if _WORD.fullmatch(each) and each not in self._names],
            keys=[each for each in expected.keys if each not in self._acronyms],
            prefixes=[each for each in expected.prefixes if each not in self._prefixes and beginning_with(each)],
            near=[each for each in dict.fromkeys(expected.near) if each not in self._near and _is_plain(each[0])],
            values=[each for each in dict.fromkeys(expected.values) if each not in self._values],
            named=[each for each in dict.fromkeys(named) if each[1] and each not in self._named],
        )

    def _ask(self, wanted: _Wanted, *, deadline: Deadline = NEVER) -> _Found:
        """Ask for all that is wanted in one request, keep what is found, and return it."""
        bodies = self._bodies(wanted)
        if not bodies:
            return self._take(wanted, [])
        everything, *answers = self._documents.ask([self._documents.counting(), *bodies], deadline=deadline)
        self._documents.check_whole(everything)
        return self._take(wanted, answers)

    def _bodies(self, wanted: _Wanted) -> list[Json]:
        return [
            *map(self._name_body, in_groups(wanted.names)),
            *([self._acronym_body(wanted.keys)] if wanted.keys else []),
            *map(self._prefix_body, wanted.prefixes),
            *(self._documents.total_body("p", clause) for clause in wanted.clauses.values()),
            *(self._documents.values_body(field, _EVERYTHING) for field in wanted.values),
            *(_near_body(*each, mode=self._near_mode) for each in wanted.near),
            *(body for each in wanted.named for body in self._named_bodies(each)),
        ]

    @property
    def _near_mode(self) -> str:
        # What is there is not looked at for near words, which takes long; but the cluster takes for there what has
        # ended too.
        head = self._documents.head
        return "always" if head.ended_versions or head.aborted else "missing"

    def _take(self, wanted: _Wanted, answers: Sequence[Json]) -> _Found:
        """Keep what the answers to the searches for what is wanted say, and return it."""
        left = iter(answers)
        names: dict[str, frozenset[str]] = {}
        for words in in_groups(wanted.names):
            names |= self._read_names(words, next(left))
        acronyms = _read_acronyms(wanted.keys, next(left)) if wanted.keys else {}
        forms = {prefix: _read_words(next(left)) for prefix in wanted.prefixes}
        counts = {key: total_of(next(left)) for key in wanted.clauses}
        for name in wanted.values:
            answer = next(left)
            if self._documents.is_last(answer):
                found = self._documents.iter_values(name, _EVERYTHING, found=answer)
                self._values = {**self._values, name: dict(found)}
        near = {each: _read_near(each[0], next(left)) for each in wanted.near}
        named = {each: self._read_named(each, left) for each in wanted.named}
        self._near = _kept(self._near, near)
        self._counts = _kept(self._counts, counts)
        self._names = _kept(self._names, names)
        self._acronyms = _kept(self._acronyms, acronyms)
        self._prefixes = _kept(self._prefixes, forms, most=_KEPT_PREFIXES)
        self._named = _kept(self._named, named, most=_KEPT_PREFIXES)
        return _Found(counts=counts, names=names, acronyms=acronyms, prefixes=forms, near=near, named=named)

    def _prefix_body(self, prefix: str) -> Json:
        terms = {"field": "forms", "include": beginning_with(prefix), "size": _WORDS, "order": {"_key": "asc"}}
        return self._body("m", {"prefix": {"forms": {"value": token_of(prefix)}}}, {"terms": terms})

    def _name_body(self, words: Sequence[str]) -> Json:
        terms = {"field": "speakers", "include": f"({'|'.join(words)}){NAME}.*", "size": _NAMES}
        return self._body("s", _having_names(words), {"terms": terms})

    def _named_bodies(self, wanted: _Named) -> Iterator[Json]:
        """Yield the searches for values: that for those with all of some words, or those for each few."""
        for clause, pattern in _patterns_of(wanted):
            terms = {"field": wanted[0], "include": pattern, "size": _NAMES, "order": {"_key": "asc"}}
            yield self._body("p", clause, {"terms": terms})

    def _read_named(self, wanted: _Named, answers: Iterator[Json]) -> dict[str, int]:
        values: dict[str, int] = {}
        for clause, _ in _patterns_of(wanted):
            found = next(answers)["aggregations"]["found"]
            if found["sum_other_doc_count"]:
                # There are so many that they are read page by page, with what else the same passages have.
                values |= self._documents.iter_values(wanted[0], clause)
            else:
                values |= {bucket["key"]: bucket["doc_count"] for bucket in found["buckets"]}
        return dict(sorted(values.items()))

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


def _patterns_of(wanted: _Named) -> Iterator[tuple[Clause, str]]:
    """Yield clauses of passages with the values that are wanted, each with the pattern of the values."""
    field, words, has_all = wanted
    if has_all:
        telling = sorted(words, key=lambda word: (-len(word), word))[:_TELLING]
        yield {"bool": {"filter": [_fitting(field, having(word)) for word in telling]}}, having(telling[0])
        return
    # One by one: several together are too much for the cluster to make sense of.
    for pattern in map(near, words):
        yield _fitting(field, pattern), pattern


def _fitting(field: str, pattern: str) -> Clause:
    return {"regexp": {field: {"value": pattern}}}


def _kept(known: dict[_Key, _Value], found: Mapping[_Key, _Value], *, most: int = _KEPT) -> dict[_Key, _Value]:
    """Return what is known with what was found, or that alone where it would be too much."""
    if len(known) > most:
        return dict(found)
    known.update(found)
    return known


def _is_plain(word: str) -> bool:
    return word.isascii() and word.isalpha()


def _near_body(word: str, edits: int, *, mode: str) -> Json:
    """Return the search for the words near one: always, or if no document has it."""
    term = {"field": "exact", "suggest_mode": mode, "max_edits": edits, "prefix_length": 1}
    # By edits alone, and not by what a long word has in common with another.
    term |= {"min_word_length": 1, "accuracy": 0.0, "size": _NEAR, "shard_size": _NEAR}
    return {"size": 0, "track_total_hits": False, "suggest": {"near": {"text": word, "term": term}}}


def _read_near(word: str, answer: Json) -> dict[str, int]:
    found = {option["text"]: option["freq"] for part in answer["suggest"]["near"] for option in part["options"]}
    return {each: count for each, count in found.items() if each != word and _is_plain(each)}


def _read_words(answer: Json) -> tuple[str, ...] | None:
    found = answer["aggregations"]["found"]
    return None if found["sum_other_doc_count"] else tuple(bucket["key"] for bucket in found["buckets"])


def _key_of(clause: Clause) -> _Counted:
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
