"""The tokens of texts as the cluster takes them, beside those that are found in each text by itself."""

from __future__ import annotations

import json
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.analysis import analyse
from minutesearch.analysis.fast.chunks import ChunkAnalyser
from minutesearch.engine.opensearch.writing import place_text
from minutesearch.engine.opensearch.writing.place_text import NOWHERE, PlaceText, PlaceTextMaker
from tests.engine.builders import SplitAnalyser

_SENTENCES = [
    "RESOLVED: That the St. Mary's car-park be closed from 8 p.m., at a cost of £1 200 000.",
    "Cllr O’Brien (Chair) asked about section 106 and the co-production of the bus timetable.",
    "— … —",
    'It costs 5 % more | less than in 2019/20; see "Appendix A\\B" of the A&E report.',
    "",
]


def places_of(text: str, *, exact: bool) -> list[set[str]]:
    """Return the words of each place of a text, as they are found in it by itself, without gaps at its end."""
    words = defaultdict(set)
    for token in analyse(text):
        words[token.position].add(token.exact if exact else token.stem)
    return [words[at] for at in range(max(words, default=-1) + 1)]


def read_places(text: str) -> list[set[str]]:
    """Return the words of each place of a text as the cluster splits it."""
    gap = json.loads(f'"{NOWHERE}"')
    found = [{word.replace("\x1f", " ") for word in place.split("|")} - {gap} for place in text.split(" ")]
    found = [] if text == "" else found
    while found and not found[-1]:
        found.pop()
    return found


def check(made: PlaceText, text: str) -> None:
    stem, exact = made.unescaped()
    assert read_places(stem) == places_of(text, exact=False)
    assert read_places(exact) == places_of(text, exact=True)
    assert made.length == (len(exact.split(" ")) if exact else 0)


@pytest.mark.parametrize("text", _SENTENCES)
def test_a_text_has_its_words_in_their_places(text: str) -> None:
    (made,) = PlaceTextMaker(ChunkAnalyser()).make([text])
    check(made, text)


@given(st.lists(st.text(alphabet="aeSt.-'’ 1206£%&|\\\"\n\x00\u0301é", max_size=30), min_size=1, max_size=5))
def test_any_texts_have_their_words_in_their_places(texts: list[str]) -> None:
    maker = PlaceTextMaker(ChunkAnalyser())
    for some in (texts, texts[::-1]):
        for made, text in zip(maker.make(some), some, strict=True):
            check(made, text)


def test_what_was_learnt_is_forgotten_when_there_is_too_much_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place_text, "_MOST_CHUNKS", 5)
    maker = PlaceTextMaker(ChunkAnalyser())
    for text in _SENTENCES * 2:
        before = maker.interner
        check(maker.make([text])[0], text)
        assert maker.interner is before or len(before) > 5


def test_what_an_analyser_of_whole_texts_finds_is_sent_as_it_is() -> None:
    """The sign by which the interner unites words may stand in a word of somebody else's analyser."""
    (made,) = PlaceTextMaker(SplitAnalyser(cuts_at_spaces=False)).make(["a\0b roads"])
    assert made.unescaped() == ("a\0b road", "a\0b roads")
