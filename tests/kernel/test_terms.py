"""The kernel reads a term in all segments at once as NumPy does, and leaves to it what is not sound."""

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minutesearch import kernel
from minutesearch.engine import TEXT_FIELDS, create_engine
from minutesearch.engine.embedded.matching.query_terms import QueryTerm
from minutesearch.engine.embedded.postings.doc_set import DocSet
from minutesearch.engine.embedded.ranking.context.field_postings import SparsePostings
from minutesearch.engine.embedded.ranking.context.term_hits import (
    FieldedHits,
    TermHits,
    find_other_forms,
    read_hits,
)
from minutesearch.engine.embedded.search.searcher import Searcher
from minutesearch.engine.embedded.segments.index_reader import IndexReader
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.errors import CorruptIndexError
from tests.engine.builders import SplitAnalyser, a_passage, a_source
from tests.kernel.test_ranking import STEMS, WORDS, make_snapshot

pytestmark = pytest.mark.skipif(kernel.compiled is None, reason="the kernel is not compiled here")

FIELDS = tuple(range(len(TEXT_FIELDS)))
#: Words that no state has, or only as another word's beginning.
OTHERS = ("", "car", "carex", "zebra", "é", "the\0care")


def check_nothing() -> None:
    """Look at no clock."""


def said(docs: DocSet) -> object:
    """Return a set, however it is kept."""
    return docs.size, len(docs), docs.numbers.tolist()


def told(hits: TermHits) -> object:
    """Return all that hits hold, with the types of their arrays."""
    if not isinstance(hits, FieldedHits):
        return len(hits)
    held = []
    for each in hits.postings:
        assert each.count <= len(each.weights.lengths)
        arrays = (each.passages, each.counts) if isinstance(each, SparsePostings) else (each.frequencies,)
        held.append(
            (type(each), each.field, each.count, [a if a is None else (a.dtype, a.tolist()) for a in arrays])
        )
    return held, said(hits.doc_set), len(hits), hits.frequency


def terms_of(chance: random.Random) -> list[QueryTerm]:
    """Return every word as a stem and as printed, in all text fields and in some, and words in a row."""
    some = tuple(sorted(chance.sample(FIELDS, chance.randrange(1, 4))))
    rows = [
        tuple(chance.choices((*WORDS, *STEMS), weights=[5] * 10 + [9] * 9, k=chance.choice((2, 2, 3))))
        for _ in range(12)
    ]
    rows += [("the", "the"), ("the", "council", "the"), ("the",) * 16, ("the",) * 17, ("road", "zebra")]
    return [
        QueryTerm(fields, is_exact, words, None)
        for fields in (FIELDS, some)
        for is_exact in (False, True)
        for words in (*((word,) for word in (*WORDS, *STEMS, *OTHERS)), *rows)
    ]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**6), meetings=st.integers(1, 25))
def test_words_are_read_the_same(tmp_path_factory: pytest.TempPathFactory, seed: int, meetings: int) -> None:
    chance = random.Random(seed)
    snapshot = make_snapshot(tmp_path_factory.mktemp("state"), chance, meetings=meetings, lonely=False)
    assert isinstance(snapshot, Searcher)
    for segment in snapshot._reader.segments:
        segment.file.verify()
    terms, typed = terms_of(chance), [tuple(chance.sample(WORDS, chance.randrange(1, 5))) for _ in range(6)]

    def read() -> list[object]:
        reader = IndexReader(snapshot._reader.segments)
        found: list[object] = []
        for term in terms:
            hits = read_hits((term,), reader, check_nothing)
            found.append(told(hits))
            found += (
                []
                if len(term.words) > 1
                else [
                    find_other_forms(term, forms, hits.doc_set, reader, check_nothing).numbers.tolist()
                    for forms in typed
                ]
            )
        for word in (*WORDS, *STEMS, *OTHERS):
            found.append((reader.has_word(word, exact=False), reader.has_word(word, exact=True)))
            found.append(reader.count_word(word))
            found += [(reader.segments.index(at), ref) for at, ref in reader.posting_lists(word, FIELDS)]
        return found

    # A segment whose words are all of one length is left to NumPy.
    dictionary = snapshot._reader.dictionary
    assert kernel.compiled
    if dictionary is not None:
        for words in (*((word.encode(),) for word in WORDS), (b"the", b"council")):
            for exact in (False, True):
                assert kernel.compiled.read_term(dictionary, words, exact, 15) is not None
    with_it = read()
    with kernel.without():
        assert read() == with_it


@pytest.mark.parametrize(("segments", "is_read"), [(65, True), (192, True), (256, True), (257, False)])
def test_a_word_is_read_in_as_many_segments_as_a_search_in_a_cluster_ranks(
    tmp_path: Path, segments: int, *, is_read: bool
) -> None:
    """Each meeting is a segment there; beyond what the kernel takes it is read as without it."""
    engine = create_engine(tmp_path / "index", analyser=SplitAnalyser())
    texts = ("the flood gates are open", "no gates", "a budget", "floods")
    engine.commit([a_source("a", *(a_passage(f"{at}", text) for at, text in enumerate(texts)))])
    snapshot = engine.snapshot()
    assert isinstance(snapshot, Searcher)
    many = [*snapshot._reader.segments] * segments
    term = QueryTerm(FIELDS, False, ("flood",), None)

    def read() -> object:
        reader = IndexReader(many)
        hits = read_hits((term,), reader, check_nothing)
        others = find_other_forms(term, ("flood",), hits.doc_set, reader, check_nothing)
        return told(hits), others.numbers.tolist(), reader.has_word("gate", exact=False), reader.count_word("gate")

    assert (IndexReader(many).dictionary is not None) == is_read
    found = read()
    assert found[1:] == ([4 * at + 3 for at in range(segments)], True, 2 * segments)  # type: ignore[index]
    with kernel.without():
        assert read() == found


def test_frequent_words_and_high_counts_are_kept_as_they_are_without_the_kernel(tmp_path: Path) -> None:
    engine = create_engine(tmp_path / "index", analyser=SplitAnalyser())
    texts = ["budget " * 300, "road " * 70_000, *["budget road"] * 3, *["plan"] * 200]
    engine.commit([a_source("a", *(a_passage(f"a{at}", text) for at, text in enumerate(texts)))])
    engine.commit([a_source("b", *(a_passage(f"b{at}", "plan " * (at % 3)) for at in range(400)))])
    snapshot = engine.snapshot()
    assert isinstance(snapshot, Searcher)

    def read() -> list[object]:
        reader = IndexReader(snapshot._reader.segments)
        words = ("budget", "road", "plan")
        return [
            told(read_hits((QueryTerm(FIELDS, False, (word,), None),), reader, check_nothing)) for word in words
        ]

    found = read()
    assert [each[0][0][3][-1][0] for each in found] == [np.uint16, np.uint32, np.uint8]  # type: ignore[index]
    with kernel.without():
        assert found == read()


@pytest.mark.parametrize("stream", ["gaps.data", "frequencies.data"])
def test_a_damaged_list_is_refused_as_without_the_kernel(tmp_path: Path, stream: str) -> None:
    engine = create_engine(tmp_path / "index", analyser=SplitAnalyser())
    engine.commit([a_source("a", *(a_passage(f"a{at}", "road " * (1 + at % 2)) for at in range(9)))])
    (path,) = (tmp_path / "index").glob("segment-*.arrays")
    place = Segment(path).file._place(stream)[0]
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    term = QueryTerm(FIELDS, False, ("road",), None)

    def read() -> None:
        read_hits((term,), IndexReader([Segment(path)]), check_nothing)

    with pytest.raises(CorruptIndexError):
        read()
    with kernel.without(), pytest.raises(CorruptIndexError):
        read()


_BYTES = st.binary(max_size=24).map(lambda data: np.frombuffer(data or b"\0", dtype=np.uint8))
_OFFSETS = st.lists(st.integers(0, 30), min_size=1, max_size=6)
_ANY = st.lists(st.integers(0, 255), min_size=1, max_size=6)


@st.composite
def dictionaries(draw: Callable[..., list[int]]) -> tuple[object, ...]:
    """Draw the segments of a dictionary that nobody has checked."""
    lists = draw(st.integers(0, 6))

    def numbers(values: list[int]) -> np.ndarray:
        return np.array(values, dtype=draw(st.sampled_from([np.uint8, np.uint16, np.uint32])))

    def sized(most: int, count: int) -> np.ndarray:
        return numbers(draw(st.lists(st.integers(0, most), min_size=count, max_size=count)))

    segments = []
    for _ in range(draw(st.integers(1, 3))):  # type: ignore[call-overload]  # a number
        size = draw(st.integers(0, 40))
        live = draw(st.none() | st.just(np.arange(size) % 3 > 0))  # type: ignore[operator]  # as above
        arrays = (
            *(draw(_BYTES), numbers(draw(_OFFSETS)), draw(_BYTES), numbers(draw(_OFFSETS)), numbers(draw(_ANY))),
            *(numbers(draw(_OFFSETS)), numbers(draw(_OFFSETS))),
            *(sized(4, lists), sized(40, lists), sized(60, lists), sized(63, lists)),  # type: ignore[arg-type]
            *(sized(30, lists + 1) for _ in range(4)),  # type: ignore[operator]
            *(draw(_BYTES) for _ in range(4)),
            *(bytearray(draw(st.binary(max_size=3))), live),
        )
        segments.append((size, (0, 1 << 16, 65_000, 8), arrays))
    return tuple(segments)


def expect_within(
    found: tuple[tuple[tuple[object, ...], ...], bytes | None, bytes | None, int] | None, size: int
) -> None:
    """Expect that what was read of a term, if anything, is of passages below a size."""
    if found is None:
        return
    fields, bits, numbers, count = found
    assert count <= size
    assert bits is None or len(bits) == -(-size // 64) * 8
    for _, passages, counts, width, having in fields:
        assert passages is None or (isinstance(passages, bytes) and len(passages) == 4 * having)  # type: ignore[operator]
        length = size if passages is None else having
        assert counts is None or (isinstance(counts, bytes) and len(counts) == width * length)  # type: ignore[operator]
    for listed in (numbers, *(each[1] for each in fields)):
        assert not listed or np.frombuffer(listed, dtype=np.int32).max() < size  # type: ignore[call-overload]  # bytes


@settings(max_examples=300, deadline=None)
@given(segments=dictionaries(), word=st.binary(max_size=3))
def test_a_dictionary_that_leads_astray_is_left_to_python_and_read_no_further(
    segments: tuple[tuple[int, object, object], ...], word: bytes
) -> None:
    assert kernel.compiled is not None
    size = sum(each[0] for each in segments)
    dictionary = kernel.compiled.make_dictionary(segments)
    everything = None, np.arange(size, dtype=np.int32), size
    for is_exact in (False, True):
        assert kernel.compiled.has_term(dictionary, word, is_exact) in (-1, 0, 1)
        assert kernel.compiled.find_term(dictionary, word, is_exact, 15) is not Ellipsis
        for words in ((word,), (word, word), (b"a", word, b"")):
            expect_within(kernel.compiled.read_term(dictionary, words, is_exact, 15), size)
    others = kernel.compiled.find_other_forms(dictionary, (word, b"a"), 15, everything)
    assert others is None or len(others) <= 4 * size


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> IndexReader:
    """Return a state of several segments with removed sources, all of it verified."""
    snapshot = make_snapshot(tmp_path_factory.mktemp("sound"), random.Random(4), meetings=14, lonely=False)
    assert isinstance(snapshot, Searcher)
    for segment in snapshot._reader.segments:
        segment.file.verify()
    return snapshot._reader


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_a_dictionary_that_was_tampered_with_is_read_no_further(sound: IndexReader, seed: int) -> None:
    assert kernel.compiled is not None
    chance = random.Random(seed)
    segments = []
    for segment in sound.segments:
        places, arrays = segment.terms.parts or ((), ())
        copied = [np.array(array) for array in arrays[:-1]]
        for array in chance.sample(copied, 2):
            for at in chance.choices(range(len(array)), k=2) if len(array) else ():
                array[at] = chance.choice([0, 1, int(array[at]) + 1 & 255, 255, np.iinfo(array.dtype).max])
        segments.append((segment.size, places, (*copied, bytes(segment.file.unseen), segment.live)))
    dictionary = kernel.compiled.make_dictionary(tuple(segments))
    everything = None, np.arange(sound.bases[-1], dtype=np.int32), sound.bases[-1]
    for word in map(str.encode, (*WORDS, *STEMS)):
        for is_exact in (False, True):
            found = kernel.compiled.read_term(dictionary, (word,), is_exact, 15)
            expect_within(found, sound.bases[-1])
            row = kernel.compiled.read_term(dictionary, (word, b"the", word), is_exact, 15)
            expect_within(row, sound.bases[-1])
            kernel.compiled.has_term(dictionary, word, is_exact)
            kernel.compiled.find_term(dictionary, word, is_exact, 15)
        kernel.compiled.find_other_forms(dictionary, (word, b"cares"), 15, everything)


def test_arrays_of_another_length_and_numbers_that_are_none_are_refused() -> None:
    assert kernel.compiled is not None
    one, text = np.zeros(1, dtype=np.uint8), np.zeros(2, dtype=np.uint8)
    good = (*(text, one, text, one, one, one, one, one, one, one, one), *([text] * 4), *([text] * 4), b"\0", None)
    assert kernel.compiled.make_dictionary(((4, (0, 0, 0, 0), good),)) is not None
    for wrong in (
        ((4, (0, 0, 0, 0), (*good[:8], text, *good[9:])),),
        ((4, (0, 0, 0, 0), (*good[:-1], np.zeros(3, dtype=bool))),),
        ((4, (0, 0, -1, 0), good),),
        ((-1, (0, 0, 0, 0), good),),
    ):
        with pytest.raises(ValueError, match="do not fit"):
            kernel.compiled.make_dictionary(wrong)
    with pytest.raises(TypeError):
        kernel.compiled.make_dictionary(((4, (0, 0, 0, 0), good[1:]),))
    with pytest.raises(ValueError, match="segments"):
        kernel.compiled.make_dictionary(((0, (0, 0, 0, 0), good),) * (kernel.compiled.MOST_DICTIONARIES + 1))
    empty = kernel.compiled.make_dictionary(())
    assert kernel.compiled.read_term(empty, (b"road",), False, 15) == ((), b"", None, 0)
    with pytest.raises(ValueError, match="not so many"):
        kernel.compiled.find_other_forms(empty, (b"road",), 15, (None, np.zeros(0, dtype=np.int32), 1))
