"""The Whoosh schema: the fields of a passage, and how analysed tokens become postings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence

from whoosh import columns, fields, formats

from minutesearch.analysis.tokens import Token
from minutesearch.engine.contract import KEYWORD_FIELDS, TEXT_FIELDS, PassageDocument, SourceDocument

__all__ = ["exact_field", "length_field", "make_schema", "passage_fields", "source_fields"]

#: The terms of a field with their positions: what a `TermPositions` field takes as its value.
_Positions = dict[str, list[int]]


def exact_field(text_field: str) -> str:
    """Return the Whoosh field with the words as printed of a text field; the field itself holds stems."""
    return f"{text_field}_exact"


def length_field(text_field: str) -> str:
    """Return the column with the number of words of a text field.

    Whoosh's own lengths are one byte wide: 200 words read back as 203.
    """
    return f"{text_field}_length"


#: A term's bytes, frequency, weight and encoded value, as Whoosh's writer takes them.
_PostingsToWrite = Generator[tuple[bytes, int, float, bytes], None, None]


class _Field(fields.FieldType):
    """A field whose values are analysed already, above the engine."""

    def __init__(self, posting_format: formats.Format) -> None:
        self.format = posting_format
        self.analyzer = None
        self.scorable = False
        self.stored = False
        self.unique = False
        self.vector = None
        self.column_type = None

    def separate_spelling(self) -> bool:
        """Return False: no second field is kept for spelling."""
        return False


class TermPositions(_Field):
    """A field of terms with their positions."""

    def __init__(self) -> None:
        super().__init__(formats.Positions())

    def index(self, value: _Positions, **_: object) -> _PostingsToWrite:
        """Yield a posting for each term."""
        encode = formats.Positions().encode
        for term, positions in value.items():
            yield term.encode(), len(positions), float(len(positions)), encode(positions)


class WholeValues(_Field):
    """A field of whole values, several to a passage, which only records their presence."""

    def __init__(self) -> None:
        super().__init__(formats.Existence())

    def index(self, value: Sequence[str], **_: object) -> _PostingsToWrite:
        """Yield a posting for each distinct value."""
        for text in dict.fromkeys(value):
            yield text.encode(), 1, 1.0, b""


def make_schema() -> fields.Schema:
    """Return the schema of an index."""
    schema = fields.Schema(source=WholeValues(), source_record=WholeValues(), record=fields.STORED())
    for key in KEYWORD_FIELDS:
        schema.add(key, WholeValues())
    for text_field in TEXT_FIELDS:
        schema.add(text_field, TermPositions())
        schema.add(exact_field(text_field), TermPositions())
        schema.add(length_field(text_field), fields.COLUMN(columns.NumericColumn("i")))
    return schema


def passage_fields(passage: PassageDocument, *, source: str, analyse) -> dict[str, object]:
    """Return the fields of the Whoosh document for a passage."""
    stored = (passage.record, passage.texts.get("text", ""), passage.keywords["id"][0])
    values: dict[str, object] = {"source": (source,), "record": stored}
    values.update({key: texts for key, texts in passage.keywords.items() if texts})
    for text_field, text in passage.texts.items():
        tokens = analyse(text)
        if tokens:
            values[text_field] = _positions((token.stem, token.position) for token in tokens)
            values[exact_field(text_field)] = _positions((token.exact, token.position) for token in tokens)
            values[length_field(text_field)] = _word_count(tokens)
    return values


def source_fields(document: SourceDocument) -> dict[str, object]:
    """Return the fields of the Whoosh document that keeps the record of a source."""
    return {"source": (document.name,), "source_record": (document.name,), "record": document.record}


def _positions(terms: Iterator[tuple[str, int]]) -> _Positions:
    seen: defaultdict[str, set[int]] = defaultdict(set)
    for term, position in terms:
        seen[term].add(position)
    return {term: sorted(places) for term, places in seen.items()}


def _word_count(tokens: Sequence[Token]) -> int:
    # Tokens that share a position are one word written in two ways.
    return len({token.position for token in tokens})
