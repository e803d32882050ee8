"""The token interner of a writer, by which each distinct chunk of text is analysed once and numbered.

A chunk is the text between two space characters. Chunks of at most 16 bytes, nearly all, are cut, hashed and
looked up by arrays, a batch of texts at a time; the others go through a dict.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from minutesearch import kernel
from minutesearch.analysis import Chunk
from minutesearch.analysis.fast.cutting import Cuts
from minutesearch.analysis.fast.packed_words import LONGEST, Words
from minutesearch.analysis.fast.plain import Plain
from minutesearch.engine.embedded.storage.bitpacking import Ints, array_of, differences, ends_of, joined, ranges
from minutesearch.engine.embedded.storage.string_table import decode, encode, encode_all
from minutesearch.engine.embedded.terms.hash_table import Numbers, StringInterner
from minutesearch.engine.embedded.terms.term_builder import UNITED, TermInterner

__all__ = ["Analyser", "ChunkedTexts", "TextTokens", "TokenInterner"]

#: How many bytes of text are cut at once, so that the data stays in the processor's cache.
_AT_ONCE = 1 << 19


class Analyser(Protocol):
    """An analyser of texts: `minutesearch.analysis.Analyser`, and smaller ones in tests."""

    @property
    def fingerprint(self) -> str:
        """The name of the analyser with its version; another one makes an index of another format."""
        ...

    @property
    def cuts_at_spaces(self) -> bool:
        """Whether a text is the sum of its chunks; if not, `analyse_chunks` takes whole texts."""
        ...

    @property
    def travels(self) -> bool:
        """Whether another process can have it."""
        ...

    def cut_carefully(self, text: str) -> list[str]:
        """Return the chunks of a text in which some token reaches over a space."""
        ...

    def analyse_chunks(self, chunks: Sequence[str]) -> list[Chunk]:
        """Return the tokens of each chunk, in the same order."""
        ...

    def analyse_plain(self, chunks: Words) -> Plain:
        """Return the tokens of those chunks that are plain words; it may leave any chunk out."""
        ...

    def cut_chunks(self, chunks: Sequence[bytes]) -> Cuts | None:
        """Return the forms of chunks in UTF-8, cut all at once; it may leave any chunk out, and be None."""
        ...

    def stem_forms(self, forms: Sequence[bytes]) -> list[bytes]:
        """Return the stem of each form, which `cut_chunks` found, both in UTF-8."""
        ...

    def acronym_keys(self, short: str, long: str) -> tuple[str, ...]:
        """Return what an acronym is looked up by where not all of them are at hand."""
        ...


class ChunkedTexts(NamedTuple):
    """Texts as sequences of the numbers of their chunks."""

    #: int32, shape (chunks,): the numbers of the chunks of all texts.
    numbers: Numbers
    #: int64, shape (texts + 1,): the offset of each text in `numbers`, with the end of the last.
    ends: Ints


class TextTokens(NamedTuple):
    """The tokens of many texts, in no order; the first three arrays are int32, shape (tokens,)."""

    #: The number of each token's form.
    forms: Numbers
    #: The index of its text.
    texts: Numbers
    #: Its position in the text, in words from 0.
    positions: Numbers
    #: int64, shape (texts,): how many words each text has.
    lengths: Ints


class _Chunks(NamedTuple):
    """The analysis of each chunk, by its number; each array has shape (chunks,)."""

    #: int32: the form of a chunk that is a single word, as nearly all are; -1 for any other.
    words: Numbers
    #: int32: the offset of each chunk's tokens; how many there are, and how many positions they take up.
    firsts: Numbers
    counts: Numbers
    widths: Numbers
    #: uint8, as bits: the sorts of token that may continue after the space behind the chunk, and those that may
    #: have begun before the space in front of it.
    reaches: npt.NDArray[np.uint8]
    reached: npt.NDArray[np.uint8]


def _united(chunk: Chunk) -> tuple[tuple[str, str, int], ...]:
    """Return the tokens of a chunk, those with the same stem and position united into one."""
    if len(chunk.tokens) == 1:
        return chunk.tokens
    together: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    for exact, stem, position in chunk.tokens:
        together[position, stem].add(exact)
    return tuple((UNITED.join(sorted(exacts)), stem, position) for (position, stem), exacts in together.items())


class _Analysed(NamedTuple):
    """The tokens of some chunks, one chunk after the other."""

    #: int32, shape (tokens,): the form of each, and its position counted from the start of its chunk.
    forms: Numbers
    places: Numbers
    #: int32, shape (chunks,): how many tokens each chunk has, and how many positions it takes up.
    counts: Numbers
    widths: Numbers
    #: uint8, shape (chunks,): as those of `_Chunks`.
    reaches: npt.NDArray[np.uint8]
    reached: npt.NDArray[np.uint8]


def _find_united(cuts: Cuts, stems: Numbers) -> Ints:
    """Return the indices of the chunks in which several tokens have one stem and position: int64.

    Args:
        cuts: The forms of the chunks.
        stems: int32, shape (forms,): the stem of each form.
    """
    # Most chunks have one token, and need no look.
    several = np.flatnonzero(cuts.counts > 1)
    counts = cuts.counts[several]
    members = ranges(ends_of(np.maximum(cuts.counts, 0))[:-1][several], counts)
    chunks, places, own = several.repeat(counts), cuts.places[members], stems[members]
    order = np.lexsort((own, places, chunks))
    keys = np.stack((chunks, places, own))[:, order]
    return np.unique(keys[0, 1:][np.all(keys[:, 1:] == keys[:, :-1], axis=0)])


class TokenInterner:
    """The numbers of distinct chunks, given as they are first met, and the tokens of each chunk.

    Args:
        analyser: The analyser of the chunks.

    Attributes:
        analyser: The same analyser.
        chunks: The chunks by number.
        terms: The forms by number, and their stems.
    """

    def __init__(self, analyser: Analyser) -> None:
        self.analyser = analyser
        self.chunks = StringInterner()
        self.terms = TermInterner()
        nothing, anything = np.zeros(1, dtype=np.int32), np.full(1, 0xFF, dtype=np.uint8)
        # The empty chunk is between two spaces: an amount may continue over it.
        self._known = _Chunks(nothing - 1, nothing, nothing, nothing, anything, anything)
        self._token_forms = np.empty(0, dtype=np.int32)
        self._token_places = np.empty(0, dtype=np.int32)

    def __len__(self) -> int:
        return self.chunks.count

    def code(self, texts: Sequence[str]) -> ChunkedTexts:
        """Return texts as the numbers of their chunks; joined by spaces, the chunks are the text."""
        parts = [self._cut(batch) for batch in _iter_text_batches(texts)]
        counts = [count for _, count in parts]
        return ChunkedTexts(joined([numbers for numbers, _ in parts], np.int32), ends_of(joined(counts, np.int64)))

    def _cut(self, texts: Sequence[str]) -> tuple[Numbers, Ints]:
        """Return the numbers of the chunks of texts, and how many chunks each text has."""
        encoded = encode_all(texts)
        numbers, ends = self.chunks.number_chunks(b" ".join(encoded))
        sizes = np.fromiter(map(len, encoded), np.int64, len(encoded))
        # Each text ends at a space, counted with those between texts.
        counts = np.diff(np.searchsorted(ends, (sizes + 1).cumsum() - 1, side="right"), prepend=0)
        return numbers, counts

    def tokenise(self, chunked: ChunkedTexts, texts: Sequence[str]) -> TextTokens:
        """Return the tokens of texts.

        Args:
            chunked: The texts as numbers, from `code`.
            texts: The texts.
        """
        if not self.analyser.cuts_at_spaces:
            return self._tokenise_whole(texts)
        return self._tokenise(self.settle(chunked))

    def settle(self, chunked: ChunkedTexts) -> ChunkedTexts:
        """Return texts cut at no space that a token reaches over, so that they are the sum of their chunks.

        Args:
            chunked: The texts as numbers, from `code`; of an analyser that cuts at spaces.
        """
        self._learn()
        crossing = self._find_crossing(chunked)
        if len(crossing):
            chunked = self._cut_again(chunked, crossing)
            self._learn()
        return chunked

    def tokens_of(self, chunks: Numbers) -> TextTokens:
        """Return the tokens of chunks of texts that `settle` returned, each as if it were a text of its own."""
        return self._tokenise(ChunkedTexts(chunks, np.arange(len(chunks) + 1)))

    def _learn(self) -> None:
        """Analyse the chunks that are new since the last time."""
        known = self._known
        new = np.arange(len(known.firsts), self.chunks.count)
        if not len(new):
            return
        words, long = self.chunks.words.chosen(new), self.chunks.find_long(new)
        words.first[long] = words.second[long] = 0
        plain = self.analyser.analyse_plain(words)
        is_odd = np.ones(len(new), dtype=bool)
        is_odd[plain.places] = False
        odd = np.flatnonzero(is_odd)
        found = self._analyse(self.chunks.texts(new[odd]))
        counts, widths = np.ones(len(new), dtype=np.int32), np.ones(len(new), dtype=np.int32)
        reaches, reached = np.zeros(len(new), dtype=np.uint8), np.zeros(len(new), dtype=np.uint8)
        reaches[plain.places], reached[plain.places] = plain.reaches, plain.reached
        counts[odd], widths[odd], reaches[odd], reached[odd] = found[2:]
        ends = ends_of(counts)
        forms, places = np.empty(ends[-1], dtype=np.int32), np.zeros(ends[-1], dtype=np.int32)
        forms[ends[:-1][plain.places]] = self.terms.note(
            self.terms.forms.number(plain.words), self.terms.stems.number(plain.stems)
        )
        members = ranges(ends[:-1][odd], counts[odd])
        forms[members], places[members] = found.forms, found.places
        only = np.full(len(new), -1, dtype=np.int32)
        single = np.flatnonzero(counts == 1)
        only[single] = np.where(places[ends[single]] == 0, forms[ends[single]], -1)
        firsts = (ends[:-1] + len(self._token_forms)).astype(np.int32)
        fresh = _Chunks(only, firsts, counts, widths, reaches, reached)
        # Any: a zip of named tuples forgets that both have the same types.
        pairs: Any = zip(known, fresh, strict=True)
        self._known = _Chunks(*(np.concatenate(pair) for pair in pairs))
        self._token_forms = np.concatenate((self._token_forms, forms))
        self._token_places = np.concatenate((self._token_places, places))

    def _analyse(self, chunks: Sequence[bytes]) -> _Analysed:
        """Return the tokens of chunks, in the same order."""
        cuts = self.analyser.cut_chunks(chunks)
        if cuts is None:
            return self._analyse_each(chunks)
        forms = self._number_forms(cuts)
        firsts = ends_of(np.maximum(cuts.counts, 0))[:-1]
        is_left = cuts.counts < 0
        is_left[_find_united(cuts, self.terms.stem_of[forms])] = True
        left = np.flatnonzero(is_left)
        rest = self._analyse_each([chunks[at] for at in left.tolist()])
        counts, widths = np.where(is_left, 0, cuts.counts), cuts.widths.copy()
        reaches, reached = cuts.reaches.copy(), cuts.reached.copy()
        kept = ranges(firsts, counts)
        counts[left], widths[left], reaches[left], reached[left] = rest[2:]
        ends = ends_of(counts)
        parts = [(ranges(ends[:-1][left], rest.counts), rest.forms, rest.places)]
        parts.append((ranges(ends[:-1][~is_left], counts[~is_left]), forms[kept], cuts.places[kept]))
        all_forms, places = np.empty((2, ends[-1]), dtype=np.int32)
        for members, its_forms, its_places in parts:
            all_forms[members], places[members] = its_forms, its_places
        return _Analysed(all_forms, places, counts, widths, reaches, reached)

    def _number_forms(self, cuts: Cuts) -> Numbers:
        """Return the numbers of forms, of which those that are new are stemmed."""
        known = self.terms.forms.count
        starts = np.concatenate((np.zeros(1, dtype=np.int64), cuts.ends[:-1]))
        numbers = self.terms.forms.number_within(cuts.forms + bytes(LONGEST), starts, cuts.ends)
        fresh = np.arange(known, self.terms.forms.count, dtype=np.int32)
        stems = self.analyser.stem_forms(self.terms.forms.texts(fresh))
        self.terms.note(fresh, self.terms.stems.number_any(stems))
        return numbers

    def _analyse_each(self, chunks: Sequence[bytes]) -> _Analysed:
        """Return the tokens of chunks, which are looked at one by one."""
        found = self.analyser.analyse_chunks([decode(chunk) for chunk in chunks])
        tokens = [_united(chunk) for chunk in found]
        flat = [token for each in tokens for token in each]
        return _Analysed(
            self.terms.note(
                self.terms.forms.number_any([encode(exact) for exact, _, _ in flat]),
                self.terms.stems.number_any([encode(stem) for _, stem, _ in flat]),
            ),
            np.array([place for _, _, place in flat], dtype=np.int32),
            np.array([len(each) for each in tokens], dtype=np.int32),
            np.array([chunk.width for chunk in found], dtype=np.int32),
            np.array([chunk.reaches for chunk in found], dtype=np.uint8),
            np.array([chunk.reached for chunk in found], dtype=np.uint8),
        )

    def _find_crossing(self, chunked: ChunkedTexts) -> Ints:
        """Return the indices of the chunks of which a token may reach into the next of the same text: int64."""
        numbers, ends = chunked
        pairs = np.flatnonzero(self._known.reaches[numbers[:-1]] & self._known.reached[numbers[1:]])
        # The last chunk of a text reaches into no other.
        return pairs[ends[np.searchsorted(ends, pairs, side="right")] > pairs + 1]

    def _cut_again(self, chunked: ChunkedTexts, crossing: Ints) -> ChunkedTexts:
        """Return texts cut at no space that a token reaches over.

        Chunks that may go on into each other are joined, and cut carefully; a few of them recur very often.
        """
        numbers, ends = chunked
        begins = crossing[np.diff(crossing, prepend=-2) > 1]
        sizes = crossing[np.diff(crossing, append=crossing[-1] + 2) > 1] + 2 - begins
        members = ranges(begins, sizes)
        chunks = iter(self.chunks.texts(numbers[members]))
        places: dict[bytes, int] = {}
        runs = [b" ".join(islice(chunks, size)) for size in sizes.tolist()]
        which = np.array([places.setdefault(run, len(places)) for run in runs], dtype=np.int64)
        again = [encode_all(self.analyser.cut_carefully(decode(text))) for text in places]
        # All at once: numbering the chunks of one text takes as long as cutting it.
        fresh = self.chunks.number_any([chunk for each in again for chunk in each])
        counts = np.fromiter(map(len, again), dtype=np.int64, count=len(again))
        cut = np.split(fresh, counts.cumsum()[:-1])
        parts: list[Numbers] = []
        done = 0
        for begin, size, at in zip(begins.tolist(), sizes.tolist(), which.tolist(), strict=True):
            parts += (numbers[done:begin], cut[at])
            done = begin + size
        # Chunks that go on into each other are of one text, so that none ends between them.
        more = ends_of(counts[which] - sizes)
        return ChunkedTexts(
            np.concatenate((*parts, numbers[done:])), ends + more[np.searchsorted(begins, ends, side="left")]
        )

    def _tokenise_whole(self, texts: Sequence[str]) -> TextTokens:
        """Return the tokens of texts that are analysed as wholes, one after the other."""
        found = self.analyser.analyse_chunks(texts)
        tokens = [_united(chunk) for chunk in found]
        flat = [token for each in tokens for token in each]
        forms = self.terms.note(
            self.terms.forms.number_any([encode(exact) for exact, _, _ in flat]),
            self.terms.stems.number_any([encode(stem) for _, stem, _ in flat]),
        )
        counts = np.array([len(each) for each in tokens], dtype=np.int64)
        return TextTokens(
            forms.astype(np.int32, copy=False),
            np.repeat(np.arange(len(texts), dtype=np.int32), counts),
            np.array([place for _, _, place in flat], dtype=np.int32),
            np.array([chunk.width for chunk in found], dtype=np.int64),
        )

    def _tokenise(self, chunked: ChunkedTexts) -> TextTokens:
        if kernel.compiled is not None:
            known = self._known
            forms, texts, positions, lengths = kernel.compiled.tokenise_chunks(
                chunked, (known.firsts, known.counts, known.widths), (self._token_forms, self._token_places)
            )
            whole, wide = np.dtype(np.int32), np.dtype(np.int64)
            return TextTokens(
                array_of(forms, whole), array_of(texts, whole), array_of(positions, whole), array_of(lengths, wide)
            )
        # 32 bits are enough for a batch, and a batch is what takes most memory.
        numbers, ends = chunked
        text_of_chunk = np.repeat(np.arange(len(ends) - 1, dtype=np.int32), differences(ends))
        places = _ends32(self._known.widths[numbers])
        starts = places[ends]
        bases = places[:-1]
        bases -= starts[:-1][text_of_chunk]
        lengths = differences(starts)
        forms = self._known.words[numbers]
        is_word = forms >= 0
        odd = np.flatnonzero(~is_word)
        if not len(odd):
            return TextTokens(forms, text_of_chunk, bases, lengths)
        # Chunks of several words, or none, are few; their tokens come last.
        counts = self._known.counts[numbers[odd]]
        tokens = ranges(self._known.firsts[numbers[odd]], counts)
        texts, positions = text_of_chunk[odd].repeat(counts), bases[odd].repeat(counts)
        return TextTokens(
            np.concatenate((forms[is_word], self._token_forms[tokens])),
            np.concatenate((text_of_chunk[is_word], texts)),
            np.concatenate((bases[is_word], positions + self._token_places[tokens])),
            lengths,
        )


def _iter_text_batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    ends = list(accumulate(map(len, texts)))
    first = done = 0
    while first < len(texts):
        after = bisect_left(ends, done + _AT_ONCE, first) + 1
        yield texts[first:after]
        first, done = after, ends[min(after, len(ends)) - 1]


def _ends32(counts: Numbers) -> Numbers:
    ends = np.zeros(len(counts) + 1, dtype=np.int32)
    np.cumsum(counts, out=ends[1:])
    return ends
