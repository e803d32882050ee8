"""Many words stemmed at once have the stems that each has by itself."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from minutesearch.analysis import stem
from minutesearch.analysis.fast import stems
from minutesearch.analysis.fast.packed_words import LONGEST, left_aligned, right_aligned, words_of
from minutesearch.analysis.fast.stems import stem_all, stem_words
from minutesearch.analysis.stemming import stem_by_rules

ENDINGS = """
    ization ational fulness ousness iveness tional biliti lessli entli ation alism aliti ousli iviti
    fulli enci anci abli izer ator alli bli ogi li alize icate iciti ative ical ness ful ement ance
    ence able ible ment ant ent ism ate iti ous ive ize ion al er ic ing ed edly eed eedly ingly
    sses ies ied us ss s e l y yy gener commun arsen at bl iz sky news howe proceed
""".split()

parts = st.sampled_from(ENDINGS) | st.text(alphabet="abeilostywx", min_size=1, max_size=3)
made_up = st.lists(parts, min_size=1, max_size=4).map("".join).map(lambda word: word[:LONGEST])
words = made_up | st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=LONGEST)


def stems_of(found: list[str]) -> list[str]:
    return [each.decode() for each in stem_words(words_of([word.encode() for word in found])).texts()]


@given(st.lists(words, min_size=1, max_size=20))
@example(["skies", "dying", "only", "innings", "succeeded", "mrs", "nhs", "gps", "cllrs", "ss", "as", "a"])
@example(["generously", "communities", "arsenal", "yearly", "sayyed", "hopping", "hoping", "relational"])
def test_each_word_has_the_stem_that_it_has_alone(found: list[str]) -> None:
    assert [stem(word) for word in found] == stems_of(found)


long_words = st.lists(parts | st.sampled_from(["ab", "yy", "oyer"]), min_size=4, max_size=16).map("".join)
signed = st.sampled_from(
    [
        "people's",
        "o'brien",
        "18th",
        "1980s",
        "gps",
        "x1",
        "ärger",
        "ß",
        "naïve's",
        "'",
        "a.b",
        "жing",
        "éied",
        "ßs",
        "uꮥs",
        "uᏕs",
    ]
)
mixed = st.lists(parts | signed, max_size=4).map("".join)


@given(st.lists(words | long_words | signed | mixed, max_size=20))
@example(["telecommunications", "disproportionately", "communicationalizations", "strengthstrengthed", "y" * 70])
@example(["intergovernmentalisation", "arsenicalabilities", "bbbbbbbbbbbbbbbbingly", "unconstitutionally"])
def test_any_words_have_the_stems_that_they_have_alone(found: list[str]) -> None:
    assert [stem_by_rules(word) for word in found] == stem_all(found) == [stem(word) for word in found]


@pytest.mark.parametrize("word", sorted(stems._SPECIAL))
def test_a_word_with_a_stem_of_its_own_has_that_of_nltk(word: str) -> None:
    assert stem(word) == stems._SPECIAL[word]


@pytest.mark.parametrize("size", [1, 7, 8, 9, 15, 16])
def test_a_word_comes_back_from_the_right(size: int) -> None:
    word = words_of([b"abcdefghijklmnop"[:size]])
    lengths = word.first.astype("int64") * 0 + size
    assert word.texts() == left_aligned(*right_aligned(word, lengths), lengths).texts()
