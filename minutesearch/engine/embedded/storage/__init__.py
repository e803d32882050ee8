"""Storage: files of arrays, packed numbers, string tables, stored fields, doc values, cache and write lock.

The ground floor of the engine: imports the contract, records and errors, and no other folder of it. It knows
nothing of words or scores. The way in is `array_file`, by which files are read and written; the others are the
layouts inside them.
"""
