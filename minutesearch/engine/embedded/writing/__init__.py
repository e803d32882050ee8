"""Writing: segments built from documents in batches, here or in worker processes, merged, and committed.

Imports `storage`, `commits`, `terms`, `postings` and `segments`. The way in is `index_writer`; a new part of a
segment starts in `segment_builder`.
"""
