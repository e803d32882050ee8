"""The keyword fields of passages as the cluster takes them."""

from __future__ import annotations

import json
from collections.abc import Collection

from minutesearch.engine.contract import KEYWORD_FIELDS, PassageTable
from minutesearch.engine.opensearch.client.json_text import quote
from minutesearch.engine.opensearch.client.mapping import keyword_of

__all__ = ["keywords_as_json"]

_ID = "id"


def keywords_as_json(table: PassageTable, *, without: Collection[str] = ()) -> list[str]:
    """Return the values of each passage's keyword fields as they are indexed, as JSON has them between its braces.

    Args:
        table: The passages.
        without: The fields to leave out.
    """
    fields = [field for field in KEYWORD_FIELDS if field in table.keywords and field not in without]
    # Neighbours have most of their values in common, or all but the id.
    known: dict[tuple[tuple[str, ...], ...], str] = {}
    found = []
    for row in zip(*map(table.column, fields), strict=True) if fields else [()] * len(table):
        made = known.get(row)
        if made is None:
            values = {field: [*map(keyword_of, each)] for field, each in zip(fields, row, strict=True) if each}
            made = known[row] = json.dumps(values)[1:-1]
        found.append(made)
    if _ID not in without:
        ids = [f'"{_ID}": [{quote(keyword_of(id_))}]' for id_ in table.ids]
        found = [f"{id_}, {made}" if made else id_ for id_, made in zip(ids, found, strict=True)]
    return found
