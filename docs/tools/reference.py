"""The reference pages that are made of docstrings: the API, the records and the errors."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Literal, get_args, get_origin

import minutesearch as ms
from docs.tools.docstrings import describe, entries_of, iter_fields, iter_methods, sections_of

__all__ = ["REFERENCE_PAGES"]

_MADE = "<!-- Made by `python -m docs.tools` of the docstrings; do not edit. -->"

_RECORDS: dict[str, tuple[type, ...]] = {
    "What minutes are read into": (
        *(ms.Meeting, ms.AgendaItem, ms.Passage, ms.Attribution, ms.Source, ms.Problem),
        *(ms.Motion, ms.Vote, ms.Action, ms.Declaration, ms.Question, ms.Attendance, ms.Evidence),
        *(ms.Span, ms.Kind, ms.DecisionType, ms.Section, ms.Act, ms.Outcome, ms.Presence),
    ),
    "What an index is made with": (ms.Analyser, ms.ClusterAccess),
    "What a search gives": (
        ms.Results,
        ms.Hit,
        ms.Stretch,
        ms.FacetCount,
        ms.PersonCount,
        ms.Timeline,
        ms.YearCount,
        ms.Period,
        ms.Snippet,
        ms.Explanation,
        ms.Part,
    ),
    "What else an index gives": (
        *(ms.Located, ms.Similar, ms.Related, ms.IndexedSource, ms.Report, ms.Repair, ms.Stats, ms.Acronym),
        ms.Arrival,
        ms.GonePassage,
        ms.Progress,
        ms.PassageProgress,
    ),
    "What a watch gives": (ms.Watch, ms.News, ms.NewPassage),
    "What checking a quotation gives": (ms.QuoteCheck, ms.QuotePlace, ms.QuotePart, ms.QuoteStretch),
    "What reading a file gives": (ms.FileReading, ms.DroppedLine),
}


#: What the arguments of a search may be, as an annotation says it.
_ARGUMENTS: dict[str, str] = {
    "KindName": "The `kind` of a search, as text or as a `Kind`.",
    "DecisionTypeName": "The `decision_type` of a search, as text or as a `DecisionType`.",
    "OutcomeName": "The `outcome` of a search, as text or as an `Outcome`.",
    "FacetName": "One of the `facets` of a search.",
    "Match": "How the words of a query are combined: `match` of a search.",
    "Sorting": "What comes first: `sort` of a search.",
    "Grouping": "What hits are grouped by: `group` of a search.",
    "Syntax": "How a query is written: `syntax` of a search.",
    "Duplicates": "What is done with copies: `duplicates` of a search.",
}


def make_api() -> str:
    """Return the text of the page on functions and the class `Index`."""
    return _page(_iter_api())


def make_records() -> str:
    """Return the text of the page on records."""
    return _page(_iter_records())


def make_errors() -> str:
    """Return the text of the page on errors."""
    return _page(_iter_errors())


#: The pages by their name in docs/reference/.
REFERENCE_PAGES = {
    "api.md": make_api,
    "records.md": make_records,
    "errors.md": make_errors,
}


def _page(paragraphs: Iterator[str]) -> str:
    return "\n\n".join(paragraphs) + "\n"


def _iter_api() -> Iterator[str]:
    yield "# API"
    yield _MADE
    yield (
        "Everything here is in `minutesearch`, imported as `ms`. [For language models]"
        "(../how-to/language-models.md) there are `minutesearch.mcp`, `minutesearch.retrievers.langchain`,"
        " `minutesearch.retrievers.llamaindex` and `minutesearch.retrievers.haystack`;"
        " [for people who know Whoosh](../how-to/whoosh.md) there is `minutesearch.whoosh`;"
        " [for a search site](../how-to/serve.md) there are `minutesearch.web` and `minutesearch.web.serving`. No"
        " other module is for users: it may change tomorrow, and so may every name with a leading underscore."
        " The values given back are on [Records](records.md), the errors on [Errors](errors.md), the query"
        " language on [its own page](query-language.md)."
    )
    yield "## Opening"
    yield from _iter_functions(ms.open_index, ms.create_index)
    yield from _iter_functions(ms.copy_index, ms.delete_empty_index, ms.repair_index)
    yield "## Index"
    text, sections = sections_of(ms.Index)
    yield " ".join(text.split())
    yield "\n".join(f"- `{name}`: {meaning}" for name, meaning in entries_of(sections["Attributes"]))
    yield "It is a context manager: `with ms.open_index(...) as index:` closes it at the end."
    for name, method in iter_methods(ms.Index):
        yield f"### Index.{name}"
        yield from describe(method, name=f"index.{name}")
    yield "## Watches"
    text, sections = sections_of(ms.Watches)
    yield " ".join(text.split())
    yield "\n".join(f"- `{name}`: {meaning}" for name, meaning in entries_of(sections["Attributes"]))
    yield from _iter_functions(ms.open_watches, ms.save_feed)
    for name, method in iter_methods(ms.Watches):
        yield f"### Watches.{name}"
        yield from describe(method, name=f"watches.{name}")
    yield "## Reading without an index"
    yield from _iter_functions(ms.read_files)
    yield "## Showing highlights"
    yield from _iter_functions(ms.mark_html, ms.cut_snippet)


def _iter_functions(*functions: Callable[..., object]) -> Iterator[str]:
    for function in functions:
        yield f"### {function.__name__}"
        yield from describe(function, name=f"ms.{function.__name__}")


def _iter_records() -> Iterator[str]:
    yield "# Records"
    yield _MADE
    yield (
        "Records are frozen: they never change, and two with the same values are equal. Collections in them are"
        " tuples. Days are `datetime.date`, offsets are half-open and count code points. What is not known is"
        " `None`, never guessed."
    )
    for title, records in _RECORDS.items():
        yield f"## {title}"
        for record in records:
            yield f"### {record.__name__}"
            yield sections_of(record)[0]
            if issubclass(record, StrEnum):
                yield "One of: " + ", ".join(f"`{member.value}`" for member in record) + "."
                continue
            fields = "\n".join(
                f"- `{field.name}: {field.type}`"
                + (f" (default `{field.default}`)" if field.default is not None else "")
                + f": {field.meaning}"
                for field in iter_fields(record)
            )
            if fields:
                yield fields
            yield from _iter_methods(record)
    yield from _iter_arguments()


def _iter_arguments() -> Iterator[str]:
    yield "## What the arguments of a search may be"
    yield "For annotations: `def ask(kind: ms.KindName) -> ms.Results`. A type checker refuses any other text."
    for name, meaning in _ARGUMENTS.items():
        yield f"### {name}"
        kinds = get_args(getattr(ms, name))
        # A literal by itself, or an enumeration and the literal of its values.
        choices = next((get_args(each) for each in kinds if get_origin(each) is Literal), kinds)
        yield f"{meaning} One of: " + ", ".join(f"`{choice}`" for choice in choices) + "."


def _iter_methods(record: type) -> Iterator[str]:
    for name, member in vars(record).items():
        is_property = isinstance(member, property)
        if name.startswith("_") or not (is_property or inspect.isfunction(member)) or member.__doc__ is None:
            continue
        yield f"`.{name}{'' if is_property else '()'}`: {sections_of(member)[0]}"


def _iter_errors() -> Iterator[str]:
    yield "# Errors"
    yield _MADE
    yield (
        "Every error that minutesearch raises on purpose is a `ms.MinuteSearchError`. Each is also the built-in"
        " error that a caller would expect, in brackets below."
    )
    module = inspect.getmodule(ms.MinuteSearchError)
    yield "```text\n" + inspect.cleandoc("\n" + (inspect.getdoc(module) or "").partition("::\n\n")[2]) + "\n```"
    for name in ms.__all__:
        error = getattr(ms, name)
        if not (inspect.isclass(error) and issubclass(error, Exception)):
            continue
        yield f"## {name}"
        text, _ = sections_of(error)
        yield " ".join(text.split())
        if attributes := _attributes(error):
            yield "\n".join(f"- `{attribute}`: {meaning}" for attribute, meaning in attributes)


def _attributes(error: type) -> list[tuple[str, str]]:
    """Return the attributes of an error, inherited ones included."""
    return [
        entry
        for each in error.__mro__
        if issubclass(each, ms.MinuteSearchError)
        for entry in entries_of(sections_of(each)[1].get("Attributes", "") if each.__doc__ else "")
    ]
