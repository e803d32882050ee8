"""What the sentences of a passage say of motions, before any motion of the item is known.

`sentence_acts` reads who moves and seconds in one, `credits` both named together, `told_motions` whether it only
tells of a motion, `settled_motions` whether it settles it, `amending` whether it amends another; `moving_passages`
says which passages are read so at all. The ways in are its modules. Imports `printed`, segmenting and records.
"""
