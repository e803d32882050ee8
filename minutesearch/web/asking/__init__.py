"""What a request asks for: its parameters checked, and the addresses that ask for something else.

`parameters` lists all there are, `asked` reads and checks them and searches, `addresses` writes them back, and
`limits` says who asks too often. Imports the package's own face, errors, results and the words. The way in is this
module.
"""

from __future__ import annotations

from minutesearch.web.asking.addresses import Addresses, web_address
from minutesearch.web.asking.asked import LONGEST_QUOTE, Asked, Pairs, RequestError, own_pairs, read_request
from minutesearch.web.asking.limits import RateLimit
from minutesearch.web.asking.parameters import DATA, FILTERS, PAGE, PARAMETERS, QUOTE, Parameter

__all__ = [
    "DATA",
    "FILTERS",
    "LONGEST_QUOTE",
    "PAGE",
    "PARAMETERS",
    "QUOTE",
    "Addresses",
    "Asked",
    "Pairs",
    "Parameter",
    "RateLimit",
    "RequestError",
    "own_pairs",
    "read_request",
    "web_address",
]
