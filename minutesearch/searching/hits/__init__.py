"""Hits: what of a passage matched, and the stretch of its item that it stands for.

`highlights` finds the words that match in a text, and those that are missing; `stretches` lays out the discussion
round each of the best passages. Imports the engine's contract, query, analysis, the results and the store, and
knows nothing of how a search is made. Each module is a way in.
"""
