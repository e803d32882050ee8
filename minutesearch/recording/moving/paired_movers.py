"""Persons whom a whole page shows by the brackets that it names movers and seconders in: "(Ash/Elm)"."""

from __future__ import annotations

from collections.abc import Iterable

from minutesearch.recording.moving.sentences.credits import iter_paired

__all__ = ["movers_in_brackets"]


def movers_in_brackets(texts: Iterable[str]) -> tuple[str, ...]:
    """Return who stands in brackets in both places, "(Ash/Elm)" and "(Elm/Fir)", and who beside them.

    Two places or things keep their order, and are named with no third in the other one.

    Args:
        texts: The lines of a meeting.
    """
    pairs = list(dict.fromkeys(pair for text in texts for pair in iter_paired(text)))
    both = {one for one, _ in pairs} & {other for pair in pairs if pair[::-1] not in pairs for other in pair[1:]}
    return tuple(name for pair in pairs if both & {*pair} for name in pair)
