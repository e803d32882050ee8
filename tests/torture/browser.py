"""A check of pages in headless Chromium, where it is installed: what they call or load."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from tests.torture.payloads import FORBIDDEN_HOST

__all__ = ["find_browser", "look_at"]

#: How many pages are looked at in one start of the browser.
_TOGETHER = 25
#: A page that does what no page may do: it must be seen, or nothing that was not seen means anything.
_CONTROL = f"<p><img src=x onerror=\"fetch('//{FORBIDDEN_HOST}/called')\"></p>"


def find_browser() -> str | None:
    """Return the path of Chromium; None if it is not installed."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def look_at(pages: Sequence[str], browser: str) -> list[str]:
    """Return what pages call or load though they must not, a line each; empty if all is well.

    Everything that the browser asks for goes through a proxy of this process, other hosts too, and is noted. The
    pages stand in frames, scripts are allowed, and no policy forbids anything.
    """
    with _Proxy([*pages, _CONTROL]) as proxy:
        failures = (
            [] if _calls(proxy, [len(pages)], browser) else ["the browser did not run even the control page"]
        )
        for first in range(0, len(pages), _TOGETHER):
            numbers = list(range(first, min(first + _TOGETHER, len(pages))))
            if calls := _calls(proxy, numbers, browser):
                failures += [f"pages {numbers[0]} to {numbers[-1]}: asked for {call}" for call in calls]
            if missing := [number for number in numbers if number not in proxy.given]:
                failures.append(f"pages {missing} were not looked at")
    return failures


def _calls(proxy: _Proxy, numbers: Sequence[int], browser: str) -> list[str]:
    proxy.calls.clear()
    frames = ",".join(map(str, numbers))
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                *(browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
                *("--disable-background-networking", "--disable-component-update", "--disable-extensions"),
                *("--disable-dev-shm-usage", "--virtual-time-budget=3000", f"--user-data-dir={profile}"),
                *(f"--proxy-server=127.0.0.1:{proxy.port}", "--proxy-bypass-list=<-loopback>", "--dump-dom"),
                f"http://pages.invalid/frames/{frames}",
            ],
            capture_output=True,
            timeout=120,
        )
    return list(dict.fromkeys(proxy.calls))


class _Proxy(ThreadingHTTPServer):
    """A proxy that serves pages and their frames, and answers and notes every other request."""

    daemon_threads = True

    def __init__(self, pages: Sequence[str]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages = pages
        self.port = self.server_address[1]
        self.calls: list[str] = []
        self.given: set[int] = set()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def __exit__(self, *rest: object) -> None:
        self.shutdown()
        super().__exit__(*rest)


class _Handler(BaseHTTPRequestHandler):
    server: _Proxy

    def do_GET(self) -> None:  # the name that http.server calls
        parts = urlsplit(self.path)
        kind, _, rest = parts.path.strip("/").partition("/")
        if parts.hostname == "pages.invalid" and kind == "frames":
            frames = "".join(f"<iframe src='/page/{number}'></iframe>" for number in rest.split(","))
            self._answer(frames)
        elif parts.hostname == "pages.invalid" and kind == "page":
            self.server.given.add(int(rest))
            self._answer(self.server.pages[int(rest)])
        else:
            self._note()

    do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815  # the names that http.server calls

    def do_CONNECT(self) -> None:  # the name that http.server calls
        self._note()

    def _answer(self, html: str) -> None:
        body = html.encode("utf-8", "replace")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _note(self) -> None:
        # The style sheet and the icon are what the pages may ask for, and the browser asks its maker many things.
        if FORBIDDEN_HOST in self.path or ("pages.invalid" in self.path and not self._is_own()):
            self.server.calls.append(f"{self.command} {self.path}")
        self.send_error(404)

    def _is_own(self) -> bool:
        return urlsplit(self.path).path in (
            "/favicon.ico",
            "/static/site.css",
            "/static/site.js",
            "/static/icon.svg",
        )

    def log_message(self, *_: object) -> None:
        """Log nothing."""
