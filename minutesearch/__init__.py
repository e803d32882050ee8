"""A full-text search engine library for the minutes of public meetings.

Example:
    >>> import minutesearch as ms
    >>> with ms.open_index("indexes/seeds", create=True) as index:  # doctest: +SKIP
    ...     index.add("seeds/")
    ...     for hit in index.search("voluntary sector engagement"):
    ...         print(hit.citation, hit.passage.text)
"""

import typing as _typing

from minutesearch.errors import (
    AnalyserError,
    ArgumentError,
    CorruptIndexError,
    IncompleteAnswerError,
    IndexAccessError,
    IndexClosedError,
    IndexExistsError,
    IndexFolderError,
    IndexFormatError,
    IndexLockedError,
    IndexMissingError,
    IndexStorageError,
    IndexUnavailableError,
    MinuteSearchError,
    MissingLibraryError,
    NotFoundError,
    QueryError,
    QueryTimeoutError,
    ReadOnlyError,
    SourceError,
    WatchFileError,
    WhooshInstallationError,
)
from minutesearch.explanations import Explanation, Part
from minutesearch.located import Located
from minutesearch.markup import Snippet, cut_snippet, mark_html
from minutesearch.records import (
    Act,
    Action,
    AgendaItem,
    Attendance,
    Attribution,
    DecisionType,
    Declaration,
    Evidence,
    Kind,
    Meeting,
    Motion,
    Outcome,
    Passage,
    Presence,
    Problem,
    Question,
    Section,
    Source,
    Span,
    Vote,
)
from minutesearch.results import (
    Acronym,
    Arrival,
    DroppedLine,
    FacetCount,
    FacetName,
    FileReading,
    GonePassage,
    Hit,
    IndexedSource,
    PassageProgress,
    Period,
    PersonCount,
    Progress,
    QuoteCheck,
    QuotePart,
    QuotePlace,
    QuoteStretch,
    Related,
    Repair,
    Report,
    Results,
    Similar,
    Stats,
    Stretch,
    Timeline,
    YearCount,
)

if _typing.TYPE_CHECKING:
    from minutesearch.index import (
        Analyser,
        ClusterAccess,
        DecisionTypeName,
        Duplicates,
        Grouping,
        Index,
        KindName,
        Match,
        OutcomeName,
        Sorting,
        Syntax,
        copy_index,
        create_index,
        delete_empty_index,
        open_index,
        read_files,
        repair_index,
    )
    from minutesearch.watching import NewPassage, News, Watch, Watches, open_watches, save_feed

    __version__: str

__all__ = [
    "Acronym",
    "Act",
    "Action",
    "AgendaItem",
    "Analyser",
    "AnalyserError",
    "ArgumentError",
    "Arrival",
    "Attendance",
    "Attribution",
    "ClusterAccess",
    "CorruptIndexError",
    "DecisionType",
    "DecisionTypeName",
    "Declaration",
    "DroppedLine",
    "Duplicates",
    "Evidence",
    "Explanation",
    "FacetCount",
    "FacetName",
    "FileReading",
    "GonePassage",
    "Grouping",
    "Hit",
    "IncompleteAnswerError",
    "Index",
    "IndexAccessError",
    "IndexClosedError",
    "IndexExistsError",
    "IndexFolderError",
    "IndexFormatError",
    "IndexLockedError",
    "IndexMissingError",
    "IndexStorageError",
    "IndexUnavailableError",
    "IndexedSource",
    "Kind",
    "KindName",
    "Located",
    "Match",
    "Meeting",
    "MinuteSearchError",
    "MissingLibraryError",
    "Motion",
    "NewPassage",
    "News",
    "NotFoundError",
    "Outcome",
    "OutcomeName",
    "Part",
    "Passage",
    "PassageProgress",
    "Period",
    "PersonCount",
    "Presence",
    "Problem",
    "Progress",
    "QueryError",
    "QueryTimeoutError",
    "Question",
    "QuoteCheck",
    "QuotePart",
    "QuotePlace",
    "QuoteStretch",
    "ReadOnlyError",
    "Related",
    "Repair",
    "Report",
    "Results",
    "Section",
    "Similar",
    "Snippet",
    "Sorting",
    "Source",
    "SourceError",
    "Span",
    "Stats",
    "Stretch",
    "Syntax",
    "Timeline",
    "Vote",
    "Watch",
    "WatchFileError",
    "Watches",
    "WhooshInstallationError",
    "YearCount",
    "copy_index",
    "create_index",
    "cut_snippet",
    "delete_empty_index",
    "mark_html",
    "open_index",
    "open_watches",
    "read_files",
    "repair_index",
    "save_feed",
]


#: Names of the façade, which loads Whoosh, NumPy and NLTK's stemmer: not before somebody opens an index.
_OF_FACADE = frozenset(
    (
        *(
            "Analyser",
            "ClusterAccess",
            "Index",
            "copy_index",
            "create_index",
            "delete_empty_index",
            "open_index",
            "read_files",
            "repair_index",
        ),
        *("DecisionTypeName", "Duplicates", "Grouping", "KindName", "Match", "OutcomeName", "Sorting", "Syntax"),
    )
)
_OF_WATCHES = frozenset(("NewPassage", "News", "Watch", "Watches", "open_watches", "save_feed"))


def __dir__() -> list[str]:
    # Python binds each module of a package that is loaded, and none of them is a way in.
    return list(__all__)


def __getattr__(name: str) -> object:
    if name in _OF_FACADE:
        from minutesearch import index

        return getattr(index, name)
    if name in _OF_WATCHES:
        from minutesearch import watching

        return getattr(watching, name)
    if name in {"nltk", "whoosh"}:
        # Doors for those who know these libraries, which `import minutesearch` alone must find.
        from importlib import import_module

        return import_module(f"minutesearch.{name}")
    if name == "__version__":
        # What reads it takes longer to load than all that is above.
        from importlib import metadata

        return metadata.version("minutesearch")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
