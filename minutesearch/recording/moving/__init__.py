"""Motions and amendments: who moved and seconded them, and how they ended.

`motions` is the way in. `movers` and `credits` read who moved, `outcomes` how it ended, and `motion_draft` holds
both till the item is read. Imports `voting`, `printed`, segmenting and records.
"""
