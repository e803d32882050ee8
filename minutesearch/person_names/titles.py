"""Titles of persons: what minutes print before a name, and leave out elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AnySet
from typing import Literal

from minutesearch.person_names.word_sets import word_set

__all__ = [
    "BEFORE_TITLES",
    "OFFICE_TITLES",
    "PLURAL_TITLES",
    "SHORT_TITLES",
    "SINGULAR_TITLES",
    "count_titles",
    "station_of",
]


#: Titles before one name, in lower case.
SINGULAR_TITLES = word_set(
    "mr mrs ms miss mx cclr clr"
    " clir"  # "Cllr" with a capital I, as it is typed or recognised
    " atty attorney ald dr doctor prof professor cllr councillor cllr. rev revd reverend canon"
    " sir dame "
    "lord lady baroness alderman alderwoman bailie provost deputy pc pcso dc ps sgt sergeant insp "
    "inspector superintendent supt constable commander colonel captain judge sheriff imam rabbi cr cyng"
    " cynghorydd comhairleoir cmhlr comh "
    "councilor councilmember councilman councilwoman councilperson alderperson"
    " selectman selectwoman selectperson justice"
    " b.cllr c.cllr d.cllr p.cllr w.cllr"  # of a borough, a county, a district, a parish, a ward
)
#: Offices that are printed before a name as a title ("Mayor Hume", "Commissioner Voss", "Member A Bonner").
OFFICE_TITLES = word_set(
    "mayor chair chairman chairperson chairwoman convener convenor member president commissioner supervisor "
    "trustee cathaoirleach reeve"
)
#: Titles before several names, in lower case.
PLURAL_TITLES = word_set(
    "councillors cllrs crs cclrs clrs messrs drs aldermen alderpersons deputies mesdames councilmembers councilors"
    " councilpersons councilmen councilwomen selectmen selectwomen"
    " commissioners trustees supervisors cynghorwyr comhairleoirí"
)
#: Words that may stand before another title: "County Borough Councillor", "The Right Hon", "Board Member".
BEFORE_TITLES = word_set(
    "county borough town parish district city community council chief detective ward lord lady senior right "
    "hon vice"
    " depute board panel committee commission"
)

#: Titles that are printed short, with what they are in full.
SHORT_TITLES = {
    **dict.fromkeys(("cllr", "cr", "cclr", "clr", "clir", "councilor"), "councillor"),
    **dict.fromkeys(("rev", "revd"), "reverend"),
    "ald": "alderman",
    "prof": "professor",
    "doctor": "dr",
    "atty": "attorney",
}

#: Titles of those who are nobody's councillor: of such a title and another a surname alone tells no one person.
_OF_CITIZENS = word_set("mr mrs ms miss mx sir dame lord lady baroness")
_OF_UNIFORMS = word_set(
    "pc pcso dc ps sgt sergeant insp inspector superintendent supt constable commander colonel captain sheriff"
)
#: Titles that anybody may have besides another.
_OF_ANYBODY = word_set(
    "dr doctor prof professor rev revd reverend canon imam rabbi judge attorney atty senior right hon"
)

_TITLES = SINGULAR_TITLES | OFFICE_TITLES
_BEGINNINGS = _TITLES | BEFORE_TITLES


def count_titles(words: Sequence[str]) -> int:
    """Return how many words at the beginning of a printed name are titles: 3 of "County Borough Councillor Hill".

    At least one word is left for the name, so that "Councillor Dean" has one title and "Mayor" none.

    Args:
        words: The words of the name in small letters, without stops.
    """
    most = len(words) - 1
    end = next((at for at, word in enumerate(words[:most]) if word not in _BEGINNINGS), most)
    # "Ward" is the first name of Councillor Ward Hill, and part of the title of Ward Councillor Hill.
    return next((at for at in range(end, 0, -1) if words[at - 1] in _TITLES), 0)


def station_of(titles: AnySet[str]) -> Literal["citizen", "uniform", "member", ""]:
    """Return what somebody is by the titles, of which nobody is two; empty where they say nothing.

    Args:
        titles: The words of the titles in small letters, without stops.
    """
    if not titles - _OF_ANYBODY:
        return ""
    if titles <= _OF_CITIZENS | _OF_ANYBODY:
        return "citizen"
    return "uniform" if titles & _OF_UNIFORMS else "member"
