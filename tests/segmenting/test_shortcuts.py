"""What is ruled out by a quick look is what the expressions find nothing in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.segmenting.cues import cue_phrases
from minutesearch.segmenting.text.markers import read_marker
from minutesearch.segmenting.text.sentences import iter_words, words_between

_FORMS = Path(__file__).parents[1] / "gold" / "forms"
_LINES = [
    line.strip()
    for path in sorted(_FORMS.glob("*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if line.strip()
]
_WORD = re.compile(r"[^\W_]+(?:[’'&/.\-‑][^\W_]+)*")
_PROSE = st.text(alphabet=st.sampled_from(list("aBé9² \u00a0\t\n_-’.,;(")), max_size=40)


@pytest.mark.parametrize("name", ["ATTENDANCE", "MOTION", "MOVING", "PROCEDURAL"])
def test_a_cue_is_found_wherever_its_expressions_find_it(name: str) -> None:
    """The words looked for first stand in all that the expression further on can match."""
    cue = getattr(cue_phrases, name)
    expected = [line for line in _LINES if cue.first.match(line) or cue.within.match(line)]
    assert expected == [line for line in _LINES if cue.match(line)]
    assert expected


@given(_PROSE)
def test_words_are_those_of_the_expression(text: str) -> None:
    """Cutting at spaces first gives the same words at the same places."""
    expected = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
    assert expected == [(word.text, word.start, word.end) for word in iter_words(text)]


@given(_PROSE, st.integers(0, 40), st.integers(0, 40))
def test_words_of_a_stretch_are_those_that_begin_in_it(text: str, start: int, end: int) -> None:
    """The stretch is half-open."""
    expected = [word for word in iter_words(text) if start <= word.start < end]
    assert expected == words_between(text, start, end)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("iii. The plan", "iii"),
        ("xiv) the plan", "xiv"),
        ("ivy grows", None),
        ("The plan", None),
        ("vii The", None),
    ],
)
def test_three_roman_letters_may_still_be_a_label(text: str, label: str | None) -> None:
    """Three letters rule out a label unless all of them may be of a numeral."""
    marker = read_marker(text)
    assert label == (marker.label if marker else None)
