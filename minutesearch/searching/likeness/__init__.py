"""What passages have in common: words of the best for ranking again, and passages like a given one.

`feedback` takes words from the best passages of a search, `more_like_this` finds those like one passage or text.
Imports analysis, the query language, the engine's contract and the store, and knows nothing of how a search is
made. The ways in are `common_words`, `find_related` and `find_similar`.
"""
