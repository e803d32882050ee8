"""Moving and seconding as minutes word it: one grammar over words for who moved, who seconded, in every form.

`moving_acts` is the way in, and `act_words` its table; `names_before` and `names_behind` read who stands beside a
word of it, `name_pairs` lines that are both names and no more, `unnamed` finds what nobody is named for. Imports
`people`, `cues` and `text`, and records.
"""
