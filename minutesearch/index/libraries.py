"""The part of an index that speaks as other libraries do: Whoosh's index over the same files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from minutesearch.errors import ArgumentError
from minutesearch.index.lookups import Lookups

if TYPE_CHECKING:
    from minutesearch.whoosh import PassageIndex

__all__ = ["Libraries"]


class Libraries(Lookups):
    """An open index that can be asked as other libraries' indexes are."""

    #: Kept, since it keeps what its searchers have read.
    _whoosh: PassageIndex | None = None

    @property
    def whoosh(self) -> PassageIndex:
        """Whoosh's own index over this one: its schema, readers and searchers, for what is written for Whoosh."""
        # Imported late: it loads most of Whoosh.
        from minutesearch.whoosh import PassageIndex

        with self._reading():
            if not isinstance(self.path, Path):
                raise ArgumentError("only an index in a folder can be read through Whoosh", argument="index")
            known = self._whoosh or PassageIndex(
                self._engine, path=self.path, check=self._check_open, analyser=self.analyser
            )
            self._whoosh = fresh = known.refresh()
            return fresh

    def _check_open(self) -> None:
        with self._reading():
            pass
