"""The row of a hit: what stands in each column of a table, whatever file it is written to."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable

from minutesearch.records import Passage
from minutesearch.results import Hit

__all__ = ["ADDRESSES", "COLUMNS", "Cell", "make_row", "replace_controls"]

Cell = str | int | float | datetime.date | None

#: The columns, in order.
COLUMNS = (
    *("rank", "score", "id", "council", "body", "date", "item_number", "item_title"),
    *("kind", "label", "decision_type", "said_by", "lead_in", "topic", "before", "text", "after", "more"),
    *(
        "source",
        "page",
        "url",
        "meeting_url",
        "item_url",
        "meeting_id",
        "item_id",
        "fingerprint",
        "citation",
        "also_in",
    ),
)

#: Those that hold the address of a page.
ADDRESSES = frozenset({"url", "meeting_url", "item_url"})


def make_row(hit: Hit) -> tuple[Cell, ...]:
    """Return what stands in each of `COLUMNS` for a hit; None where it is unknown."""
    passage, item, meeting = hit.passage, hit.item, hit.meeting
    return (
        *(hit.rank, hit.score, passage.id, meeting.council, meeting.body),
        *(meeting.date, item.number, item.title),
        *(passage.kind.value, passage.label, passage.decision_type.value if passage.decision_type else None),
        *("; ".join(passage.said_by), passage.lead_in, passage.topic),
        *(_join(hit.before), passage.text, _join(hit.after), hit.more),
        *(hit.source, passage.page, item.url or meeting.url, meeting.url, item.url),
        *(meeting.id, item.id, passage.fingerprint, hit.citation),
        "; ".join(copy.source for copy in hit.also_in),
    )


def replace_controls(text: str) -> str:
    r"""Return a text with all control characters but `\n` and `\t` replaced by U+FFFD.

    Args:
        text: Any text.
    """
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(each) in {"Cc", "Cs"} and each not in "\n\t" else each
        for each in text
    )


def _join(passages: Iterable[Passage]) -> str:
    return "\n".join(f"{each.marker} {each.text}" if each.label else each.text for each in passages)
