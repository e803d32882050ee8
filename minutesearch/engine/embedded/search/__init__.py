"""Search: the execution of a request in one snapshot, from matching to one page of passages, groups and facets.

Imports `storage`, `postings`, `segments`, `matching`, `ranking` and `whoosh`. The way in is `searcher`;
`query_gate` admits large queries one at a time, and `memory_trim` returns their freed memory to the system.
"""
