"""A row of a page: the pieces that stand beside each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter

from minutesearch.reading.formats.pdf.pdf_grids import Grid
from minutesearch.reading.formats.pdf.pdf_pieces import Piece

__all__ = ["Row"]


@dataclass(slots=True)
class Row:
    """The pieces that stand beside each other."""

    pieces: list[Piece] = field(default_factory=list)
    #: The ruled table that it is a row of, its place there, and the column of each piece; None if of none.
    table: tuple[Grid, int, list[int]] | None = None
    #: Whether a paragraph begins with it whatever stands above.
    starts: bool = False

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.pieces[-1].right

    @property
    def bottom(self) -> float:
        """The lower edge of its largest type."""
        return self._largest.bottom

    @property
    def top(self) -> float:
        """The upper edge of its largest type."""
        return self._largest.top

    @property
    def size(self) -> float:
        """The size of its largest type."""
        return self._largest.size

    @property
    def _largest(self) -> Piece:
        pieces = self.pieces
        # Most rows are one piece.
        return pieces[0] if len(pieces) == 1 else max(pieces, key=_size_of)


_size_of = attrgetter("size")
