"""The kernel reads lists, texts, totals and unions as NumPy does; what does not add up is refused by both."""

import bisect
import random
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minutesearch import kernel
from minutesearch.engine import create_engine
from minutesearch.engine.embedded.matching.query_terms import QueryTerm
from minutesearch.engine.embedded.postings.doc_set import DocSet, unite
from minutesearch.engine.embedded.ranking.context.context_cache import ContextCache
from minutesearch.engine.embedded.ranking.context.positions import _count_before
from minutesearch.engine.embedded.search.searcher import Searcher
from minutesearch.engine.embedded.segments.index_reader import IndexReader
from minutesearch.engine.embedded.storage.bitpacking import bits_for, pack, pack_bits
from tests.engine.builders import SplitAnalyser, a_passage, a_source
from tests.kernel.test_ranking import WORDS, make_snapshot

pytestmark = pytest.mark.skipif(kernel.compiled is None, reason="the kernel is not compiled here")

_Found = TypeVar("_Found")


def both(compute: Callable[[], _Found]) -> tuple[_Found, _Found]:
    """Return what a function computes with the kernel, and without."""
    with_it = compute()
    with kernel.without():
        return with_it, compute()


@given(gaps=st.lists(st.integers(1, 70_000), min_size=1, max_size=60), first=st.integers(0, 300))
def test_the_passages_of_a_list_are_decoded(gaps: list[int], first: int) -> None:
    assert kernel.compiled is not None
    gaps[0] = first
    packed = pack(np.array(gaps), np.array([len(gaps)]))
    size = sum(gaps) + 1
    found = np.empty(len(gaps), dtype=np.int32)
    assert kernel.compiled.decode_passages(packed.data, int(packed.widths[0]), size, found)
    assert np.cumsum(gaps).tolist() == found.tolist()
    assert not kernel.compiled.decode_passages(packed.data, int(packed.widths[0]), size - 1, found)
    for count in (len(gaps) - 1, len(gaps) + 1):
        other = np.empty(count, dtype=np.int32)
        assert not kernel.compiled.decode_passages(packed.data, int(packed.widths[0]), size, other)


@pytest.mark.parametrize("width", [-1, 3, 31])
def test_a_list_in_units_that_there_are_not_is_refused(width: int) -> None:
    assert kernel.compiled is not None
    found = np.empty(1, dtype=np.int32)
    assert not kernel.compiled.decode_passages(np.zeros(8, dtype=np.uint8), width, 9, found)


def test_a_passage_twice_or_a_number_that_goes_on_for_ever_is_refused() -> None:
    assert kernel.compiled is not None
    found = np.empty(2, dtype=np.int32)
    assert not kernel.compiled.decode_passages(np.array([1, 0], dtype=np.uint8), 0, 9, found)
    assert not kernel.compiled.decode_passages(np.array([1, 255], dtype=np.uint8), 0, 9999, found)


@given(data=st.data(), counts=st.lists(st.integers(1, 4), min_size=1, max_size=20), forms=st.integers(1, 40))
def test_the_passages_with_a_form_are_selected(data: st.DataObject, counts: list[int], forms: int) -> None:
    assert kernel.compiled is not None
    occurrences = sum(counts)
    found = np.array(data.draw(st.lists(st.integers(0, forms - 1), min_size=occurrences, max_size=occurrences)))
    wanted = data.draw(st.sets(st.integers(0, forms - 1)))
    bits = int(bits_for(np.array(forms)))
    packed = pack_bits(found, np.array([occurrences]), np.array([bits]))
    passages, often = np.empty(len(counts), dtype=np.int32), np.empty(len(counts), dtype=np.uint32)

    def select(total: int) -> int:
        numbers = np.arange(len(counts), dtype=np.int32) * np.int32(3)
        asked = np.array(sorted(wanted), dtype=np.int64)
        given_counts = np.array(counts, dtype=np.uint8)
        assert kernel.compiled is not None
        return int(
            kernel.compiled.select_forms(numbers, given_counts, packed.data, bits, total, asked, passages, often)
        )

    many = select(occurrences)
    of_each = [sum(int(each) in wanted for each in part) for part in np.split(found, np.cumsum(counts)[:-1])]
    assert [3 * at for at, count in enumerate(of_each) if count] == passages[:many].tolist()
    assert list(filter(None, of_each)) == often[:many].tolist()
    assert select(occurrences + 1) == -1


@given(
    sets=st.lists(st.sets(st.integers(0, 499), max_size=300), min_size=2, max_size=6),
    size=st.sampled_from([500, 40_000]),
)
def test_unions_are_the_same(sets: list[set[int]], size: int) -> None:
    docs = [DocSet(size, np.array(sorted(each), dtype=np.int32)) for each in sets]
    found, expected = both(lambda: unite(docs, size=size))
    assert sorted(set().union(*sets)) == found.numbers.tolist() == expected.numbers.tolist()
    assert len(found) == len(expected)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**6), meetings=st.integers(1, 25))
def test_words_have_the_same_hits_and_totals(
    tmp_path_factory: pytest.TempPathFactory, seed: int, meetings: int
) -> None:
    folder = tmp_path_factory.mktemp("state")
    snapshot = make_snapshot(folder, random.Random(seed), meetings=meetings, lonely=False)
    assert isinstance(snapshot, Searcher)

    def read() -> tuple[list[object], list[np.ndarray]]:
        # Nothing is known of the state yet.
        segments = snapshot._reader.segments
        cache = ContextCache(IndexReader(segments))
        found: list[object] = []
        limits = []
        for word in WORDS:
            for exact in (False, True):
                for segment in segments:
                    segment.postings._decoded.clear()
                    for ref in segment.posting_lists(word, exact=exact, fields=(0, 1, 2, 3)):
                        passages, counts = segment.postings.passages_with(ref)
                        found.append((passages.tolist(), None if counts is None else counts.tolist()))
                terms = (QueryTerm((0, 1, 2, 3), exact, (word if exact else word.removesuffix("s"),), None),)
                hits = cache.hits(terms, lambda: None)
                scores = cache.concepts([(terms, hits)], 1.0, lambda: None)[0].meeting_scores
                having = None if scores.having is None else scores.having.tolist()
                found.append((scores.item_worth, having, scores.meetings.tolist()))
                # Bounds of a meeting that three sources tell of are added in another order.
                limits.append(np.append(scores.max_scores * scores.step, scores.step))
        return found, limits

    (found, limits), (expected, others) = both(read)
    assert expected == found
    for one, other in zip(limits, others, strict=True):
        assert other == pytest.approx(one, abs=1.001 * one[-1])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(st.text(alphabet="ab é\n", max_size=30), min_size=1, max_size=6))
def test_texts_are_put_together(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    engine = create_engine(Path(tmp_path_factory.mktemp("texts")) / "index", analyser=SplitAnalyser())
    engine.commit([a_source("a", *(a_passage(str(at), text) for at, text in enumerate(texts)))])
    snapshot = engine.snapshot()
    found, expected = both(lambda: [snapshot.passage(at).text for at in range(len(texts))])
    assert texts == found == expected


def test_a_chunk_that_is_not_there_is_refused() -> None:
    assert kernel.compiled is not None
    join, at = kernel.compiled.join_chunks, np.array([0, 3, 5], dtype=np.uint8)
    text = memoryview(b"carebag")
    assert join(np.array([0, 1, 0], dtype=np.uint16), 9, text, at) == b"car eb car"
    for units in ([2], [9], [9, 0], [65535]):
        assert join(np.array(units, dtype=np.uint16), 9, text, at) is None
    assert join(np.array([0], dtype=np.uint16), 0, text, at) is None
    assert join(np.array([0], dtype=np.uint16), 9, text, np.array([3, 0], dtype=np.uint8)) is None
    assert join(np.array([0], dtype=np.uint16), 9, text, np.array([0, 8], dtype=np.uint8)) is None


@given(
    texts=st.sets(st.text(alphabet="ab\0é", max_size=9), max_size=40), wanted=st.text(alphabet="ab\0é", max_size=9)
)
def test_a_string_is_found_where_it_stands(texts: set[str], wanted: str) -> None:
    assert kernel.compiled is not None
    listed = sorted(text.encode() for text in texts)

    def table(strings: list[bytes]) -> tuple[memoryview, np.ndarray]:
        return memoryview(b"".join(strings)), np.cumsum([0, *map(len, strings)]).astype(np.uint16)

    place = bisect.bisect_left(listed, wanted.encode())
    assert place == kernel.compiled.find_text(*table(listed), None, wanted.encode())
    # The same strings the other way round, with an order that puts them right.
    order = np.arange(len(listed), dtype=np.uint8)[::-1].copy()
    assert place == kernel.compiled.find_text(*table(listed[::-1]), order, wanted.encode())


@pytest.mark.parametrize(
    ("at", "order"),
    [
        pytest.param([0, 9], None, id="a string beyond the table"),
        pytest.param([3, 0], None, id="one that ends before it begins"),
        pytest.param([0, 2], [1], id="one that there is not"),
        pytest.param([], [0], id="no offsets"),
    ],
)
def test_a_table_that_leads_astray_is_refused(at: list[int], order: list[int] | None) -> None:
    assert kernel.compiled is not None
    indices = None if order is None else np.array(order, dtype=np.uint8)
    assert kernel.compiled.find_text(memoryview(b"care"), np.array(at, dtype=np.uint8), indices, b"care") == -1


@given(numbers=st.lists(st.integers(0, 200_000), min_size=1, max_size=60))
def test_numbers_that_go_on_in_further_units_are_unpacked(numbers: list[int]) -> None:
    assert kernel.compiled is not None
    packed = pack(np.array(numbers), np.array([len(numbers)]))
    found = np.empty(len(numbers), dtype=np.uint32)
    assert kernel.compiled.unpack_numbers(packed.data, int(packed.widths[0]), found)
    assert numbers == found.tolist()
    for count in (len(numbers) - 1, len(numbers) + 1):
        other = np.empty(count, dtype=np.uint32)
        assert not kernel.compiled.unpack_numbers(packed.data, int(packed.widths[0]), other)
    assert not kernel.compiled.unpack_numbers(np.array([255], dtype=np.uint8), 0, np.empty(1, dtype=np.uint32))


@given(counts=st.lists(st.integers(0, 300), max_size=300), kind=st.sampled_from([np.uint16, np.uint32]))
def test_the_occurrences_before_every_64th_passage_are_counted(counts: list[int], kind: type) -> None:
    found, expected = both(lambda: _count_before(np.array(counts, dtype=kind)))
    assert found.tolist() == expected.tolist() == [sum(counts[:at]) for at in range(0, len(counts) + 1, 64)]
