"""What the site answers is what its OpenAPI description says, for whatever is asked: tried by schemathesis."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from minutesearch.web import WebSettings, create_app

if os.environ.get("MINUTESEARCH_BROWSER") == "required":
    import schemathesis
else:
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed: `make pages` does")

from schemathesis.specs.openapi.checks import positive_data_acceptance


def test_every_answer_is_as_described(minutes_index: Path) -> None:
    app = create_app(minutes_index, WebSettings(downloads_per_minute=0))
    schema = schemathesis.openapi.from_asgi("/openapi.json", app)
    statuses: dict[str, set[int]] = {}
    for found in schema.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy())
        @settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        def check(case: Any) -> None:
            # A text may be no query, and a day no day: no schema says which, so valid data may be refused.
            reply = case.call_and_validate(excluded_checks=[positive_data_acceptance])
            statuses.setdefault(case.path, set()).add(reply.status_code)

        check()
    assert {"/search.json", "/search.csv", "/search.atom", "/healthz"} <= set(statuses)
    assert {200, 400} <= statuses["/search.json"]
