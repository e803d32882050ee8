"""Postings: which passages a term stands in, how often and where; sets of passages; BM25, which scores them.

Imports `storage` and `terms`. The way in is `postings_writer` for a segment being written, `postings_reader` for
one that is read, and `doc_set` and `scored_docs` for combining what was read.
"""
