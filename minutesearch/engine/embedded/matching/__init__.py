"""What the terms of a query find in a segment: terms, prefixes, phrases and nearness, and the best few of many.

Imports `storage`, `postings` and `segments`. The way in is `query_terms`; `phrases` looks at positions, and
`top_k` takes the first of an order without sorting all.
"""
