"""Votes: their figures and the names by side, gathered into polls.

`votes` is the way in. `tallies` reads sides under labels and those said to have voted otherwise, `counts` the
figures of a sentence, `ballots` how each member voted. Imports `printed`, segmenting and records.
"""
