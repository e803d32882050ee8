"""The target of coverage-guided fuzzing: bytes become a query and options, and the answer must hold together."""

from __future__ import annotations

import time
from typing import Any

import minutesearch as ms
from tests.torture.fault_queries import try_query

__all__ = ["try_bytes"]

#: No query may take longer; libFuzzer's own time-out counts in seconds and only for what hangs.
_LONGEST = 2.0
_MATCHES = ("auto", "all", "any")
_SORTS = ("relevance", "newest", "oldest")
_GROUPS = (None, "item", "meeting")


def try_bytes(index: ms.Index, data: bytes) -> str | None:
    """Return what is wrong with the answer to the query that some bytes stand for; None if nothing is wrong."""
    shape, text = (data[0], data[1:]) if data else (0, b"")
    options: dict[str, Any] = {
        "match": _MATCHES[shape % 3],
        "sort": _SORTS[shape // 3 % 3],
        "group": _GROUPS[shape // 9 % 3],
        "expand": bool(shape // 27 % 2),
        "limit": 3,
        "facets": ("kind", "said_by") if shape // 54 % 2 else (),
    }
    # Half of the shapes may hold what no file can: lone surrogates.
    query = text.decode("utf-8", "surrogatepass" if shape >= 128 and _has_surrogates(text) else "replace")
    began = time.thread_time()
    wrong = next((each for each in try_query(index, query, options) if each), None)
    seconds = time.thread_time() - began
    if wrong is None and seconds > _LONGEST:
        wrong = f"took {seconds:.1f} s"
    return f"{wrong}: query {query!r}, options {options!r}" if wrong else None


def _has_surrogates(text: bytes) -> bool:
    try:
        text.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True
