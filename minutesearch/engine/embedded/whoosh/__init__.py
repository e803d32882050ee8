"""Whoosh on top of our segments: its codec's readers over the same arrays, and the fallback to its own matchers.

Imports `storage`, `terms`, `postings`, `segments` and `matching`. The only folder that subclasses Whoosh. The way
in is `fallback` for a search and `codec` for whoever holds a segment.
"""
