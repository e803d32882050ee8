"""Text analysis: a text becomes the tokens that it is found by; the only package that uses NLTK.

The modules here are the analyser itself, one text at a time: normalise, cut, stem. `fast` is the same for many
texts at once, and `lexical` is what is known of single words; both stand on the modules here and not on each
other. `chosen` is the analyser of an index, which may have parts of NLTK's instead. Imports records and errors
only; what is named below is the way in for other packages.
"""

from __future__ import annotations

from minutesearch.analysis.analyser import FINGERPRINT, analyse
from minutesearch.analysis.chosen.record import ENGLISH, Analyser
from minutesearch.analysis.chosen.stemmers import STEMMERS
from minutesearch.analysis.chosen.stored import choose_analyser
from minutesearch.analysis.chosen.tokenizers import TOKENIZERS
from minutesearch.analysis.fast.chunks import Chunk, ChunkAnalyser
from minutesearch.analysis.fast.finding import find_tokens
from minutesearch.analysis.lexical.acronyms import Definition, find_acronyms
from minutesearch.analysis.lexical.approximate import Vocabulary, edits_allowed, nearest
from minutesearch.analysis.lexical.irregular import other_forms
from minutesearch.analysis.lexical.spelling import spelling_variants
from minutesearch.analysis.normalise import Normalised, normalise
from minutesearch.analysis.stemming import stem
from minutesearch.analysis.tokens import Token
from minutesearch.analysis.units import STOP_WORDS, Unit, query_units

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
    "Token",
    "Unit",
    "Vocabulary",
    "analyse",
    "choose_analyser",
    "edits_allowed",
    "find_acronyms",
    "find_tokens",
    "nearest",
    "normalise",
    "other_forms",
    "query_units",
    "spelling_variants",
    "stem",
]
