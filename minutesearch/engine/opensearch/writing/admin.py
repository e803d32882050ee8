"""Checking and repairing an index in a cluster: its documents against the records that they were made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from minutesearch.engine.contract import Damage, SourceDocument
from minutesearch.engine.embedded.admin.repair import Repaired, Restore
from minutesearch.engine.embedded.admin.verify import find_differences
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.storage.array_file import ArrayFile
from minutesearch.engine.embedded.terms.token_interner import Analyser
from minutesearch.engine.opensearch.client.mapping import keyword_of
from minutesearch.engine.opensearch.live.query_dsl import Clause
from minutesearch.engine.opensearch.searching.snapshot import ClusterSnapshot
from minutesearch.engine.opensearch.writing.commit import ClusterTransaction
from minutesearch.engine.opensearch.writing.documents import SourceIndexer
from minutesearch.engine.opensearch.writing.finding import find_unfound
from minutesearch.errors import CorruptIndexError, SourceError

__all__ = ["repair_cluster", "verify_cluster"]


def verify_cluster(
    snapshot: ClusterSnapshot, documents: Iterable[SourceDocument], analyser: Analyser
) -> Iterator[Damage]:
    """Compare what the cluster has of each source with its rebuilt document, and yield the differences.

    Args:
        snapshot: The state.
        documents: The rebuilt documents of its sources.
        analyser: The analyser of the texts.
    """
    indexer = SourceIndexer(analyser)
    left = set(snapshot.sources())
    for document in documents:
        if document.name not in left:
            yield Damage("", f"source {document.name!r} is not there, or twice")
            continue
        left.discard(document.name)
        clause: Clause = {"term": {"source": {"value": keyword_of(document.name)}}}
        stored = snapshot.documents.count("p", clause)
        if stored != len(document.passages):
            yield Damage(
                "", f"source {document.name!r} has {stored} passages to be found, not {len(document.passages)}"
            )
        packs, fresh = snapshot.packs.fetch(clause), list(indexer.segments(document))
        yield from _verify_lookups(snapshot, document, indexer)
        if len(packs) != len(fresh):
            yield Damage("", f"source {document.name!r} has {len(packs)} meetings, not {len(fresh)}")
            continue
        firsts = []
        for pack, data in zip(packs, fresh, strict=True):
            expected = Segment(ArrayFile.of_bytes(data, name=document.name))
            for message in find_differences(pack.segment, expected):
                yield Damage("", f"source {document.name!r} {message}")
            firsts.append(pack.first)
        for message in find_unfound(snapshot.documents, indexer.expect(document, firsts)):
            yield Damage("", f"source {document.name!r} {message}")
    if left:
        names = ", ".join(map(repr, sorted(left)[:5]))
        yield Damage("", f"{len(left)} sources were not compared: {names}")


def _verify_lookups(
    snapshot: ClusterSnapshot, document: SourceDocument, indexer: SourceIndexer
) -> Iterator[Damage]:
    """Compare what a source's speakers and acronyms are looked up by with what it should be."""
    clause: Clause = {"term": {"source": {"value": keyword_of(document.name)}}}
    speakers, acronyms = indexer.lookups(document)
    (head,) = snapshot.documents.iterate("s", clause, values=("speakers",), order=("source",))
    if sorted(head.get("fields", {}).get("speakers", ())) != speakers:
        yield Damage("", f"source {document.name!r} has speakers that are not found by their names")
    fields = ("acronym", "acronym_key", "size")
    kept = [each["fields"] for each in snapshot.documents.iterate("a", clause, values=fields)]
    found = [
        {"acronym": each["acronym"][0], "acronym_key": sorted(each["acronym_key"]), "size": each["size"][0]}
        for each in kept
    ]
    if found != acronyms:
        yield Damage("", f"source {document.name!r} has acronyms that are not found")


def repair_cluster(
    transaction: ClusterTransaction, snapshot: ClusterSnapshot, restore: Restore, *, rebuild: bool
) -> Repaired:
    """Make an index anew from all of its records that can be read, if any of it is damaged.

    Args:
        transaction: A change, under way.
        snapshot: The newest state.
        restore: A function that rebuilds the document of a source from its stored fields.
        rebuild: Whether to make it anew though nothing is damaged.
    """
    damage = [each.message for each in snapshot.find_damage()]
    lost: list[str] = []
    restored_any: list[bool] = []

    def restored() -> Iterator[SourceDocument]:
        known = snapshot.sources()
        told = {keyword_of(name) for name in known}
        for name, _ in snapshot.documents.iter_values("source", {"match_all": {}}, what="m"):
            if name not in told:
                # Its meetings are there, and nothing says what it was.
                lost.append(name)
                damage.append(f"source {name!r}: its record is lost")
        for name in known:
            # A cluster that is away for a moment has lost nothing.
            try:
                document = restore(snapshot.source(name))
            except (CorruptIndexError, KeyError, SourceError) as error:
                lost.append(name)
                damage.append(f"source {name!r}: {error}")
                continue
            restored_any.append(True)
            yield document
        if lost and not restored_any:
            raise CorruptIndexError(f"{snapshot.documents.place}: none of its sources can be read", path="")

    if not damage and not rebuild:
        return Repaired("nothing", snapshot.generation, (), ())
    transaction.rebuild(restored(), keeps_old=lambda: bool(lost))
    return Repaired("rebuilt", transaction.generation, tuple(lost), tuple(damage))
