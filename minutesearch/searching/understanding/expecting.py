"""The words that the plan of a query will be made with, asked for at once of an index that is far away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from minutesearch.analysis import edits_allowed, find_writings, splits_of
from minutesearch.engine import Expected, name_words
from minutesearch.query.nodes import ANY, And, Query, Term
from minutesearch.searching.store import DocumentStore
from minutesearch.searching.store.asked_abbreviations import keys_of_runs, keys_of_short

__all__ = ["expect_words", "words_together"]

_OPERATORS = frozenset(("AND", "OR", "NOT"))
_PREFIX = re.compile(r"(?<!\w)([^\W_]+)\*")
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
#: How many words of a query are looked at, and how many words are asked for: more are asked for one by one.
_READ, _ASKED = 32, 600


def expect_words(store: DocumentStore, query: str, *, also: Iterable[Expected]) -> None:
    """Have an index that is far away look up the words of a query, with all that may be meant by them.

    What is wanted of them is only known step by step, and each step would be a round trip.

    Args:
        store: The documents of the index.
        query: The query as typed.
        also: What else will be asked for.
    """
    stem = store.analyser.stem
    stems: dict[str, None] = {}
    forms: dict[str, None] = {}
    words = _words_of(query)
    for word in words:
        forms[word] = stems[stem(word)] = None
        for variant in store.analyser.spelling_variants(word):
            stems[stem(variant)] = None
        for form in store.analyser.other_forms(word):
            forms[form] = stems[stem(form)] = None
    if store.has_our_words:
        forms |= dict.fromkeys(form for each in find_writings(query) if each.is_exact for form in each.others)
        for left, right in (*pairwise(words), *(pair for word in words for pair in splits_of(word))):
            forms[left] = forms[right] = stems[stem(left)] = stems[stem(right)] = None
        # What a small word parts stands side by side when it is said back.
        telling = [word for word in words if word not in store.analyser.stops]
        for left, right in (*pairwise(words), *pairwise(telling)):
            stems[stem(left + right)] = None
        stems |= dict.fromkeys(_stems_of_writings(store, query))
    together = words_together(store, query)
    own = Expected(
        stems=list(stems)[:_ASKED],
        forms=list(forms)[:_ASKED],
        names=sorted(name_words(query)),
        keys=_keys_of(words, store),
        near=[(word, edits) for word in words if (edits := edits_allowed(len(word)))],
        prefixes=[match[1].casefold() for match in _PREFIX.finditer(query)][:_READ],
        trees=[] if together is None else [together],
    )
    store.snapshot.expect(_joined([own, *also]))


def _joined(expected: Sequence[Expected]) -> Expected:
    """Return all that is expected together."""
    return Expected(*(list(chain.from_iterable(parts)) for parts in zip(*expected, strict=True)))


def words_together(store: DocumentStore, query: str) -> Query | None:
    """Return the tree of what has all words of a query as they are typed; None for fewer than two."""
    stems = dict.fromkeys(
        store.analyser.stem(word) for word in _words_of(query) if word not in store.analyser.stops
    )
    return And([Term(ANY, stem) for stem in stems]) if len(stems) > 1 else None


def _words_of(query: str) -> list[str]:
    typed = (match[0] for match in _WORD.finditer(query) if match[0] not in _OPERATORS)
    return [word.casefold() for word in typed][:_READ]


def _stems_of_writings(store: DocumentStore, query: str) -> Iterator[str]:
    """Yield the stems of the words in all ways of writing what a query has."""
    for stretch in find_writings(query):
        for way in (*stretch.others, *stretch.unless_sum):
            yield from (token.stem for token in store.analyser.analyse(way))


def _keys_of(words: Sequence[str], store: DocumentStore) -> list[str]:
    """Return the keys of acronyms that some words may mean: short forms, and long ones with and without quotes."""
    stem, stops = store.analyser.stem, store.analyser.stops
    keys = [key for word in words for key in keys_of_short(word)]
    keys += keys_of_runs([stem(word) for word in words])
    keys += keys_of_runs([stem(word) for word in words if word not in stops])
    # A stop word that says something stays as it is.
    keys += keys_of_runs([word if word in stops else stem(word) for word in words])
    return list(dict.fromkeys(keys))
