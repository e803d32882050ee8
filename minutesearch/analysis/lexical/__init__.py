"""What is known of single words: other spellings, the nearest words, what an acronym is short for.

Queries are expanded by it; each module is a way in. Imports the modules of `analysis` itself and nothing of
`fast`.
"""
