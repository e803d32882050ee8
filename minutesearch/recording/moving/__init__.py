"""Motions and amendments: who moved and seconded them, and how they ended.

`motions` is the way in. `motion_sentences` reads what a sentence says of one, `credits` mover and seconder named
together, `outcomes` how it ended, `resolutions` whether a resolution can be of it; `motion_draft` holds it till
the item is read. Imports `voting`, `printed`, segmenting and records.
"""
