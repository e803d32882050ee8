"""The schema that Whoosh sees: text areas with our analyser, keys as fields of their kinds, what is stored."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from whoosh import fields
from whoosh.analysis.analyzers import IDAnalyzer
from whoosh.formats import Positions

from minutesearch.analysis import ENGLISH, Analyser
from minutesearch.engine import KEYWORD_FIELDS, TEXT_FIELDS, KeyLayout, Layout, TextLayout
from minutesearch.located import Located
from minutesearch.whoosh.analyser import PassageAnalyzer

__all__ = [
    "CONTENT",
    "LAYOUT",
    "PATH",
    "SEVERAL",
    "AreaField",
    "DayField",
    "KeyField",
    "KeysField",
    "StoredFields",
    "YearField",
    "make_schema",
]

#: The field of all text areas together, by the name that Whoosh's tutorial has for it.
CONTENT = "content"
#: The field of the source's name, likewise.
PATH = "path"
#: What stands between two areas in the text of `CONTENT`.
_GAP = "\n\n"


class _AnyText(fields.FieldType):
    """A field of any texts: Whoosh's own refuses lone surrogates, which records may have."""

    def to_bytes(self, value: Any) -> bytes:  # texts, bytes, or lists of them
        """Return the term that a value is."""
        one = value[0] if isinstance(value, list | tuple) else value
        return one if isinstance(one, bytes) else str(one).encode("utf-8", "surrogatepass")

    def from_bytes(self, bs: Any) -> str:  # bytes, or a view of them
        """Return the text that a term is."""
        return bytes(bs).decode("utf-8", "surrogatepass")


class KeyField(_AnyText, fields.ID):
    """A field of one whole value."""


class KeysField(_AnyText, fields.KEYWORD):
    """A field of several whole values."""


class AreaField(_AnyText, fields.TEXT):
    """A field of words of minutes, by stem or as printed.

    Attributes:
        exact: Whether its terms are words as printed, not stems.
        patterns_in: The field in which prefixes, wildcards, fuzzy words and ranges of words look; None for itself.
            No stem is "parking", so that `parking*` would find nothing among stems.

    Args:
        name: The name of the field by stem.
        exact: Whether its terms are words as printed.
        stored: Whether its text is stored.
        analyser: The analyser of the index.
    """

    def __init__(
        self, name: str, *, exact: bool = False, stored: bool = False, analyser: Analyser = ENGLISH
    ) -> None:
        analyzer = PassageAnalyzer(exact=exact, analyser=analyser)
        super().__init__(analyzer=analyzer, stored=stored, multitoken_query="phrase")
        self._analyser = analyser
        self.exact = exact
        self.patterns_in = None if exact else _exact(name)
        # Vectors are made of the stored text when they are asked for.
        self.vector = Positions() if stored else None

    def process_text(self, qstring: str, mode: str = "", **kwargs: object) -> Iterator[str]:
        """Yield the words to look for that a typed word is.

        A word with hyphens is looked for as written together, which every text with it has as a token, however it
        is written there.
        """
        if mode == "query" and kwargs.get("tokenize", True):
            for exact, stem in _words_of(qstring, self._analyser):
                yield exact if self.exact else stem
        else:
            yield from super().process_text(qstring, mode=mode, **kwargs)

    def term_of(self, word: str) -> str:
        """Return the term of a word as printed."""
        return word if self.exact else self._analyser.stem(word)

    def spelling_fieldname(self, fieldname: str) -> str:
        """Return the field whose words are suggested for misspelt ones: that of words as printed."""
        return self.patterns_in or fieldname

    def separate_spelling(self) -> bool:
        """Return False: the words as printed have a field of their own already."""
        return False


class DayField(fields.DATETIME):
    """A field of days; of a document without one, the value is None."""

    def from_column_value(self, x: int) -> datetime.datetime | None:  # type: ignore[override]  # None for none
        """Return the day of a column's value."""
        return None if x == self.default_column().default_value() else super().from_column_value(x)


class YearField(fields.NUMERIC):
    """A field of years; of a document without one, the value is None."""

    def from_column_value(self, x: int) -> object:  # type: ignore[override]  # as Whoosh's own does
        """Return the year of a column's value."""
        return None if x == self.default_column().default_value() else super().from_column_value(x)


def _exact(name: str) -> str:
    return f"{name}_exact"


def _midnight(day: str) -> datetime.datetime:
    return datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time())


#: Keys of which a passage may have several values.
SEVERAL = ("said_by", "speaker", "mentions", "outcome", "moved_by", "seconded_by", "owner", "person", "party")

#: What each field is made of in the engine.
LAYOUT: Layout = {
    **{name: TextLayout((at,), is_exact=False) for at, name in enumerate(TEXT_FIELDS)},
    **{_exact(name): TextLayout((at,), is_exact=True) for at, name in enumerate(TEXT_FIELDS)},
    CONTENT: TextLayout(tuple(range(len(TEXT_FIELDS))), is_exact=False),
    _exact(CONTENT): TextLayout(tuple(range(len(TEXT_FIELDS))), is_exact=True),
    **{name: KeyLayout(name) for name in KEYWORD_FIELDS},
    "date": KeyLayout("date", _midnight),
    "year": KeyLayout("year", int),
    PATH: KeyLayout(None),
}


# Of a few analysers: a process that has indexes of several is rare.
@lru_cache(maxsize=8)
def _fields(analyser: Analyser) -> Mapping[str, fields.FieldType]:
    found: dict[str, fields.FieldType] = {}
    for name in (*TEXT_FIELDS, CONTENT):
        found[name] = AreaField(name, stored=True, analyser=analyser)
        found[_exact(name)] = AreaField(name, exact=True, analyser=analyser)
    for name in KEYWORD_FIELDS:
        if name in SEVERAL:
            # Names have commas and spaces in them, so each value is a term as it is.
            found[name] = KeysField(stored=True, sortable=True, analyzer=IDAnalyzer())
        else:
            found[name] = KeyField(stored=True, sortable=True, unique=name == "id")
    found["date"] = DayField(stored=True, sortable=True)
    found["year"] = YearField(stored=True, sortable=True)
    found[PATH] = KeyField(stored=True, sortable=True)
    found |= {name: fields.STORED() for name in ("label", "citation", "url")}
    return found


# Each field of a query asks for each of its words, and what is typed repeats them.
@lru_cache(maxsize=4096)
def _words_of(typed: str, analyser: Analyser) -> tuple[tuple[str, str], ...]:
    """Return the words to look for that a typed word is: each as printed, and its stem."""
    return tuple(
        (token.exact, token.stem)
        for unit in analyser.query_units(typed)
        for token in ((unit.joined,) if unit.joined else unit.sequence)
    )


def make_schema(analyser: Analyser = ENGLISH) -> fields.Schema:
    """Return the schema of every index with an analyser.

    Args:
        analyser: The analyser of the index.

    Example:
        >>> sorted(name for name in make_schema().names() if not name.endswith("_exact"))[:6]
        ['body', 'citation', 'content', 'council', 'date', 'decision_type']
    """
    return fields.Schema(**_fields(analyser))


class StoredFields(Mapping[str, object]):
    """The stored fields of a passage, each made when it is asked for; one that it does not have is not among them.

    Args:
        located: The passage in its place.
        keys: The values of its keys.
    """

    def __init__(self, located: Located, keys: Mapping[str, tuple[str, ...]]) -> None:
        self._located = located
        self._keys = keys

    def __getitem__(self, name: str) -> object:
        make = _MADE.get(name)
        value = _key_value(name, self._keys[name]) if make is None else make(self._located)
        if value is None or value == "":
            raise KeyError(name)
        return value

    def __iter__(self) -> Iterator[str]:
        yield from (name for name, make in _MADE.items() if make(self._located) not in (None, ""))
        yield from self._keys

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _content(located: Located) -> str:
    texts = (_MADE[name](located) for name in TEXT_FIELDS)
    return _GAP.join(text for text in texts if text)


#: What is made of a passage in its place, by the names of the fields.
_MADE: Mapping[str, Callable[[Located], str | None]] = {
    "text": lambda located: located.passage.text,
    "title": lambda located: located.item.title,
    "topic": lambda located: located.passage.topic,
    "lead_in": lambda located: located.passage.lead_in,
    CONTENT: _content,
    PATH: lambda located: located.source,
    "label": lambda located: located.passage.label,
    "citation": lambda located: located.citation,
    "url": lambda located: located.item.url or located.meeting.url,
}


def _key_value(name: str, values: Iterable[str]) -> object:
    layout = LAYOUT[name]
    converted = [layout.convert(value) for value in values] if isinstance(layout, KeyLayout) else []
    return converted if name in SEVERAL else converted[0]
