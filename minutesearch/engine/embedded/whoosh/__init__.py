"""Whoosh on top of our segments: a codec for its readers over the same arrays, and the fallback to its matchers.

Imports `storage`, `terms`, `postings`, `segments` and `matching`. The only folder that subclasses Whoosh. The ways
in are `fallback` for a search and `codec` for whoever holds a segment.
"""
