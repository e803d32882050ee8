"""The parameters of a search by address: for the page, for data, and for the description of the API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from minutesearch.records import DecisionType, Kind, Outcome
from minutesearch.results import FacetName

__all__ = ["DATA", "FILTERS", "PAGE", "PARAMETERS", "QUOTE", "Parameter", "is_foreign"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of a search."""

    #: Its name in the address, which is that of the option of `Index.search` but for `q`.
    name: str
    #: What it does, in a sentence.
    meaning: str
    #: Whether it may be given several times.
    is_many: bool = False
    #: Its only values; empty for any text.
    choices: tuple[str, ...] = ()
    #: Its least and its greatest value, if it is a number.
    numbers: tuple[int, int] | None = None
    #: Where it is taken: by the page, by downloads, or by both.
    where: Literal["page", "data", "both"] = "both"


#: The last page and the last hit that can be asked for by number.
_LAST_PAGE, _LAST_HIT = 1_000_000, 10_000_000

PARAMETERS: tuple[Parameter, ...] = (
    Parameter(
        name="q", meaning="The words to look for, in the query language; without them the filters alone choose."
    ),
    Parameter(name="council", meaning="Only passages of this council.", is_many=True),
    Parameter(name="body", meaning="Only passages of this committee or other body.", is_many=True),
    Parameter(
        name="kind",
        meaning="Only passages of this kind.",
        is_many=True,
        choices=tuple(each.value for each in Kind),
    ),
    Parameter(
        name="decision_type",
        meaning="Only decisions of this type.",
        is_many=True,
        choices=tuple(each.value for each in DecisionType),
    ),
    Parameter(
        name="said_by",
        meaning="Only passages in which this person or office speaks; “=Chair” is not the Vice-Chair.",
        is_many=True,
    ),
    Parameter(
        name="mentions", meaning="Only passages that name this person, who does not speak in them.", is_many=True
    ),
    Parameter(name="item", meaning="Only passages of this agenda item: its number, title or id.", is_many=True),
    Parameter(
        name="outcome",
        meaning="Only passages that show how a motion ended so.",
        is_many=True,
        choices=tuple(each.value for each in Outcome),
    ),
    Parameter(name="moved_by", meaning="Only passages that show a motion of this person.", is_many=True),
    Parameter(
        name="seconded_by", meaning="Only passages that show a motion that this person seconded.", is_many=True
    ),
    Parameter(
        name="owner", meaning="Only passages that show an action that this person is to take.", is_many=True
    ),
    Parameter(
        name="person",
        meaning="Only passages in which this person takes part by name: speaks, moves, seconds or is to act.",
        is_many=True,
    ),
    Parameter(name="party", meaning="Only passages in which somebody of this party takes part.", is_many=True),
    Parameter(
        name="since", meaning="Only meetings from this day on: 2020-10-07, 7 October 2020, 2020 or “6 months ago”."
    ),
    Parameter(name="until", meaning="Only meetings up to this day."),
    Parameter(
        name="match",
        meaning="Whether every word must be there, or any; auto takes any only if no passage has all.",
        choices=("auto", "all", "any"),
    ),
    Parameter(
        name="sort",
        meaning="What comes first; meetings without a date come last.",
        choices=("relevance", "newest", "oldest"),
    ),
    Parameter(
        name="group",
        meaning="Only the best passage of each agenda item or meeting, with how many more match.",
        choices=("item", "meeting"),
    ),
    Parameter(
        name="stretch",
        meaning="Whether each hit is the whole discussion round it, several passages of its item.",
        choices=("yes", "no"),
    ),
    Parameter(
        name="duplicates",
        meaning="Whether what several sources of one meeting have in common stands once or each time.",
        choices=("collapse", "keep"),
    ),
    Parameter(
        name="since_generation",
        meaning="Only passages that came into the index after the commit of this number.",
        numbers=(0, _LAST_HIT),
    ),
    Parameter(name="page", meaning="The page, from 1.", numbers=(1, _LAST_PAGE), where="page"),
    Parameter(name="limit", meaning="How many hits to give at most.", numbers=(0, _LAST_HIT), where="data"),
    Parameter(name="offset", meaning="How many hits to skip.", numbers=(0, _LAST_HIT), where="data"),
    Parameter(
        name="context",
        meaning="How many passages before and after each hit to give with it, within its item.",
        numbers=(0, 100),
        where="data",
    ),
    Parameter(
        name="facet",
        meaning="What to count over all hits.",
        is_many=True,
        choices=get_args(FacetName),
        where="data",
    ),
    Parameter(
        name="facet_limit",
        meaning="How many values of each facet to give at most.",
        numbers=(0, 10_000),
        where="data",
    ),
    Parameter(
        name="syntax",
        meaning="Whether the words are in the query language or any text, of which nothing is an operator.",
        choices=("query", "plain"),
        where="data",
    ),
)

#: What the page takes, and what downloads take, by name.
PAGE = {each.name: each for each in PARAMETERS if each.where != "data"}
DATA = {each.name: each for each in PARAMETERS if each.where != "page"}
#: What the check of a quotation takes, by name.
QUOTE = {
    "text": Parameter(
        name="text", meaning="The quotation to check; “…” and “[…]” say that something is left out."
    ),
    **{name: each for name, each in PAGE.items() if each.is_many or name in ("since", "until")},
    "limit": Parameter(name="limit", meaning="How many places to give at most.", numbers=(1, 50), where="data"),
}
#: What narrows a search by a value of the index.
FILTERS = tuple(each.name for each in PARAMETERS if each.is_many and each.name != "facet")

#: What newsletters, social networks and advertisers add to the links that they hand on, as web analytics
#: documents it; a link must lead here all the same.
_FOREIGN = frozenset(
    (
        *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "ttclid", "li_fat_id"),
        *("yclid", "ysclid", "igshid", "igsh", "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "vero_id"),
        *(
            "_ga",
            "_gl",
            "_ke",
            "_openstat",
            "oly_anon_id",
            "oly_enc_id",
            "rb_clickid",
            "s_cid",
            "srsltid",
            "wickedid",
        ),
    )
)
_FOREIGN_STARTS = ("utm_", "mtm_", "pk_", "piwik_", "matomo_", "hsa_", "at_")


def is_foreign(name: str) -> bool:
    """Return whether a parameter is one that others add to the links that they hand on."""
    return name.lower() in _FOREIGN or name.lower().startswith(_FOREIGN_STARTS)
