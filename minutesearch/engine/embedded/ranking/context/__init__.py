"""The context of passages: their neighbours, items and meetings, and the hits of a term in the whole state.

Imports `storage`, `postings`, `segments` and `matching`, and nothing of `scoring`. All of it is computed once
for a committed state or once for a term, and cached by `context_cache`, which is the way in.
"""
