"""Script injection: payloads in every text, name and address of an index, and in every part of a request."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import minutesearch as ms
from tests.torture.browser import find_browser, look_at
from tests.torture.fault import Fault, Outcome
from tests.torture.hostile_index import index_payloads, list_requests
from tests.torture.page_checks import check_marked, check_page
from tests.torture.payloads import draw_payload
from tests.torture.web_clients import Ask, opened_apps

__all__ = ["FAULT"]

#: Up to so many payloads each is asked for in one way and in one app; more of them in every way, in both apps and
#: in the browser.
_FEW = 1_000
_IN_BROWSER = 1_000
#: Payloads among the tests; those of the pages in Chromium try a thousand.
_AMONG_TESTS = 250
_LISTED = 20


def run(size: int, seed: int) -> Outcome:
    payloads = [draw_payload(Random(f"{seed}/{number}")) for number in range(size)]
    failures = [
        f"payload {number}, marked: {each}" for number, text in enumerate(payloads) for each in _try_marking(text)
    ]
    figures: list[tuple[str, str]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "index"
        index_payloads(folder, payloads)
        with opened_apps(folder) as apps:
            pages = 0
            for number, payload in enumerate(payloads):
                requests = list(list_requests(payload, number))
                if size <= _FEW:
                    asked = [(apps[number // 7 % 2], requests[number % 7])]
                else:
                    asked = [(app, request) for app in apps for request in requests]
                for ask, request in asked:
                    pages += 1
                    wrong = [*_try_page(ask, request)]
                    if size > _FEW or number % 5 == 0:
                        wrong += _try_json(ask, request)
                    failures += [f"payload {number}, {request}: {each}" for each in wrong]
            figures.append(("pages", f"{pages:,}"))
            if size > _FEW:
                shown = payloads[:_IN_BROWSER]
                found, said = _look(apps[0], shown)
                failures += found
                figures.append(("in Chromium", said))
    return Outcome(tried=size, failures=tuple(failures[:_LISTED]), figures=tuple(figures))


def _try_marking(text: str) -> Iterator[str]:
    """Yield what is wrong when a text is marked as a whole, in part, and not at all."""
    middle = len(text) // 2
    for highlights in ((), ((0, len(text)),), ((0, middle // 2), (middle, len(text)))):
        yield from check_marked(ms.mark_html(text, highlights), text)


def _try_page(ask: Ask, request: list[tuple[str, str]]) -> Iterator[str]:
    page = ask("/", request)
    if page.status not in (200, 400):
        yield f"status {page.status}"
    yield from check_page(page.text)
    if "default-src 'none'" not in page.policy:
        yield "a page without its policy"


def _try_json(ask: Ask, request: list[tuple[str, str]]) -> Iterator[str]:
    answer = ask("/search.json", request)
    if answer.status not in (200, 400):
        yield f"status {answer.status} of the JSON"
    if not answer.content_type.startswith("application/json"):
        yield f"JSON that says it is {answer.content_type}"
    if not isinstance(json.loads(answer.text), dict):
        yield "JSON that is no object"


def _look(ask: Ask, payloads: list[str]) -> tuple[list[str], str]:
    """Return what pages do in a browser that they must not, with scripts allowed; and how many were looked at."""
    browser = find_browser()
    if browser is None:
        return [], "none: no Chromium at hand"
    pages = []
    for number, payload in enumerate(payloads):
        requests = list(list_requests(payload, number))
        pages.append(ask("/", requests[number % 7]).text)
    return look_at(pages, browser), f"{len(pages):,}"


FAULT = Fault(
    name="scripts",
    does="script injection in texts, titles, names, addresses, queries and filters",
    passes_when="pages hold our own elements and text only; in Chromium nothing runs or loads",
    full=2_000,
    small=_AMONG_TESTS,
    unit="payloads",
    run=run,
)
