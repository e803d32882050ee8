"""Unreadable records: those that are not what was once put in, since somebody has doctored them."""

from __future__ import annotations

from minutesearch.errors import CorruptIndexError

__all__ = ["UNREADABLE", "unreadable_record"]

#: What is raised where a record is not as it must be.
UNREADABLE = (AttributeError, LookupError, RecursionError, TypeError, ValueError)


def unreadable_record(source: str, error: Exception) -> CorruptIndexError:
    """Makes the error that names the source whose record it is."""
    reason = f"a record of it cannot be read ({type(error).__name__}: {str(error)[:80]})"
    return CorruptIndexError(
        f"source {source!r}: {reason}; `minutesearch repair --rebuild` leaves it out", path=source
    )
