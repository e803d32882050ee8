"""Changing an index: from sources to documents, and which of them to put in and take out."""

from minutesearch.indexing.changes import (
    Change,
    make_effort,
    plan_addition,
    plan_sync,
    remove_sources,
)
from minutesearch.indexing.readings import read_files
from minutesearch.indexing.restoring import iter_restored, restore_document

__all__ = [
    "Change",
    "iter_restored",
    "make_effort",
    "plan_addition",
    "plan_sync",
    "read_files",
    "remove_sources",
    "restore_document",
]
