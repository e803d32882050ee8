"""Exceptions that minutesearch raises, all under one root.

::

    MinuteSearchError
    ├── QueryError (ValueError)            a query that cannot be read; has a column
    ├── QueryTimeoutError (TimeoutError)   a search took longer than it was given
    ├── ArgumentError (TypeError,          a filter, facet or option that does not exist or has a bad value
    │                  ValueError)
    ├── SourceError (ValueError)           a file or record that is not minutes
    ├── IndexClosedError (ValueError)      the index has been closed
    ├── ReadOnlyError (TypeError)          something would write by a way that only reads
    ├── NotFoundError (LookupError)        no such passage, item or source in the index
    ├── WatchFileError (OSError)           the file of watches is damaged, busy or cannot be written
    ├── MissingLibraryError (ImportError)  an optional library is needed and not installed
    ├── WhooshInstallationError            two packages provide `whoosh` at once
    │                  (ImportError)
    └── IndexStorageError (OSError)        where an index is kept, a folder or a cluster
        ├── IndexFolderError               the folder cannot be read or written
        ├── IndexMissingError              there is no index there
        ├── IndexExistsError               there is one already
        ├── IndexFormatError               another version made it
        │   └── AnalyserError              it was made with another analyser
        ├── IndexLockedError               somebody else is writing to it
        ├── CorruptIndexError              a part of it is damaged
        ├── IndexAccessError               the cluster does not let us in
        └── IndexUnavailableError          the cluster cannot be reached, or cannot answer
            └── IncompleteAnswerError      only a part of it has answered
"""

from __future__ import annotations

from collections.abc import Callable

__all__ = [
    "AnalyserError",
    "ArgumentError",
    "CorruptIndexError",
    "IncompleteAnswerError",
    "IndexAccessError",
    "IndexClosedError",
    "IndexExistsError",
    "IndexFolderError",
    "IndexFormatError",
    "IndexLockedError",
    "IndexMissingError",
    "IndexStorageError",
    "IndexUnavailableError",
    "MinuteSearchError",
    "MissingLibraryError",
    "NotFoundError",
    "QueryError",
    "QueryTimeoutError",
    "ReadOnlyError",
    "SourceError",
    "WatchFileError",
    "WhooshInstallationError",
]


#: How many letters of an error's text are shown: who passes a whole page for an id is told so in one sentence.
_LONGEST = 1000


class MinuteSearchError(Exception):
    """The base class of all errors that minutesearch raises on purpose.

    Their text can be printed whatever was passed: a long one is cut in its middle, and half of a pair of
    surrogates is written as its number. The facts on an error are whole.
    """

    def __str__(self) -> str:
        text = super().__str__().encode("utf-8", "backslashreplace").decode()
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} […] {text[-_LONGEST // 2 :]}"

    def __reduce__(self) -> tuple[object, ...]:
        # By default a pickled exception keeps its message, but not its facts, which are keyword arguments.
        return _restored, (type(self), self.args), self.__dict__


def _restored(kind: type[MinuteSearchError], args: tuple[object, ...]) -> MinuteSearchError:
    error = kind.__new__(kind)
    error.args = args
    return error


class QueryError(MinuteSearchError, ValueError):
    """A query that cannot be read, or that asks for more than the limits allow.

    Attributes:
        query: The query as it was typed.
        column: Where it goes wrong: a code point of the query, counted from 1.
        reason: What is wrong there, without the place.
    """

    def __init__(self, reason: str, *, query: str, column: int) -> None:
        super().__init__(f"column {column}: {reason}")
        self.reason = reason
        self.query = query
        self.column = column


class QueryTimeoutError(MinuteSearchError, TimeoutError):
    """A search took longer than it was given, and was stopped."""

    def __init__(self) -> None:
        super().__init__("the search took longer than it was given; ask for less, or give it more time")


class ArgumentError(MinuteSearchError, TypeError, ValueError):
    """An argument with a name or value that does not exist.

    Attributes:
        argument: The name of the argument.
    """

    def __init__(self, message: str, *, argument: str) -> None:
        super().__init__(message)
        self.argument = argument


class SourceError(MinuteSearchError, ValueError):
    """A source that could not be read as minutes.

    Attributes:
        source: The name of the source: a path or the name given with a record.
        line: The line at which it goes wrong, counted from 1; None if no one line does.
        reason: What is wrong, without the place.
    """

    def __init__(self, reason: str, *, source: str, line: int | None = None) -> None:
        place = source if line is None else f"{source}, line {line}"
        super().__init__(f"{place}: {reason}")
        self.reason = reason
        self.source = source
        self.line = line


class IndexClosedError(MinuteSearchError, ValueError):
    """The index has been closed, or has gone on to a newer state than the results that ask it."""

    def __init__(self, message: str = "the index is closed; open it again with open_index()") -> None:
        super().__init__(message)


class ReadOnlyError(MinuteSearchError, TypeError):
    """Something would write by a way that only reads; the message says what writes."""


class NotFoundError(MinuteSearchError, LookupError):
    """Nothing in the index has the id or name asked for.

    Attributes:
        key: The id or name asked for.
    """

    def __init__(self, message: str, *, key: str) -> None:
        super().__init__(message)
        self.key = key


class WatchFileError(MinuteSearchError, OSError):
    """The file that watches are kept in is damaged, busy or cannot be written.

    Attributes:
        path: The file.
    """

    def __init__(self, message: str, *, path: str) -> None:
        super().__init__(message)
        self.path = path


class MissingLibraryError(MinuteSearchError, ImportError):
    """A library that only some tasks need is not installed; the message says how to install it.

    Attributes:
        library: The name of the library's package.
    """

    def __init__(self, message: str, *, library: str) -> None:
        super().__init__(message)
        self.library = library


class WhooshInstallationError(MinuteSearchError, ImportError):
    """Several installed packages provide `whoosh`, which gives a silent mixture of them.

    Attributes:
        packages: The names of these packages.
    """

    def __init__(self, message: str, *, packages: tuple[str, ...]) -> None:
        super().__init__(message)
        self.packages = packages


class IndexStorageError(MinuteSearchError, OSError):
    """Something is wrong with where an index is kept, a folder or a cluster.

    Attributes:
        path: The folder, the file in it, or the address of the index in its cluster.
    """

    def __init__(self, message: str, *, path: str) -> None:
        super().__init__(message)
        self.path = path


class IndexFolderError(IndexStorageError):
    """The folder of an index cannot be read or written."""


class IndexMissingError(IndexStorageError):
    """There is no index at the place."""

    #: Finds indexes close by. Nothing outside of the folder is looked at before somebody asks.
    _find_near: Callable[[], tuple[str, ...]] | None = None

    @property
    def near(self) -> tuple[str, ...]:
        """The folders of a few indexes close by, the likest name first; empty if there are none."""
        return () if self._find_near is None else self._find_near()


class IndexExistsError(IndexStorageError):
    """There is an index at the place already, and it is not to be lost."""


class IndexFormatError(IndexStorageError):
    """The index was made by another version, or with another analyser; build it again."""


class AnalyserError(IndexFormatError):
    """The index was made with another analyser than it is to be opened with, or with one that must be given.

    Attributes:
        made_with: The fingerprint of the analyser that it was made with.
        given: The fingerprint of the analyser that was given; None if none was.
    """

    def __init__(self, message: str, *, path: str, made_with: str, given: str | None) -> None:
        super().__init__(message, path=path)
        self.made_with = made_with
        self.given = given


class IndexLockedError(IndexStorageError):
    """Another process or thread is writing to the index."""


class CorruptIndexError(IndexStorageError):
    """A part of the index is damaged, missing or doctored; `repair_index` saves what can be read."""


class IndexAccessError(IndexStorageError):
    """The cluster of an index does not let us in: the user, the password or a certificate is not accepted."""


class IndexUnavailableError(IndexStorageError):
    """The cluster of an index cannot be reached, or cannot answer now; ask again later."""


class IncompleteAnswerError(IndexUnavailableError):
    """Only a part of the cluster has answered, so that passages would be missing; nothing is returned."""
