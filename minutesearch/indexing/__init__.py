"""Indexing: from sources to documents, and which of them to add, replace and remove.

Here live the plan of what is to go in, the change that is made of it, and the documents that an engine takes. It
imports reading, recording and the engine's contract, and knows nothing of searching. The way in is this module.
"""

from minutesearch.indexing.changes import (
    Change,
    make_write_options,
    plan_addition,
    plan_sync,
    remove_sources,
)
from minutesearch.indexing.ingest_plan import read_files
from minutesearch.indexing.restoring import iter_restored, restore_document

__all__ = [
    "Change",
    "iter_restored",
    "make_write_options",
    "plan_addition",
    "plan_sync",
    "read_files",
    "remove_sources",
    "restore_document",
]
