"""The chunks of a text give the tokens of the text: what makes indexing fast changes nothing."""

import sys
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from minutesearch.analysis import ChunkAnalyser, analyse, normalise
from minutesearch.analysis.fast import chunks
from minutesearch.analysis.fast.chunks import Chunk

ANALYSER = ChunkAnalyser()

fragments = st.sampled_from(
    "per cent percent Per % 5 £ £5.4 $ € 1½ million bn Thousand tn m k p.m. am A.M - -million 7 May 2020-21 "
    "M&S & ™ \u200b \xad 10% 5- 5-- -% kilo mn, (5 5) per% cents ٣ ５ ｍ "
    "Covid-19 co-op's K&M https://a.b x@y.z N.H.S. ` ’".split()
)
spaces = st.sampled_from([" ", "  ", "   ", "\n", "\t", "\xa0", " \x1c", "\u3000", ""])
texts = st.lists(st.tuples(fragments, spaces), max_size=12).map(lambda parts: "".join(a + b for a, b in parts))


def iter_tokens(found: list[Chunk]) -> Iterator[tuple[str, str, int]]:
    at = 0
    for chunk in found:
        yield from ((exact, stem, at + position) for exact, stem, position in chunk.tokens)
        at += chunk.width


def tokens_by_chunks(text: str) -> list[tuple[str, str, int]]:
    found = [ANALYSER.analyse_chunk(chunk) for chunk in text.split(" ")]
    if any(one.reaches & other.reached for one, other in pairwise(found)):
        found = [ANALYSER.analyse_chunk(chunk) for chunk in ANALYSER.cut_carefully(text)]
    return list(iter_tokens(found))


@given(texts | st.text())
@example("5 \u200b million")
@example("it was 2  per  cent of £ 5 m")
def test_the_chunks_give_what_the_text_gives(text: str) -> None:
    expected = [(token.exact, token.stem, token.position) for token in analyse(text)]
    assert expected == tokens_by_chunks(text)
    assert expected == list(iter_tokens([ANALYSER.analyse_chunk(chunk) for chunk in ANALYSER.cut_carefully(text)]))


@given(st.text(alphabet="aBrs05'9£$.,-/*();%&per", max_size=12).filter(lambda text: not text.isspace()))
@example("1,000.50")
@example("1,0000")
@example("£1,000,000.")
@example("per")
@example("O'Sullivan's-co/op.")
def test_a_plain_chunk_gives_what_any_chunk_gives(chunk: str) -> None:
    fast, thorough = chunks._cut(chunk), chunks._cut_any(chunk)
    assert thorough.forms == fast.forms
    assert thorough.width == fast.width
    # It may see more that goes on over a space, never less.
    assert (thorough.reaches & ~fast.reaches, thorough.reached & ~fast.reached) == (0, 0)


@given(st.lists(st.text(max_size=12) | fragments, max_size=8))
def test_many_chunks_give_what_each_gives(found: list[str]) -> None:
    assert [ANALYSER.analyse_chunk(chunk) for chunk in found] == ANALYSER.analyse_chunks(found)


@given(texts | st.text())
def test_the_width_of_the_chunks_is_the_number_of_words(text: str) -> None:
    found = [ANALYSER.analyse_chunk(chunk) for chunk in ANALYSER.cut_carefully(text)]
    assert sum(chunk.width for chunk in found) == len({token.position for token in analyse(text)})


def test_a_space_stays_a_space_when_it_is_normalised() -> None:
    for point in range(sys.maxunicode + 1):
        if chr(point).isspace():
            assert normalise(chr(point)).text.isspace(), hex(point)


@pytest.mark.parametrize("text", ["5.4 million", "2 per cent", "£ 5", "6.30 p.m.", "5 %", "5 - million"])
def test_an_amount_is_one_chunk_where_it_is_one_word(text: str) -> None:
    spans = {(token.start, token.end) for token in analyse(text)}
    assert ((0, len(text)) in spans) == (ANALYSER.cut_carefully(text) == [text])
