"""The frozen values that searching or changing an index returns.

`hits` and `search_results` are the answer to a search, with `facets`, `periods` and `timelines` counted in it;
`stretches` are several passages as one hit, `likes` is what is like something else, `gone` what is there no more,
`quotes` how a quotation compares, and `reports` what changing, reading and counting return. `presenting` shows
hits in a notebook and as rows. Imports records, located, explanations, markup and errors. The way in is this
module.
"""

from minutesearch.results.facets import FacetCount, FacetName, PersonCount, YearCount
from minutesearch.results.gone import GonePassage
from minutesearch.results.hits import Hit
from minutesearch.results.likes import Related, Similar
from minutesearch.results.people import LikelyPerson, PrintedName
from minutesearch.results.periods import Extent, Period, count_periods
from minutesearch.results.quotes import QuoteCheck, QuoteMark, QuotePart, QuotePlace, QuoteStretch
from minutesearch.results.reports import (
    Acronym,
    Arrival,
    DroppedLine,
    FileReading,
    IndexedSource,
    PassageProgress,
    Progress,
    Repair,
    Report,
    Stats,
)
from minutesearch.results.search_results import Narrower, Results
from minutesearch.results.stretches import Stretch
from minutesearch.results.timelines import HEIGHT, WIDTH, Timeline, lay_bars

__all__ = [
    "HEIGHT",
    "WIDTH",
    "Acronym",
    "Arrival",
    "DroppedLine",
    "Extent",
    "FacetCount",
    "FacetName",
    "FileReading",
    "GonePassage",
    "Hit",
    "IndexedSource",
    "LikelyPerson",
    "Narrower",
    "PassageProgress",
    "Period",
    "PersonCount",
    "PrintedName",
    "Progress",
    "QuoteCheck",
    "QuoteMark",
    "QuotePart",
    "QuotePlace",
    "QuoteStretch",
    "Related",
    "Repair",
    "Report",
    "Results",
    "Similar",
    "Stats",
    "Stretch",
    "Timeline",
    "YearCount",
    "count_periods",
    "lay_bars",
]
