"""Items: where each agenda item begins, what its title and sections are, and what stands above the first.

Imports `layout`. The ways in are `item_starts` and `plain_starts` for where items begin, `sections` for one item,
`page_header` for the meeting.
"""
