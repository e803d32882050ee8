"""Ways of writing how somebody is reached: postcodes, telephone numbers, web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutesearch.analysis.lexical.writings.stretches import Stretch
from minutesearch.late import compile_later

__all__ = ["find_addresses", "find_postcodes", "find_telephones"]

#: Postcodes of the United Kingdom (BS 7666, whose second half has no C, I, K, M, O or V), of Ireland (Eircode,
#: Code of Practice, with a letter first and at least one figure in its identifier) and of Canada (Canada Post,
#: Addressing Guidelines).
_POSTCODE = compile_later(
    r"""(?ix) (?<![\w@/.-]) (?:
      (?P<out>[a-z]{1,2}[0-9][a-z0-9]?) (?P<gap>\ ?) (?P<in>[0-9][abd-hjlnp-uw-z]{2})
    | (?P<key>[a-z][0-9][0-9w]) (?P<eir_gap>\ ?) (?P<id>[a-z](?=[a-z]{0,2}[0-9])[a-z0-9]{3})
    | (?P<area>[a-z][0-9][a-z]) (?P<unit_gap>\ ?) (?P<unit>[0-9][a-z][0-9])
    ) (?![\w@/]|[-.'’]\w)"""
)
_ORDINAL = compile_later(r"1st|2nd|3rd|[04-9]th|[0-9]th")
_TELEPHONE = compile_later(
    r"""(?x) (?<![\w.,£€$/:@-])
    (?: (?P<country>44|353) \ (?:0\ ?|\(0\)\ ?)? (?=[1-9])
    | (?=\(?0[1-9]) | (?=1[58][0-9]{2}[ -]?[0-9]{3}[ -]?[0-9]{3}\b) | (?=[2-9][0-9]{9}(?<!000)\b)
    | (?=[0-9]{3}[ -][0-9]{3}[ -][0-9]{4}\b) )
    (?P<number> (?: \( [0-9]{2,5} \)\ ? | (?=[0-9]) ) [0-9]{2,11} (?:[ -][0-9]{2,8}){0,3} )
    (?! \w | [-.,/:]\w | %)"""
)
#: How many figures a number has at least and at most, with the nought that it begins with in its own country.
_FEWEST, _MOST = 9, 11
_CODES = {"44": "0", "353": "0"}
#: The lengths of area codes, and those of the first piece behind one.
_AREA, _PIECE = (2, 3, 4, 5), (3, 4)
_LEAST = 3

_ADDRESS = compile_later(
    r"(?i)(?<![\w@/.-])(?:https?://(?P<www>www\.)?|www\.)(?P<rest>[a-z0-9-]++(?:\.[a-z0-9-]++)++(?:[/?#:]\S*[^\W_])?)"
)
#: What a browser's address has behind the page: a place on it, and what tells its owner where a reader came from.
_TRAIL = compile_later(r"(?i)(?:#.*|[?&](?:utm_\w+|fbclid|gclid|msclkid|mc_cid|mc_eid)=[^&#]*)")


def find_postcodes(text: str) -> Iterator[Stretch]:
    """Yield the postcodes in a text, with a space and without."""
    for match in _POSTCODE.finditer(text):
        halves = (
            (match["out"], match["in"])
            if match["out"]
            else (match["key"], match["id"])
            if match["key"]
            else (match["area"], match["unit"])
        )
        # "Plot A1 2nd floor"
        if _ORDINAL.fullmatch(halves[1]):
            continue
        is_apart = " " in match.group()
        yield Stretch(*match.span(), ("".join(halves) if is_apart else " ".join(halves),), is_one=True)


def find_telephones(text: str) -> Iterator[Stretch]:
    """Yield the telephone numbers in a text, each in the groups of figures that it may be written in."""
    for match in _TELEPHONE.finditer(text):
        country = match["country"]
        digits = re.sub("[^0-9]", "", match["number"])
        national = digits if not country else f"0{digits}"
        if not _FEWEST <= len(national) <= _MOST or (national[0] != "0" and len(national) == _MOST):
            continue
        ways = dict.fromkeys(_grouped(national))
        if national[0] == "0":
            for code in (country,) if country else _CODES:
                ways |= dict.fromkeys(
                    f"{code} {nought}{each[1:]}" for each in _grouped(national) for nought in ("", "0 ", "0")
                )
                ways[f"{code}{national[1:]}"] = None
        yield Stretch(*match.span(), tuple(ways), is_one=True)


def _grouped(digits: str) -> Iterator[str]:
    yield digits
    for area in _AREA:
        code, rest = digits[:area], digits[area:]
        yield f"{code} {rest}"
        for piece in _PIECE:
            if len(rest) - piece >= _LEAST:
                yield f"{code} {rest[:piece]} {rest[piece:]}"


def find_addresses(text: str) -> Iterator[Stretch]:
    """Yield the web addresses in a text, each as it may be printed: without its scheme, "www." and trail."""
    for match in _ADDRESS.finditer(text):
        rest = _TRAIL.sub("", match["rest"]).rstrip("/?&")
        others = (f"www.{rest}", rest, *(f"{scheme}://www.{rest}" for scheme in ("https", "http")))
        yield Stretch(*match.span(), others, is_one=True)
