"""The kernel cuts and numbers chunks as Python and NumPy do, and what it leaves is left to them."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from minutesearch import kernel
from minutesearch.analysis import ENGLISH, ChunkAnalyser
from minutesearch.analysis.fast.cutting import cut_chunks
from minutesearch.analysis.fast.packed_words import Words
from minutesearch.engine import PassageTable, SourceDocument
from minutesearch.engine.embedded.storage.string_table import encode
from minutesearch.engine.embedded.terms.hash_table import StringInterner
from minutesearch.engine.embedded.terms.token_interner import TokenInterner
from minutesearch.engine.embedded.writing.segment_builder import build_segment

pytestmark = pytest.mark.skipif(kernel.compiled is None, reason="the kernel is not compiled here")

#: What words, amounts, addresses and their neighbours are made of, common and odd.
PIECES = (
    *("5", "12", "1,000", "3.4", "999", ",000", ".5", "0", "½", "²", "¹"),
    *("£", "€", "$", "%", "%%", "&", "&&", "@", "://", "www.", "gov.uk", ":", "/", "-", "--", "—", "+", "_"),
    *(" ", "  ", "\n", "\u00a0", "\u0085", "\u2028", ".", "..", "…", ",", "'", "’", "(", ")", '"', "*", "•", "\0"),
    *("million", "Millions", "bn", "mn", "thousand", "illion", "tr", "per", "Per", "cent", "percent", "PERCENT"),
    *("am", "p.m.", "p.m", "a", "m", "k", "K", "x", "s", "th", "N.H.S", "covid", "MC", "é", "ß", "æ", "字", "İ"),
)
WORDS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join)
#: One that is longer than the kernel cuts, and one that is longer than a word is kept.
LONG = ("9." * 600 + "a9", "St-" + "a" * 120 + "'s-19", "1," * 60 + "5m")


def analysed(chunks: Sequence[str]) -> list[tuple[list[tuple[str, int]], int, int, int] | None]:
    """Return the forms of each chunk as the kernel cuts them, with what else it says; None for what it leaves."""
    cuts = cut_chunks([encode(chunk) for chunk in chunks])
    assert cuts is not None
    starts, done, found = [0, *cuts.ends.tolist()], 0, []
    for at, count in enumerate(cuts.counts.tolist()):
        if count < 0:
            found.append(None)
            continue
        forms = [
            (cuts.forms[starts[each] : starts[each + 1]].decode(), int(cuts.places[each]))
            for each in range(done, done + count)
        ]
        found.append((forms, int(cuts.widths[at]), int(cuts.reaches[at]), int(cuts.reached[at])))
        done += count
    assert done == len(cuts.ends)
    return found


@given(st.lists(st.one_of(WORDS, st.text(min_size=1), st.sampled_from(LONG)), max_size=20))
@example(["£5.4m", "2%", "Covid-19", "M&S", "MC/21/0302", "T.O’Brien,", "5.30p.m.", "million_", "£5a3-b"])
@example(["the.clerk@gov.uk", "https://council.gov.uk/5-6", "1,000.5x3", "£5pm", "5 m", "£5 m", "2 per cent"])
@example(["sudden…and", "“Yes”,", "(e)To", "47–50", "9'9'9'9", "5-million", "U.L's", "a&b-c", "&&", "6 a.m."])
def test_chunks_are_cut_as_one_by_one(chunks: list[str]) -> None:
    analyser = ChunkAnalyser()
    for chunk, found in zip(chunks, analysed(chunks), strict=True):
        if found is not None:
            forms, *rest = found
            expected = analyser.analyse_chunk(chunk)
            assert ([(form, place) for form, _, place in expected.tokens], *expected[1:]) == (forms, *rest)


def test_only_what_is_foreign_or_very_long_is_left_to_python() -> None:
    plain = ["£5.4m,", "Siân’s", "(a)–(c)", "co-operate", "5…6", "•", "_"]
    foreign = ["字", "Straße", "11¾", "soft\u00adhyphen", "\U0001f600", LONG[0]]
    found = analysed([*plain, *foreign])
    assert [True] * len(plain) + [False] * len(foreign) == [each is not None for each in found]


@given(
    texts=st.lists(
        st.one_of(
            st.lists(WORDS, max_size=12).map(" ".join),
            st.text(),
            st.sampled_from([*LONG, "\0 \0", "the  £ 5 million  per cent", "1990s-1990 St-s"]),
        ),
        max_size=8,
    ),
    more=st.lists(st.lists(WORDS, max_size=12).map(" ".join), max_size=4),
)
def test_a_segment_is_the_same_to_the_last_byte(texts: list[str], more: list[str]) -> None:
    def build() -> list[dict[str, bytes]]:
        interner = TokenInterner(ENGLISH)
        segments = []
        for column in (texts, more):
            table = PassageTable(
                ids=[str(at) for at in range(len(column))],
                texts={"text": column, "title": column[::-1]},
                keywords={},
                records=["{}"] * len(column),
            )
            arrays = build_segment([SourceDocument(name="minutes", record="{}", passages=table)], interner)
            segments.append({name: array.tobytes() for name, array in arrays.items()})
        return segments

    found = build()
    with kernel.without():
        assert build() == found


@given(st.lists(st.lists(st.text(st.sampled_from("ab \0é"), max_size=20), max_size=6).map(" ".join), max_size=5))
def test_chunks_are_numbered_alike(texts: list[str]) -> None:
    with_it, without = StringInterner(), StringInterner()
    for text in texts:
        numbers, ends = with_it.number_chunks(encode(text))
        with kernel.without():
            expected, expected_ends = without.number_chunks(encode(text))
        assert (expected.tolist(), expected_ends.tolist()) == (numbers.tolist(), ends.tolist())
        assert encode(text).split(b" ") == with_it.texts(numbers)


@pytest.mark.parametrize("ends", [[0, 4], [0, 2, 1], [-1, 2], [0, 2, 3, 9]])
def test_chunks_that_do_not_end_within_the_data_are_refused(ends: list[int]) -> None:
    assert kernel.compiled is not None
    table = np.zeros(1 << 16, dtype=np.uint8)
    with pytest.raises(ValueError, match="do not end within the data"):
        kernel.compiled.cut_chunks(b"abc", np.array(ends), table)


@pytest.mark.parametrize("size", [0, 1, 3, 12])
def test_a_table_of_another_size_is_refused(size: int) -> None:
    assert kernel.compiled is not None
    words = np.zeros(4, dtype=np.uint64)
    numbers, ends = np.empty(1, dtype=np.int32), np.empty(1, dtype=np.int64)
    with pytest.raises(ValueError, match="no table"):
        kernel.compiled.number_chunks(b"ab", (words, words, np.zeros(size, dtype=np.int32)), 1, numbers, ends)


@pytest.mark.parametrize("known", [-1, 0, 5, 2**40])
def test_more_words_than_there_is_room_for_are_refused(known: int) -> None:
    assert kernel.compiled is not None
    words, slots = np.zeros(4, dtype=np.uint64), np.zeros(8, dtype=np.int32)
    numbers, ends = np.empty(1, dtype=np.int32), np.empty(1, dtype=np.int64)
    with pytest.raises(ValueError, match="no table"):
        kernel.compiled.number_chunks(b"ab", (words, words.copy(), slots), known, numbers, ends)


def test_words_of_two_lengths_are_refused() -> None:
    assert kernel.compiled is not None
    words, slots = np.zeros(4, dtype=np.uint64), np.zeros(8, dtype=np.int32)
    table, numbers = (words, words.copy(), slots), np.empty(3, dtype=np.int32)
    with pytest.raises(ValueError, match="second"):
        kernel.compiled.number_words((words[:3].copy(), words[:2].copy()), table, 1, numbers)


def test_new_chunks_are_put_into_the_table_while_there_is_room() -> None:
    assert kernel.compiled is not None
    first, second, slots = np.zeros(3, dtype=np.uint64), np.zeros(3, dtype=np.uint64), np.zeros(8, dtype=np.int32)
    numbers, ends = np.empty(5, dtype=np.int32), np.empty(5, dtype=np.int64)
    assert kernel.compiled.number_chunks(b"ab c ab d c", (first, second, slots), 1, numbers, ends) == 3
    assert [1, 2, 1, -1, 2] == numbers.tolist()
    assert [b"", b"ab", b"c"] == Words(first, second).texts()


def test_a_table_grows_alike() -> None:
    with_it, without = StringInterner(), StringInterner()
    for first in (0, 3000, 1000, 60_000):
        text = " ".join(f"{number * number % 99_991}" for number in range(first, first + 20_000)).encode()
        numbers, _ = with_it.number_chunks(text)
        with kernel.without():
            expected, _ = without.number_chunks(text)
        assert expected.tolist() == numbers.tolist()
        assert text.split(b" ") == with_it.texts(numbers)


@pytest.mark.parametrize("number", [-5, 4, 2**31 - 1])
def test_a_slot_that_leads_nowhere_is_as_good_as_free(number: int) -> None:
    assert kernel.compiled is not None
    # There is room for two words more, in a table of four slots for one.
    words, slots = np.ones(4, dtype=np.uint64), np.full(4, number, dtype=np.int32)
    numbers, ends = np.empty(2, dtype=np.int32), np.empty(2, dtype=np.int64)
    assert kernel.compiled.number_chunks(b"ab abc", (words, words.copy(), slots), 1, numbers, ends) == 2
    assert ([1, -1], [2, 6]) == (numbers.tolist(), ends.tolist())
    # A table that is full of other words is gone round once.
    full = np.ones(4, dtype=np.int32)
    assert kernel.compiled.number_chunks(b"ab abc", (words, words.copy(), full), 4, numbers, ends) == 4
    assert [-1, -1] == numbers.tolist()
    with pytest.raises(ValueError, match="another number"):
        kernel.compiled.number_chunks(b"ab abc d", (words, words.copy(), slots), 4, numbers, ends)
