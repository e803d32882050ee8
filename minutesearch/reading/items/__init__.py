"""Items: where each agenda item begins, and what its title and sections are.

Imports `layout`, `counting` and, to tell the lines of a head, `heads`. The ways in are `item_starts` and
`plain_starts` for where items begin, and `sections` for one item, with its title in `item_title`.
"""
