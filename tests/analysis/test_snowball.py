"""Our stemmer for one word gives what NLTK's gives, which is the authority."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from minutesearch.analysis import snowball
from minutesearch.analysis.snowball import snowball_stem

ENDINGS = [
    *(suffix for suffix, *_ in (*snowball.STEP_2, *snowball.STEP_3)),
    *snowball.STEP_4,
    *"sses ied ies us ss s eed eedly ed edly ing ingly at bl iz y yy e l".split(),
    *(prefix for prefix, _ in snowball.PREFIXES),
]

parts = st.sampled_from(ENDINGS) | st.text(alphabet="abeilostywx", min_size=1, max_size=3)
made_up = st.lists(parts, min_size=1, max_size=5).map("".join)
any_letters = st.text(alphabet=st.characters(categories=["L"]), max_size=12).map(str.lower)


@pytest.fixture(scope="module")
def nltk_stem() -> Callable[[str], str]:
    from nltk.stem.snowball import EnglishStemmer

    return EnglishStemmer(ignore_stopwords=False).stem


@given(word=made_up | any_letters)
@example(word="generously")
@example(word="communities")
@example(word="hopping")
@example(word="hoping")
@example(word="ꮥing")
@example(word="")
def test_a_word_has_the_stem_that_nltk_gives(nltk_stem: Callable[[str], str], word: str) -> None:
    assert nltk_stem(word) == snowball_stem(word)


@pytest.mark.parametrize("word", snowball.SPECIAL)
def test_a_word_with_a_stem_of_its_own_has_it(nltk_stem: Callable[[str], str], word: str) -> None:
    assert nltk_stem(word) == snowball_stem(word) == snowball.SPECIAL[word]


def test_every_word_of_the_seeds_has_the_stem_that_nltk_gives(
    seeds: Path, nltk_stem: Callable[[str], str]
) -> None:
    texts = [path.read_text(encoding="utf-8").lower() for path in seeds.glob("*.txt")]
    words = set(re.findall(r"[^\W\d_]+", " ".join(texts)))
    assert len(words) > 500
    assert {word: nltk_stem(word) for word in words} == {word: snowball_stem(word) for word in words}
