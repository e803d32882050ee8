"""From words to numbers and back: the term dictionary, the tokens of texts, terms near a misspelt one.

Imports `storage`. A segment being written comes in by `token_interner`, `term_builder` and `token_store`; one that
is read by `term_dictionary`, `token_store` and `fuzzy_terms`.
"""
