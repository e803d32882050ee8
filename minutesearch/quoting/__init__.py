"""Quotations: whether a sentence is in the minutes, word for word or nearly, where, and what differs.

`check` has `quotation` cut the text at its elisions, `candidates` find where it may be from, `reach` lay the
passages there side by side, `comparison` compare word by word, and `senses` see to negations and numbers. Imports
searching (its store, filters and options), engine, query, analysis, records, results and errors. The way in is
this module.
"""

from minutesearch.quoting.check import check_quote

__all__ = ["check_quote"]
