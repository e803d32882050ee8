"""Text as segmenting reads it: sentences, words with their places, the marks that paragraphs begin with.

The ground floor: imports nothing of segmenting above it, only pages and records. `sentences` is where most readers
come in; `word_lists` is how the other folders write down theirs.
"""
