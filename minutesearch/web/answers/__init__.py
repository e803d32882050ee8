"""The same as data: downloads and feeds of a search, and what programs ask of a site.

`downloads` has every form of the hits, `quotes` the check of a quotation, `api` the description of them all,
`discovery` what browsers, crawlers and monitors ask for. Imports `asking`, `delivery` and the words. The way in is
this module.
"""

from __future__ import annotations

from minutesearch.web.answers.api import describe_api, show_api
from minutesearch.web.answers.discovery import describe_search, list_for_robots, map_site, report_health
from minutesearch.web.answers.downloads import download
from minutesearch.web.answers.quotes import check_quote

__all__ = [
    "check_quote",
    "describe_api",
    "describe_search",
    "download",
    "list_for_robots",
    "map_site",
    "report_health",
    "show_api",
]
