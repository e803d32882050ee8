"""Orders of found documents: by score or by columns, grouped, and collapsed to the best of each key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh.fields import Schema
from whoosh.sorting import Best, Count, FacetMap, FieldFacet, MultiFacet, OrderedList, ScoreFacet, UnorderedList

from minutesearch.engine.embedded.storage.bitpacking import Ints
from minutesearch.engine.embedded.whoosh.array_fields import ArrayFields, KeyColumn
from minutesearch.engine.embedded.whoosh.evaluation import Found

__all__ = ["Collapsed", "GroupedDocs", "SortKey", "collapse", "first_of", "make_sort_keys", "names_of"]

_Keys = npt.NDArray[Any]  # scores, or whole numbers
#: Groups whose numbers have 16 bits.
_FEW_GROUPS = 1 << 16
#: The lowest key is looked for in strides of so many.
_STRIDE = 32
#: With fewer documents than so many times those that are wanted, all are sorted.
_FEW = 4


class SortKey(NamedTuple):
    """One thing to sort by."""

    #: Shape (n,): what each of the documents is sorted by, ascending.
    keys: _Keys
    #: Returns what Whoosh would sort a document by, from its key.
    shown: Callable[[int | float], object]


def make_sort_keys(facets: Sequence[object], found: Found, fields: ArrayFields) -> list[SortKey] | None:
    """Return what facets of Whoosh's sort documents by; None if some are of a kind that is not known here.

    Args:
        facets: The facets, the most important first.
        found: The documents with their scores.
        fields: The fields of the state.
    """
    made = [_sort_key(facet, found, fields) for facet in facets]
    keys = [key for key in made if key is not None]
    return keys if len(keys) == len(made) else None


def _sort_key(facet: object, found: Found, fields: ArrayFields) -> SortKey | None:
    if type(facet) is ScoreFacet:
        return SortKey(-found.scores, float)
    column = column_of(facet, fields)
    if column is None or not isinstance(facet, FieldFacet):
        return None
    codes = column.codes[found.docs]
    values = column.values
    if not facet.reverse:
        return SortKey(codes, lambda key: values[int(key)])
    if getattr(fields.schema[facet.fieldname].column_type, "reversible", False):
        return SortKey(-codes, lambda key: 0 - values[-int(key)])  # type: ignore[operator]  # numbers
    return SortKey(-codes, int)


def column_of(facet: object, fields: ArrayFields) -> KeyColumn | None:
    """Return the column that a facet goes by; None if it goes by anything else."""
    if type(facet) is not FieldFacet or facet.allow_overlap or facet.fieldname not in fields.schema:
        return None
    return fields.column(facet.fieldname)


def first_of(keys: Sequence[_Keys], docs: Ints, limit: int | None, *, reverse: bool = False) -> Ints:
    """Return the places of the first documents in an order; ties go by number.

    Args:
        keys: What to sort by, the most important first, each by document.
        docs: The documents, ascending.
        limit: How many to return; None for all.
        reverse: Whether to return the last, backwards.
    """
    if not len(keys):
        return np.arange(len(docs))[:limit]
    ordered = [-key for key in keys] if reverse else list(keys)
    places = np.arange(len(docs))
    if reverse:
        # The sort is stable, and ties go by number backwards.
        places, ordered = places[::-1], [key[::-1] for key in ordered]
    if limit is not None and limit * _FEW < len(docs):
        chosen = np.flatnonzero(ordered[0] <= _bound(ordered[0], limit))
        places, ordered = places[chosen], [key[chosen] for key in ordered]
    found: Ints = places[np.lexsort(ordered[::-1])][:limit]
    return found


def _bound(keys: _Keys, limit: int) -> float:
    """Return a key that at least `limit` keys do not exceed, and not many more, by the lowest of each stride."""
    strides = len(keys) // _STRIDE
    if strides <= limit:
        return float(np.partition(keys, limit - 1)[limit - 1])
    lowest = keys[: strides * _STRIDE].reshape(strides, _STRIDE).min(axis=1)
    return float(np.partition(lowest, limit - 1)[limit - 1])


class Collapsed(NamedTuple):
    """Documents of which of each key only the best are kept."""

    #: int64, ascending: the places of those that are kept.
    places: Ints
    #: How many others each key has, by its name.
    others: dict[object, int]


def collapse(
    keys: Sequence[_Keys], docs: Ints, codes: Ints, names: Callable[[int], object], *, limit: int
) -> Collapsed:
    """Return the best documents of each key; those without a key are all kept.

    Args:
        keys: What is better, by document: the lowest.
        docs: The documents, ascending.
        codes: The key of each.
        names: Returns the name of a key; one of nothing is none.
        limit: How many of each key to keep.
    """
    order = np.lexsort([docs, *reversed(keys), codes])
    sorted_codes = codes[order]
    starts = np.flatnonzero(np.diff(sorted_codes, prepend=-1))
    rank = np.arange(len(order)) - np.repeat(starts, np.diff(starts, append=len(order)))
    bare = np.isin(sorted_codes, [code for code in np.unique(codes).tolist() if not names(code)])
    kept = (rank < limit) | bare
    counts = np.bincount(sorted_codes[~kept], minlength=1)
    return Collapsed(
        np.sort(order[kept]), {names(code): int(counts[code]) for code in np.flatnonzero(counts).tolist()}
    )


class GroupedDocs(FacetMap):
    """The groups of found documents, as one of Whoosh's facet maps; they are made when they are asked for.

    Args:
        docs: The documents, ascending.
        order: Returns their places in the order that they have within a group.
        codes: The group of each.
        names: Returns the name of a group.
        maptype: Which of Whoosh's maps it stands for.
    """

    def __init__(
        self,
        docs: Ints,
        order: Callable[[], Ints],
        codes: Ints,
        *,
        names: Callable[[int], object],
        maptype: type[FacetMap],
    ) -> None:
        self._docs = docs
        self._order = order
        self._codes = codes
        self._names = names
        self._maptype = maptype

    @staticmethod
    def knows(maptype: object) -> bool:
        """Return whether a kind of map is known here."""
        return maptype in (None, OrderedList, UnorderedList, Count, Best)

    def add(self, groupname: object, docid: int, sortkey: object) -> None:
        """Raise an error: the groups are complete."""
        raise NotImplementedError("the groups of a search are complete")

    def as_dict(self) -> dict[object, object]:
        """Return the groups by name: their documents, their number or their best document."""
        if not len(self._docs):
            return {}
        if self._maptype is Count:
            counts = np.bincount(self._codes, minlength=1)
            return {self._names(code): int(counts[code]) for code in np.flatnonzero(counts).tolist()}
        docs, codes = self._docs, self._codes
        if self._maptype is not UnorderedList:
            order = self._order()
            docs, codes = docs[order], codes[order]
        # Numbers of 16 bits are sorted by their digits, in a fraction of the time.
        few = codes.astype(np.uint16) if codes.max(initial=0) < _FEW_GROUPS else codes
        order = np.argsort(few, kind="stable")
        docs, codes = docs[order], codes[order]
        starts = np.flatnonzero(np.diff(codes, prepend=-1)).tolist()
        listed = docs.tolist()
        groups: dict[object, object] = {}
        for first, last in zip(starts, [*starts[1:], len(listed)], strict=True):
            name = self._names(int(codes[first]))
            groups[name] = listed[first] if self._maptype is Best else listed[first:last]
        return groups


def names_of(fieldname: str, column: KeyColumn, schema: Schema) -> Callable[[int], object]:
    """Return a function from the code of a column's value to the value that a user knows."""
    field = schema[fieldname]
    return lambda code: field.from_column_value(column.values[code])


def facets_of(sortedby: object) -> list[object]:
    """Return the facets of what Whoosh takes to sort by: a field's name, a facet, or several of them."""
    found: list[object] = []
    for facet in MultiFacet.from_sortedby(sortedby).facets:
        found += facets_of(facet.facets) if type(facet) is MultiFacet else [facet]
    return found
