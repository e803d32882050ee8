"""The analyser for a great many texts: each distinct chunk of them is analysed once, common words by arrays.

A writer and highlighting come in by `chunks` and `finding`; what they give equals what the analyser gives. Imports
the modules of `analysis` itself. NumPy is loaded only by what a writer calls.
"""
