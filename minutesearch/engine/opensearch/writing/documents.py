"""The documents of a source: its passages, items and meetings as the cluster takes them, and its totals."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.contract import TEXT, TEXT_FIELDS, PassageTable, SourceDocument
from minutesearch.engine.embedded.ranking.context.neighbours import find_windows, spread
from minutesearch.engine.embedded.segments.segment_reader import is_shown
from minutesearch.engine.embedded.storage.array_file import pack_arrays
from minutesearch.engine.embedded.terms.token_interner import Analyser
from minutesearch.engine.embedded.writing.segment_builder import build_segment
from minutesearch.engine.opensearch.client.head import Totals
from minutesearch.engine.opensearch.client.mapping import keyword_of, name_keys
from minutesearch.engine.opensearch.writing.keywords import keywords_as_json
from minutesearch.engine.opensearch.writing.meetings import ToldMeeting, iter_meetings, only_value
from minutesearch.engine.opensearch.writing.place_text import NOWHERE, PlaceText, PlaceTextMaker

__all__ = ["ExpectedPassage", "IndexedDocument", "Numbering", "SourceIndexer", "Written", "digest_of"]

#: The field of an item's title, and how often that counts for its item and meeting, as in the ranking of meetings.
_TITLE, _TITLE_COUNTS = "title", 3


class IndexedDocument(NamedTuple):
    """A document on its way: its id, what it is routed by, and itself as JSON text."""

    key: str
    route: str
    text: str


class ExpectedPassage(NamedTuple):
    """What the cluster must find of a passage."""

    number: int
    id: str
    #: The tokens of its texts, as stems and as printed, and the values of its keyword fields.
    texts: Sequence[tuple[str, str]]
    keywords: Mapping[str, Sequence[str]]


class Numbering(NamedTuple):
    """The numbers that a source gets."""

    #: The number of the commit.
    generation: int
    #: Which source of the commit it is.
    source: int
    #: How many passages of the commit are before it.
    passages: int

    @property
    def version(self) -> str:
        """The version of the source that these numbers are of."""
        return f"{self.generation}-{self.source}"


class Written(NamedTuple):
    """The documents of a source, with what it has in all."""

    totals: Totals
    documents: Sequence[IndexedDocument]


class SourceIndexer:
    """The maker of the documents of sources.

    Args:
        analyser: The analyser.
    """

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._maker = PlaceTextMaker(analyser)
        self._words: Mapping[str, PlaceText] = {}

    def index_all(self, documents: Sequence[SourceDocument], numbers: Sequence[Numbering]) -> Iterator[Written]:
        """Yield each source as a version of its own, with the document that has its record behind its others.

        Args:
            documents: The sources.
            numbers: What they get.
        """
        self._learn(documents)
        for document, numbering in zip(documents, numbers, strict=True):
            yield self._index(document, numbering)

    def _learn(self, documents: Sequence[SourceDocument]) -> None:
        """Analyse all texts of some documents at once: by source and by meeting it takes twice as long."""
        columns = (column for document in documents for column in document.passages.texts.values())
        texts = list(dict.fromkeys(filter(None, chain.from_iterable(columns))))
        self._words = dict(zip(texts, self._maker.make(texts), strict=True))

    def _index(self, document: SourceDocument, numbering: Numbering) -> Written:
        version = numbering.version
        documents: list[IndexedDocument] = []
        acronyms = Counter(document.acronyms)
        totals = Totals(sources=1, acronyms=len(acronyms))
        # The numbers of a commit's passages are its own, and those of a meeting are together.
        first = (numbering.generation << 32) + numbering.passages
        common: dict[str, object] = {
            "from": numbering.generation,
            "version": version,
            "source": keyword_of(document.name),
        }
        for at, told in enumerate(iter_meetings(document)):
            found, own = self._index_meeting(document, told, common=common, at=at, first=first + totals.passages)
            documents += found
            totals += own
        for place, (acronym, times) in enumerate(acronyms.items()):
            body = {"what": "a", **common, "place": place, **self._index_acronym(acronym), "size": times}
            documents.append(IndexedDocument(f"{version}-a{place}", document.name[:500], json.dumps(body)))
        body = {
            "what": "s",
            **common,
            "speakers": _speakers_of(document),
            "record": _packed(json.dumps([document.name, document.record]).encode()),
            "totals": _packed(json.dumps(asdict(totals)).encode()),
            "size": totals.passages,
            "digest": digest_of(document),
        }
        documents.append(IndexedDocument(f"{version}-s", document.name[:500], json.dumps(body)))
        return Written(totals, documents)

    def _index_acronym(self, acronym: tuple[str, str]) -> dict[str, object]:
        keys = sorted(map(keyword_of, self._analyser.acronym_keys(*acronym)))
        return {"acronym": json.dumps(acronym), "acronym_key": keys}

    def lookups(self, document: SourceDocument) -> tuple[list[str], list[dict[str, object]]]:
        """Return what a source's names are looked up by, and its acronyms with what they are looked up by."""
        counts = Counter(document.acronyms).items()
        return _speakers_of(document), [{**self._index_acronym(each), "size": times} for each, times in counts]

    def segments(self, document: SourceDocument) -> Iterator[bytes]:
        """Yield the segment of each meeting of a source, in the order of the source."""
        for told in iter_meetings(document):
            yield pack_arrays(self._make_segment(document, told))

    def expect(self, document: SourceDocument, firsts: Sequence[int]) -> Iterator[ExpectedPassage]:
        """Yield what must be found of each passage of a source, given the first number of each of its meetings."""
        self._learn([document])
        for first, told in zip(firsts, iter_meetings(document), strict=True):
            words = self._words_by_passage(told.table)
            values = (json.loads(f"{{{each}}}") for each in keywords_as_json(told.table))
            for at, (own, keywords) in enumerate(zip(words, values, strict=True)):
                yield ExpectedPassage(first + at, told.table.ids[at], [text.unescaped() for text in own], keywords)

    def _words_by_passage(self, table: PassageTable) -> list[list[PlaceText]]:
        """Return the tokens of the texts of each passage, in the order of the fields."""
        columns = [table.texts.get(field) or [""] * len(table) for field in TEXT_FIELDS]
        return [[self._words[text] for text in texts if text] for texts in zip(*columns, strict=True)]

    def _index_meeting(
        self, document: SourceDocument, told: ToldMeeting, *, common: Mapping[str, object], at: int, first: int
    ) -> tuple[list[IndexedDocument], Totals]:
        route, table, runs = keyword_of(told.id), told.table, told.item_runs()
        name, shared = f"{common['version']}-{at}", json.dumps(common)[1:-1]
        words = self._words_by_passage(table)
        documents = [
            IndexedDocument(f"{common['version']}-{place}", route, text)
            for place, text in zip(
                told.places, _iter_passages(told, words, runs, first=first, name=name, shared=shared), strict=True
            )
        ]
        shared += f', "meeting": {json.dumps(route)}'
        all_stems: Counter[str] = Counter()
        all_exacts: Counter[str] = Counter()
        for run, (begin, end) in enumerate(runs):
            stems, exacts = self._count_words(table, begin, end)
            all_stems.update(stems)
            all_exacts.update(exacts)
            text = f'"item_stem": "{" ".join(stems)}", "item_exact": "{" ".join(exacts)}"'
            documents.append(IndexedDocument(f"{name}-i{run}", route, f'{{"what": "i", {shared}, {text}}}'))
        segment = self._make_segment(document, told)
        body = {
            "place": told.places[0],
            "number": first,
            "size": len(table),
            **told.keywords(),
            "segment": _packed(pack_arrays({each: segment[each] for each in segment if not is_shown(each)})),
            "shown": _packed(pack_arrays({each: segment[each] for each in segment if is_shown(each)})),
        }
        text = (
            f'"all_stem": "{_counted(all_stems)}", "all_exact": "{_counted(all_exacts)}", '
            f'"forms": {_listed(sorted(all_exacts))}'
        )
        documents.append(
            IndexedDocument(f"{name}-m", route, f'{{"what": "m", {shared}, {text}, {json.dumps(body)[1:]}')
        )
        return documents, self._count(table, runs)

    def _count_words(self, table: PassageTable, begin: int, end: int) -> list[Counter[str]]:
        """Return how often an item has each word, as stem and as printed; its title counts three times."""
        texts: list[PlaceText] = []
        for field in TEXT_FIELDS:
            if field in table.texts and field != _TITLE:
                texts += [self._words[text] for text in table.texts[field][begin:end] if text]
        if title := table.texts.get(_TITLE, ("",) * end)[begin]:
            texts += [self._words[title]] * _TITLE_COUNTS
        counts = []
        for places in (" ".join([text.stem for text in texts]), " ".join([text.exact for text in texts])):
            counts.append(Counter(places.replace("|", " ").split(" ")))
            for nothing in ("", NOWHERE):
                counts[-1].pop(nothing, None)
        return counts

    def _count(self, table: PassageTable, runs: Sequence[tuple[int, int]]) -> Totals:
        """Return what a meeting has in all."""
        lengths = [
            [self._words[text].length if text else 0 for text in table.texts.get(field, ())]
            for field in TEXT_FIELDS
        ]
        own = np.array(lengths[TEXT_FIELDS.index(TEXT)] or [0] * len(table), dtype=np.float64)
        run_of = np.repeat(np.arange(len(runs)), [end - begin for begin, end in runs])
        return Totals(
            passages=len(table),
            item_runs=len(runs),
            meetings=1,
            words=tuple(map(sum, lengths)),
            having=tuple(sum(1 for length in each if length) for each in lengths),
            around=float(spread(own, find_windows(own, run_of)).sum()),
        )

    def _make_segment(self, document: SourceDocument, told: ToldMeeting) -> dict[str, npt.NDArray[np.generic]]:
        """Return the segment of a meeting, with the places of its passages in the source."""
        source = SourceDocument(name=document.name, record="", passages=told.table)
        arrays = build_segment([source], self._maker.interner, copies=told.copies)
        arrays["source.places"] = np.array(told.places, dtype=np.uint32)
        return arrays


def digest_of(document: SourceDocument) -> str:
    """Return the digest of all that a source holds but when its passages came: that differs from run to run."""
    digest = hashlib.blake2b(digest_size=16)
    table = document.passages
    arrivals = [only_value(values) for values in table.column("arrival")]
    records = [
        record.replace(arrival, "", 1) if arrival else record
        for record, arrival in zip(table.records, arrivals, strict=True)
    ]
    columns = [table.ids, records, *(table.texts.get(field, ()) for field in TEXT_FIELDS)]
    # As JSON, which says where each text ends.
    for texts in columns:
        digest.update(json.dumps(texts).encode())
    for values in keywords_as_json(table, without=("id", "arrival")):
        digest.update(values.encode())
    digest.update(json.dumps((document.name, document.record)).encode())
    return digest.hexdigest()


def _packed(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data, 1)).decode()


def _speakers_of(document: SourceDocument) -> list[str]:
    """Return the names of a source's speakers, each under each of its words."""
    names = {name for values in set(document.passages.column("said_by")) for name in values}
    return sorted(key for name in names for key in name_keys(name))


def _iter_passages(
    told: ToldMeeting,
    words: Sequence[Sequence[PlaceText]],
    runs: Sequence[tuple[int, int]],
    *,
    first: int,
    name: str,
    shared: str,
) -> Iterator[str]:
    """Yield the document of each passage of a meeting, as JSON text.

    Args:
        told: The meeting.
        words: The tokens of each passage's texts.
        runs: Where each run of passages of one item begins and ends.
        first: The number of its first passage.
        name: What the ids of its documents begin with.
        shared: What all of them have.
    """
    keywords = keywords_as_json(told.table)
    for run, (begin, end) in enumerate(runs):
        opening = f'{{"what": "p", "run": "{name}-i{run}", {shared}'
        for own in range(begin, end):
            stems = _listed([text.stem for text in words[own]])
            exacts = _listed([text.exact for text in words[own]])
            yield (
                f'{opening}, "place": {told.places[own]}, "number": {first + own}, {keywords[own]}, '
                f'"stem": {stems}, "exact": {exacts}}}'
            )


def _listed(texts: Sequence[str]) -> str:
    """Return a list of texts as JSON, of which each is as JSON has it already."""
    return '["' + '", "'.join(texts) + '"]' if texts else "[]"


def _counted(words: Counter[str]) -> str:
    """Return words with how often each stands there."""
    return " ".join([f"{word}|{times}" for word, times in words.items()])
