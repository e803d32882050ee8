"""The kernel stems, tokenises and packs as Python and NumPy do; what does not add up is refused."""

import hashlib
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from minutesearch import kernel
from minutesearch.analysis import ENGLISH, stem
from minutesearch.analysis.fast.stems import stem_all
from minutesearch.analysis.stemming import stem_by_rules
from minutesearch.digests import digest_many
from minutesearch.engine.embedded.postings.postings_writer import Occurrences, PackedPostings, pack_postings
from minutesearch.engine.embedded.segments.copies import make_copy_keys
from minutesearch.engine.embedded.terms.token_interner import TokenInterner

pytestmark = pytest.mark.skipif(kernel.compiled is None, reason="the kernel is not compiled here")

NUMBERS = np.zeros(0, dtype=np.int32)
#: A stem, a field, a passage, a position and a form; some of them larger than a byte or two hold.
OCCURRENCES = st.tuples(
    st.integers(0, 6),
    st.integers(0, 3),
    st.integers(0, 9) | st.sampled_from([254, 255, 256, 509, 510, 65_534, 65_535, 65_536, 200_000]),
    st.integers(0, 9) | st.sampled_from([254, 255, 256, 509, 510, 65_535, 131_070, 300_000]),
    st.integers(0, 40),
)


def listed(packed: PackedPostings) -> list[object]:
    """Return everything in some lists with the kinds of their numbers."""
    streams = [each for stream in packed[4:] for each in stream]
    return [(array.dtype, array.tolist()) for array in (*packed[:4], *streams)]


@given(st.lists(OCCURRENCES, max_size=200), st.lists(st.integers(1, 300), min_size=7, max_size=7))
@example([(1, 0, 7, 3, 0)] * 3, [1] * 7)
@example([(0, 0, 0, 0, 0)], [65_536] * 7)
@example([(2, 1, at, at % 3, at % 2) for at in range(600)], [2] * 7)
def test_occurrences_are_packed_alike(rows: list[tuple[int, int, int, int, int]], forms: list[int]) -> None:
    rows = [(*row[:4], min(row[4], forms[row[0]] - 1)) for row in rows]
    columns = Occurrences(*np.array(rows, dtype=np.int64).reshape(-1, 5).T)
    found = listed(pack_postings(columns, np.array(forms)))
    with kernel.without():
        assert listed(pack_postings(columns, np.array(forms))) == found


@given(
    st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 99), max_size=40), st.integers(-1, 70), st.integers(-1, 70)
)
@example([0b1101, 0b0110, 0b0111, 0b1110], 3, 1)
def test_keys_are_sorted(keys: list[int], low: int, least: int) -> None:
    assert kernel.compiled is not None
    for given_keys in (keys, sorted(keys, key=lambda key: key % 2 ** max(low, 0) >> max(least, 0))):
        found = np.array(given_keys, dtype=np.uint64)
        kernel.compiled.sort_keys(found, low, least)
        assert sorted(keys) == found.tolist()


@pytest.mark.parametrize(
    ("keys", "bits"),
    [
        ([2, 1], (4, 0, 0, 0, 0)),
        ([2 << 40], (24, 0, 0, 40, 0)),
        ([7], (3, 0, 0, 0, 0)),
        ([1], (32, 0, 0, 32, 1)),
        ([1], (-1, 0, 2, 0, 0)),
        ([1], (40, 0, 0, 0, 0)),
    ],
    ids=[
        "not sorted",
        "no such stem",
        "no such stem either",
        "too many bits",
        "bits below none",
        "stems too wide",
    ],
)
def test_keys_that_make_no_lists_are_refused(keys: Sequence[int], bits: tuple[int, ...]) -> None:
    assert kernel.compiled is not None
    with pytest.raises(ValueError, match="the keys do not ascend"):
        kernel.compiled.pack_postings(np.array(keys, dtype=np.uint64), bits, np.array([1, 1]))


def test_more_forms_than_can_be_told_apart_are_refused() -> None:
    assert kernel.compiled is not None
    with pytest.raises(ValueError, match="forms that there are not"):
        kernel.compiled.pack_postings(np.array([0], dtype=np.uint64), (1, 1, 1, 1, 1), np.array([65_537]))


@given(st.lists(st.text(st.sampled_from("'aesxy1s0th£é–\0A"), max_size=9), max_size=9))
@example(["18th", "1980s", "'s", "''s", "people's", "mrs", "nhs", "gps", "ss", "s", "", "x" * 70, "£12", "1th's"])
@example(["\ud800a", "x" * 300, "y'" * 200, "1980s" * 60, "a\0s"])
@example(["yearly", "sayyed", "generously", "communities", "arsenal", "hopping", "only", "innings", "aeds", "yy"])
def test_forms_have_the_stems_that_they_have_alone(forms: list[str]) -> None:
    assert [stem_by_rules(form) for form in forms] == stem_all(forms) == [stem(form) for form in forms]


def test_only_a_text_has_a_stem() -> None:
    assert kernel.compiled is not None
    with pytest.raises(TypeError):
        kernel.compiled.stem_word(b"roads")


@pytest.mark.parametrize("ends", [[4], [2, 1], [-1], [1, 2, 9]])
def test_forms_that_do_not_end_within_the_data_are_refused(ends: list[int]) -> None:
    assert kernel.compiled is not None
    with pytest.raises(ValueError, match="do not end within the data"):
        kernel.compiled.stem_forms(
            b"abc", np.array(ends), np.empty(3, dtype=np.uint8), np.empty(len(ends), dtype=np.int64)
        )


@pytest.mark.parametrize(
    ("numbers", "ends", "known"),
    [
        ([1], [0, 1], ([0], [1], [1])),
        ([-1], [0, 1], ([0], [1], [1])),
        ([0], [0, 2], ([0], [1], [1])),
        ([0], [1, 0], ([0], [1], [1])),
        ([0], [], ([0], [1], [1])),
        ([0], [0, 1], ([1], [1], [1])),
        ([0], [0, 1], ([-1], [1], [1])),
        ([0], [0, 1], ([0], [-1], [1])),
        ([0], [0, 1], ([0], [1], [1, 1])),
    ],
)
def test_texts_of_chunks_that_are_not_known_are_refused(
    numbers: list[int], ends: list[int], known: tuple[list[int], ...]
) -> None:
    assert kernel.compiled is not None
    chunked = np.array(numbers, dtype=np.int32), np.array(ends, dtype=np.int64)
    tokens = np.zeros(1, dtype=np.int32), np.zeros(1, dtype=np.int32)
    with pytest.raises(ValueError, match="chunks of which nothing is known"):
        kernel.compiled.tokenise_chunks(chunked, tuple(np.array(each, dtype=np.int32) for each in known), tokens)


@pytest.mark.parametrize("form", [-1, 2])
def test_keys_of_forms_that_there_are_not_are_refused(form: int) -> None:
    assert kernel.compiled is not None
    tokens = (np.array([form], dtype=np.int32), np.zeros(1, dtype=np.int32), np.zeros(1, dtype=np.int32))
    of_form, keys = np.zeros(2, dtype=np.uint64), np.zeros(1, dtype=np.uint64)
    with pytest.raises(ValueError, match="forms that there are not"):
        kernel.compiled.make_keys(tokens, of_form, (0, 9, 5, 1), keys)
    with pytest.raises(ValueError, match="forms that there are not"):
        kernel.compiled.make_keys((NUMBERS, NUMBERS, tokens[0]), of_form, (0, 9, 5, 1), keys[:0])


def test_tokens_come_text_by_text_in_the_order_of_their_words() -> None:
    interner = TokenInterner(ENGLISH)
    texts = ["The Covid-19 recovery plan", "", "Mr. Okoro's 2 per cent"]
    found = interner.tokenise(interner.code(texts), texts)
    forms = [form.decode() for form in interner.terms.forms.texts(found.forms)]
    assert ["the", "covid19", "covid", "19", "recovery", "plan", "mr", "okoro's", "2%", "2", "percent"] == forms[
        :11
    ]
    assert [0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 2] == found.texts.tolist()
    assert [0, 1, 1, 2, 3, 4, 0, 1, 2, 2, 2] == found.positions.tolist()
    assert [5, 0, 3] == found.lengths.tolist()


@given(st.lists(st.text() | st.integers(0, 400).map("ä1".__mul__) | st.just("\ud800"), max_size=9))
@example(["", "a" * 127, "a" * 128, "a" * 129, "a" * 256, "a" * 257])
def test_texts_have_the_digests_of_hashlib(texts: list[str]) -> None:
    assert kernel.compiled is not None
    for size in (1, 8, 10, 64):
        expected = [
            hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).digest() for text in texts
        ]
        assert b"".join(expected) == kernel.compiled.digest_texts(texts, size, False, False)
    spelt = digest_many(texts)
    with kernel.without():
        assert digest_many(texts) == spelt


@pytest.mark.parametrize("size", [0, 65, -1])
def test_digests_of_no_such_length_are_refused(size: int) -> None:
    assert kernel.compiled is not None
    with pytest.raises(ValueError, match="digests have 1 to 64 bytes"):
        kernel.compiled.digest_texts(["a"], size, False, False)
    with pytest.raises(ValueError, match="fives"):
        kernel.compiled.digest_texts(["a"], 8, True, False)


@pytest.mark.parametrize("texts", [[b"a"], [None], ["a", 1]])
def test_only_texts_have_digests(texts: list[object]) -> None:
    assert kernel.compiled is not None
    with pytest.raises(TypeError, match="list of texts"):
        kernel.compiled.digest_texts(texts, 8, False, False)


SPACES = "".join(chr(point) for point in range(0x10000) if chr(point).isspace())


@given(st.lists(st.text(st.sampled_from(SPACES + "aé€\u200b\x1b字") | st.characters()), max_size=9))
@example([f"{space}a{space}{space}é{space}" for space in SPACES] + ["", " ", "x  y" * 400])
def test_words_have_the_digest_of_one_space_between_them(texts: list[str]) -> None:
    places = [""] * len(texts), [""] * len(texts)
    found = make_copy_keys(texts, lambda: places)
    with kernel.without():
        assert make_copy_keys(texts, lambda: places).tolist() == found.tolist()
    assert kernel.compiled is not None
    spaced = kernel.compiled.digest_texts(texts, 8, False, True)
    assert kernel.compiled.digest_texts([" ".join(text.split()) for text in texts], 8, False, False) == spaced
