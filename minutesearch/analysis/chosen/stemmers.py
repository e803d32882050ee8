"""NLTK's stemmers: those that have a name here, and any other as an object with a method `stem`."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cache, lru_cache, partial
from importlib import import_module
from typing import Any, Protocol, cast, runtime_checkable

from minutesearch.analysis import stemming
from minutesearch.analysis.chosen.samples import WORDS, class_of, digest_of
from minutesearch.errors import ArgumentError

__all__ = [
    "DEFAULT_STEMMER",
    "ENGLISH_STEMMERS",
    "STEMMERS",
    "Stem",
    "Stemmer",
    "check_stemmer",
    "digest",
    "stem_function",
]

#: Returns the stem of a word in lower case.
Stem = Callable[[str], str]

#: The languages of NLTK's Snowball stemmers.
_SNOWBALL = (
    *("arabic", "danish", "dutch", "english", "finnish", "french", "german", "hungarian", "italian"),
    *("norwegian", "portuguese", "romanian", "russian", "spanish", "swedish"),
)
#: Others that need no data, by their module and class.
_OTHERS = {
    "cistem": ("nltk.stem.cistem", "Cistem"),
    "isri": ("nltk.stem.isri", "ISRIStemmer"),
    "lancaster": ("nltk.stem.lancaster", "LancasterStemmer"),
    "porter": ("nltk.stem.porter", "PorterStemmer"),
}
#: Every stemmer that has a name.
STEMMERS = tuple(sorted((*_SNOWBALL, *_OTHERS)))
#: The one of an analyser that nothing else is said of; its stems come from arrays, which tests hold to NLTK's.
DEFAULT_STEMMER = "english"
#: Those for English, for which British and American spellings and irregular forms may be looked for.
ENGLISH_STEMMERS = frozenset({"english", "lancaster", "porter"})

#: Nothing longer is a word; the stemmer is spared it.
_LONGEST_WORD = 64


@runtime_checkable
class Stemmer(Protocol):
    """A stemmer as NLTK has them: `nltk.stem.api.StemmerI`, or whatever has this method."""

    def stem(self, token: str) -> str:
        """Return the stem of a word."""
        ...


def check_stemmer(stemmer: object) -> str | Stemmer:
    """Return a stemmer as its name if it has one, otherwise as it is.

    Args:
        stemmer: One of `STEMMERS`, or an object.

    Raises:
        ArgumentError: It is no stemmer, or fails on an ordinary word.
    """
    if isinstance(stemmer, str):
        if stemmer not in STEMMERS:
            raise ArgumentError(
                f"there is no stemmer {stemmer[:40]!r}: give one of {', '.join(STEMMERS)}, or a stemmer of NLTK's",
                argument="stemmer",
            )
        return stemmer
    if isinstance(stemmer, type) or not isinstance(stemmer, Stemmer):
        raise ArgumentError(
            f"stemmer must be one of {', '.join(STEMMERS)}, or an object with a method stem, as NLTK's stemmers"
            f" are, not {str(stemmer)[:80]!r}",
            argument="stemmer",
        )
    return _name_of(stemmer) or stemmer


def _name_of(stemmer: Stemmer) -> str | None:
    """Return the name of a stemmer that is just what this name makes; None if it may be another."""
    kind = class_of(stemmer)
    # Any: what is meant here are NLTK's own, and NLTK has no types.
    known: Any = stemmer
    if kind == "nltk.stem.snowball.SnowballStemmer":
        known = known.stemmer
        kind = class_of(known)
    for name in _SNOWBALL:
        if kind == f"nltk.stem.snowball.{name.title()}Stemmer" and not getattr(known, "stopwords", None):
            return name
    for name, (module, class_name) in _OTHERS.items():
        if kind == f"{module}.{class_name}" and digest(known) == digest(_make(name)):
            return name
    return None


@cache
def _make(name: str) -> Stemmer:
    # Imported late, and by a name from the tables above alone.
    if name in _SNOWBALL:
        return cast("Stemmer", import_module("nltk.stem.snowball").SnowballStemmer(name))
    module, class_name = _OTHERS[name]
    return cast("Stemmer", getattr(import_module(module), class_name)())


def digest(stemmer: Stemmer) -> str:
    """Return what tells a stemmer from others, whatever it has kept of earlier words.

    Raises:
        ArgumentError: It fails on an ordinary word.
    """
    return digest_of(stemmer, partial(_ask, stemmer), WORDS)


def _ask(stemmer: Stemmer, word: str) -> str:
    try:
        found = stemmer.stem(word)
    except Exception as error:  # whatever somebody's stemmer raises
        raise ArgumentError(
            f"the stemmer {class_of(stemmer)} fails on {word[:40]!r}: {error or type(error).__name__}",
            argument="stemmer",
        ) from error
    if not isinstance(found, str):
        raise ArgumentError(
            f"the stemmer {class_of(stemmer)} makes {found!r:.40} of {word[:40]!r}, and not a text",
            argument="stemmer",
        )
    # A word of which nothing is left would be found by nobody.
    return found or word


def stem_function(stemmer: str | Stemmer, *, bares: bool) -> Stem:
    """Return the function that stems words in lower case with a stemmer, and remembers them.

    Args:
        stemmer: The stemmer, as `check_stemmer` returns it.
        bares: Whether possessives, figures and plurals of abbreviations are taken off first, as our tokeniser's
            words need it; without, the stemmer gets each word as it is.
    """
    if stemmer == DEFAULT_STEMMER:
        return stemming.stem
    return _named(stemmer, bares) if isinstance(stemmer, str) else _remembered(stemmer, bares=bares)


@cache
def _named(name: str, bares: bool) -> Stem:
    return _remembered(lambda: _make(name), bares=bares)


def _remembered(stemmer: Stemmer | Callable[[], Stemmer], *, bares: bool) -> Stem:
    # Some of NLTK's keep the word that they are at, and any number of threads may search.
    lock = threading.Lock()

    @lru_cache(maxsize=stemming.CACHE_SIZE)
    def stem(word: str) -> str:
        bare, is_stem = stemming.bare_form(word) if bares else (word, len(word) > _LONGEST_WORD)
        if is_stem or not bare:
            return bare
        with lock:
            return _ask(stemmer if isinstance(stemmer, Stemmer) else stemmer(), bare)

    return stem
