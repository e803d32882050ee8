"""PDF and Word documents as lines, what is no part of the text set apart."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from minutesearch.errors import SourceError
from minutesearch.pages import Hint, Line
from minutesearch.reading.formats.pdf.pdf_blocks import is_pdf, join_hyphens, mark_starts, read_pdf
from minutesearch.reading.formats.word.word_blocks import is_word, read_word
from minutesearch.reading.layout.block_lines import iter_block_lines
from minutesearch.reading.layout.running_heads import find_running_headers

__all__ = ["read_document"]

#: So many signs are enough to tell that hardly any of them is a letter or a figure.
_LEAST_SIGNS = 400
_DROPPED = (Hint.MENU, Hint.RUNNING, Hint.COLUMNS)


def read_document(data: bytes, *, source: str) -> tuple[list[Line], list[Line]] | None:
    """Read the lines of a PDF or Word document.

    Args:
        data: The bytes of the file.
        source: Its name, for errors.

    Returns:
        Its lines, and its running headers, footers and page numbers; None if it is no such document.

    Raises:
        SourceError: It is damaged, encrypted, too large, has no text, or the extra is not installed.
    """
    if is_pdf(data):
        blocks = read_pdf(data, source=source)
        lines = list(iter_block_lines(blocks))
        furniture = find_running_headers(lines)
        dropped = [
            dataclasses.replace(line, hint=Hint.RUNNING) for at, line in enumerate(lines) if at in furniture
        ]
        running = {id(block) for line in dropped for block in line.blocks}
        joined, hyphens = join_hyphens(mark_starts([block for block in blocks if id(block) not in running]))
        kept = list(iter_block_lines(joined))
        dropped += iter_block_lines(hyphens)
    elif is_word(data):
        lines = list(iter_block_lines(read_word(data, source=source)))
        kept = [line for line in lines if line.hint not in _DROPPED]
        dropped = [line for line in lines if line.hint in _DROPPED]
    else:
        return None
    _refuse_unknown_letters(kept, source)
    if not kept:
        raise SourceError(
            "has no text: its pages are pictures, which would have to be recognised first", source=source
        )
    return kept, dropped


def _refuse_unknown_letters(lines: Sequence[Line], source: str) -> None:
    """Raise an error for a document whose fonts do not say which letters their signs are."""
    shown = [sign for line in lines for sign in line.text if not sign.isspace()]
    if len(shown) > _LEAST_SIGNS and sum(map(str.isalnum, shown)) * 2 < len(shown):
        raise SourceError(
            "has text whose letters are not known: its fonts do not say them, so it would have to be recognised",
            source=source,
        )
