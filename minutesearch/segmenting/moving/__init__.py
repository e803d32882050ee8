"""Moving and seconding as minutes word it: one grammar over words for who moved, who seconded, in every form.

`moving_acts` is the way in, and `act_words` its table; `name_pairs` reads lines that are both names and no more.
Imports `people`, `cues` and `text`, and records.
"""
