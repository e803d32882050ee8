"""Choice of the body that met, and of its council, by what speaks for each of the names in a head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from minutesearch.reading.heads.bodies.body_names import is_plain_board, is_plain_council, looks_like_council
from minutesearch.reading.heads.body_mentions import LOCAL, OPENS, SAID, Mention, find_mentions

__all__ = ["ChosenBodies", "choose_bodies"]

#: A place that is its council.
_MUNICIPALITY = re.compile(
    r"(?:cyngor\b|(?:metropolitan\s)?(?:city|town|village|county|township|borough|parish|shire|(?:rural\s)?municipality|r\.?m\.?)\sof\b)"
    r"(?!.*\b(?:board|committee|commission|council|authority|selectmen|trustees|panel|group)\b)",
    re.IGNORECASE,
)
#: Where a council lies, if it stands below its name.
_COUNTY_OF = re.compile(r"county\sof\b", re.IGNORECASE)
_COUNTY = re.compile(r"(?:[A-Z][\w’'.-]*\s){1,4}County", re.IGNORECASE)
_BOARD = re.compile(
    r"\b(?:board|committee|commission|commissioners|trustees|directors|governors)\b", re.IGNORECASE
)
#: What belongs to a board, a society or a school.
_COMMITTEE = re.compile(
    r"\b(?:(?:sub-?\s?)?committee|panel|(?:working|steering|task)\s(?:group|party|force))\b", re.IGNORECASE
)
#: Between the lines of a committee and of whose it is stand no more.
_MOST_BETWEEN = 4
#: A committee that a board or an authority has beside others.
_OF_OTHERS = re.compile(r"\b(?:planning|executive)\scommittee", re.IGNORECASE)
#: More lines with the name speak for it too, but for no more than this.
_MOST_AGAIN = 2


class ChosenBodies(NamedTuple):
    """The body that met and its council, as printed."""

    #: None where no name clearly is that of the body.
    body: str | None
    council: str | None
    #: The names of which each may be that of the body, where none clearly is.
    rivals: tuple[str, ...] = ()


def choose_bodies(texts: Sequence[str]) -> ChosenBodies:
    """Return the body that met and the council whose it is.

    Args:
        texts: The lines of the head, each name whole.
    """
    candidates = _fuse(one for one in _group(find_mentions(texts)) if one.best > OPENS)
    councils = _without_county([each for each in candidates if _governs(each.name)])
    others = [each for each in candidates if not _governs(each.name) and not _is_where(each, councils)]
    council = max(councils, key=lambda each: _rank(each), default=None)
    body = max(others, key=lambda each: _rank(each), default=None)
    name = council.name if council else None
    if body is None:
        return ChosenBodies(name, None) if council and council.met else ChosenBodies(None, name)
    # A sentence that says whose meeting it was stands above those of others.
    rivals = tuple(each.name for each in others if _rank(each)[0] == _rank(body)[0]) if body.best < SAID else ()
    if len(rivals) > 1 and (below := _find_committee_below([each for each in others if each.name in rivals])):
        return ChosenBodies(below.name, name)
    return ChosenBodies(None, name, rivals) if len(rivals) > 1 else ChosenBodies(body.name, name)


def _find_committee_below(rivals: Sequence[Mention]) -> Mention | None:
    """Return the committee that a head names below whose it is: "Elm School Governors", "Pay Committee"."""
    owner, *rest = sorted(rivals, key=lambda each: min(each.lines))
    if len(rest) > 1 or _COMMITTEE.search(owner.name) or min(rest[0].lines) - min(owner.lines) > _MOST_BETWEEN:
        return None
    is_board = _BOARD.search(rest[0].name) is not None and _BOARD.search(owner.name) is None
    return rest[0] if is_board or _COMMITTEE.search(rest[0].name) else None


def _without_county(councils: Sequence[Mention]) -> list[Mention]:
    """Return councils without the county of a place that governs itself: "COUNTY OF OAK" above "TOWN OF ELM"."""
    counties = [each for each in councils if _COUNTY_OF.match(each.name)]
    return [each for each in councils if each not in counties] if len(counties) < len(councils) else counties


def _is_where(mention: Mention, councils: Sequence[Mention]) -> bool:
    """Return whether a county is named on the line below a council that is in it: "City of Elm", "Oak County"."""
    above = {line + 1 for each in councils for line in each.lines}
    return _COUNTY.fullmatch(mention.name) is not None and bool(above & mention.lines)


def _governs(name: str) -> bool:
    """Return whether a name is a council's own, or the place's that it governs: "City of Elmford"."""
    return looks_like_council(name) or _MUNICIPALITY.match(name) is not None


def _rank(mention: Mention) -> tuple[int, int]:
    """Return what speaks for a name, with how near the top it stands."""
    return mention.best + min(_MOST_AGAIN, len(mention.lines) - 1), -min(mention.lines)


def _words(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[\w’'&]+", name.lower().removeprefix("the ")))


def _group(mentions: Iterable[Mention]) -> list[Mention]:
    """Return each name once, with all that speaks for it."""
    found: dict[tuple[str, ...], Mention] = {}
    for one in mentions:
        words = _words(one.name)
        found[words] = _merge(found[words], one) if words in found else one
    return list(found.values())


def _merge(one: Mention, other: Mention) -> Mention:
    """Return a name with what speaks for another, which is the same or a part of it."""
    is_same = one.name.casefold() == other.name.casefold()
    name = other.name if is_same and one.name.isupper() else one.name
    return Mention(name, one.lines | other.lines, max(one.best, other.best), one.met or other.met)


def _fuse(candidates: Iterable[Mention]) -> list[Mention]:
    """Return names with those that say less of the same body taken into them."""
    kept: list[Mention] = []
    for one in sorted(candidates, key=lambda each: (-len(_words(each.name)), min(each.lines))):
        at = next((at for at, each in enumerate(kept) if _says_more(each.name, one.name)), None)
        if at is None:
            kept.append(one)
        else:
            kept[at] = _merge(kept[at], one)
    return kept


def _says_more(name: str, other: str) -> bool:
    """Return whether a name says more of one body than another: "Elm Parish Council" than "Parish Council"."""
    words, part = _words(name), _words(other)
    if any(words[at : at + len(part)] == part for at in range(len(words) - len(part) + 1)):
        # "Council" is what "Elm District Council" calls its own sitting, and "Elm Council Roads Committee" is not
        # "Elm Council".
        return (part != ("council",) or LOCAL.search(name) is not None) and _governs(name) >= _governs(other)
    if is_plain_council(other):
        return is_plain_council(name)
    return (
        is_plain_board(other)
        and _OF_OTHERS.search(other) is None
        and not _governs(name)
        and _BOARD.search(name) is None
    )
