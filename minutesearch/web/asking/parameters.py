"""The parameters of a search by address: for the page, for data, and for the description of the API.

What each of them means is among the words.
"""

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
    Parameter(name="q"),
    Parameter(name="council", is_many=True),
    Parameter(name="body", is_many=True),
    Parameter(name="kind", is_many=True, choices=tuple(each.value for each in Kind)),
    Parameter(name="decision_type", is_many=True, choices=tuple(each.value for each in DecisionType)),
    Parameter(name="said_by", is_many=True),
    Parameter(name="mentions", is_many=True),
    Parameter(name="item", is_many=True),
    Parameter(name="outcome", is_many=True, choices=tuple(each.value for each in Outcome)),
    Parameter(name="moved_by", is_many=True),
    Parameter(name="seconded_by", is_many=True),
    Parameter(name="owner", is_many=True),
    Parameter(name="person", is_many=True),
    Parameter(name="party", is_many=True),
    Parameter(name="since"),
    Parameter(name="until"),
    Parameter(name="match", choices=("auto", "all", "any")),
    Parameter(name="sort", choices=("relevance", "newest", "oldest")),
    Parameter(name="group", choices=("item", "meeting")),
    Parameter(name="stretch", choices=("yes", "no")),
    Parameter(name="duplicates", choices=("collapse", "keep")),
    Parameter(name="since_generation", numbers=(0, _LAST_HIT)),
    Parameter(name="page", numbers=(1, _LAST_PAGE), where="page"),
    Parameter(name="limit", numbers=(0, _LAST_HIT), where="data"),
    Parameter(name="offset", numbers=(0, _LAST_HIT), where="data"),
    Parameter(name="context", numbers=(0, 100), where="data"),
    Parameter(name="facet", is_many=True, choices=get_args(FacetName), where="data"),
    Parameter(name="facet_limit", numbers=(0, 10_000), where="data"),
    Parameter(name="syntax", choices=("query", "plain"), where="data"),
)

#: What the page takes, and what downloads take, by name.
PAGE = {each.name: each for each in PARAMETERS if each.where != "data"}
DATA = {each.name: each for each in PARAMETERS if each.where != "page"}
#: What the check of a quotation takes, by name.
QUOTE = {
    "text": Parameter(name="text"),
    **{name: each for name, each in PAGE.items() if each.is_many or name in ("since", "until")},
    "limit": Parameter(name="limit", numbers=(1, 50), where="data"),
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
