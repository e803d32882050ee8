"""The façade: what people and apps use of an index.

Here live `Index`, the functions that open, create and repair one, and the diagnosis of damage. It imports
indexing, searching and the engine, and is imported by nobody but the package itself, which is the way in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.analysis import Analyser
from minutesearch.engine import ClusterAccess, Grouping, Sorting
from minutesearch.index.copying import copy_index
from minutesearch.index.facade import Index
from minutesearch.index.opening import create_index, delete_empty_index, open_index, repair_index
from minutesearch.searching import DecisionTypeName, Duplicates, KindName, Match, OutcomeName, Syntax

if TYPE_CHECKING:
    from minutesearch.indexing import read_files

__all__ = [
    "Analyser",
    "ClusterAccess",
    "DecisionTypeName",
    "Duplicates",
    "Grouping",
    "Index",
    "KindName",
    "Match",
    "OutcomeName",
    "Sorting",
    "Syntax",
    "copy_index",
    "create_index",
    "delete_empty_index",
    "open_index",
    "read_files",
    "repair_index",
]


def __getattr__(name: str) -> object:
    if name != "read_files":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from minutesearch import indexing  # only here: it is loaded when it is asked for

    return indexing.read_files
