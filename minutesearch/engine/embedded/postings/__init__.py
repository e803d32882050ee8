"""Postings: the passages of each term with frequencies and positions, sets of passages, and BM25.

Imports `storage` and `terms`. The way in is `postings_writer` for a segment being written, `postings_reader` for
one that is read, and `doc_set` for combining the passages that were read.
"""
