"""The query gate, which admits large queries of an open index one at a time.

In parallel they would finish no sooner: processors wait for memory then, and threads for the interpreter, so that
none looks at its deadline in time. Of 200 of the costliest queries over a million passages, in four threads, one
to three stopped 0.2 to 0.3 s after their deadline without the gate, and none with it; all took about as long.
Small queries do not wait.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from minutesearch.engine.contract import SearchRequest
from minutesearch.engine.embedded.search.memory_trim import MemoryTrim
from minutesearch.errors import QueryTimeoutError
from minutesearch.query.nodes import Near, Phrase, Term

__all__ = ["QueryGate"]

#: A query is large with more words than this, with a page that ends after so many passages, or with groups; each
#: of several near words counts as four.
_WORDS, _PAGE = 16, 500
_OPEN = nullcontext()


class QueryGate:
    """The gate of an open index; any number of threads may come to it."""

    def __init__(self) -> None:
        self._own = os.getpid(), threading.Lock()
        self._memory_trim = MemoryTrim()

    def enter(self, request: SearchRequest) -> AbstractContextManager[None]:
        """Wait for admission if the request is large, and hold the gate within the `with` block.

        Args:
            request: The request.

        Raises:
            QueryTimeoutError: The request's deadline passed before it was admitted.
        """
        return self._hold(request) if _is_large(request) else _OPEN

    @contextmanager
    def _hold(self, request: SearchRequest) -> Iterator[None]:
        process, lock = self._own
        if process != os.getpid():
            # The thread that held it when this process was forked is not here to release it.
            lock = threading.Lock()
            self._own = os.getpid(), lock
        # The deadline may be longer than a lock can wait.
        if not lock.acquire(timeout=min(request.deadline.left(), threading.TIMEOUT_MAX)):
            raise QueryTimeoutError
        started = time.thread_time()
        try:
            yield
        finally:
            self._memory_trim.give_back(time.thread_time() - started)
            lock.release()


def _is_large(request: SearchRequest) -> bool:
    # Groups are counted over all that matches, in several numbers for each passage.
    if request.group is not None or request.offset + request.limit >= _PAGE:
        return True
    words, nodes = 0, [request.tree]
    while nodes and words <= _WORDS:
        node = nodes.pop()
        if type(node) is Term:
            # Most nodes are one, and to ask it for its children takes longer than all else here.
            words += 1
        elif type(node) is Phrase:
            words += len(node.words)
        elif type(node) is Near:
            words += 4 * len(node.words)
        else:
            below = list(node.children())
            nodes += below
            words += not below
    return words > _WORDS
