"""Passages as a text of NLTK's, for concordance, collocations and dispersion, with the citation of each place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder
from nltk.text import ConcordanceIndex, Text

from minutesearch.analysis import ENGLISH, Analyser
from minutesearch.errors import ArgumentError, MissingLibraryError
from minutesearch.nltk.tokenizer import PassageTokenizer
from minutesearch.results import Hit

__all__ = ["CitedLine", "PassageText", "make_text"]

#: How often two words must stand together to be a collocation, and how long each must be, as NLTK has it.
_OFTEN, _LONG = 2, 3
#: The narrowest line of a concordance: a word and something of either side.
_NARROWEST = 20


class CitedLine(NamedTuple):
    """A line of a concordance, within one passage."""

    #: What stands to the left of the word, padded, the word as printed, and what stands to the right, cut.
    left: str
    word: str
    right: str
    #: The citation of the passage, and its id.
    citation: str
    id: str


class PassageText(Text):  # type: ignore[misc]  # NLTK has no types
    """The words of some passages as a text of NLTK's: all that NLTK does with one, without its data.

    Passages follow each other in reading order, without a gap, as the sentences of any text of NLTK's do;
    `cited_concordance` keeps them apart. Collocations leave out our stop words, since NLTK's list of them is data
    to be downloaded. What needs such data all the same (`generate`) raises NLTK's LookupError, which says which
    data and how to have it.

    Args:
        tokens: The words.
        starts: The index of each passage's first word, ascending.
        cited: The citation of each passage, and its id.
        name: The name of the text.
        analyser: The analyser of the index.
    """

    def __init__(
        self,
        tokens: list[str],
        *,
        starts: list[int],
        cited: list[tuple[str, str]],
        name: str,
        analyser: Analyser = ENGLISH,
    ) -> None:
        super().__init__(tokens, name=name)
        self._analyser = analyser
        self._starts = starts
        self._cited = cited

    def citation(self, at: int) -> str:
        """Return the citation of the passage that a word stands in.

        Args:
            at: The index of the word in `tokens`, as `ConcordanceLine.offset` has it.

        Raises:
            ArgumentError: There is no such word.
        """
        if not 0 <= at < len(self.tokens):
            raise ArgumentError(f"the text has {len(self.tokens)} words, and none at {at}", argument="at")
        return self._cited[bisect_right(self._starts, at) - 1][0]

    def cited_concordance(
        self, word: str | Iterable[str], *, width: int = 79, lines: int | None = 25
    ) -> list[CitedLine]:
        """Return the places of a word, or of words in a row, each within its passage and with its citation.

        Args:
            word: The word as printed, or the words; letter case does not count.
            width: How many characters a line has.
            lines: How many to return at most; None for all.

        Raises:
            ArgumentError: The word has none, or `width` is too small.
        """
        typed = word if isinstance(word, str) else " ".join(word)
        words = PassageTokenizer(self._analyser).tokenize(typed)
        if not words:
            raise ArgumentError(f"{typed!r} has no word to look for", argument="word")
        if width < len(typed) + _NARROWEST:
            raise ArgumentError(
                f"width must be at least {len(typed) + _NARROWEST} for this word, not {width}", argument="width"
            )
        found: list[CitedLine] = []
        for (start, end), cited in zip(self._ranges(), self._cited, strict=True):
            passage = ConcordanceIndex(self.tokens[start:end], key=str.lower)
            for line in passage.find_concordance(words, width):
                if lines is not None and len(found) >= lines:
                    return found
                found.append(CitedLine(line.left_print, line.query, line.right_print, *cited))
        return found

    def _ranges(self) -> Iterator[tuple[int, int]]:
        yield from pairwise([*self._starts, len(self.tokens)])

    def collocation_list(self, num: int = 20, window_size: int = 2) -> list[tuple[str, str]]:
        """Return pairs of words that stand together more often than by chance, the surest first.

        Args:
            num: How many to return at most.
            window_size: Within how many words.
        """
        stops = self._analyser.stops
        finder = BigramCollocationFinder.from_words(self.tokens, window_size)
        finder.apply_freq_filter(_OFTEN)
        finder.apply_word_filter(lambda word: len(word) < _LONG or word.lower() in stops)
        pairs: list[tuple[str, str]] = finder.nbest(BigramAssocMeasures().likelihood_ratio, num)
        return pairs

    def dispersion_plot(self, words: Iterable[str]) -> None:
        """Plot where words occur, from the first passage to the last.

        Args:
            words: The words.

        Raises:
            MissingLibraryError: matplotlib is not installed.
        """
        try:
            super().dispersion_plot(list(words))
        except ImportError as error:
            raise MissingLibraryError(
                "a dispersion plot needs matplotlib: pip install matplotlib", library="matplotlib"
            ) from error


def make_text(hits: Iterable[Hit], *, name: str, analyser: Analyser = ENGLISH) -> PassageText:
    """Return the words of the passages of some hits as a text of NLTK's.

    Args:
        hits: The hits, in the order of the text.
        name: The name of the text.
        analyser: The analyser of the index.
    """
    tokenizer = PassageTokenizer(analyser)
    tokens: list[str] = []
    starts: list[int] = []
    cited: list[tuple[str, str]] = []
    for hit in hits:
        words = tokenizer.tokenize(hit.passage.text)
        if words:
            starts.append(len(tokens))
            cited.append((hit.citation, hit.passage.id))
            tokens += words
    return PassageText(tokens, starts=starts, cited=cited, name=name, analyser=analyser)
