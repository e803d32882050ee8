"""Stock indexes of Whoosh's: an index of ours written as one, and the paragraphs of one taken in as records."""

from __future__ import annotations

import datetime
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol, TypeVar

from whoosh import fields
from whoosh.analysis.analyzers import IDAnalyzer
from whoosh.analysis.filters import LowercaseFilter
from whoosh.analysis.morph import StemFilter
from whoosh.analysis.tokenizers import RegexTokenizer
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex, IndexVersionError
from whoosh.reading import IndexReader

from minutesearch.analysis import Analyser
from minutesearch.engine import KEYWORD_FIELDS, TEXT_FIELDS, holds_stock_index, is_index
from minutesearch.errors import (
    ArgumentError,
    IndexExistsError,
    IndexFolderError,
    IndexFormatError,
    IndexMissingError,
)
from minutesearch.records import AgendaItem, DecisionType, Kind, Meeting, Passage
from minutesearch.whoosh.passage_index import PassageIndex
from minutesearch.whoosh.schema import CONTENT, PATH, SEVERAL

__all__ = ["from_stock", "to_stock"]

_Made = TypeVar("_Made")

#: Words with the apostrophes, hyphens, slashes and points between their letters, and amounts.
_WORDS = r"[£€$]?\w+(?:[.,'’&/-]\w+)*%?"
_MEGABYTES = 128
#: What a record can be made of, in the words of ours.
_FACTS = ("council", "body", "date", "item_number", "title", "kind", "decision_type", "label", "topic", "lead_in")


class _Index(Protocol):
    """An open index of ours."""

    @property
    def whoosh(self) -> PassageIndex:
        """Whoosh's own index over it."""
        ...


#: Whoosh's stemmers by the names of NLTK's; of what it does not have, a stock index has words as printed.
_STEMMERS = {
    "danish": "da",
    "dutch": "nl",
    "english": "en",
    "finnish": "fi",
    "french": "fr",
    "german": "de",
    "hungarian": "hu",
    "italian": "it",
    "norwegian": "no",
    "portuguese": "pt",
    "romanian": "ro",
    "russian": "ru",
    "spanish": "es",
    "swedish": "sv",
}


def _stock_schema(analyser: Analyser) -> fields.Schema:
    """Return the schema of a stock index, of Whoosh's own parts alone, so that it opens where we are missing."""
    words = RegexTokenizer(_WORDS) | LowercaseFilter()
    if analyser.stemmer == "porter":
        words |= StemFilter()
    elif isinstance(analyser.stemmer, str) and analyser.stemmer in _STEMMERS:
        words |= StemFilter(lang=_STEMMERS[analyser.stemmer])
    kinds: dict[str, fields.FieldType] = {
        **{name: fields.TEXT(analyzer=words, stored=True) for name in (*TEXT_FIELDS, CONTENT)},
        **{name: fields.ID(stored=True, sortable=True, unique=name == "id") for name in (*KEYWORD_FIELDS, PATH)},
        **{name: fields.KEYWORD(stored=True, analyzer=IDAnalyzer()) for name in SEVERAL},
        "date": fields.DATETIME(stored=True, sortable=True),
        "year": fields.NUMERIC(stored=True, sortable=True),
        **{name: fields.STORED() for name in ("label", "citation", "url")},
    }
    return fields.Schema(**kinds)


def to_stock(index: _Index | PassageIndex, folder: str | Path) -> int:
    """Write an index of ours as a stock index of Whoosh's, which whoosh3 and Whoosh 2.7.4 open without us.

    Its fields are those of `Index.whoosh` but for the words as printed; its passages are in the same order.
    Whoosh's own analyser takes the place of ours, so some words are cut and stemmed otherwise, and where the index
    has a stemmer that Whoosh lacks, its words are in it as printed. It is a copy, which
    no later change of the index reaches, and has what is wrong with Whoosh's format: see docs/how-to/whoosh.md.

    Args:
        index: The open index, or its `Index.whoosh`.
        folder: A folder that is empty, or not there yet. It is there whole, or not at all.

    Returns:
        How many passages were written.

    Raises:
        IndexExistsError: The folder holds files.
        IndexFolderError: It cannot be made.
        ArgumentError: What is given is no open index.
    """
    opened = getattr(index, "whoosh", index)
    if not isinstance(opened, PassageIndex):
        raise ArgumentError(f"index must be an open index, not {index!r:.60}", argument="index")
    target = Path(folder)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise IndexExistsError(f"{target}: holds files; choose an empty folder", path=str(target))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        raise IndexFolderError(f"{target}: cannot be made: {error.strerror}", path=str(target)) from error
    try:
        with opened.reader() as reader:
            _write(reader, _stock_schema(opened.analyser), draft)
            count = reader.doc_count()
        if target.exists():
            target.rmdir()
        draft.chmod(0o777 & ~_umask())
        draft.rename(target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return count


def _write(reader: IndexReader, schema: fields.Schema, folder: Path) -> None:
    writer = FileStorage(str(folder)).create_index(schema).writer(limitmb=_MEGABYTES)
    try:
        for stored in reader.all_stored_fields():
            writer.add_document(**stored)
    except BaseException:
        writer.cancel()
        raise
    writer.commit()


def _umask() -> int:
    # There is no way to ask but to set it.
    mask = os.umask(0)
    os.umask(mask)
    return mask


def from_stock(folder: str | Path, *, mapping: Mapping[str, str] | None = None) -> tuple[Meeting, ...]:
    """Return the paragraphs of a stock index of Whoosh's as records, to be given to `Index.add`.

    Only open an index that you trust: Whoosh's files are pickles, which run code as they are read. A warning says
    so each time.

    Args:
        folder: The folder of the stock index.
        mapping: Which of its stored fields is what: "text" (the paragraph; needed), and as far as there are such
            "council", "body", "date", "item_number", "title" (of the item), "kind", "decision_type", "label",
            "topic" and "lead_in". What is left out is the field of the same name, if there is one, and otherwise
            unknown.

    Returns:
        A meeting for each council, body and date, with its items and their paragraphs, in the order of the index.

    Raises:
        IndexMissingError: There is no stock index in the folder; one of ours is named as such.
        IndexFormatError: This version of Whoosh cannot read it.
        ArgumentError: The mapping does not fit the index, or a value is none of its kind.
    """
    if mapping is not None and not isinstance(mapping, Mapping):
        raise ArgumentError(f"mapping must be a mapping of names, not {mapping!r:.60}", argument="mapping")
    path = Path(folder)
    if is_index(path):
        raise IndexMissingError(
            f"{path}: is an index of minutesearch already; minutesearch.open_index() opens it", path=str(path)
        )
    if not holds_stock_index(path):
        raise IndexMissingError(f"{path}: there is no index of Whoosh's here", path=str(path))
    warnings.warn(
        f"{path}: a stock index of Whoosh's is pickles, which can run any code; open none that you do not trust",
        RuntimeWarning,
        stacklevel=2,
    )
    try:
        index: FileIndex = FileStorage(str(path)).open_index()
    except IndexVersionError as error:
        raise IndexFormatError(f"{path}: {error}", path=str(path)) from error
    with index.reader() as reader:
        return _read_meetings(reader, _fitting(index.schema, dict(mapping or {})))


def _fitting(schema: fields.Schema, mapping: dict[str, str]) -> dict[str, str]:
    """Return which field is what, of those that are there."""
    for name, field in mapping.items():
        if name not in ("text", *_FACTS):
            raise ArgumentError(f"mapping has no {name!r}: it takes text, {', '.join(_FACTS)}", argument="mapping")
        if field not in schema or not schema[field].stored:
            stored = ", ".join(sorted(each for each in schema.stored_names()))
            raise ArgumentError(
                f"the index stores no field {field!r} for {name!r}; it stores {stored or 'none'}",
                argument="mapping",
            )
    known = {name: name for name in ("text", *_FACTS) if name in schema and schema[name].stored}
    chosen = known | mapping
    if "text" not in chosen:
        stored = ", ".join(sorted(schema.stored_names()))
        raise ArgumentError(
            f"say which field is the paragraph, as mapping={{'text': ...}}; the index stores {stored or 'none'}",
            argument="mapping",
        )
    return chosen


_Key = tuple[str | None, ...]


def _read_meetings(reader: IndexReader, mapping: Mapping[str, str]) -> tuple[Meeting, ...]:
    meetings: dict[tuple[str | None, str | None, datetime.date | None], dict[_Key, list[Passage]]] = {}
    for number, stored in reader.iter_docs():
        values = _Values(stored, mapping, number)
        text = values.text("text")
        if text is None:
            continue
        key = values.text("council"), values.text("body"), values.day()
        items = meetings.setdefault(key, {})
        item = values.text("item_number"), values.text("title")
        items.setdefault(item, []).append(
            Passage(
                text=text,
                kind=values.choice("kind", Kind) or Kind.DISCUSSION,
                decision_type=values.choice("decision_type", DecisionType),
                label=values.text("label"),
                topic=values.text("topic"),
                lead_in=values.text("lead_in"),
            )
        )
    return tuple(
        Meeting(
            council=council,
            body=body,
            date=day,
            items=tuple(
                AgendaItem(number=number, title=title, passages=tuple(passages))
                for (number, title), passages in items.items()
            ),
        )
        for (council, body, day), items in meetings.items()
    )


class _Values:
    """The stored values of one document, each checked as it is asked for.

    Args:
        stored: What is stored, by the index's names.
        mapping: The index's names by ours.
        number: The number of the document.
    """

    def __init__(self, stored: Mapping[str, object], mapping: Mapping[str, str], number: int) -> None:
        self._stored = stored
        self._mapping = mapping
        self._number = number

    def _value(self, name: str) -> object:
        field = self._mapping.get(name)
        return None if field is None else self._stored.get(field)

    def text(self, name: str) -> str | None:
        """Return a value as text; None for none, and for one of spaces alone."""
        value = self._value(name)
        if isinstance(value, list | tuple):
            value = ", ".join(map(str, value))
        return None if value is None else str(value).strip() or None

    def day(self) -> datetime.date | None:
        """Return the date of the meeting."""
        value = self._value("date")
        if isinstance(value, datetime.datetime):
            return value.date()
        if value is None or isinstance(value, datetime.date):
            return value
        return self._made("date", datetime.date.fromisoformat)

    def choice(self, name: str, kinds: Callable[[str], _Made]) -> _Made | None:
        """Return a value as one of a choice."""
        return None if self.text(name) is None else self._made(name, kinds)

    def _made(self, name: str, make: Callable[[str], _Made]) -> _Made:
        text = self.text(name) or ""
        try:
            return make(text)
        except ValueError:
            raise ArgumentError(
                f"document {self._number} has {text[:40]!r} in field {self._mapping[name]!r}, which is no {name};"
                f" leave {name!r} out of the mapping or map it to another field",
                argument="mapping",
            ) from None
