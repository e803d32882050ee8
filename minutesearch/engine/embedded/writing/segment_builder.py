"""The segment builder, which turns a batch of documents into the arrays of a segment."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch import kernel
from minutesearch.engine.contract import (
    KEYWORD_FIELDS,
    TEXT,
    TEXT_FIELDS,
    PassageTable,
    RunLengths,
    SourceDocument,
)
from minutesearch.engine.embedded.postings.postings_writer import (
    KeyBits,
    Occurrences,
    PackedPostings,
    pack_keyed_postings,
    pack_postings,
    postings_arrays,
)
from minutesearch.engine.embedded.segments.copies import COPY_KEYS, make_copy_keys
from minutesearch.engine.embedded.storage.bitpacking import Ints, ends_of, narrow, ranges
from minutesearch.engine.embedded.storage.doc_values import code_rows, doc_values_arrays, id_arrays
from minutesearch.engine.embedded.storage.stored_fields import sample_records, stored_fields_arrays
from minutesearch.engine.embedded.storage.string_table import encode, encode_all, table_arrays
from minutesearch.engine.embedded.terms.hash_table import Numbers
from minutesearch.engine.embedded.terms.term_builder import TermTable, term_arrays
from minutesearch.engine.embedded.terms.token_interner import TextTokens, TokenInterner
from minutesearch.engine.embedded.terms.token_store import token_store_arrays

__all__ = ["Arrays", "build_segment", "source_arrays"]

#: The arrays of a file, by name.
Arrays = dict[str, npt.NDArray[np.generic]]


class _FieldTokens(NamedTuple):
    """The tokens of one text field; the arrays have shape (tokens,)."""

    field: int
    #: The number of each token's form in the interner.
    forms: Numbers
    passages: Numbers
    #: The position of each token in its text.
    positions: Numbers


def source_arrays(names: Sequence[bytes], counts: Ints, records: Sequence[bytes]) -> Arrays:
    """Return the arrays to be written for sources, by name.

    Args:
        names: The names of the sources, sorted.
        counts: int64, shape (sources,): how many passages each has.
        records: The record of each.
    """
    return {
        **table_arrays("source", names),
        "source.first": narrow(ends_of(counts)),
        **stored_fields_arrays("source.records", records, sample_records(records)),
    }


def build_segment(
    documents: Sequence[SourceDocument], interner: TokenInterner, *, copies: npt.NDArray[np.uint64] | None = None
) -> Arrays:
    """Return the arrays of a segment with some sources, by name.

    Args:
        documents: The sources; no two with the same name.
        interner: The interner with the chunks of text of earlier batches.
        copies: uint64, shape (passages,): the copy keys of a part of a source, for which all of it counts.
    """
    # In the order of the names, the number of a passage is its place in reading order.
    documents = sorted(documents, key=lambda document: encode(document.name))
    tables = [document.passages for document in documents]
    counts = np.array([len(table) for table in tables], dtype=np.int64)
    arrays = source_arrays(
        [encode(document.name) for document in documents],
        counts,
        [encode(document.record) for document in documents],
    )
    records = encode_all([record for table in tables for record in table.records])
    arrays |= stored_fields_arrays("passage.records", records, sample_records(records))
    arrays |= id_arrays(encode_all([id_ for table in tables for id_ in table.ids]))
    for field in KEYWORD_FIELDS:
        # Most fields are empty in most meetings, of which a cluster has a segment each.
        if any(field in table.keywords for table in tables):
            arrays |= doc_values_arrays(field, *code_rows(*_rows(tables, field)))
    arrays[COPY_KEYS] = _copy_keys(tables) if copies is None else copies
    return arrays | _word_arrays(tables, interner)


def _rows(tables: Sequence[PassageTable], field: str) -> tuple[list[tuple[str, ...]], list[int]]:
    """Return the values of a keyword field in several tables by run of passages, and the length of each run."""
    rows: list[tuple[str, ...]] = []
    times: list[int] = []
    for table in tables:
        column = table.keywords.get(field)
        if column is None:
            rows += [()] if len(table) else []
            times += [len(table)] if len(table) else []
        elif isinstance(column, RunLengths):
            # An item without passages has a run of none.
            rows += itertools.compress(column.values, column.counts)
            times += filter(None, column.counts)
        else:
            rows += column
            times += itertools.repeat(1, len(column))
    return rows, times


def _copy_keys(tables: Sequence[PassageTable]) -> npt.NDArray[np.uint64]:
    keys = [make_copy_keys(_texts([table], TEXT), partial(_places, table)) for table in tables]
    return np.concatenate(keys) if keys else np.empty(0, dtype=np.uint64)


def _places(table: PassageTable) -> tuple[list[str], list[str]]:
    """Return the meeting of each passage, and the title, or else the number, of its item."""
    meetings, titles, numbers = (
        [row[0] if row else "" for row, count in zip(*_rows([table], field), strict=True) for _ in range(count)]
        for field in ("meeting", "item_title", "item_number")
    )
    return meetings, [title or number for title, number in zip(titles, numbers, strict=True)]


def _texts(tables: Sequence[PassageTable], field: str) -> list[str]:
    """Return the texts of a field, by passage, in several tables; empty where a passage has none."""
    columns = (table.texts.get(field) or itertools.repeat("", len(table)) for table in tables)
    return list(itertools.chain.from_iterable(columns))


def _word_arrays(tables: Sequence[PassageTable], interner: TokenInterner) -> Arrays:
    arrays: Arrays = {}
    parts: list[_FieldTokens] = []
    for field, name in enumerate(TEXT_FIELDS):
        texts = _texts(tables, name)
        if name == TEXT:
            chunked = interner.code(texts)
            arrays |= token_store_arrays(chunked, interner.chunks)
            tokens = interner.tokenise(chunked, texts)
            numbers = np.arange(len(texts))
        else:
            numbers = np.flatnonzero(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)))
            tokens = _tokenise_distinct([texts[number] for number in numbers.tolist()], interner)
        if len(tokens.forms):
            by_passage = np.zeros(len(texts), dtype=np.int64)
            by_passage[numbers] = tokens.lengths
            arrays[f"lengths.{name}"] = narrow(by_passage)
            passages = tokens.texts if name == TEXT else numbers.astype(np.int32)[tokens.texts]
            parts.append(_FieldTokens(field, tokens.forms, passages, tokens.positions))
    is_used = np.zeros(interner.terms.forms.count, dtype=bool)
    for part in parts:
        is_used[part.forms] = True
    words, stem_of, form_of, _ = interner.terms.order(np.flatnonzero(is_used))
    lists = _pack_postings(parts, words, stem_of, form_of)
    return arrays | term_arrays(words) | postings_arrays(lists, stem_count=len(words.stems))


def _pack_postings(
    parts: Sequence[_FieldTokens], words: TermTable, stem_of: Numbers, form_of: Numbers
) -> PackedPostings:
    """Sort the occurrences of all text fields into packed posting lists."""
    bits = KeyBits(
        stems=len(words.stems).bit_length(),
        fields=(len(TEXT_FIELDS) - 1).bit_length(),
        passages=_most(part.passages for part in parts).bit_length(),
        positions=_most(part.positions for part in parts).bit_length(),
        forms=int(form_of.max(initial=0)).bit_length(),
    )
    if sum(bits) > 64:
        return pack_postings(
            Occurrences(
                stems=_joined([stem_of[part.forms] for part in parts]),
                fields=_joined([np.full(len(part.forms), part.field, dtype=np.int32) for part in parts]),
                passages=_joined([part.passages for part in parts]),
                positions=_joined([part.positions for part in parts]),
                forms=_joined([form_of[part.forms] for part in parts]),
            ),
            words.counts,
        )
    # The part of a key that depends on the form is computed once for each form, not for each occurrence.
    shifts = ends_of(np.array(bits[::-1])).astype(np.uint64)
    of_form = (stem_of.astype(np.uint64) << shifts[4]) | form_of.astype(np.uint64)
    keys = np.empty(sum(len(part.forms) for part in parts), dtype=np.uint64)
    first = 0
    for part in parts:
        chosen = keys[first : first + len(part.forms)]
        first += len(part.forms)
        if kernel.compiled is not None:
            tokens = part.forms, part.passages, part.positions
            kernel.compiled.make_keys(tokens, of_form, (part.field, *shifts[3:0:-1].tolist()), chosen)
            continue
        np.take(of_form, part.forms, out=chosen)
        chosen |= np.uint64(part.field) << shifts[3]
        chosen |= part.passages.astype(np.uint64) << shifts[2]
        chosen |= part.positions.astype(np.uint64) << shifts[1]
    return pack_keyed_postings(keys, bits, words.counts)


def _most(parts: Iterable[Numbers]) -> int:
    return max((int(part.max(initial=0)) for part in parts), default=0)


def _joined(parts: Sequence[Numbers]) -> Numbers:
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int32)


def _tokenise_distinct(texts: Sequence[str], interner: TokenInterner) -> TextTokens:
    """Return the tokens of texts, analysing each distinct one once: an item's passages share its title."""
    distinct = list(dict.fromkeys(texts))
    numbers = {text: number for number, text in enumerate(distinct)}
    which = np.array([numbers[text] for text in texts], dtype=np.int64)
    tokens = interner.tokenise(interner.code(distinct), distinct)
    # Text by text, in whatever order within.
    order = np.argsort(tokens.texts, kind="stable")
    tokens = TextTokens(tokens.forms[order], tokens.texts[order], tokens.positions[order], tokens.lengths)
    counts = np.bincount(tokens.texts, minlength=len(numbers))
    members = ranges(ends_of(counts)[:-1][which], counts[which])
    at = np.repeat(np.arange(len(texts), dtype=np.int32), counts[which])
    return TextTokens(tokens.forms[members], at, tokens.positions[members], tokens.lengths[which])
