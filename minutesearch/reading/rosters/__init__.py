"""Lists of persons in a head that layout alone shows to be such: one to a line, with an office beside some.

`person_lines` says of one line what speaks for a person, a label or text, and `regions` which lines in a row are a
list, and whether anything says that those in it came. Imports `person_names` and `layout`.
The way in is `regions`.
"""
