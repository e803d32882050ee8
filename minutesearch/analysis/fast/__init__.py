"""The analyser for a great many texts: each distinct chunk of them is analysed once, common words by arrays.

The ways in are `chunks` for a writer and `finding` for highlighting; they give what the analyser gives. Imports
the modules of `analysis` itself. NumPy is loaded only by what a writer calls.
"""
