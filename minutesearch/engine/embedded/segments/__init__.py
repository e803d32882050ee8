"""Segments: the reader of one segment, and the reader of all segments of a committed state.

Imports `storage`, `terms` and `postings`. The way in is `segment_reader` for one file and `index_reader` for a
state; `integrity` checks whether the content of a segment fits together; `vocabulary` and `keyword_values` list
what its live passages have.
"""
