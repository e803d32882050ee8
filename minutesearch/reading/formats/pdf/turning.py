"""Turning of what stands on a page as the page is turned when it is shown: by quarters, to the right.

Scanners and landscape pages keep their text sideways and say how far the page is to be turned; PDFium gives places
on the page as it is kept.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Turn"]


class Turn(NamedTuple):
    """How a page is turned.

    Attributes:
        degrees: How far to the right: 0, 90, 180 or 270.
        width: How wide the page is as it is kept, in points.
        height: How high.
    """

    degrees: int
    width: float
    height: float

    def place(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return the left, lower, right and upper edge of a box as the page shows it."""
        if self.degrees == 90:
            return bottom, self.width - right, top, self.width - left
        if self.degrees == 180:
            return self.width - right, self.height - top, self.width - left, self.height - bottom
        if self.degrees == 270:
            return self.height - top, left, self.height - bottom, right
        return left, bottom, right, top
