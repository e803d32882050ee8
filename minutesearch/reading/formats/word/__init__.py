"""Word as blocks: the document's XML walked whole, with the looks and the list numbers that its styles give.

Imports `layout`. The way in is `word_blocks`, where python-docx is met.
"""
