"""The Atom feed (RFC 4287) of what has come in since watches began."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from minutesearch.results import Hit
from minutesearch.watching.news import Watch
from minutesearch.watching.state_file import write_whole
from minutesearch.watching.watches import Watches

__all__ = ["save_feed"]


def save_feed(watches: Watches, path: str | Path, *, limit: int = 100) -> int:
    """Write an Atom feed of what has come in since the first run of each watch, the newest first.

    A feed has more than the last run found, since readers look at it when they will. A file of that name is
    replaced when the new one is whole.

    Args:
        watches: The watches.
        path: The file.
        limit: How many passages to have in it at most.

    Returns:
        How many passages it has.

    Raises:
        WatchFileError: The file cannot be written, or the file of the watches cannot be read.
    """
    recent = watches.recent(limit=limit)
    write_whole(Path(path), _make_feed(watches.path, recent))
    return len(recent)


def _make_feed(path: Path, recent: Iterable[tuple[Watch, Hit]]) -> str:
    entries = list(recent)
    instants = [hit.passage.indexed_at for _, hit in entries if hit.passage.indexed_at is not None]
    updated = max(instants, default=datetime.datetime.now(datetime.UTC))
    name = path.name.removesuffix(".watches.json")
    return "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            '<feed xmlns="http://www.w3.org/2005/Atom">',
            f"<title>{_text(f'New in the minutes: {name}')}</title>",
            f"<id>{_text(f'urn:minutesearch:watches:{name}')}</id>",
            f"<updated>{_instant(updated)}</updated>",
            "<author><name>minutesearch</name></author>",
            *(line for watch, hit in entries for line in _iter_entry(watch, hit)),
            "</feed>",
            "",
        ]
    )


def _iter_entry(watch: Watch, hit: Hit) -> Iterable[str]:
    passage, item, meeting = hit.passage, hit.item, hit.meeting
    where = ", ".join(filter(None, (item.title, meeting.body, meeting.date.isoformat() if meeting.date else None)))
    yield "<entry>"
    yield f"<title>{_text(f'{watch.name}: {where or hit.source}')}</title>"
    name = watch.name.replace(" ", "+")
    yield f"<id>{_text(f'urn:minutesearch:{name}:{passage.id}:{passage.fingerprint}')}</id>"
    if passage.indexed_at is not None:
        yield f"<updated>{_instant(passage.indexed_at)}</updated>"
    address = item.url or meeting.url or ""
    if address.startswith(("https://", "http://")):
        yield f'<link rel="alternate" href={quoteattr(_clean(address))}/>'
    yield f"<category term={quoteattr(_clean(watch.name))}/>"
    yield f"<summary>{_text(hit.citation)}</summary>"
    lead_in = f"{passage.lead_in}\n" if passage.lead_in else ""
    yield f'<content type="text">{_text(lead_in + passage.text)}</content>'
    yield "</entry>"


def _instant(instant: datetime.datetime) -> str:
    return f"{instant.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"


def _text(text: str) -> str:
    return escape(_clean(text))


def _clean(text: str) -> str:
    """Return a text without what XML 1.0 cannot hold."""
    return "".join(
        each
        for each in text
        if each in "\n\t" or (unicodedata.category(each) not in {"Cc", "Cs"} and each not in "\ufffe\uffff")
    )
