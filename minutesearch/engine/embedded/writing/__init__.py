"""From documents to segments: built in batches, here or in worker processes, merged, and committed.

Imports `storage`, `commits`, `terms`, `postings` and `segments`. The way in is `index_writer`; `segment_builder`
is where a new thing that a segment holds is first gathered.
"""
