"""The words that the plan of a query will be made with, asked for at once of an index that is far away."""

from __future__ import annotations

import re
from itertools import pairwise

from minutesearch.analysis.lexical.writings.compounds import may_join, splits_of
from minutesearch.searching.store import DocumentStore

__all__ = ["expect_words"]

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
#: How many words of a query are looked at, and how many words are asked for: more are asked for one by one.
_READ, _ASKED = 32, 600


def expect_words(store: DocumentStore, query: str) -> None:
    """Have an index that is far away look up the words of a query, with all that may be meant by them.

    What is wanted of them is only known step by step, and each step would be a round trip.

    Args:
        store: The documents of the index.
        query: The query as typed.
    """
    stem = store.analyser.stem
    stems: dict[str, None] = {}
    forms: dict[str, None] = {}
    words = [match[0].casefold() for match in _WORD.finditer(query)][:_READ]
    for word in words:
        forms[word] = stems[stem(word)] = None
        for variant in store.analyser.spelling_variants(word):
            stems[stem(variant)] = None
        for form in store.analyser.other_forms(word):
            forms[form] = stems[stem(form)] = None
    if store.has_our_words:
        for left, right in (*pairwise(words), *(pair for word in words for pair in splits_of(word))):
            forms[left] = forms[right] = stems[stem(left)] = stems[stem(right)] = None
        for left, right in pairwise(words):
            if may_join(left, right):
                stems[stem(left + right)] = None
    store.snapshot.expect(list(stems)[:_ASKED], list(forms)[:_ASKED])
