"""What stands around a passage: its neighbours, item and meeting, and what a term hits in the whole state.

Imports `storage`, `postings`, `segments` and `matching`, and nothing of `scoring`. All of it is worked out once
for a committed state or once for a term and kept by `context_cache`, which is the way in.
"""
