"""All that the pages say, a module for each language. Imports records and results. The way in is this module."""

from __future__ import annotations

from minutesearch.web.words import english

__all__ = ["english"]
