"""Text analysis: a text becomes the tokens that it is found by; the only package that uses NLTK."""

from __future__ import annotations

from minutesearch.analysis.acronyms import Definition, find_acronyms
from minutesearch.analysis.analyser import FINGERPRINT, analyse
from minutesearch.analysis.approximate import edits_allowed, nearest
from minutesearch.analysis.finding import find_tokens
from minutesearch.analysis.normalise import Normalised, normalise
from minutesearch.analysis.pieces import Piece, PieceAnalyser
from minutesearch.analysis.spelling import spelling_variants
from minutesearch.analysis.stemming import stem
from minutesearch.analysis.stopwords import STOP_WORDS
from minutesearch.analysis.tokens import Token
from minutesearch.analysis.units import Unit, query_units

__all__ = [
    "FINGERPRINT",
    "STOP_WORDS",
    "Definition",
    "Normalised",
    "Piece",
    "PieceAnalyser",
    "Token",
    "Unit",
    "analyse",
    "edits_allowed",
    "find_acronyms",
    "find_tokens",
    "nearest",
    "normalise",
    "query_units",
    "spelling_variants",
    "stem",
]
