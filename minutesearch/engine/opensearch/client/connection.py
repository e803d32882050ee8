"""The connection to a cluster: every request goes through it, and comes back whole or as an error of ours."""

from __future__ import annotations

import gzip
import json
import re
import ssl
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from minutesearch.engine.contract.deadline import NEVER, Deadline
from minutesearch.engine.opensearch.client.address import Address, is_here
from minutesearch.engine.opensearch.client.backoff import Backoff
from minutesearch.engine.opensearch.client.json_text import quote
from minutesearch.errors import (
    ArgumentError,
    IncompleteAnswerError,
    IndexAccessError,
    IndexMissingError,
    IndexStorageError,
    IndexUnavailableError,
    MissingLibraryError,
    QueryTimeoutError,
)

try:
    from opensearchpy import OpenSearch
    from opensearchpy.exceptions import (
        AuthenticationException,
        AuthorizationException,
        ConnectionTimeout,
        ImproperlyConfigured,
        SerializationError,
        SSLError,
        TransportError,
    )
    from opensearchpy.exceptions import ConnectionError as NodeError

    from minutesearch.engine.opensearch.client.raw_http import CBOR, CborReader, RawConnection
except ImportError as error:
    raise MissingLibraryError(
        'an index in a cluster needs opensearch-py: pip install "minutesearch[opensearch]"',
        library="opensearch-py",
    ) from error

__all__ = ["Connection", "Json"]

#: Decoded JSON of the server; what is looked at in it is checked where it is looked at.
Json = dict[str, Any]

#: The oldest version of OpenSearch that does all that is asked of it, and what its distribution is called.
_LEAST, _DISTRIBUTION = (2, 19), "opensearch"
#: The state of an index that is not there, as OpenSearch calls it.
_MISSING = "index_not_found_exception"

#: How long a request may take where nobody gave it less, in seconds.
_PATIENCE = 30.0
#: How long a busy server is waited for where nobody gave it less, and how long by who sends documents while none
#: of them is taken: hours of work are behind some of them. In seconds.
_WAITS, _LOAD_WAITS = 30.0, 600.0
#: The states of a node that cannot answer now: another may.
_AWAY = frozenset({502, 503, 504})
_BUSY = 429
_VERSION = re.compile(r"([0-9]{1,4})\.([0-9]{1,4})(?:\.[0-9]{1,4})?")
#: How many nodes are asked before one gives up; a single one is asked twice, since it may only have closed a
#: connection that was kept open.
_LEAST_TRIES, _MOST_TRIES = 2, 3
#: Documents on their way to another machine are packed; the level is the quickest, since the highest took a
#: seventh of the time of a load. Searches are short, and most of a large answer is packed already.
_PACKED, _LEVEL = {"content-encoding": "gzip"}, 1
#: What is written is sent to an alias, and only if it is one: the cluster would make an index of any other name.
_TO_ALIAS = {"require_alias": "true"}


class _BusyError(IndexUnavailableError):
    """A server has no room for what it was sent, told to a caller who waits for it in a way of its own."""


class Connection:
    """The connection to a cluster; any number of threads may use it.

    Args:
        address: Where the cluster is.
    """

    def __init__(self, address: Address) -> None:
        self.address = address
        self._is_here = all(is_here(host) for host, _ in address.hosts)
        made = _make_client(address)
        if isinstance(made, str):
            raise ArgumentError(f"{address}: no connection with this certificate ({made})", argument="access")
        self._client = made

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    # --- the cluster

    def check_version(self) -> None:
        """Raise an error unless the cluster is one of OpenSearch that is new enough.

        Who may not ask a cluster what it is, or is not told, is not kept from what it may do.

        Raises:
            IndexUnavailableError: It is too old, or something else.
        """
        answer = self.ask("GET", "/", ignore=(403, 404))
        if "error" in answer:
            return
        version = answer.get("version")
        if not isinstance(version, dict) or not (match := _VERSION.match(str(version.get("number")))):
            raise self._stranger()
        place, number = str(self.address), match[0]
        if version.get("distribution") != _DISTRIBUTION:
            raise IndexUnavailableError(
                f"{place}: is not OpenSearch but something else, version {number}", path=place
            )
        if (int(match[1]), int(match[2])) < _LEAST:
            least = ".".join(map(str, _LEAST))
            raise IndexUnavailableError(
                f"{place}: runs OpenSearch {number}, which is too old; {least} or newer is needed", path=place
            )

    # --- reading

    def search(self, index: str, body: Mapping[str, object], *, deadline: Deadline = NEVER) -> Json:
        """Return the answer to one search, whole.

        Raises:
            IndexUnavailableError: The cluster cannot answer.
            QueryTimeoutError: The deadline has passed.
        """
        return self.search_all(index, [body], deadline=deadline)[0]

    def search_all(
        self,
        index: str,
        bodies: Sequence[Mapping[str, object]],
        *,
        packed: bool = False,
        deadline: Deadline = NEVER,
    ) -> list[Json]:
        """Return the answers to several searches that are asked at once, each whole.

        Args:
            index: The index.
            bodies: The searches.
            packed: Whether bytes may come as they are, which is quicker where there are many; a server that
                does not do it gives them as base64.
            deadline: When to give up.

        Raises:
            IndexUnavailableError: The cluster cannot answer, or only a part of it did.
            QueryTimeoutError: The deadline has passed.
        """
        if not bodies:
            return []
        # With `allow_partial_search_results` a red index is an error, and not a smaller total.
        # The same copies answer each time, since scores differ by what each has still to clear away.
        head = json.dumps({"index": index, "allow_partial_search_results": False, "preference": "minutesearch"})
        lines = "".join(f"{head}\n{json.dumps(body)}\n" for body in bodies)
        headers = {"accept": CBOR} if packed else None
        backoff = Backoff(_WAITS, deadline)
        while True:
            answers = self.ask("POST", "/_msearch", lines, headers=headers, deadline=deadline).get("responses", ())
            if len(answers) != len(bodies):
                raise self._stranger()
            # That a shard is too busy stands inside of an answer that is none.
            if not any(answer.get("status") == _BUSY for answer in answers) or not backoff.pause():
                break
        for answer in answers:
            self._check_whole(answer)
        return list(answers)

    def _check_whole(self, answer: Json) -> None:
        if "error" in answer:
            raise self.refusal(int(answer.get("status", 500)), answer)
        if answer.get("timed_out"):
            raise QueryTimeoutError
        shards = answer["_shards"]
        # Where no copy of a shard is left none has failed: it only did not answer. `terminated_early` is no sign:
        # nothing asks for it, and 3.9 says so wherever it counts values without looking at documents.
        if shards["successful"] < shards["total"] or shards["failed"]:
            raise IncompleteAnswerError(
                f"{self.address}: only {shards['successful']} of {shards['total']} shards have answered",
                path=str(self.address),
            )

    def get(self, index: str, key: str) -> Json | None:
        """Return a document with its `_source` and version as it is now; None if it or its index is missing."""
        params = {"realtime": "true", "preference": "_primary"}
        answer = self.ask("GET", f"/{index}/_doc/{key}", params=params, ignore=(404,))
        if "error" in answer and _type_of(answer) != _MISSING:
            raise self.refusal(404, answer)
        if "error" not in answer and "found" not in answer:
            raise self._stranger()
        return answer if answer.get("found") else None

    def refresh(self, index: str) -> None:
        """Let all copies of an index show what was written.

        Raises:
            IncompleteAnswerError: One of them does not.
        """
        shards = self.ask("POST", f"/{index}/_refresh")["_shards"]
        if shards["failed"]:
            raise IncompleteAnswerError(
                f"{self.address}: {shards['failed']} of {shards['total']} shards do not show what was written",
                path=str(self.address),
            )

    # --- writing

    def put(
        self,
        index: str,
        key: str,
        document: Mapping[str, object],
        seen: Json | None,
        *,
        patience: float = _PATIENCE,
    ) -> Json | None:
        """Write a document if it is still as it was seen, and return its new version; None if it is not.

        Args:
            index: The alias of the index.
            key: The id of the document.
            document: The document.
            seen: What `get` or `put` returned of it; None if there must be none.
            patience: How long a node may take to answer, in seconds.
        """
        seen_as = {"op_type": "create"}
        if seen is not None:
            seen_as = {"if_seq_no": seen["_seq_no"], "if_primary_term": seen["_primary_term"]}
        params = {**_TO_ALIAS, **seen_as}
        answer = self.ask(
            "PUT", f"/{index}/_doc/{key}", document, params=params, ignore=(409,), patience=patience, repeats=False
        )
        if "error" not in answer and "_seq_no" not in answer:
            raise self._stranger()
        return None if "error" in answer else answer

    def delete(self, index: str, key: str, seen: Json) -> None:
        """Delete a document if it is still as it was seen."""
        params = {"if_seq_no": seen["_seq_no"], "if_primary_term": seen["_primary_term"]}
        self.ask("DELETE", f"/{index}/_doc/{key}", params=params, ignore=(404, 409), repeats=False)

    def bulk(self, index: str, documents: Iterable[tuple[str, str, str]]) -> None:
        """Write documents, given with their ids and what they are routed by; the ids are ours, so twice is once.

        Where the cluster is too busy to take them, half as many are sent at once, after a pause.

        Args:
            index: The alias of the index.
            documents: The id, the route and the text of each.

        Raises:
            IndexMissingError: The index was deleted meanwhile.
            IndexUnavailableError: One of them is not taken.
        """
        waiting = list(documents)
        size = len(waiting)
        backoff = Backoff(_LOAD_WAITS)
        while waiting:
            some = waiting[:size]
            refused = self._send(index, some)
            waiting = [*refused, *waiting[size:]]
            if len(refused) < len(some):
                backoff.reset()
            if refused:
                size = max(len(some) // 2, 1)
                if not backoff.pause():
                    raise IndexUnavailableError(
                        f"{self.address}: is too busy to take documents", path=str(self.address)
                    )

    def _send(self, index: str, documents: Sequence[tuple[str, str, str]]) -> Sequence[tuple[str, str, str]]:
        """Write documents in one request, and return those that the cluster is too busy to take."""
        lines = "".join(
            f'{{"index": {{"_id": {quote(key)}, "routing": {quote(route)}}}}}\n{text}\n'
            for key, route, text in documents
        )
        params = {**_TO_ALIAS, "filter_path": "errors,items.*.status,items.*.error"}
        packed = lines if self._is_here else gzip.compress(lines.encode("utf-8", "surrogatepass"), _LEVEL)
        headers = None if self._is_here else _PACKED
        try:
            answer = self.ask("POST", f"/{index}/_bulk", packed, params=params, headers=headers, waits=False)
        except _BusyError:
            return documents
        items = answer.get("items", ())
        if "errors" not in answer or len(items) != len(documents):
            raise self._stranger()
        if not answer["errors"]:
            return ()
        results = [next(iter(item.values())) for item in items]
        for result in results:
            if result["status"] >= 300 and result["status"] != _BUSY:
                raise self.refusal(result["status"], result)
        return [each for each, result in zip(documents, results, strict=True) if result["status"] == _BUSY]

    # --- anything

    def ask(
        self,
        method: str,
        url: str,
        body: Mapping[str, object] | str | bytes | None = None,
        *,
        params: Mapping[str, object] | None = None,
        ignore: Sequence[int] = (),
        deadline: Deadline = NEVER,
        headers: Mapping[str, str] | None = None,
        patience: float = _PATIENCE,
        repeats: bool = True,
        waits: bool = True,
    ) -> Json:
        """Send a request and return the answer.

        Args:
            method: The method of HTTP.
            url: The path.
            body: What is sent with it, as JSON, as text or as bytes.
            params: The parameters.
            ignore: The states that are answers and no errors.
            deadline: When to give up.
            headers: Further headers.
            patience: How long a node may take to answer, in seconds.
            repeats: Whether it does no harm to send it again, to another node, if one is away.
            waits: Whether to wait for a server that is busy.

        Raises:
            IndexUnavailableError: The cluster cannot be reached or cannot answer.
            IndexAccessError: It does not let us in.
            QueryTimeoutError: The deadline has passed.
        """
        tries = min(max(len(self.address.hosts), _LEAST_TRIES), _MOST_TRIES) if repeats else 1
        backoff = Backoff(_WAITS, deadline)
        while True:
            deadline.check()
            try:
                answer: Json = self._client.transport.perform_request(
                    method,
                    url,
                    params=params,
                    body=body,
                    headers=headers,
                    timeout=min(patience, deadline.left()),
                    ignore=ignore,
                )
            except (
                ConnectionTimeout,
                SSLError,
                AuthenticationException,
                AuthorizationException,
                NodeError,
            ) as error:
                failure = self._failure(error, deadline)
                tries -= 1
                if tries <= 0 or not isinstance(failure, IndexUnavailableError):
                    raise failure from error
            except SerializationError as error:
                raise self._stranger() from error
            except TransportError as error:
                status = error.status_code if isinstance(error.status_code, int) else 0
                if status == _BUSY:
                    if waits and backoff.pause():
                        continue
                    place = str(self.address)
                    kind = IndexUnavailableError if waits else _BusyError
                    raise kind(f"{place}: is too busy to answer", path=place) from error
                tries -= 1
                if status not in _AWAY or tries <= 0:
                    raise self.refusal(status, error.info if isinstance(error.info, dict) else {}) from error
                backoff.pause()
            else:
                return answer if isinstance(answer, dict) else {}

    def _stranger(self) -> IndexUnavailableError:
        place = str(self.address)
        return IndexUnavailableError(f"{place}: does not answer as OpenSearch does", path=place)

    def _failure(self, error: TransportError, deadline: Deadline) -> Exception:
        place = str(self.address)
        if isinstance(error, ConnectionTimeout):
            if deadline.left() <= 0:
                return QueryTimeoutError()
            return IndexUnavailableError(f"{place}: does not answer", path=place)
        if isinstance(error, SSLError):
            return IndexAccessError(f"{place}: its certificate cannot be verified ({_reason(error)})", path=place)
        if isinstance(error, AuthenticationException):
            return IndexAccessError(f"{place}: does not know this user or password", path=place)
        if isinstance(error, AuthorizationException):
            return IndexAccessError(f"{place}: this user may not do that", path=place)
        return IndexUnavailableError(f"{place}: cannot be reached ({_reason(error)})", path=place)

    def refusal(self, status: int, answer: Mapping[str, Any]) -> IndexStorageError:
        """Return the error of an answer that says why a request was refused."""
        told = answer.get("error")
        cause = (told.get("root_cause") or [told])[0] if isinstance(told, dict) else {}
        if _type_of(answer) == _MISSING:
            place = str(self.address)
            return IndexMissingError(f"{place}: it is there no more; it was deleted, or made anew", path=place)
        reason = str(cause.get("reason") or told or "no reason given")
        return IndexUnavailableError(
            f"{self.address}: refused the request ({status}: {reason[:200]})", path=str(self.address)
        )


def _make_client(address: Address) -> OpenSearch | str:
    """Return the client, or why there is none: an error that was raised here would have the password with it."""
    options: dict[str, Any] = {}
    if address.login is not None:
        user, password = address.login
        options["http_auth"] = user, password.reveal()
    if address.tls:
        options |= {"use_ssl": True, "verify_certs": True, "ca_certs": address.authorities}
        options |= {"client_cert": address.certificate, "client_key": address.key}
    try:
        _check_files(address)
        return OpenSearch(
            hosts=[{"host": host, "port": port} for host, port in address.hosts],
            # What is worth packing is packed here, and quicker: there it is done at the slowest level.
            http_compress=False,
            pool_maxsize=32,
            connection_class=RawConnection,
            serializers={CBOR: CborReader()},
            # Which request may be repeated is known here, and not there.
            max_retries=0,
            retry_on_timeout=False,
            **{name: value for name, value in options.items() if value is not None},
        )
    except (ImproperlyConfigured, OSError, ValueError) as error:
        return str(error)[:200]


def _check_files(address: Address) -> None:
    """Read the certificates, which the client does not before it has reached a node.

    Raises:
        OSError: One of them is none.
        ValueError: The key is encrypted.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if address.authorities is not None:
        context.load_verify_locations(address.authorities)
    if address.certificate is not None:
        # Without a password it would be asked for on the terminal.
        context.load_cert_chain(address.certificate, address.key, password="")


def _type_of(answer: Mapping[str, Any]) -> object:
    told = answer.get("error")
    return told.get("type") if isinstance(told, dict) else None


def _reason(error: TransportError) -> str:
    # The text of urllib3 names the object and the request; what is wrong stands at its end.
    return str(error.error).rpartition("object at")[2].partition(": ")[2] or str(error.error)[:200]
