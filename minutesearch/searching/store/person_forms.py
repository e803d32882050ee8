"""The person forms of an index as it is at one moment, gathered once."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from minutesearch.engine import Snapshot
from minutesearch.person_names import PersonForms

__all__ = ["forms_of"]

#: The person forms of each snapshot that was asked for them; they go when the snapshot does.
_KNOWN: WeakKeyDictionary[Snapshot, PersonForms] = WeakKeyDictionary()


def forms_of(snapshot: Snapshot) -> PersonForms:
    """Return the person forms of a snapshot, gathered when they are first asked for."""
    # Two threads may both gather them; they get equal ones, and one of them is kept.
    known = _KNOWN.get(snapshot)
    if known is None:
        known = _KNOWN[snapshot] = PersonForms(snapshot.values("person"))
    return known
