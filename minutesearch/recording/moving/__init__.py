"""Motions and amendments: who moved and seconded them, and how they ended.

`motions` is the way in. `sentences` reads what a sentence says of one, `name_lines` lines that name mover
and seconder, `motion_rows` rows of tables, `moved_texts` what was moved where other passages say it, `outcomes`
how a motion ended, `motion_ends` which of them that is of, `resolutions` whether a resolution can be of it;
`moved_words` tells endings among the words moved. `motion_draft` holds a motion till the item is read,
`item_motions` all of an item's; `paired_movers` says who moves on a whole page. Imports `voting`, `printed`,
segmenting and records.
"""
