"""Functions that open an index of ours as Whoosh opens its own, with Whoosh's arguments."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

from whoosh.fields import Schema
from whoosh.index import _DEF_INDEX_NAME

from minutesearch.analysis import Analyser, choose_analyser
from minutesearch.engine import analyser_of, is_index, open_engine
from minutesearch.errors import ArgumentError, ReadOnlyError
from minutesearch.whoosh.passage_index import PassageIndex

__all__ = ["create_in", "exists_in", "open_dir"]


def open_dir(
    dirname: str | Path,
    indexname: str | None = None,
    readonly: bool = True,  # noqa: ARG001  # it always is
    schema: Schema | None = None,
    *,
    analyser: Analyser | None = None,
) -> PassageIndex:
    """Open the index in a folder as an index of Whoosh's.

    Args:
        dirname: The folder. Nothing is written to it.
        indexname: None, or Whoosh's own default: a folder holds one index.
        readonly: Nothing: it always is.
        schema: A schema that the caller expects; None for any. The index's own is used in any case.
        analyser: The analyser that the index was made with, as in `minutesearch.open_index`.

    Raises:
        IndexMissingError: There is no index of ours in the folder; one of Whoosh's own is named as such.
        AnalyserError: It was made with another analyser than is given, or with one that must be given.
        IndexFormatError: Another version made it.
        CorruptIndexError: It cannot be read.
        ArgumentError: The index has another name, or does not fit the schema.

    Example:
        >>> from minutesearch.whoosh import open_dir  # doctest: +SKIP
        >>> with open_dir("indexes/seeds").searcher() as searcher:
        ...     searcher.find("content", "voluntary sector")[0]["title"]
    """
    if indexname not in (None, _DEF_INDEX_NAME):
        raise ArgumentError(
            f"a folder of minutesearch holds one index without a name, not {indexname!r}: leave indexname out",
            argument="indexname",
        )
    if not isinstance(dirname, str | os.PathLike):
        raise ArgumentError(f"dirname must be a folder, not {dirname!r:.60}", argument="dirname")
    folder = Path(dirname)
    chosen = choose_analyser(str(folder), analyser_of(folder), analyser)
    index = PassageIndex(open_engine(folder, analyser=chosen), path=folder, analyser=chosen)
    if schema is not None:
        _check_schema(schema, index.schema)
    return index


def _check_schema(expected: Schema, schema: Schema) -> None:
    for name, field in expected.items():
        if name not in schema:
            raise ArgumentError(
                f"the index has no field {name!r}: leave schema out; open_dir(folder).schema says what it has",
                argument="schema",
            )
        if not isinstance(schema[name], type(field)):
            raise ArgumentError(
                f"field {name!r} of the index is no {type(field).__name__}: leave schema out;"
                " open_dir(folder).schema says what it is",
                argument="schema",
            )


def exists_in(dirname: str | Path, indexname: str | None = None) -> bool:
    """Return whether a folder holds an index of ours.

    Args:
        dirname: The folder.
        indexname: None, or Whoosh's own default: a folder holds one index.
    """
    return indexname in (None, _DEF_INDEX_NAME) and is_index(Path(dirname))


def create_in(
    dirname: str | Path,  # noqa: ARG001  # wherever it is asked
    schema: Schema | None = None,  # noqa: ARG001  # as above
    indexname: str | None = None,  # noqa: ARG001  # as above
) -> NoReturn:
    """Raise an error: an index of minutes is created by `minutesearch.create_index`, and has its own schema.

    Raises:
        ReadOnlyError: Always.
    """
    raise ReadOnlyError("minutesearch.create_index(folder) creates an index of minutes, and Index.add fills it")
