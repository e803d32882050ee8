"""HTML as blocks: the tree within limits, its visible lines and the cells of its tables, what it hides or raises.

Imports `layout`. The ways in are `html_lines` for any piece of HTML and `html_page` for a whole page.
"""
