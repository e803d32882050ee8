"""Terms: the term dictionary, the token store, and the numbers of terms while a segment is written.

Imports `storage`. The ways in are `token_interner`, `term_builder` and `token_store` for a segment being written,
`term_dictionary` and `token_store` for one that is read.
"""
