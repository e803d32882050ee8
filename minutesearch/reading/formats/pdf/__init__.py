"""PDF as blocks: where each letter stands, and the words, rows, columns and cells that they make.

Imports `layout`. The way in is `pdf_blocks`; PDFium and pypdf are met in `pdf_letters` alone.
"""
