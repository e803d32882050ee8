"""Items: where each agenda item begins, what its title and sections are, and what stands above the first.

Imports `layout`. The ways in are `item_starts` and `plain_starts` for where items begin, `sections` for one item,
with its title in `item_title`, and `page_header` for the meeting, with its body's name in `body_names`.
"""
