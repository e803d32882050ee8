"""Reading of the figures of a vote from words of voting in any order: "with 2 no's and 5 yeses", "(5 to 0)"."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from minutesearch.recording.printed.numerals import NUMBER_WORDS, read_numeral
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["count_words"]


class _Sort(StrEnum):
    FIGURE = "figure"
    SIDE = "side"
    END = "end"
    LINK = "link"
    FILLING = "filling"
    MARK = "mark"
    OTHER = "other"


class _Token(NamedTuple):
    sort: _Sort
    #: The side, the figure, the mark or the word, in small letters.
    text: str


_AYES = word_set("for favour favor aye ayes yea yeas yay yays yes yeses affirmative support supporting")
_NOES = word_set("against opposed opposing opposition nay nays noes nos no's no’s dissenting dissented negative")
_ABSTENTIONS = word_set("abstention abstentions abstained abstaining abstain abstains abst")
_AWAY = word_set("absent excused recused recusal vacant")
_SIDES = {
    **dict.fromkeys(_AYES, "ayes"),
    **dict.fromkeys(_NOES, "noes"),
    **dict.fromkeys(_ABSTENTIONS, "abstentions"),
    **dict.fromkeys(_AWAY, "away"),
}
_LOST = word_set("failed fails lost defeated rejected negatived denied")
_ENDS = _LOST | word_set("carried carries passed passes approved adopted agreed resolved")
_NOBODY = word_set("none nil nobody zero")
_FILLING = word_set(
    "vote votes voted voting member members councillors councilors commissioners trustees directors supervisors "
    "people persons hands were was are is in with and of by the a an to cast there having recorded roll call show "
    "voice majority margin result results on motion amendment proposal resolution recommendation it that count "
    "total tally unanimous unanimously who board council committee commission put being taken upon as following "
    "declared members' casting each all & "
)
_TOKEN = re.compile(
    r"(?P<figure>(?<![£$€\d.,/])\d{1,3}(?![\d%]|[.,]\d|[^\W_]))|[^\W\d_]+(?:[’'][^\W\d_]+)?|[^\w\s]|\w+"
)
_LINKS = word_set("- – — : / to")
#: Words of a side that nothing but a vote has, so that one figure beside them is enough.
_STRONG = _NOES | _ABSTENTIONS | (_AYES - word_set("for support supporting"))
#: A score stands behind one of these, or right before it: "by a 5 to 2 vote".
_VOTES = word_set("vote votes voted voting unanimous unanimously margin majority")
#: Behind these stand the figures of a number: "Resolution 5-79".
_NUMBERED = word_set("motion amendment proposal resolution recommendation item")
_LONGEST = 600


def count_words(sentence: str) -> dict[str, int]:
    """Return the figures of the sides of a vote, by what stands beside them; empty where that is not sure.

    A stretch of nothing but figures, sides, words of ending and of voting is read: sides before their figures or
    behind them, or a score where no side is named, which then must stand beside the end or the word "vote".
    """
    if len(sentence) > _LONGEST:
        return {}
    found: dict[str, int] = {}
    tokens = [_sort_of(match[0], is_figure=match["figure"] is not None) for match in _TOKEN.finditer(sentence)]
    ended = any(token.sort is _Sort.END for token in tokens)
    for stretch in _stretches(tokens):
        figures = _count(stretch, ended=ended)
        if any(found.get(side, figure) != figure for side, figure in figures.items()):
            return {}
        found |= figures
    return found


def _sort_of(printed: str, *, is_figure: bool) -> _Token:
    word = printed.lower()
    if word.isdecimal():
        return _Token(_Sort.FIGURE if is_figure else _Sort.OTHER, word)
    if word in _NOBODY or (word in NUMBER_WORDS and word != "no"):
        return _Token(_Sort.FIGURE, str(0 if word in _NOBODY else read_numeral(word)))
    if word in _SIDES:
        return _Token(_Sort.SIDE, word)
    if word in _LINKS:
        return _Token(_Sort.LINK, word)
    if word in _ENDS:
        return _Token(_Sort.END, word)
    if word in _FILLING or word == "no":
        return _Token(_Sort.FILLING, word)
    return _Token(_Sort.OTHER if word[0].isalnum() else _Sort.MARK, word)


def _stretches(tokens: list[_Token]) -> list[list[_Token]]:
    """Part tokens at the words that are none of voting, each of which ends a stretch and begins the next."""
    found: list[list[_Token]] = [[]]
    for token in tokens:
        found[-1].append(token)
        if token.sort is _Sort.OTHER:
            found.append([token])  # "Zoning 2 to 1 passed": the score does not open its sentence
    return found


def _count(stretch: list[_Token], *, ended: bool) -> dict[str, int]:
    """Return the figures of a stretch; empty unless they are surely those of a vote.

    Args:
        stretch: The tokens.
        ended: Whether the sentence says how something ended.
    """
    tokens = _with_no(stretch)
    ends = {token.text for token in tokens if token.sort is _Sort.END}
    words = {token.text for token in tokens if token.sort is _Sort.FILLING}
    score, rest = _take_score(tokens) if ends or words & _VOTES else ({}, tokens)
    sides = _pair(rest)
    if score and any(side in score for side in sides):
        return {}
    figures = score | {side: figure for side, figure in sides.items() if side != "away"}
    if score.get("ayes", 0) > score.get("noes", 0) and ends & _LOST:
        return {}  # which of the two lost is not said
    strong = any(token.sort is _Sort.SIDE and token.text in _STRONG for token in tokens)
    voted = bool(words & {"vote", "votes", "voted", "voting"})
    enough = score or len(figures) > 1 or (ended and strong)
    return figures if enough and (ended or voted or (strong and len(figures) > 1)) else {}


def _with_no(stretch: list[_Token]) -> list[_Token]:
    """Return tokens with "no" read as nobody before a side, and as a side where a figure stands beside it."""
    tokens: list[_Token] = []
    for place, token in enumerate(stretch):
        if token.text != "no":
            tokens.append(token)
            continue
        after = next((one for one in stretch[place + 1 : place + 3] if one.text not in ("votes", "one")), None)
        behind = stretch[place + 1] if place + 1 < len(stretch) else None
        if after is not None and after.sort is _Sort.SIDE:
            tokens.append(_Token(_Sort.FIGURE, "0"))
        elif (tokens and tokens[-1].sort is _Sort.FIGURE) or (behind is not None and behind.sort is _Sort.LINK):
            tokens.append(_Token(_Sort.SIDE, "nos"))
        else:
            tokens.append(_Token(_Sort.OTHER, "no"))  # "Motion No. 5"
    return tokens


def _take_score(tokens: list[_Token]) -> tuple[dict[str, int], list[_Token]]:
    """Return the score "5-2", "5 to 2", "5-2-1" of tokens, and the tokens without it."""
    for place in range(len(tokens) - 2):
        run = tokens[place : place + 5]
        sorts = [token.sort for token in run]
        if sorts[:3] != [_Sort.FIGURE, _Sort.LINK, _Sort.FIGURE]:
            continue
        three = len(run) == 5 and sorts[3:] == [_Sort.LINK, _Sort.FIGURE] and run[3].text == run[1].text
        length = 5 if three else 3
        behind = tokens[place + length] if place + length < len(tokens) else None
        if behind is not None and behind.sort in (_Sort.OTHER, _Sort.LINK):
            return {}, tokens
        told = behind is not None and (behind.text in _VOTES or (not place and behind.sort is _Sort.END))
        if not (_tells_score(tokens[:place]) or told):
            return {}, tokens
        values = [int(run[each].text) for each in range(0, length, 2)]
        score = dict(zip(("ayes", "noes", "abstentions"), values, strict=False))
        rest = [*tokens[:place], *tokens[place + length :]]
        favour = [token for token in rest[place:] if token.sort is _Sort.SIDE and token.text in _AYES][:1]
        return score, [token for token in rest if token not in favour]
    return {}, tokens


def _tells_score(before: list[_Token]) -> bool:
    """Return whether the words before a score are those of a vote: "carried (", "vote of"; not "Resolution"."""
    for token in reversed(before):
        if token.sort is _Sort.END or token.text in _VOTES:
            return True
        if token.sort not in (_Sort.FILLING, _Sort.MARK, _Sort.LINK) or token.text in _NUMBERED:
            return False
    return False


def _pair(tokens: list[_Token]) -> dict[str, int]:
    """Return the figures beside the names of sides: all behind them, or all before them."""
    marks = [(token, place) for place, token in enumerate(tokens) if token.sort in (_Sort.FIGURE, _Sort.SIDE)]
    if len(marks) < 2:
        return {}
    found: dict[str, int] = {}
    first = marks[0][0].sort
    for (token, place), (after, next_place) in zip(marks[::2], marks[1::2], strict=False):
        if token.sort is not first or after.sort is first:
            return {}
        figure, side = (token, after) if first is _Sort.FIGURE else (after, token)
        if any(one.sort in (_Sort.END, _Sort.OTHER) for one in tokens[place:next_place]):
            return {}
        behind = tokens[next_place + 1] if next_place + 1 < len(tokens) else None
        if behind is not None and behind.sort is _Sort.OTHER and (after is figure or len(marks) == 2):
            return {}  # "voted for 2 lamps", "2 opposed lamps"
        name = _SIDES[side.text]
        if name in found:
            return {}
        found[name] = int(figure.text)
    return found
