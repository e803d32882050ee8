"""The façade: what people and apps use of an index.

Here live `Index`, the functions that open, create and repair one, and the diagnosis of damage. It imports
indexing, searching and the engine, and is imported by nobody but the package itself, which is the way in.
"""

from minutesearch.analysis import Analyser
from minutesearch.index.facade import Index
from minutesearch.index.opening import create_index, delete_empty_index, open_index, repair_index
from minutesearch.indexing import read_files

__all__ = ["Analyser", "Index", "create_index", "delete_empty_index", "open_index", "read_files", "repair_index"]
