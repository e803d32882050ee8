"""Votes: their figures and the names by side, gathered into polls.

`votes` is the way in. `tallies` reads sides under labels, `counts` the figures of a sentence, `ballots` how each
member voted, `dissents` who is said to have voted otherwise. Imports `printed`, segmenting and records.
"""
