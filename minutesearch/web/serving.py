"""Serving a site by uvicorn, in one process or in several over the same mapped files."""

from __future__ import annotations

import gc
import os
import signal
import sys
from dataclasses import fields
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

import minutesearch as ms
from minutesearch.web.app import create_app
from minutesearch.web.connections import SharingLoop
from minutesearch.web.delivery import PREFIX, WebSettings
from minutesearch.web.patience import Patient

__all__ = ["app_from_environment", "serve"]

#: Where a worker process finds the index, since it starts with nothing but its environment.
_INDEX = "MINUTESEARCH_INDEX"
#: After how many new objects cycles are looked for among them, and then among the older ones. With 700, Python's
#: own, a page takes 7 % more; with 50,000 memory grew by 20 MB.
_COLLECTING = (10_000, 20, 50)
#: What tells glibc, where that is what gives memory, to do so from one heap, and to give the text of a page a
#: place of its own that goes back to the system. What is kept of words stands between pages otherwise and
#: holds their places: two processes had 567 MB after 16,000 pages, and 442 with these.
_ALLOCATING = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "32768", "MALLOC_TRIM_THRESHOLD_": "131072"}
#: How many seconds requests under way have to finish.
_GRACE = 10
#: How many bytes the line and the headers of a request may have.
_LONGEST_REQUEST = 1 << 18


def app_from_environment() -> Starlette:
    """Return the site over the index that `$MINUTESEARCH_INDEX` names, with the settings of the environment.

    For any server of ASGI apps: `uvicorn --factory minutesearch.web.serving:app_from_environment`.

    Raises:
        IndexMissingError: There is no index there.
    """
    folder = os.environ.get(_INDEX) or Path("indexes/default")
    app = create_app(folder)
    _load_what_few_need(folder)
    # What is open now stays: Python's search for cycles need not go through it again and again, nor so often. A
    # page makes thousands of objects and hardly a cycle, and a tenth of its time went into looking for some.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECTING)
    return app


def _load_what_few_need(folder: str | Path) -> None:
    """Load what only words in another script need, so that no reader waits for it: NLTK takes half a second.

    SciPy, which NLTK loads where it is, for nothing that is used here, would take three and 40 MB a process.
    """
    sys.modules.setdefault("scipy", None)  # type: ignore[arg-type]  # as importlib documents it
    with ms.open_index(folder) as index:
        index.search("\N{THAI CHARACTER KO KAI}", syntax="plain", limit=0)


def _leave(*_: object) -> None:
    sys.exit(0)


def serve(
    place: Path | str,
    settings: WebSettings,
    *,
    host: str,
    port: int,
    workers: int = 1,
    root_path: str = "",
    access_log: bool = True,
) -> None:
    """Serve a site until the process is told to stop; requests under way still finish. For the main thread only.

    Args:
        place: The folder of the index, or its address in a cluster.
        settings: The settings.
        host: The address to listen at.
        port: The port to listen at.
        workers: How many processes to use.
        root_path: The path that a proxy serves the site below, as "/minutes".
        access_log: Whether each request is written to standard output.
    """
    # uvicorn ends its work and then sends itself the signal again, which would end this process where it stands.
    signal.signal(signal.SIGTERM, _leave)
    # A worker is a new process: all it knows is in its environment.
    os.environ[_INDEX] = place if isinstance(place, str) else str(place.resolve())
    for name, value in _ALLOCATING.items():
        os.environ.setdefault(name, value)
    for field in fields(settings):
        os.environ[f"{PREFIX}{field.name.upper()}"] = str(getattr(settings, field.name))
    uvicorn.run(
        f"{__name__}:{app_from_environment.__name__}",
        factory=True,
        http=Patient,
        # A query is refused for its length by a page: 10,000 letters of three bytes are 90,000 in an address.
        h11_max_incomplete_event_size=_LONGEST_REQUEST,
        # Processes that share a socket share what comes by it; one alone has whatever loop is quickest.
        loop=f"{SharingLoop.__module__}:{SharingLoop.__name__}" if workers > 1 else "auto",
        host=host,
        port=port,
        workers=workers,
        root_path=root_path.rstrip("/"),
        access_log=access_log,
        log_level="info" if access_log else "warning",
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
    )
