"""The scoring formula, BM25F: one score from the words of several text fields."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["FIELD_WEIGHTS", "K1", "B", "FieldFrequencies", "score_bm25f"]

#: How soon a further occurrence of a word stops to count. Robertson and Zaragoza's (2009) usual value, not tuned.
K1 = 1.2

#: How much a long text field is held against its passage. Robertson and Zaragoza's (2009) usual value, not tuned.
B = 0.75

#: What an occurrence in each text field counts: a word of the passage itself counts double. Not tuned.
FIELD_WEIGHTS = {"text": 1.0, "title": 0.5, "topic": 0.5, "lead_in": 0.5}


class FieldFrequencies(NamedTuple):
    """The frequencies of a word or phrase in one text field."""

    #: The text field.
    text_field: str
    #: int64, shape (n,): the passages whose text field has it, ascending.
    passages: npt.NDArray[np.int64]
    #: int64, shape (n,): how often each of these passages has it.
    counts: npt.NDArray[np.int64]
    #: int64, shape (size,): how many words the text field has, by passage number.
    lengths: npt.NDArray[np.int64]
    #: The mean of the lengths over the passages that have the text field.
    average_length: float


def score_bm25f(
    frequencies: list[FieldFrequencies], *, passage_count: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Return the BM25F scores of one word, whose fields are added up before saturation, not after.

    Robertson, Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, equations 3.14 to 3.19,
    with the inverse document frequency of Lucene, log(1 + (N - n + 0.5) / (n + 0.5)), which is never negative.

    Args:
        frequencies: One or more text fields.
        passage_count: N, how many passages the index has.

    Returns:
        The passages that have the word in any text field, int64 ascending, and their scores, float64.
    """
    weighted = [
        FIELD_WEIGHTS[each.text_field]
        * each.counts
        / (1.0 - B + B * each.lengths[each.passages] / max(each.average_length, 1.0))
        for each in frequencies
    ]
    passages, places = np.unique(np.concatenate([each.passages for each in frequencies]), return_inverse=True)
    frequency = np.bincount(places, weights=np.concatenate(weighted), minlength=len(passages))
    idf = np.log1p((passage_count - len(passages) + 0.5) / (len(passages) + 0.5))
    return passages, idf * frequency * (K1 + 1.0) / (frequency + K1)
