"""Ways of writing one thing: a day or time, a sum, a measure, a reference, a postcode, a contraction, a compound.

`written_ways` finds the stretches of a text that may be written otherwise, each kind by its own module;
`compounds` says which words may be one or two. Whether an index has any of these ways is for the caller to ask.
Imports the modules of `analysis` itself, and dates. The ways in are `find_writings`, `may_join` and `splits_of`.
"""
