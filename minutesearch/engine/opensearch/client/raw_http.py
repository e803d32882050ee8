"""The connection to one node: opensearch-py's own, but that an answer in CBOR stays the bytes that it came in.

Its own reads every answer as text first, which a packed meeting is not.
"""

from __future__ import annotations

import json
from typing import Any, Self

from opensearchpy import Urllib3HttpConnection
from opensearchpy.exceptions import SerializationError
from opensearchpy.serializer import Serializer

from minutesearch.engine.opensearch.client import cbor

__all__ = ["CBOR", "CborReader", "RawConnection"]

#: The type of an answer in CBOR, and of one in JSON.
CBOR, _JSON = "application/cbor", "application/json"


class CborReader(Serializer):
    """The reader of answers in CBOR."""

    mimetype = CBOR

    def loads(self, s: Any) -> Any:  # bytes, of which opensearch-py's type knows nothing
        """Return an answer.

        Raises:
            SerializationError: It is none.
        """
        try:
            return cbor.loads(s)
        except ValueError as error:
            raise SerializationError(error) from error


class RawConnection(Urllib3HttpConnection):
    """A connection to one node, over which answers in CBOR come as they are."""

    def _create_urllib3_pool(self) -> None:
        super()._create_urllib3_pool()
        self.pool = _RawPool(self.pool)

    def _raise_error(self, status_code: int, raw_data: str | bytes, content_type: str | None = None) -> None:
        if isinstance(raw_data, bytes):
            # Why it was refused is looked for in JSON there.
            raw_data, content_type = json.dumps(CborReader().loads(raw_data)), _JSON
        super()._raise_error(status_code, raw_data, content_type)


class _RawPool:
    """The pool of a node's connections, of which each answer in CBOR is said to be text already.

    Args:
        pool: The pool, of urllib3.
    """

    def __init__(self, pool: Any) -> None:
        self._pool = pool

    def urlopen(self, *request: Any, **options: Any) -> _Answer:
        """Send a request, and return the answer."""
        return _Answer(self._pool.urlopen(*request, **options))

    def close(self) -> None:
        """Close the connections."""
        self._pool.close()


class _Answer:
    def __init__(self, answer: Any) -> None:
        self.status: int = answer.status
        self.headers = answer.headers
        kind = answer.headers.get("content-type", "").partition(";")[0].strip()
        self.data: bytes = _Undecoded(answer.data) if kind == CBOR else answer.data


class _Undecoded(bytes):
    def decode(self, *_: str) -> Self:  # type: ignore[override]  # what calls it only hands it on
        return self
