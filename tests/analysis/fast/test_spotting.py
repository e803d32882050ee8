"""Finding some words without their places gives what finding them with their places gives."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from minutesearch.analysis import analyse, find_tokens, find_words, stem

WORDS = (
    "the Café’s £5.4 million 2 per cent Covid-19 M&S n.h.s. 1½ of\u00ad of\u200b ™the parks, (parks) cafés 5 "
    "million-pound pounds 7 p.m.-closing well-being Wellbeing wellbeing's O'Brien Obrien e-mail email and/or "
    "10am am Parks… …parks dying dies Élan elan parking/parks word—parks parks_lying "
    "https://parks.gov.uk/lying 1st s106 abilities a-babababa babababa nono-nonono nono"
).split()
texts = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", "  ", "\n", "\xa0", ""])), max_size=10
).map(lambda parts: "".join(word + space for word, space in parts))
ENDINGS = (
    "s es ed ing ingly ies ied y ly ation ational ization iviti ical icate fulness abli ability er ement".split()
)


@given(text=texts | st.text(), data=st.data())
@example(text="5 \u200b million-pound", data=None)
def test_it_gives_the_words_that_finding_tokens_gives(text: str, data: st.DataObject | None) -> None:
    tokens = analyse(text)
    exacts, stems = {token.exact for token in tokens}, {token.stem for token in tokens}
    others = [token for word in WORDS for token in analyse(word)]
    if data is not None:
        exacts = data.draw(
            st.sets(st.sampled_from(sorted({*exacts, *(each.exact for each in others)})), max_size=2)
        )
        stems = data.draw(st.sets(st.sampled_from(sorted({*stems, *(each.stem for each in others)})), max_size=2))
    expected = {
        (token.exact, token.stem, token.start, token.end)
        for token in find_tokens(text, exacts=exacts, stems=stems)
    }
    assert expected == set(find_words(text, exacts=exacts, stems=stems))


@given(
    st.text("abcdeilnopstuvyz", min_size=1, max_size=8), st.sampled_from(ENDINGS), st.sampled_from(["", *ENDINGS])
)
@example("d", "ying", "")
def test_a_word_is_found_by_its_stem_however_that_ends(begin: str, end: str, further: str) -> None:
    word = begin + end + further
    found = find_words(f"Noted that {word} was agreed", exacts=(), stems={stem(word)})
    assert word in {each.exact for each in found}


@pytest.mark.parametrize(
    ("text", "stems", "marked"),
    [
        ("the well-being grant", {"wellb"}, ["well-being"]),
        ("a sum of 5 million-pound notes", {"pound"}, ["pound"]),
        ("the a-babababa of the yard", {"ababababa"}, ["a-babababa"]),
        ("The Council’s Café", {"council", "cafe"}, ["Council’s", "Café"]),
    ],
)
def test_a_word_is_found_where_it_stands_in_the_text(text: str, stems: set[str], marked: list[str]) -> None:
    assert [text[each.start : each.end] for each in find_words(text, exacts=(), stems=stems)] == marked
