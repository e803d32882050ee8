"""What a query is widened by: other ways of writing what was typed, and the words of the best passages.

`rewriting` finds what an index has written otherwise, and `feedback` takes words from the best passages. Imports
the query language, analysis, the engine's contract and the store, and knows nothing of how a search is made. The
ways in are `find_rewritings`, `phrases_of` and `common_words`.
"""
