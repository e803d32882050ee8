"""The schemas of what is answered, in JSON Schema, as docs/reference/json.md says it in words."""

from __future__ import annotations

from typing import Any, get_args

from minutesearch.records import Act, DecisionType, Kind
from minutesearch.results import FacetName, QuoteMark

__all__ = ["ERROR", "HEALTH", "HIT", "QUOTE_CHECK", "RESULTS"]

_Json = dict[str, Any]  # Any: a JSON value


def _object(properties: _Json, *, optional: tuple[str, ...] = ()) -> _Json:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _maybe(kind: str) -> _Json:
    return {"type": [kind, "null"]}


def _list(items: _Json) -> _Json:
    return {"type": "array", "items": items}


_TEXT: _Json = {"type": "string"}
_COUNT: _Json = {"type": "integer", "minimum": 0}
_SPAN: _Json = {"type": "array", "items": _COUNT, "minItems": 2, "maxItems": 2}
_TEXTS_BY_NAME: _Json = {"type": "object", "additionalProperties": _list(_TEXT)}

_ATTRIBUTION = _object(
    {
        "printed": _TEXT,
        "person": _maybe("string"),
        "role": _maybe("string"),
        "party": _maybe("string"),
        "act": {"enum": [each.value for each in Act]},
        "evidence": {"anyOf": [_SPAN, {"type": "null"}]},
        "evidence_in": {"enum": ["text", "lead_in"]},
    }
)
_FACET_COUNT: _Json = {"value": _TEXT, "count": _COUNT}
_PERSON_COUNT: _Json = {**_FACET_COUNT, "forms": _list(_TEXT)}
_YEAR_COUNT: _Json = {**_FACET_COUNT, "passages": _COUNT}
_COUNTS = {"person": _PERSON_COUNT, "year": _YEAR_COUNT}
_NEIGHBOUR = _object({"id": _TEXT, "text": _TEXT})

_ITEM = _object({"id": _TEXT, "number": _maybe("string"), "title": _maybe("string"), "url": _maybe("string")})
_MEETING = _object(
    {
        "id": _TEXT,
        "council": _maybe("string"),
        "body": _maybe("string"),
        "date": {"type": ["string", "null"], "format": "date"},
        "url": _maybe("string"),
    }
)

_STRETCH = _object(
    {
        "positions": {**_list({"type": "integer", "minimum": 1}), "minItems": 2, "maxItems": 2},
        "is_whole": {"type": "boolean"},
        "ids": _list(_TEXT),
        "matching": _list(_TEXT),
    }
)

HIT = _object(
    {
        "rank": {"type": "integer", "minimum": 1},
        "score": {"type": "number"},
        "id": _TEXT,
        "citation": _TEXT,
        "text": _TEXT,
        "kind": {"enum": [each.value for each in Kind]},
        "label": _maybe("string"),
        "lead_in": _maybe("string"),
        "topic": _maybe("string"),
        "decision_type": {"enum": [*(each.value for each in DecisionType), None]},
        "attribution": {"anyOf": [_ATTRIBUTION, {"type": "null"}]},
        "attributions": _list(_ATTRIBUTION),
        "highlights": _list(_SPAN),
        "position": {"type": "integer", "minimum": 1},
        "generation": _COUNT,
        "indexed_at": _maybe("string"),
        "item": _ITEM,
        "meeting": _MEETING,
        "source": _TEXT,
        "before": _list(_NEIGHBOUR),
        "after": _list(_NEIGHBOUR),
        "more": {"type": ["integer", "null"]},
        "also_in": _list(_object({"id": _TEXT, "source": _TEXT, "citation": _TEXT})),
        "missed": _list(_TEXT),
        "stretch": {"anyOf": [_STRETCH, {"type": "null"}]},
    }
)

RESULTS = _object(
    {
        "query": _TEXT,
        "match": {"enum": ["all", "any"]},
        "total": _COUNT,
        "copies": _COUNT,
        "groups": {"type": ["integer", "null"]},
        "has_more": {"type": "boolean"},
        "generation": _COUNT,
        "elapsed_ms": {"type": "number"},
        "expansions": _TEXTS_BY_NAME,
        "approximate": _list(_TEXT),
        "suggestion": _maybe("string"),
        "unmatched": _TEXTS_BY_NAME,
        "notes": _list(_TEXT),
        "narrower": _list(_object({"said": _TEXT, "query": _TEXT, "total": _COUNT})),
        "facets": {
            "type": "object",
            "properties": {name: _list(_object(_COUNTS.get(name, _FACET_COUNT))) for name in get_args(FacetName)},
            "additionalProperties": False,
        },
        "hits": _list({"$ref": "#/components/schemas/Hit"}),
    }
)

_QUOTE_PLACE = _object(
    {
        "similarity": {"type": "number", "minimum": 0, "maximum": 1},
        "changes_sense": {"type": "boolean"},
        "printed": _TEXT,
        "stretches": _list(
            _object(
                {
                    "mark": {"enum": list(get_args(QuoteMark))},
                    "quoted": _TEXT,
                    "printed": _TEXT,
                    "changes_sense": {"type": "boolean"},
                }
            )
        ),
        "said_by": _list(_TEXT),
        "attributions": _list(_ATTRIBUTION),
        "citation": _TEXT,
        "passages": _list(
            _object({"id": _TEXT, "text": _TEXT, "span": _SPAN, "text_of": {"enum": ["text", "lead_in"]}})
        ),
        "item": _ITEM,
        "meeting": _MEETING,
        "source": _TEXT,
    }
)

QUOTE_CHECK = _object(
    {
        "quote": _TEXT,
        "verdict": {"enum": ["exact", "near", "altered", "not found"]},
        "total": _COUNT,
        "places": _list(_QUOTE_PLACE),
        "nearest": {"anyOf": [_QUOTE_PLACE, {"type": "null"}]},
        "unmatched": _TEXTS_BY_NAME,
        "notes": _list(_TEXT),
    }
)

ERROR = _object(
    {"error": _TEXT, "parameter": _TEXT, "query": _TEXT, "column": {"type": "integer", "minimum": 1}},
    optional=("parameter", "query", "column"),
)

HEALTH = _object(
    {
        "status": {"enum": ["ok", "stale", "damaged"]},
        "generation": _COUNT,
        "passages": _COUNT,
        "reason": _TEXT,
    },
    optional=("reason",),
)
