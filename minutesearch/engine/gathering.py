"""Gathering: a batch of documents turned into the arrays of a segment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.columns import code_rows, column_arrays, id_arrays
from minutesearch.engine.contract import AREAS, KEYS, PassageDocument, SourceDocument
from minutesearch.engine.lexicon import UNITED, Lexicon
from minutesearch.engine.lists import Spots, list_arrays, make_lists
from minutesearch.engine.packing import Ints, ends_of, narrow, ranges
from minutesearch.engine.records import record_arrays, sample_records
from minutesearch.engine.texts import encode, prefix_keys, table_arrays

__all__ = ["Arrays", "Forms", "form_arrays", "gather", "order_forms", "source_arrays"]

#: The arrays of a file by name.
Arrays = dict[str, npt.NDArray[np.generic]]
_Numbers = npt.NDArray[np.integer]


class Forms(NamedTuple):
    """The words of a segment: stems in order, and under each its forms in order."""

    stems: list[bytes]
    #: The forms, those of a stem beside each other.
    forms: list[bytes]
    #: int64, shape (stems,): how many forms each stem has.
    counts: Ints


def order_forms(pairs: Iterable[tuple[bytes, bytes]]) -> Forms:
    """Puts pairs of stem and form in order.

    Args:
        pairs: The pairs; members of united forms need not be among them.
    """
    united = UNITED.encode()
    every = set(pairs)
    every |= {(stem, part) for stem, form in every if united in form for part in form.split(united)}
    ordered = sorted(every)
    stems: list[bytes] = []
    counts: list[int] = []
    for stem, _ in ordered:
        if stems and stems[-1] == stem:
            counts[-1] += 1
        else:
            stems.append(stem)
            counts.append(1)
    return Forms(stems, [form for _, form in ordered], np.array(counts, dtype=np.int64))


def form_arrays(forms: Forms) -> Arrays:
    """Gives the arrays of a file for the words."""
    order = sorted(range(len(forms.forms)), key=forms.forms.__getitem__)
    return {
        "stem.key": prefix_keys(forms.stems),
        **table_arrays("stem", forms.stems),
        "stem.forms": narrow(ends_of(forms.counts)),
        **table_arrays("form", forms.forms),
        "form.order": narrow(np.array(order, dtype=np.int64)),
    }


def source_arrays(names: Sequence[bytes], counts: Ints, records: Sequence[bytes]) -> Arrays:
    """Gives the arrays of a file for sources.

    Args:
        names: Their names, in order.
        counts: int64, shape (sources,): how many passages each has.
        records: What is kept of each.
    """
    return {
        **table_arrays("source", names),
        "source.first": narrow(ends_of(counts)),
        **record_arrays("source.records", records, sample_records(records)),
    }


def gather(documents: Sequence[SourceDocument], lexicon: Lexicon) -> Arrays:
    """Gives the arrays of a segment that holds some sources.

    Args:
        documents: The sources; no two with one name.
        lexicon: What is known of pieces of text from batches before.
    """
    # In the order of the names, the number of a passage is its place in reading order.
    documents = sorted(documents, key=lambda document: encode(document.name))
    passages = [passage for document in documents for passage in document.passages]
    counts = np.array([len(document.passages) for document in documents], dtype=np.int64)
    arrays = source_arrays(
        [encode(document.name) for document in documents],
        counts,
        [encode(document.record) for document in documents],
    )
    records = [encode(passage.record) for passage in passages]
    arrays |= record_arrays("passage.records", records, sample_records(records))
    arrays |= id_arrays([encode(passage.keys["id"][0]) for passage in passages])
    for key in KEYS:
        if key != "id":
            arrays |= column_arrays(key, *code_rows(passage.keys.get(key, ()) for passage in passages))
    return arrays | _word_arrays(passages, lexicon)


def _word_arrays(passages: Sequence[PassageDocument], lexicon: Lexicon) -> Arrays:
    arrays: Arrays = {}
    parts: list[tuple[int, _Numbers, _Numbers, _Numbers]] = []
    for area, name in enumerate(AREAS):
        numbers = [number for number, passage in enumerate(passages) if passage.texts.get(name)]
        forms, at, positions, lengths = _spread_area([passages[number].texts[name] for number in numbers], lexicon)
        if len(forms):
            by_passage = np.zeros(len(passages), dtype=np.int64)
            by_passage[numbers] = lengths
            arrays[f"lengths.{name}"] = narrow(by_passage)
            parts.append((area, forms, np.array(numbers, dtype=np.int32)[at], positions))
    used = np.unique(np.concatenate([part[1] for part in parts])) if parts else np.empty(0, dtype=np.int64)
    words = order_forms(lexicon.forms[number] for number in used.tolist())
    stem_of, form_of = _places(words, lexicon, used)
    lists = make_lists(
        Spots(
            stems=_joined([stem_of[forms] for _, forms, _, _ in parts]),
            areas=_joined([np.full(len(forms), area, dtype=np.uint8) for area, forms, _, _ in parts]),
            passages=_joined([numbers for _, _, numbers, _ in parts]),
            positions=_joined([positions for _, _, _, positions in parts]),
            forms=_joined([form_of[forms] for _, forms, _, _ in parts]),
        ),
        words.counts,
    )
    return arrays | form_arrays(words) | list_arrays(lists, stem_count=len(words.stems))


def _joined(parts: list[_Numbers]) -> _Numbers:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int32)


def _places(words: Forms, lexicon: Lexicon, used: Ints) -> tuple[_Numbers, _Numbers]:
    """Gives for each of the lexicon's forms the number of its stem, and its own among those of the stem."""
    firsts = ends_of(words.counts)
    stems = np.repeat(np.arange(len(words.stems)), words.counts).tolist()
    places = {
        (words.stems[stem], form): number
        for number, (stem, form) in enumerate(zip(stems, words.forms, strict=True))
    }
    stem_of = np.zeros(len(lexicon.forms), dtype=np.int32)
    form_of = np.zeros(len(lexicon.forms), dtype=np.int32)
    flat = np.fromiter(
        (places[lexicon.forms[number]] for number in used.tolist()), dtype=np.int64, count=len(used)
    )
    stem_of[used] = np.array(stems, dtype=np.int64)[flat]
    form_of[used] = flat - firsts[stem_of[used]]
    return stem_of, form_of


def _spread_area(texts: Sequence[str], lexicon: Lexicon) -> tuple[_Numbers, _Numbers, _Numbers, Ints]:
    """Analyses the texts of an area, each distinct one once: all passages of an item have the same title."""
    numbers: dict[str, int] = {}
    which = np.fromiter(
        (numbers.setdefault(text, len(numbers)) for text in texts), dtype=np.int64, count=len(texts)
    )
    spread = lexicon.spread(list(numbers))
    if len(numbers) == len(texts):
        return spread.forms, spread.texts, spread.positions, spread.lengths
    counts = np.bincount(spread.texts, minlength=len(numbers))
    members = ranges(ends_of(counts)[:-1][which], counts[which])
    at = np.repeat(np.arange(len(texts)), counts[which])
    return spread.forms[members], at, spread.positions[members], spread.lengths[which]
