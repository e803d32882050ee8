"""Quotations: whether a sentence is in the minutes, word for word or nearly, where, and what differs.

`check` is the way in. It has `quotation` cut the text at its elisions, `candidates` find where it may be from,
`reach` lay the passages there side by side, `comparison` compare word by word, and `senses` see to negations and
numbers. Imports the store and the filters of `searching`, and nothing of its search.
"""

from minutesearch.searching.quoting.check import check_quote

__all__ = ["check_quote"]
