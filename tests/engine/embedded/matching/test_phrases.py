"""Words in a row and near each other, against the definition tried at every place."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.engine.embedded.matching import phrases
from minutesearch.engine.embedded.matching.phrases import find_close
from minutesearch.engine.embedded.postings.posting_list import PostingList, PostingListRef

_WORDS = ("council", "resolved", "housing")
#: Passage, place and which words stand there: several do where a word is also part of a longer one. In capitals it
#: is in a form that is not asked for.
_Texts = dict[int, dict[int, set[str]]]


@st.composite
def texts(drawing: st.DrawFn) -> _Texts:
    # Far apart and far into a passage, so that numbers of 32 bits do not hold them; or not.
    passages = drawing(st.lists(st.sampled_from([0, 1, 2, 7, 2**20]), min_size=1, unique=True))
    begins = drawing(st.sampled_from([0, 3, 2**20]))
    found: _Texts = {}
    for passage in sorted(passages):
        words = st.sampled_from((*_WORDS, *map(str.upper, _WORDS)))
        standing = drawing(st.lists(st.sets(words, max_size=3), min_size=1, max_size=9))
        found[passage] = {begins + place: words for place, words in enumerate(standing)}
    return found


def _segment(found: _Texts) -> tuple[Any, dict[str, PostingListRef]]:
    opened = []
    for word in _WORDS:
        places = {
            passage: [place for place, words in standing.items() if {word, word.upper()} & words]
            for passage, standing in found.items()
        }
        having = {passage: each for passage, each in places.items() if each}
        counts = [len(each) for each in having.values()]
        opened.append(
            PostingList(
                np.array(list(having), dtype=np.int32),
                np.array(counts, dtype=np.uint8) if any(count > 1 for count in counts) else None,
                np.array([place for each in having.values() for place in each], dtype=np.uint32),
                np.array(
                    [word in found[passage][place] for passage, each in having.items() for place in each], bool
                ),
            )
        )
    segment = SimpleNamespace(
        size=max(found) + 1,
        terms=SimpleNamespace(list_passages=[len(each.passages) for each in opened]),
        postings=SimpleNamespace(open=lambda word: opened[word.number]),
    )
    return segment, {word: PostingListRef(0, number, None) for number, word in enumerate(_WORDS)}


def _found(
    words: tuple[str, ...], distance: int | None, within: list[int] | None, found: _Texts
) -> dict[int, int]:
    segment, lists = _segment(found)
    passages, counts = find_close(
        {word: lists[word] for word in words},
        words,
        distance,
        segment,
        None if within is None else np.array(within, dtype=np.int64),
    )
    assert passages.dtype == np.int32
    return dict(zip(passages.tolist(), counts.tolist(), strict=True))


def _begins(words: tuple[str, ...], distance: int | None, at: int, standing: dict[int, set[str]]) -> bool:
    if distance is None:
        return all(word in standing.get(at + place, ()) for place, word in enumerate(words))
    window = [each for place, each in standing.items() if at <= place < at + len(words) + distance]
    return any(word in standing[at] for word in words) and all(
        sum(word in each for each in window) >= times for word, times in Counter(words).items()
    )


@given(
    texts(),
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map(tuple),
    st.sampled_from([None, 0, 1, 3, 100]),
    st.sampled_from([None, [0, 2, 2**20]]),
    st.sampled_from([1, 2, 2**13]),
)
def test_words_are_close_where_the_definition_says_so(
    found: _Texts, words: tuple[str, ...], distance: int | None, within: list[int] | None, at_once: int
) -> None:
    within = None if within is None else [passage for passage in within if passage in found]
    expected = {
        passage: count
        for passage, standing in found.items()
        if (count := sum(_begins(words, distance, at, standing) for at in standing))
    }
    wanted = expected.keys() if within is None else expected.keys() & set(within)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(phrases, "_AT_ONCE", at_once)
        close = _found(words, distance, within, found)
    assert wanted <= close.keys()
    assert close.items() <= expected.items()


def test_the_end_of_a_passage_is_not_near_the_beginning_of_the_next() -> None:
    found: _Texts = {3: {0: set(), 1: {"council"}}, 4: {0: {"resolved"}}}
    assert _found(("council", "resolved"), None, None, found) == {}
    assert _found(("council", "resolved"), 100, None, found) == {}
