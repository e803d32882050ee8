"""The façade: what people and apps use of an index."""

from minutesearch.index.facade import Index
from minutesearch.index.opening import create_index, open_index, read_files, repair_index

__all__ = ["Index", "create_index", "open_index", "read_files", "repair_index"]
