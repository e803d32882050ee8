"""Indexing: from sources to documents, and which of them to add, replace and remove.

Here live the plan of what is to go in, the change that is made of it, and the documents that an engine takes. It
imports reading, recording and the engine's contract, and knows nothing of searching. The way in is this module.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

#: The module of each, loaded when it is first asked for: the rules of reading take a quarter of a second of
#: processor time, and who only searches reads no page.
_MODULES = {
    "iter_restored": "restoring",
    "read_files": "ingest_plan",
    "restore_document": "restoring",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_MODULES.get(name, 'changes')}"), name)
    globals()[name] = value
    return value
