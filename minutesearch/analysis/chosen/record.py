"""The analyser of an index as a record: which stemmer, which tokenizer, which stop words."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol

from minutesearch.analysis import analyser as ours
from minutesearch.analysis import stemming
from minutesearch.analysis.chosen import stemmers, tokenizers
from minutesearch.analysis.chosen.samples import class_of
from minutesearch.analysis.chosen.stemmers import DEFAULT_STEMMER, ENGLISH_STEMMERS, Stem, Stemmer
from minutesearch.analysis.chosen.tokenizers import Tokenizer
from minutesearch.analysis.fast import finding, spotting
from minutesearch.analysis.fast.boundaries import EDGES
from minutesearch.analysis.fast.chunks import Chunk, ChunkAnalyser
from minutesearch.analysis.fast.spotting import Word
from minutesearch.analysis.lexical.acronym_keys import acronym_keys
from minutesearch.analysis.lexical.irregular import other_forms
from minutesearch.analysis.lexical.spelling import spelling_variants
from minutesearch.analysis.lexical.units import Unit, make_unit, query_units
from minutesearch.analysis.normalise import normalise
from minutesearch.analysis.stopwords import STOP_WORDS
from minutesearch.analysis.tokens import Token
from minutesearch.errors import ArgumentError

if TYPE_CHECKING:
    from minutesearch.analysis.fast.cutting import Cuts  # loads NumPy, which only a writer needs, as the next do
    from minutesearch.analysis.fast.packed_words import Words
    from minutesearch.analysis.fast.plain import Plain

__all__ = ["ENGLISH", "Analyser"]

#: How many letters of a word count, as with our own tokeniser.
_LONGEST = 100
#: How many letters the fingerprint of an analyser may have: it stands in every commit.
_MOST = 30_000
#: What is part of no word at either end of a token.
_SIGNS = EDGES + ".-"


class FindTokens(Protocol):
    """A function as `minutesearch.analysis.find_tokens`."""

    def __call__(self, text: str, *, exacts: Collection[str], stems: Collection[str]) -> tuple[Token, ...]:
        """Return the tokens of a text that have a given form or stem."""
        ...


class FindWords(Protocol):
    """A function as `minutesearch.analysis.find_words`."""

    def __call__(self, text: str, *, exacts: Collection[str], stems: Collection[str]) -> tuple[Word, ...]:
        """Return the words of a text that have a given form or stem."""
        ...


# Not of slots: what is made of its parts is kept.
@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Analyser:
    """What makes the words of an index from its texts: a stemmer, a tokenizer and a stop list, ours or NLTK's.

    Without arguments it is the analyser that an index has if nothing is said. Letter case and accents never count:
    a text is brought to one way of writing each letter before it is cut, and the stemmer gets words in lower
    case. Analysers are equal if their fingerprints are. Objects are told apart by their class, by how they are
    printed, and by what they make of some words and texts.

    Args:
        stemmer: The name of one of NLTK's stemmers, among them the languages of its Snowball stemmers, or any
            object with a method `stem`.
        tokenizer: The name of one of NLTK's tokenizers, or any object with a method `tokenize`; None for ours.
            Signs at either end of a token do not count, and a token without letter or figure is no word.
        stop_words: The words that a query may leave out, in any letter case; None for ours. The index has them
            all, so that a phrase never closes over a gap.

    Raises:
        ArgumentError: There is no such stemmer or tokenizer, it fails on ordinary words, or the stop words are no
            collection of words.

    Example:
        >>> Analyser(stemmer="porter").stem("policies"), Analyser(stemmer="lancaster").stem("maximum")
        ('polici', 'maxim')
    """

    #: The name of the stemmer, or the stemmer; a stemmer of NLTK's that has a name is there by it.
    stemmer: str | Stemmer = "english"
    #: The name of the tokenizer, or the tokenizer; None for ours.
    tokenizer: str | Tokenizer | None = None
    #: The words that a query may leave out, as they are compared; None for ours.
    stop_words: Iterable[str] | None = None

    def __post_init__(self) -> None:
        given = {
            "stemmer": stemmers.check_stemmer(self.stemmer),
            "tokenizer": tokenizers.check_tokenizer(self.tokenizer),
            "stop_words": _check_stop_words(self.stop_words),
        }
        for name, value in given.items():
            object.__setattr__(self, name, value)
        if len(self.fingerprint) > _MOST:
            raise ArgumentError("stop_words has more words than an index has room for", argument="stop_words")

    # --- which it is

    @cached_property
    def fingerprint(self) -> str:
        """What tells it from others, and stands in the index; what has a name is there by it."""
        said: dict[str, object] = {}
        if self.stemmer != DEFAULT_STEMMER:
            said["stemmer"] = _said(self.stemmer, stemmers.digest)
        if self.tokenizer is not None:
            said["tokenizer"] = _said(self.tokenizer, tokenizers.digest)
        if self.stop_words is not None:
            said["stop_words"] = sorted(self.stop_words)
        return f"{ours.FINGERPRINT}+{json.dumps(said, separators=(',', ':'))}" if said else ours.FINGERPRINT

    def __eq__(self, other: object) -> bool:
        return self.fingerprint == other.fingerprint if isinstance(other, Analyser) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def __repr__(self) -> str:
        parts = [
            f"{field.name}={_shown(getattr(self, field.name))}"
            for field in dataclasses.fields(self)
            if getattr(self, field.name) != field.default
        ]
        return f"Analyser({', '.join(parts)})"

    def __reduce__(self) -> tuple[object, ...]:
        return _restored, (self.stemmer, self.tokenizer, self.stop_words, self.fingerprint)

    @property
    def is_english(self) -> bool:
        """Whether British and American spellings and irregular forms of a word are to be looked for."""
        return isinstance(self.stemmer, str) and self.stemmer in ENGLISH_STEMMERS

    @cached_property
    def stops(self) -> frozenset[str]:
        """The words that a query may leave out."""
        return STOP_WORDS if self.stop_words is None else frozenset(self.stop_words)

    # --- of one text or word: functions, which with our own parts are our own, so that nothing stands between

    @property
    def _has_our_tokens(self) -> bool:
        return self.stemmer == DEFAULT_STEMMER and self.tokenizer is None

    @cached_property
    def stem(self) -> Stem:
        """Return the stem of a word in lower case."""
        return stemmers.stem_function(self.stemmer, bares=self.tokenizer is None)

    @cached_property
    def analyse(self) -> Callable[[str], tuple[Token, ...]]:
        """Return the tokens of a text, as `minutesearch.analysis.analyse` does."""
        return ours.analyse if self._has_our_tokens else self._analyse

    @cached_property
    def query_units(self) -> Callable[[str], tuple[Unit, ...]]:
        """Return the typed words of a query, as `minutesearch.analysis.query_units` does."""
        return query_units if self._has_our_tokens and self.stop_words is None else self._query_units

    @cached_property
    def find_tokens(self) -> FindTokens:
        """Return the tokens of a text that have a given form or stem, as `minutesearch.analysis.find_tokens`."""
        return finding.find_tokens if self._has_our_tokens else self._find_tokens

    @cached_property
    def find_words(self) -> FindWords:
        """Return the words of a text that have a given form or stem, as `minutesearch.analysis.find_words`."""
        return spotting.find_words if self._has_our_tokens else self._find_words

    @cached_property
    def other_forms(self) -> Callable[[str], tuple[str, ...]]:
        """Return the irregular forms of a word that have another stem; none where words are not English."""
        if not self.is_english:
            return _nothing
        return other_forms if self.stem is stemming.stem else partial(other_forms, stem=self.stem)

    @cached_property
    def spelling_variants(self) -> Callable[[str], tuple[str, ...]]:
        """Return the spellings of a word on the other side of the Atlantic; none where words are not English."""
        return spelling_variants if self.is_english else _nothing

    def acronym_keys(self, short: str, long: str) -> tuple[str, ...]:
        """Return what an acronym is looked up by, by the stems of this analyser."""
        return acronym_keys(short, long, self.query_units)

    def _analyse(self, text: str) -> tuple[Token, ...]:
        if self.tokenizer is not None:
            return tuple(self._cut(text))
        return tuple(map(self._stemmed, ours.analyse(text)))

    def _query_units(self, text: str) -> tuple[Unit, ...]:
        if self.tokenizer is not None:
            is_mixed_case = any(map(str.islower, text))
            return tuple(
                make_unit(text, [token], is_first=place == 0, is_mixed_case=is_mixed_case, stop_words=self.stops)
                for place, token in enumerate(self._cut(text))
            )
        units = query_units(text, self.stops)
        if self.stemmer == DEFAULT_STEMMER:
            return units
        return tuple(
            dataclasses.replace(
                unit,
                sequence=tuple(map(self._stemmed, unit.sequence)),
                joined=None if unit.joined is None else self._stemmed(unit.joined),
            )
            for unit in units
        )

    def _find_tokens(self, text: str, *, exacts: Collection[str], stems: Collection[str]) -> tuple[Token, ...]:
        return tuple(token for token in self.analyse(text) if token.exact in exacts or token.stem in stems)

    def _find_words(self, text: str, *, exacts: Collection[str], stems: Collection[str]) -> tuple[Word, ...]:
        return tuple(map(Word.of, self._find_tokens(text, exacts=exacts, stems=stems)))

    def _stemmed(self, token: Token) -> Token:
        return token._replace(stem=self.stem(token.exact))

    @cached_property
    def _spans(self) -> tokenizers.Spans:
        if self.tokenizer is None:
            raise TypeError("our own tokeniser gives no spans")
        return tokenizers.spans_function(self.tokenizer)

    def _cut(self, text: str) -> Iterator[Token]:
        """Yield the tokens of a text, as a tokenizer of NLTK's cuts it."""
        normalised = normalise(text)
        source = normalised.text
        position = 0
        for start, end in self._spans(source):
            piece = source[start:end]
            word = piece.strip().strip(_SIGNS).strip()
            if not any(map(str.isalnum, word)):
                continue
            first = start + piece.index(word)
            exact = word.casefold()[:_LONGEST]
            span = normalised.original(first, first + len(word))
            yield Token(exact, self.stem(exact), position, *span)
            position += 1

    # --- of many, for a writer

    @cached_property
    def cuts_at_spaces(self) -> bool:
        """Whether a text is the sum of its chunks; if not, `analyse_chunks` takes whole texts."""
        return self.tokenizer is None

    @property
    def travels(self) -> bool:
        """Whether another process can have it: an object's class may be known to this one alone."""
        return isinstance(self.stemmer, str) and (self.tokenizer is None or isinstance(self.tokenizer, str))

    @cached_property
    def _chunks(self) -> ChunkAnalyser:
        return ChunkAnalyser(stem=None if self.stemmer == DEFAULT_STEMMER else self.stem)

    def cut_carefully(self, text: str) -> list[str]:
        """Return the chunks of a text, cut at no space that a word may continue over; several times slower."""
        return self._chunks.cut_carefully(text)

    def analyse_chunks(self, chunks: Sequence[str]) -> list[Chunk]:
        """Return the tokens of each chunk, or of each text where a text is no sum of chunks."""
        if self.cuts_at_spaces:
            return self._chunks.analyse_chunks(chunks)
        found = ([(token.exact, token.stem, token.position) for token in self._cut(text)] for text in chunks)
        return [Chunk(tuple(tokens), len(tokens), 0, 0) for tokens in found]

    def cut_chunks(self, chunks: Sequence[bytes]) -> Cuts | None:
        """Return the forms of chunks in UTF-8, cut all at once; None where that cannot be done."""
        return self._chunks.cut_chunks(chunks) if self.cuts_at_spaces else None

    def stem_forms(self, forms: Sequence[bytes]) -> list[bytes]:
        """Return the stem of each form, both in UTF-8."""
        return self._chunks.stem_forms(forms)

    def analyse_plain(self, chunks: Words) -> Plain:
        """Return the tokens of those chunks, among many short ones, that are plain words."""
        return self._chunks.analyse_plain(chunks)


def _nothing(_: str) -> tuple[str, ...]:
    return ()


def _restored(
    stemmer: str | Stemmer, tokenizer: str | Tokenizer | None, stop_words: Iterable[str] | None, fingerprint: str
) -> Analyser:
    # As it was: some of NLTK's objects do not work any more once they have been pickled, and whoever only reads
    # results need not find that out.
    analyser = object.__new__(Analyser)
    given = {"stemmer": stemmer, "tokenizer": tokenizer, "stop_words": stop_words, "fingerprint": fingerprint}
    analyser.__dict__.update(given)
    return analyser


def _check_stop_words(words: object) -> frozenset[str] | None:
    if words is None:
        return None
    if isinstance(words, str) or not isinstance(words, Iterable):
        raise ArgumentError(
            f"stop_words must be words, not {str(words)[:40]!r}; NLTK's own are"
            " nltk.corpus.stopwords.words('english'), once nltk.download('stopwords') has brought its data",
            argument="stop_words",
        )
    found = set()
    for word in words:
        plain = normalise(word).text.strip().casefold() if isinstance(word, str) else ""
        if not plain or len(plain.split()) > 1:
            raise ArgumentError(f"stop_words has {str(word)[:40]!r}, which is no word", argument="stop_words")
        found.add(plain)
    return frozenset(found)


def _said(part: str | Stemmer | Tokenizer, digest: Callable[..., str]) -> object:
    return part if isinstance(part, str) else [class_of(part), digest(part)]


def _shown(value: object) -> str:
    if isinstance(value, str):
        return repr(value)
    if isinstance(value, frozenset):
        return f"<{len(value)} words>"
    return f"<{class_of(value)}>"


#: The analyser of an index that nothing else is said of.
ENGLISH = Analyser()
