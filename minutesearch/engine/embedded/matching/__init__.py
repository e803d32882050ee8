"""Matching: the passages of a segment with a word, phrase or group of near words, and the top k of many scores.

Imports `storage`, `postings` and `segments`. The way in is `query_terms`; `phrases` compares positions, and
`top_k` takes the first of an order without sorting all.
"""
