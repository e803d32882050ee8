"""How bytes lie on the disk: files of arrays, packed numbers, tables of strings, stored fields, doc values, lock.

The ground floor of the engine: imports the contract, records and errors, and no other folder of it. It knows
nothing of words or scores. `array_file` is where files are read and written; the others are the forms of what is
in them.
"""
