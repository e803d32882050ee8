import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.distance import edit_distance
from rapidfuzz.distance import DamerauLevenshtein

from minutesearch.analysis import nearest

VOCABULARY = """
    commission commissioned committee council councillor councillors healthy healtwatch housing integrated mc210302
    partnership plan planning read report reports road strategy voluntary
""".split()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Healthwatch", ("healtwatch",)),
        ("comittee", ("committee",)),
        ("plannign", ("planning",)),
        ("councilor", ("councillor", "councillors")),
        ("partnerhsips", ("partnership",)),
        ("reporta", ("report", "reports")),
    ],
    ids=["seed typo", "letter left out", "letters changed round", "two near", "two edits", "one edit each"],
)
def test_finds_the_words_that_a_slip_may_have_meant(word: str, expected: tuple[str, ...]) -> None:
    assert expected == nearest(word, VOCABULARY)


@pytest.mark.parametrize(
    "word", ["", "roat", "zxqwv", "blorptang", "otterpool", "mc210303", "MC/21/0303", "housing", "ehalthy"]
)
def test_finds_nothing_for_short_words_junk_figures_and_known_words(word: str) -> None:
    assert nearest(word, VOCABULARY) == ()


def test_the_more_frequent_of_two_equally_near_comes_first() -> None:
    words = ["boards", "boardy"]
    assert nearest("board", words, frequencies={"boardy": 2, "boards": 1}) == ("boardy", "boards")
    assert nearest("board", words) == ("boards", "boardy")


def test_gives_no_more_than_the_limit() -> None:
    assert nearest("board", ["boardy", "boards", "boards"], limit=1) == ("boards",)


@given(st.text(), st.lists(st.text(alphabet="abc", min_size=4, max_size=10)))
def test_never_gives_the_word_itself_or_one_that_is_not_there(word: str, vocabulary: list[str]) -> None:
    found = nearest(word, vocabulary)
    assert set(found) <= set(vocabulary) - {word}


@given(st.text(alphabet="abcd", max_size=12) | st.text(), st.text(alphabet="abcd", max_size=12) | st.text())
def test_edits_are_counted_as_nltk_counts_them(left: str, right: str) -> None:
    assert edit_distance(left, right, transpositions=True) == DamerauLevenshtein.distance(left, right)


def test_a_mistyped_word_needs_no_nltk() -> None:
    code = (
        "import sys; from minutesearch.analysis import Vocabulary, nearest;"
        "print(nearest('comittee', Vocabulary(['committee']).near('comittee', edits=1)), 'nltk' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "('committee',) False" == done.stdout.strip()
