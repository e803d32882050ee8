"""Changing an index: from sources to documents, and which of them to put in and take out."""

from minutesearch.indexing.changes import Progress, add_sources, make_effort, remove_sources, sync_folder
from minutesearch.indexing.readings import read_files

__all__ = ["Progress", "add_sources", "make_effort", "read_files", "remove_sources", "sync_folder"]
