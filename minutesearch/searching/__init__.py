"""Searching an index: from a query to results."""

from minutesearch.searching.catalogue import Catalogue
from minutesearch.searching.contents import count_contents
from minutesearch.searching.likeness import find_related, find_similar
from minutesearch.searching.options import SearchOptions, make_options
from minutesearch.searching.search import search
from minutesearch.searching.shared import SharedCatalogue

__all__ = [
    "Catalogue",
    "SearchOptions",
    "SharedCatalogue",
    "count_contents",
    "find_related",
    "find_similar",
    "make_options",
    "search",
]
