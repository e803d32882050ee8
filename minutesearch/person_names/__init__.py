"""Names of persons as they are printed: their titles, and what is left of a name without them.

`titles` lists what minutes print before names, and `first_names` what names begin with, for what reads minutes and
for what compares names; `person_name` takes a printed name apart, and `person_forms` puts those together that are
one person's; `word_sets` reads lists of words. Imports late. The way in is this module.
"""

from minutesearch.person_names.first_names import FIRST_NAMES, is_first_name
from minutesearch.person_names.person_forms import PersonForms
from minutesearch.person_names.person_name import PersonName, take_apart
from minutesearch.person_names.titles import (
    BEFORE_TITLES,
    OFFICE_TITLES,
    PLURAL_TITLES,
    SHORT_TITLES,
    SINGULAR_TITLES,
    count_titles,
    station_of,
)
from minutesearch.person_names.word_sets import word_set

__all__ = [
    "BEFORE_TITLES",
    "FIRST_NAMES",
    "OFFICE_TITLES",
    "PLURAL_TITLES",
    "SHORT_TITLES",
    "SINGULAR_TITLES",
    "PersonForms",
    "PersonName",
    "count_titles",
    "is_first_name",
    "station_of",
    "take_apart",
    "word_set",
]
