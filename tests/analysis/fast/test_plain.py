"""Plain chunks found by arrays are what each is by itself."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from minutesearch.analysis import ChunkAnalyser
from minutesearch.analysis.fast.chunks import Chunk
from minutesearch.analysis.fast.packed_words import LONGEST, words_of
from minutesearch.analysis.fast.plain import find_plain

ANALYSER = ChunkAnalyser()

parts = st.sampled_from(
    "per cent Million thousands k am tn a B . .. ( ) , ; ' - / 5 _ £ é \u00ad ` \n %".split(" ")
) | st.text(max_size=2)
short = (
    st.lists(parts, min_size=1, max_size=5)
    .map("".join)
    .filter(lambda chunk: 0 < len(chunk.encode("utf-8", "surrogatepass")) <= LONGEST and "\0" not in chunk)
)


@given(st.lists(short, min_size=1, max_size=20))
@example(
    ["thousands", "(thousands).", "Centre", "per", "per.", "(the", "end.)", "end).", "m.", "sixteen,letters!"]
)
def test_a_plain_chunk_is_what_it_is_alone(chunks: list[str]) -> None:
    plain = find_plain(words_of([chunk.encode("utf-8", "surrogatepass") for chunk in chunks]))
    found = [
        Chunk(((word.decode(), stem.decode(), 0),), 1, reaches, reached)
        for word, stem, reaches, reached in zip(
            plain.words.texts(), plain.stems.texts(), plain.reaches.tolist(), plain.reached.tolist(), strict=True
        )
    ]
    assert [ANALYSER.analyse_chunk(chunks[place]) for place in plain.places.tolist()] == found


def test_words_with_the_usual_signs_around_them_are_plain() -> None:
    chunks = ["Council", "(the", "end.", '"Noted,"', "5", "M&S", "co-op", "Siân"]
    assert [0, 1, 2, 3] == find_plain(words_of([chunk.encode() for chunk in chunks])).places.tolist()
