"""A segment opened for reading, and the segments of one committed state taken together.

Imports `storage`, `terms` and `postings`. The way in is `segment_reader` for one file and `index_reader` for a
state; `integrity` tells whether what a segment holds fits together.
"""
