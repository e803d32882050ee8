"""More like this: similar passages, and items of other meetings about the same matter."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from minutesearch.analysis import Analyser
from minutesearch.engine import ScoredPassage, SearchRequest
from minutesearch.located import Located
from minutesearch.query.nodes import ANY, Or, Term
from minutesearch.results import Related, Similar
from minutesearch.searching.store import DocumentStore

__all__ = ["find_related", "find_similar"]

#: How many words stand for a passage or an item: those that tell most. Lucene's MoreLikeThis takes 25; with fewer,
#: the reason that is shown is one that a person can check. Not tuned.
_TELLING = 12
#: Shorter words tell little.
_SHORTEST = 3
#: How many of the best passages are looked at for the items that they belong to.
_DEPTH = 200
#: How many of its passages speak for an item; more would favour long items.
_SPEAKING = 3
#: What a word in an item's title counts against one in its passages.
_TITLE_COUNT = 3
#: How many words two passages must have in common: one is a coincidence.
_LEAST_SHARED = 2


def find_similar(store: DocumentStore, number: int, *, limit: int) -> tuple[Similar, ...]:
    """Return passages that resemble one.

    The most telling words of the passage, by tf-idf, are searched for (as Lucene's MoreLikeThis does), and
    passages are ranked by their own words only: the context of a passage does not make it similar.

    Args:
        store: The documents of the index.
        number: The passage's number in the snapshot.
        limit: How many passages to return at most.

    Returns:
        The most alike first; empty if none shares two of the words.
    """
    words = _telling_words(store, Counter(_contents([store.place(number).passage.text], store.analyser)))
    found = _search(store, words, limit=limit * 2 + 1)
    whole = next((each.score for each in found if each.number == number), 0.0)
    similar = []
    store.place_all([each.number for each in found])
    for each in found:
        located = store.locate(each.number)
        shared = _shared(words, located.passage.text, store.analyser)
        if each.number != number and len(shared) >= _LEAST_SHARED and whole:
            similar.append(Similar(located=located, score=round(min(each.score / whole, 1.0), 4), words=shared))
    return tuple(similar[:limit])


def find_related(store: DocumentStore, numbers: Sequence[int], *, limit: int) -> tuple[Related, ...]:
    """Return items of other meetings that are about the same matter as one.

    Items are found and ranked by their best passages for the most telling words of the item's title and passages;
    those to which the council itself gives the same number of a matter come first.

    Args:
        store: The documents of the index.
        numbers: The numbers of the item's passages; at least one.
        limit: How many items to return at most.

    Returns:
        Those with the same number of a matter first, then by score; empty if none shares two words.
    """
    store.place_all(numbers)
    own = [store.locate(number) for number in numbers]
    matter, meeting = own[0].item.modgov_issue, own[0].meeting.id
    counts = Counter(_contents((each.passage.text for each in own), store.analyser))
    for stem in _contents([own[0].item.title or ""], store.analyser):
        counts[stem] += _TITLE_COUNT
    words = _telling_words(store, counts)
    passages: defaultdict[str, list[tuple[float, Located]]] = defaultdict(list)
    whole = 0.0
    found = _search(store, words, limit=_DEPTH)
    # What is far away is read at once.
    store.place_all([each.number for each in found])
    for each in found:
        located = store.locate(each.number)
        if located.item.id == own[0].item.id:
            whole = max(whole, each.score)
        elif located.meeting.id != meeting:
            passages[located.item.id].append((each.score, located))
    related = [_relate(store, found, words, matter=matter, whole=whole) for found in passages.values()]
    related = [each for each in related if each.same_matter or len(each.words) >= _LEAST_SHARED]
    related.sort(key=lambda each: (not each.same_matter, -each.score, each.source, each.item.position))
    return tuple(related[:limit])


def _relate(
    store: DocumentStore,
    found: list[tuple[float, Located]],
    words: Sequence[str],
    *,
    matter: str | None,
    whole: float,
) -> Related:
    best = found[0][1]
    speaking = [score for score, _ in found[:_SPEAKING]]
    text = " ".join([best.item.title or "", *(located.passage.text for _, located in found[:_SPEAKING])])
    return Related(
        located=best,
        score=round(min(sum(speaking) / (_SPEAKING * whole), 1.0), 4) if whole else 0.0,
        words=_shared(words, text, store.analyser),
        same_matter=matter is not None and best.item.modgov_issue == matter,
    )


def _search(store: DocumentStore, stems: Sequence[str], *, limit: int) -> tuple[ScoredPassage, ...]:
    if not stems:
        return ()
    tree = Or([Term(ANY, stem) for stem in stems])
    return store.snapshot.search(SearchRequest(tree=tree, limit=limit, passage_score_only=True)).passages


def _telling_words(store: DocumentStore, counts: Counter[str]) -> tuple[str, ...]:
    """Return the stems with the greatest (1 + log tf) * log(N / df); one that no other passage has is left out."""
    snapshot = store.snapshot
    weights = {}
    totals = snapshot.totals([SearchRequest(tree=Term(ANY, stem), limit=0) for stem in counts])
    for (stem, count), having in zip(counts.items(), totals, strict=True):
        if having > 1:
            weights[stem] = (1.0 + math.log(count)) * math.log(snapshot.passage_count / having)
    ordered = sorted(weights, key=lambda stem: (-round(weights[stem], 9), stem))
    return tuple(stem for stem in ordered[:_TELLING] if weights[stem] > 0)


def _contents(texts: Iterable[str], analyser: Analyser) -> list[str]:
    stops = analyser.stops
    return [
        token.stem
        for text in texts
        for token in analyser.analyse(text)
        if not token.joined and len(token.exact) >= _SHORTEST and token.exact not in stops
    ]


def _shared(stems: Sequence[str], text: str, analyser: Analyser) -> tuple[str, ...]:
    """Return the lower-case words of a text that have one of the stems, in the order of the stems."""
    printed: dict[str, str] = {}
    for token in analyser.analyse(text):
        printed.setdefault(token.stem, token.exact)
    return tuple(printed[stem] for stem in stems if stem in printed)
