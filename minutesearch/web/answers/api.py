"""The description of the data: a page for people, and OpenAPI for programs."""

from __future__ import annotations

import re
from importlib import metadata
from typing import Any

from starlette.responses import JSONResponse, Response

from minutesearch.web.answers.downloads import ENDINGS
from minutesearch.web.answers.schemas import ERROR, HEALTH, HIT, QUOTE_CHECK, RESULTS
from minutesearch.web.asking import DATA, LONGEST_QUOTE, QUOTE, Parameter, read_request
from minutesearch.web.delivery import Call
from minutesearch.web.words import english

__all__ = ["describe_api", "show_api"]

_MEDIA_TYPES = {
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "atom": "application/atom+xml",
}
_Json = dict[str, Any]  # Any: a JSON value


def show_api(call: Call) -> Response:
    """Return the page that describes the data."""
    read_request(call.pairs, {})
    addresses = call.addresses
    return call.page(
        "api.html",
        parameters=tuple(DATA.values()),
        forms=[(addresses.download(ending, [("q", "budget")]), english.API_FORMS[ending]) for ending in ENDINGS],
        quote_address=addresses.path("quote.json", [("text", english.API_QUOTE_EXAMPLE)]),
        description=addresses.path("openapi.json"),
        settings=call.site.settings,
    )


def describe_api(call: Call) -> Response:
    """Return the description of the data in OpenAPI 3.1."""
    most = call.site.settings.most_rows
    paths = {f"/search.{ending}": {"get": _operation(ending, most)} for ending in ENDINGS}
    paths["/quote.json"] = {"get": _quote_operation()}
    paths["/healthz"] = {
        "get": {
            "operationId": "health",
            "summary": english.API_HEALTH,
            "responses": {
                status: {"description": text, "content": {"application/json": {"schema": HEALTH}}}
                for status, text in english.API_HEALTH_STATUSES.items()
            },
        }
    }
    return JSONResponse(
        {
            "openapi": "3.1.0",
            "info": {
                "title": call.site.title(call.state.overview),
                "version": metadata.version("minutesearch"),
                "description": english.CHECK_SOURCE,
            },
            "servers": [{"url": call.addresses.site or "/"}],
            "paths": paths,
            "components": {"schemas": {"Results": RESULTS, "Hit": HIT, "QuoteCheck": QUOTE_CHECK, "Error": ERROR}},
        }
    )


def _operation(ending: str, most: int) -> _Json:
    schema = {"$ref": "#/components/schemas/Results"} if ending == "json" else {"type": "string"}
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    return {
        "operationId": f"search_{ending}",
        "summary": english.API_FORMS[ending],
        "parameters": [_describe(each, most) for each in DATA.values()],
        "responses": {
            "200": {
                "description": english.API_FORMS[ending],
                "headers": {
                    "X-Total-Count": {
                        "description": english.API_TOTAL,
                        "schema": {"type": "integer"},
                    },
                    "ETag": {"description": english.API_ETAG, "schema": {"type": "string"}},
                },
                "content": {_MEDIA_TYPES[ending]: {"schema": schema}},
            },
            "304": {"description": english.API_UNCHANGED},
            **{status: {"description": text, "content": error} for status, text in english.API_ERRORS.items()},
        },
    }


def _quote_operation() -> _Json:
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    parameters = [_describe(each, 0, english.QUOTE_PARAMETERS.get(each.name)) for each in QUOTE.values()]
    for each in parameters:
        if each["name"] == "text":
            each["required"] = True
            each["schema"] |= {"minLength": 1, "maxLength": LONGEST_QUOTE}
        elif each["name"] == "limit":
            least, most = QUOTE["limit"].numbers or (1, 1)
            each["schema"] = {"type": "integer", "minimum": least, "maximum": most}
    return {
        "operationId": "check_quote",
        "summary": english.API_QUOTE,
        "parameters": parameters,
        "responses": {
            "200": {
                "description": english.API_QUOTE,
                "headers": {"ETag": {"description": english.API_ETAG, "schema": {"type": "string"}}},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/QuoteCheck"}}},
            },
            "304": {"description": english.API_UNCHANGED},
            **{status: {"description": english.API_ERRORS[status], "content": error} for status in ("400", "503")},
        },
    }


def _describe(parameter: Parameter, most: int, meaning: str | None = None) -> _Json:
    schema: _Json = {"type": "string"}
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    if parameter.numbers is not None:
        least, greatest = parameter.numbers
        schema = {"type": "integer", "minimum": least, "maximum": most if parameter.name == "limit" else greatest}
    if parameter.name == "q":
        schema["maxLength"] = _LONGEST
    if parameter.is_many:
        schema = {"type": "array", "items": schema, "maxItems": 20}
    return {
        "name": parameter.name,
        "in": "query",
        "required": False,
        "description": re.sub(r"[“”]", '"', meaning or english.PARAMETERS[parameter.name]),
        "schema": schema,
    }


#: How many letters a query may have.
_LONGEST = 2048
