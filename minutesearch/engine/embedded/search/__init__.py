"""A search over one committed state: matched, ranked, collected into hits, groups and facets.

Imports `storage`, `postings`, `segments`, `matching`, `ranking` and `whoosh`. The way in is `searcher`;
`query_gate` lets large queries take turns, and `memory_trim` gives their memory back.
"""
