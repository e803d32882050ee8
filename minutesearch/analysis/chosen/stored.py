"""What an index says of its analyser: read back by names alone, compared with what is given."""

from __future__ import annotations

import json
from typing import Any

from minutesearch.analysis.analyser import FINGERPRINT
from minutesearch.analysis.chosen.record import ENGLISH, Analyser
from minutesearch.errors import AnalyserError, ArgumentError

__all__ = ["choose_analyser"]

_PARTS = frozenset({"stemmer", "tokenizer", "stop_words"})


def choose_analyser(path: str, made_with: str | None, given: Analyser | None) -> Analyser:
    """Return the analyser to open an index with.

    What the index says names parts of NLTK's, which are looked up in tables: nothing that a stranger's folder
    names is imported or run.

    Args:
        path: The folder of the index.
        made_with: The fingerprint of the analyser that it was made with; None if that cannot be read, which
            whoever opens it will find out.
        given: The analyser that the caller gives; None for that of the index.

    Raises:
        ArgumentError: What is given is no analyser.
        AnalyserError: The index was made with another analyser, or with one that must be given.
    """
    if given is not None and not isinstance(given, Analyser):
        raise ArgumentError(
            f"analyser must be a minutesearch.Analyser, not {str(given)[:80]!r}", argument="analyser"
        )
    said = _read(made_with)
    if said is None or made_with is None:
        # None of ours, or damaged: the engine says what is wrong.
        return given or ENGLISH
    if given is None:
        known = _named(said)
        if known is not None and known.fingerprint == made_with:
            return known
        raise AnalyserError(
            f"{path}: was made with {_described(said)}; open it with analyser=Analyser(...) of just that",
            path=path,
            made_with=made_with,
            given=None,
        )
    if given.fingerprint != made_with:
        raise AnalyserError(
            f"{path}: was made with {_described(said)}, and cannot be used with"
            f" {_described(_read(given.fingerprint) or {})}: open it with the analyser that it was made with, or"
            " make another index",
            path=path,
            made_with=made_with,
            given=given.fingerprint,
        )
    return given


def _read(fingerprint: str | None) -> dict[str, Any] | None:
    """Return what a fingerprint says beside our own; None if it is of no analyser of this version."""
    if fingerprint == FINGERPRINT:
        return {}
    if fingerprint is None or not fingerprint.startswith(f"{FINGERPRINT}+"):
        return None
    try:
        # Any: JSON that a stranger may have written; each value is checked where it is used.
        said: Any = json.loads(fingerprint.removeprefix(f"{FINGERPRINT}+"))
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) and said and said.keys() <= _PARTS else None


def _named(said: dict[str, Any]) -> Analyser | None:
    """Return the analyser that names say; None where a part is somebody's object."""
    if not all(isinstance(said.get(name, ""), str) for name in ("stemmer", "tokenizer")):
        return None
    words = said.get("stop_words")
    if words is not None and not isinstance(words, list):
        return None
    try:
        return Analyser(**said)
    except ArgumentError:
        return None


def _described(said: dict[str, Any]) -> str:
    """Return in words what a fingerprint says."""
    parts = []
    for name in ("stemmer", "tokenizer"):
        value = said.get(name)
        if isinstance(value, str):
            parts.append(f"the {name} {value[:40]!r}")
        elif isinstance(value, list) and value:
            parts.append(f"a {name} of class {str(value[0])[:80]}")
    if "stop_words" in said:
        words = said["stop_words"]
        parts.append(f"{len(words) if isinstance(words, list) else 0} stop words of its own")
    return " and ".join(parts) or "minutesearch's own analyser"
