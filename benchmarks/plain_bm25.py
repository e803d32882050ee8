"""Plain BM25 over the stems of texts, which every ranking of ours is held against."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from minutesearch.analysis import STOP_WORDS, stem

__all__ = ["PlainBM25", "words_of"]

#: The usual values (Robertson and Zaragoza 2009), which our ranking uses for a passage's own words too.
K1, B = 1.2, 0.75

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, stop words too."""
    return _WORD.findall(text.casefold())


class PlainBM25:
    """Searcher of texts by BM25 with Lucene's idf: any word is enough, and nothing but a text's own words counts.

    Args:
        texts: The texts; a text is known by its place among them.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        numbers: dict[str, int] = {}
        known: dict[str, int] = {}
        occurrences: list[npt.NDArray[np.int32]] = []
        for text in texts:
            found = []
            for word in words_of(text):
                number = known.get(word)
                if number is None:
                    number = known[word] = numbers.setdefault(stem(word), len(numbers))
                found.append(number)
            occurrences.append(np.array(found, dtype=np.int32))
        self._numbers = numbers
        lengths = np.array([len(each) for each in occurrences], dtype=np.float64)
        self.count = len(lengths)
        self._norms = K1 * (1.0 - B + B * lengths / max(float(lengths.mean()), 1.0)) if len(lengths) else lengths
        texts_of = np.repeat(np.arange(len(occurrences), dtype=np.int64), lengths.astype(np.int64))
        stems_of = np.concatenate([np.empty(0, dtype=np.int32), *occurrences]).astype(np.int64)
        keys, self._frequencies = np.unique(stems_of * max(self.count, 1) + texts_of, return_counts=True)
        self._texts = keys % max(self.count, 1)
        self._starts = np.searchsorted(keys // max(self.count, 1), np.arange(len(numbers) + 1))

    def texts_with(self, stemmed: str) -> npt.NDArray[np.int64]:
        """Return the texts that have a stem, ascending: int64, shape (n,)."""
        number = self._numbers.get(stemmed)
        return self._texts[:0] if number is None else self._texts[self._starts[number] : self._starts[number + 1]]

    def search(self, query: str, limit: int) -> list[int]:
        """Return the best texts for the words of a query, the best first; ties in the order of the texts."""
        words = words_of(query)
        scores = np.zeros(self.count)
        for stemmed in dict.fromkeys(stem(word) for word in words if word not in STOP_WORDS):
            found = self.texts_with(stemmed)
            if not len(found):
                continue
            at = self._starts[self._numbers[stemmed]]
            often = self._frequencies[at : at + len(found)].astype(np.float64)
            rare = math.log1p((self.count - len(found) + 0.5) / (len(found) + 0.5))
            scores[found] += rare * (K1 + 1.0) * often / (often + self._norms[found])
        best = np.argsort(-scores, kind="stable")[:limit]
        return [int(each) for each in best if scores[each] > 0.0]

    def texts_with_all(self, stems: Sequence[str]) -> npt.NDArray[np.int64]:
        """Return the texts that have every one of some stems, ascending: int64, shape (n,)."""
        sets = sorted((self.texts_with(each) for each in stems), key=len)
        left = sets[0] if sets else self._texts[:0]
        for each in sets[1:]:
            left = np.intersect1d(left, each, assume_unique=True)
        return left
