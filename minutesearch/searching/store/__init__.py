"""The documents of a snapshot: records, statistics, acronyms and speakers, ready for searches.

Here live the records of sources, meetings, items and passages, read when they are asked for and then kept; what
the index holds in figures; its acronyms and speakers, to be looked up by the words of a query; and the stretches
of items round the passages that were found. It imports the engine's contract, analysis, query and the records, and
knows nothing of how a search goes. The way in is this module.
"""

from minutesearch.searching.store.document_store import DocumentStore, SharedStore
from minutesearch.searching.store.stats import count_arrivals, count_contents

__all__ = ["DocumentStore", "SharedStore", "count_arrivals", "count_contents"]
