"""Who attended, as lists print it: entries with names and roles, one after another or a line each.

`attendance_lists` reads a list into entries, of `list_pieces` by `list_names` and `list_roles`, which `roster`
completes, the cut of the list as a whole (`roster_cut`, `roster_segments`); `attendance_lines` reads the lines of
a page. These two are the ways in. Imports `people`, `cues` and `text`, and records.
"""
