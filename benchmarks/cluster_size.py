"""What an index in a cluster takes, for sizing one: disk, documents, memory and the size of meetings."""

from __future__ import annotations

import os
import statistics
from typing import Any

import minutesearch as ms
from minutesearch.engine import read_address
from minutesearch.engine.opensearch.client.connection import Connection
from minutesearch.engine.opensearch.live.live_documents import packed_fields

__all__ = ["measure_cpu", "measure_size"]

#: How many meetings the sizes of packed segments are measured on.
_SAMPLE = 500
_MEBIBYTE = 1 << 20


def measure_size(address: str) -> dict[str, Any]:
    """Return what an index takes, in all and by passage.

    Args:
        address: Where it is.
    """
    with ms.open_index(address) as index:
        passages = index.stats().passages
    where = read_address(address)
    connection = Connection(where)
    data = f"{where.name}.passages-*"
    # What was deleted or merged is cleared away, so that it is not counted.
    connection.ask("POST", f"/{data}/_flush")
    found = connection.ask("GET", f"/{data}/_stats/store,docs,segments")["_all"]["primaries"]
    kinds = connection.search(data, {"size": 0, "aggs": {"kinds": {"terms": {"field": "what"}}}})
    documents = {each["key"]: each["doc_count"] for each in kinds["aggregations"]["kinds"]["buckets"]}
    nodes = connection.ask("GET", "/_nodes/stats/jvm,process")["nodes"].values()
    packed = _packed_sizes(connection, data)
    disk = found["store"]["size_in_bytes"]
    connection.close()
    return {
        "passages": passages,
        "documents": documents,
        "bytes": disk,
        "bytes_a_passage": round(disk / passages),
        "documents_a_passage": round(sum(documents.values()) / passages, 3),
        "segments": found["segments"]["count"],
        "heap_used_mb": [each["jvm"]["mem"]["heap_used_in_bytes"] // _MEBIBYTE for each in nodes],
        "heap_mb": [each["jvm"]["mem"]["heap_max_in_bytes"] // _MEBIBYTE for each in nodes],
        "passages_a_meeting": round(passages / max(documents.get("m", 1), 1), 1),
        "packed_meeting_bytes": {
            "median": round(statistics.median(packed)),
            "p95": sorted(packed)[int(0.95 * len(packed))],
            "most": max(packed),
        },
    }


def measure_cpu(address: str) -> dict[str, float]:
    """Return the processor time, in seconds, that this process and the nodes of a cluster have taken so far.

    Processes that this one started count when they have ended. Unlike wall time it hardly depends on what else the
    machine does.

    Args:
        address: Of any index there, which need not exist.
    """
    connection = Connection(read_address(address))
    nodes = connection.ask("GET", "/_nodes/stats/process")["nodes"].values()
    connection.close()
    return {
        "here": sum(os.times()[:4]),
        "nodes": sum(each["process"]["cpu"]["total_in_millis"] for each in nodes) / 1000,
    }


def _packed_sizes(connection: Connection, data: str) -> list[int]:
    body = {
        "query": {"term": {"what": "m"}},
        "size": _SAMPLE,
        "stored_fields": "_none_",
        **packed_fields(("segment", "shown")),
        "sort": [{"meeting": "asc"}],
    }
    (answer,) = connection.search_all(data, [body], packed=True)
    return [sum(len(part[0]) for part in hit["fields"].values()) for hit in answer["hits"]["hits"]]
