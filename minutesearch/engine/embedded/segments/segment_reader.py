"""The segment reader: a segment holds some sources with all their passages, in one file that never changes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.contract import KEYWORD_FIELDS, TEXT_FIELDS
from minutesearch.engine.embedded.postings.posting_list import PostingListRef
from minutesearch.engine.embedded.postings.postings_reader import PostingsReader
from minutesearch.engine.embedded.storage.array_file import ArrayFile, FileFacts
from minutesearch.engine.embedded.storage.bitpacking import Ints, as_view, differences
from minutesearch.engine.embedded.storage.doc_values import DocValuesReader
from minutesearch.engine.embedded.storage.stored_fields import StoredFieldsReader
from minutesearch.engine.embedded.storage.string_table import StringTable, encode
from minutesearch.engine.embedded.terms.term_builder import UNITED
from minutesearch.engine.embedded.terms.term_dictionary import TermDictionary
from minutesearch.engine.embedded.terms.token_store import TokenStore

__all__ = ["FieldTotals", "Segment", "is_shown"]

_Numbers = npt.NDArray[np.integer]
_Int32s = npt.NDArray[np.int32]
_UNITED = UNITED.encode()
#: How many occurrences are read at once when all are read.
_AT_ONCE = 500_000
#: More words than a text can have.
_MOST_WORDS = 1 << 23
#: Where one passage in so many is asked for its source, all are listed: looking one up takes ten times as long.
_FEW = 8
#: What the arrays of texts and of the passages' records begin with.
_SHOWN = ("wording.", "piece.", "passage.records.")


def is_shown(name: str) -> bool:
    """Return whether an array of a segment is of what is only shown of its passages, and matched by no search."""
    return name.startswith(_SHOWN)


class FieldTotals(NamedTuple):
    """The total length of a text field in some passages."""

    #: How many words they have in the field together.
    words: int
    #: How many of them have the field.
    passages: int


class Segment:
    """Reader of a memory-mapped segment.

    Each part is verified when it is first touched, and no sooner.

    Args:
        path: The file of the segment, or its arrays where they are in no file.
        facts: The facts that the manifest records of the file; None to check none of them.
        dead: The indices of its sources that have been removed.
        shown: A function that returns the arrays of what is only shown, where they are not with the others.
        keeps: Whether to keep what is computed for all its passages: it is small, and soon asked again.

    Raises:
        CorruptIndexError: The file is not what was written.
    """

    def __init__(
        self,
        path: Path | ArrayFile,
        *,
        facts: FileFacts | None = None,
        dead: Collection[int] = (),
        shown: Callable[[], ArrayFile] | None = None,
        keeps: bool = False,
    ) -> None:
        self.file = file = path if isinstance(path, ArrayFile) else ArrayFile(path, facts=facts)
        self._read_shown = shown
        #: What is kept, by what it is.
        self._kept: dict[str, Ints] | None = {} if keeps else None
        self.source_names = StringTable(file, "source")
        self.size = file.length("id.order")
        self.source_first = file.offsets("source.first", self.size, count=len(self.source_names) + 1)
        self._source_first = as_view(self.source_first)
        self.dead = tuple(sorted(dead))
        if self.dead and not 0 <= self.dead[0] <= self.dead[-1] < len(self.source_names):
            raise file.corrupt("does not have the sources that have been removed")
        self.terms = TermDictionary(file, size=self.size)
        self.doc_values = {field: DocValuesReader(file, field, size=self.size) for field in KEYWORD_FIELDS}

    @cached_property
    def stems(self) -> StringTable:
        """The stems, sorted."""
        return self.terms.stems

    @cached_property
    def forms(self) -> StringTable:
        """The forms as printed in lower case, grouped by stem."""
        return self.terms.forms

    @cached_property
    def stem_forms(self) -> npt.NDArray[np.unsignedinteger]:
        """The index of each stem's first form, with the end of the last: unsigned, shape (stems + 1,)."""
        return self.terms.form_starts

    # --- passages and sources

    @cached_property
    def live(self) -> npt.NDArray[np.bool_] | None:
        """Whether each passage is live and not removed: bool, shape (size,); None if all are."""
        if not self.dead:
            return None
        mask = np.ones(self.size, dtype=bool)
        for source in self.dead:
            mask[int(self.source_first[source]) : int(self.source_first[source + 1])] = False
        return mask

    @cached_property
    def live_count(self) -> int:
        """The number of live passages."""
        first = self.source_first
        return self.size - sum(int(first[source + 1]) - int(first[source]) for source in self.dead)

    def only_live(self, passages: Ints) -> Ints:
        """Return those of some passages that are live."""
        return passages if self.live is None else passages[self.live[passages]]

    def everything(self) -> Ints:
        """Return all live passages, int64 ascending."""
        return np.arange(self.size) if self.live is None else np.flatnonzero(self.live)

    def having(self, field: str, value: str) -> Ints:
        """Return the live passages with a value of a keyword field, int64 ascending."""
        return self.only_live(self.doc_values[field].passages_of(value))

    @property
    def procedural(self) -> Ints:
        """The live passages that are procedural, int64 ascending."""
        return self._keep("procedural", lambda: self.having("kind", "procedural"))

    def first_values(self, field: str) -> Ints:
        """Return the index of each passage's first value of a keyword field, -1 for none: int64, shape (size,)."""
        column = self.doc_values[field].column
        return self._keep(f"first {field}", lambda: column.first_values(column.codes))

    def _keep(self, what: str, make: Callable[[], Ints]) -> Ints:
        if self._kept is None:
            return make()
        found = self._kept.get(what)
        if found is None:
            found = self._kept[what] = make()
        return found

    def live_sources(self) -> Iterator[int]:
        """Return the indices of the sources that have not been removed, ascending."""
        gone = set(self.dead)
        return (source for source in range(len(self.source_names)) if source not in gone)

    @cached_property
    def _shown(self) -> ArrayFile:
        return self.file if self._read_shown is None else self._read_shown()

    @cached_property
    def passage_records(self) -> StoredFieldsReader:
        """The stored fields of the passages."""
        return StoredFieldsReader(self._shown, "passage.records", count=self.size)

    @cached_property
    def token_store(self) -> TokenStore:
        """The texts of the passages."""
        return TokenStore(self._shown, count=self.size)

    @cached_property
    def ids(self) -> Sequence[bytes]:
        """The ids of the passages, by number."""
        return self.doc_values["id"].ids()

    @cached_property
    def source_records(self) -> StoredFieldsReader:
        """The stored fields of the sources."""
        return StoredFieldsReader(self.file, "source.records", count=len(self.source_names))

    def lengths(self, field: int) -> npt.NDArray[np.unsignedinteger] | None:
        """Return the number of words of a text field by passage, unsigned; None if no passage has the field."""
        name = f"lengths.{TEXT_FIELDS[field]}"
        return self.file.places(name, _MOST_WORDS, count=self.size) if name in self.file else None

    def totals(self, field: int) -> FieldTotals:
        """Return the total length of a text field in the live passages."""
        return self._totals[field]

    @cached_property
    def _totals(self) -> tuple[FieldTotals, ...]:
        totals = []
        for field in range(len(TEXT_FIELDS)):
            lengths = self.lengths(field)
            if lengths is None:
                totals.append(FieldTotals(0, 0))
                continue
            kept = lengths if self.live is None else lengths[self.live]
            totals.append(FieldTotals(int(kept.sum(dtype=np.int64)), int(np.count_nonzero(kept))))
        return tuple(totals)

    # --- words

    @cached_property
    def postings(self) -> PostingsReader:
        """The reader of the posting lists."""
        return PostingsReader(self.file, self.terms, size=self.size, live=self.live)

    def find_stem(self, stem: bytes) -> int | None:
        """Return the number of a stem; None if the segment does not have it."""
        return self.stems.find(stem)

    def find_form(self, form: bytes) -> tuple[int, tuple[int, ...]] | None:
        """Return the stem of a form and the form's numbers under it; None if the segment does not have it."""
        order = self.terms.form_order
        place = self.forms.at_or_after_in(order, form)
        if place == len(order) or self.forms[order[place]] != form:
            return None
        stem = bisect_right(self.terms.stem_forms, order[place]) - 1
        first, last = self.terms.stem_forms[stem], self.terms.stem_forms[stem + 1]
        numbers = [order[place] - first]
        if last - first > 2:
            numbers += [
                number - first
                for number in range(first, last)
                if _UNITED in self.forms[number] and form in self.forms[number].split(_UNITED)
            ]
        return stem, tuple(numbers)

    def forms_from(self, prefix: bytes) -> Iterator[bytes]:
        """Yield the live forms that begin with a prefix, in order."""
        order = self.terms.form_order
        for place in range(self.forms.at_or_after_in(order, prefix), len(order)):
            form = self.forms[order[place]]
            if not form.startswith(prefix):
                return
            if _UNITED not in form and (self.live_forms is None or self.live_forms[order[place]]):
                yield form

    def posting_lists(self, text: str, *, exact: bool, fields: Collection[int]) -> list[PostingListRef]:
        """Return references to the posting lists of a stem, or of a form, in some text fields."""
        if exact:
            return self.posting_lists_of([text], fields=fields)
        stem = self.find_stem(encode(text))
        return [] if stem is None else self._posting_lists(stem, None, fields)

    def posting_lists_of(self, texts: Iterable[str], *, fields: Collection[int]) -> list[PostingListRef]:
        """Return references to the posting lists of any of some forms, which are looked for as one."""
        wanted: dict[int, set[int]] = {}
        for text in texts:
            if (found := self.find_form(encode(text))) is not None:
                wanted.setdefault(found[0], set()).update(found[1])
        return [
            ref
            for stem, forms in wanted.items()
            for ref in self._posting_lists(stem, tuple(sorted(forms)), fields)
        ]

    def _posting_lists(
        self, stem: int, forms: tuple[int, ...] | None, fields: Collection[int]
    ) -> list[PostingListRef]:
        if forms is not None and len(forms) == self.terms.stem_forms[stem + 1] - self.terms.stem_forms[stem]:
            # All that the stem has: its occurrences need not be told apart.
            forms = None
        first, last = self.terms.stem_lists[stem], self.terms.stem_lists[stem + 1]
        found_in = self.terms.list_field[first:last].tolist()
        if any(field >= after for field, after in pairwise(found_in)):
            raise self.file.corrupt("has several lists of a word in one field")
        return [
            PostingListRef(field, number, forms) for number, field in enumerate(found_in, first) if field in fields
        ]

    @cached_property
    def live_forms(self) -> npt.NDArray[np.bool_] | None:
        """Whether each form has an occurrence in a live passage: bool, shape (forms,); None if all have."""
        if self.live is None:
            return None
        firsts = self.stem_forms.astype(np.int64)
        mask = np.zeros(len(self.forms), dtype=bool)
        for first, last in self.postings.iter_stem_ranges(_AT_ONCE):
            occurrences = self.postings.occurrences(first, last)
            kept = self.live[occurrences.passages]
            mask[(firsts[occurrences.stems] + occurrences.forms)[kept]] = True
        for number in np.flatnonzero(mask).tolist():
            form = self.forms[number]
            if _UNITED in form:
                stem = bisect_right(self.terms.stem_forms, number) - 1
                for other in range(self.terms.stem_forms[stem], self.terms.stem_forms[stem + 1]):
                    mask[other] |= self.forms[other] in form.split(_UNITED)
        return mask

    def source_of(self, passage: int) -> int:
        """Return the index of a passage's source."""
        return bisect_right(self._source_first, passage) - 1

    def sources_of(self, passages: Ints) -> Ints:
        """Return the index of each passage's source."""
        if len(passages) * _FEW > self.size:
            of_all = np.arange(len(self.source_names)).repeat(differences(self.source_first))
            return of_all[passages]
        places: Ints = np.searchsorted(self.source_first, passages, side="right") - 1
        return places
