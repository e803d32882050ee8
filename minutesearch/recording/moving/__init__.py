"""Motions and amendments: who moved and seconded them, and how they ended.

`motions` is the way in. `motion_sentences` reads what a sentence says of one, `movers` and `credits` who moved,
`outcomes` how it ended, and `motion_draft` holds both till the item is read. Imports `voting`, `printed`,
segmenting and records.
"""
