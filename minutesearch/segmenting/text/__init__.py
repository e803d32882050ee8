"""Text as segmenting reads it: sentences, words with their places, the marks that paragraphs begin with.

The ground floor: imports nothing of segmenting above it, only pages and records. The way in is `sentences` for
most readers; `word_lists` is how the other folders write down theirs.
"""
