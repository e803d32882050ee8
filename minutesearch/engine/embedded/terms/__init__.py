"""Terms: the term dictionary, the token store, and the numbers of terms while a segment is written.

Imports `storage`. A segment being written comes in by `token_interner`, `term_builder` and `token_store`; one that
is read by `term_dictionary` and `token_store`.
"""
