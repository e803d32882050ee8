"""NLTK's way of reading minutes: our tokeniser and stemmer as its own, and passages as one of its texts.

`tokenizer` has the tokeniser and the stemmer, `passage_text` the text. Imports NLTK, analysis, errors and results.
The ways in are `PassageTokenizer`, `PassageStemmer`, and what the façade makes by `make_text`.
Nothing here loads NLTK's data, and nothing is downloaded.
"""

from __future__ import annotations

from minutesearch.nltk.passage_text import CitedLine, PassageText, make_text
from minutesearch.nltk.tokenizer import PassageStemmer, PassageTokenizer

__all__ = ["CitedLine", "PassageStemmer", "PassageText", "PassageTokenizer", "make_text"]
