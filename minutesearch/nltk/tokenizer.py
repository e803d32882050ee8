"""Our tokeniser and stemmer as NLTK's, for whatever of NLTK's takes one."""

from __future__ import annotations

from collections.abc import Iterator

from nltk.stem.api import StemmerI
from nltk.tokenize.api import TokenizerI

from minutesearch.analysis import ENGLISH, Analyser

__all__ = ["PassageStemmer", "PassageTokenizer"]


class PassageTokenizer(TokenizerI):  # type: ignore[misc]  # NLTK has no types
    """Tokeniser of words as they are searched for: "Covid-19", "M&S", "£5.4 million" are one each, signs none.

    Args:
        analyser: The analyser of an index, as `Index.analyser`; by default ours.

    Example:
        >>> PassageTokenizer().tokenize("Covid-19 cost M&S £5.4 million.")
        ['Covid-19', 'cost', 'M&S', '£5.4 million']
    """

    def __init__(self, analyser: Analyser = ENGLISH) -> None:
        self._analyser = analyser

    def tokenize(self, s: str) -> list[str]:
        """Return the words of a text, as they stand in it.

        Args:
            s: The text.
        """
        return [s[start:end] for start, end in self.span_tokenize(s)]

    def span_tokenize(self, s: str) -> Iterator[tuple[int, int]]:
        """Yield where each word begins and ends: half-open, in code points.

        Args:
            s: The text.
        """
        for unit in self._analyser.query_units(s):
            # What a query takes for one thing ("A 229") is several words of a text.
            yield from ((each.start, each.end) for each in (unit.sequence if unit.is_run else (unit,)))


class PassageStemmer(StemmerI):  # type: ignore[misc]  # NLTK has no types
    """Stemmer of the index: NLTK's Snowball stemmer for English, with possessives, figures and "GPs" as ours.

    Args:
        analyser: The analyser of an index, as `Index.analyser`; by default ours.

    Example:
        >>> [PassageStemmer().stem(word) for word in ("Partnerships", "people's", "GPs", "18th")]
        ['partnership', 'peopl', 'gp', '18']
    """

    def __init__(self, analyser: Analyser = ENGLISH) -> None:
        self._analyser = analyser

    def stem(self, token: str) -> str:
        """Return the stem of a word.

        Args:
            token: The word, in any letter case.
        """
        return self._analyser.stem(token.lower())
