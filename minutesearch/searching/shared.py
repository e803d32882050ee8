"""A catalogue that several threads use: its files are let go when the last of them is done."""

from __future__ import annotations

import threading

from minutesearch.searching.catalogue import Catalogue

__all__ = ["SharedCatalogue"]


class SharedCatalogue:
    """A committed state in use: its files are let go when the last who reads it is done."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        #: The number of the commit that made the state.
        self.generation = catalogue.snapshot.generation
        self._users = 1
        self._lock = threading.Lock()

    def acquire(self) -> None:
        """Counts one more who reads it."""
        with self._lock:
            self._users += 1

    def release(self) -> None:
        """Counts one fewer; the last closes it."""
        with self._lock:
            self._users -= 1
            last = self._users == 0
        if last:
            self.catalogue.snapshot.close()
