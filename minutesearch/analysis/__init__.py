"""Text analysis: a text becomes the tokens that it is found by; the only package that uses NLTK.

The modules here are the analyser itself, one text at a time: normalise, cut, stem. `fast` is the same for many
texts at once, `lexical` is what is known of single words and of the ways of writing one thing; both stand on the
modules here and not on each other. `chosen` is the analyser of an index, which may have parts of NLTK's instead.
Imports dates, late, records and errors; what is named below is the way in for other packages.
"""

from __future__ import annotations

from minutesearch.analysis.analyser import FINGERPRINT, analyse
from minutesearch.analysis.chosen.record import ENGLISH, Analyser
from minutesearch.analysis.chosen.stemmers import STEMMERS
from minutesearch.analysis.chosen.stored import choose_analyser
from minutesearch.analysis.chosen.tokenizers import TOKENIZERS
from minutesearch.analysis.fast.chunks import Chunk, ChunkAnalyser
from minutesearch.analysis.fast.finding import find_tokens
from minutesearch.analysis.fast.spotting import Word, find_words
from minutesearch.analysis.lexical.acronym_keys import key_of_stems
from minutesearch.analysis.lexical.acronyms import Definition, find_acronyms
from minutesearch.analysis.lexical.approximate import Vocabulary, edits_allowed, nearest
from minutesearch.analysis.lexical.irregular import other_forms
from minutesearch.analysis.lexical.spelling import spelling_variants
from minutesearch.analysis.lexical.units import Unit, query_units, stems_of
from minutesearch.analysis.lexical.writings.compounds import may_join, splits_of
from minutesearch.analysis.lexical.writings.stretches import Stretch
from minutesearch.analysis.lexical.writings.written_ways import find_runs, find_writings
from minutesearch.analysis.normalise import Normalised, normalise
from minutesearch.analysis.stemming import stem
from minutesearch.analysis.stopwords import STOP_WORDS
from minutesearch.analysis.tokens import Token

__all__ = [
    "ENGLISH",
    "FINGERPRINT",
    "STEMMERS",
    "STOP_WORDS",
    "TOKENIZERS",
    "Analyser",
    "Chunk",
    "ChunkAnalyser",
    "Definition",
    "Normalised",
    "Stretch",
    "Token",
    "Unit",
    "Vocabulary",
    "Word",
    "analyse",
    "choose_analyser",
    "edits_allowed",
    "find_acronyms",
    "find_runs",
    "find_tokens",
    "find_words",
    "find_writings",
    "key_of_stems",
    "may_join",
    "nearest",
    "normalise",
    "other_forms",
    "query_units",
    "spelling_variants",
    "splits_of",
    "stem",
    "stems_of",
]
