"""Bodies: what the name of a body is, as a line by itself or among the words of one.

Imports `layout`. Two ways in: `body_spans` finds the names of bodies in the words of a line, `body_names` tells
a line that is such a name.
"""
