"""Whoosh on top of our segments: its reader, searcher and matchers over the same arrays.

`array_fields` says what a reader needs, and `segment_fields` makes it of segments; `array_reader` and
`array_searcher` stand on that, and `evaluation` computes a query by arrays as far as they know it. Imports
`storage`, `terms`, `postings`, `segments`, `matching` and `ranking.context`. The only folder that subclasses
Whoosh's searcher. The ways in are `fallback` for a search of ours, and `array_searcher` for one of Whoosh's.
"""
