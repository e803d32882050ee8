"""Finding some words gives what analysing the whole text gives of them."""

from hypothesis import example, given
from hypothesis import strategies as st

from minutesearch.analysis import analyse, find_tokens

WORDS = (
    "the Café’s £5.4 million 2 per cent Covid-19 M&S n.h.s. 1½ of\u00ad of\u200b ™the parks, (parks) cafés".split()
)
texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", "  ", "\n", "\xa0"])), max_size=10).map(
    lambda parts: "".join(word + space for word, space in parts)
)


@given(text=texts | st.text(), data=st.data())
@example(text="5 \u200b million", data=None)
def test_it_gives_the_tokens_that_analysing_gives(text: str, data: st.DataObject | None) -> None:
    tokens = analyse(text)
    exacts, stems = {token.exact for token in tokens}, {token.stem for token in tokens}
    if data is not None and tokens:
        exacts = data.draw(st.sets(st.sampled_from(sorted(exacts)), max_size=2))
        stems = data.draw(st.sets(st.sampled_from(sorted(stems)), max_size=2))
    expected = tuple(token for token in tokens if token.exact in exacts or token.stem in stems)
    assert expected == find_tokens(text, exacts=exacts, stems=stems)


def test_a_word_is_found_with_its_position_behind_signs_and_words_joined() -> None:
    text = "Resolved – that the well-being grant of £5.4 million be paid – in two parts"
    for spaced in (text, f" {text}", text.replace(" – ", "  –\n")):
        parts = [token for token in analyse(spaced) if token.exact in {"paid", "parts"}]
        assert tuple(parts) == find_tokens(spaced, exacts={"paid", "parts"}, stems=())
        assert [spaced[token.start : token.end] for token in parts] == ["paid", "parts"]
