"""The documents of a source: its passages, items and meetings as the cluster takes them, and its totals."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.contract import (
    KEYWORD_FIELDS,
    TEXT,
    TEXT_FIELDS,
    PassageDocument,
    PassageTable,
    RunLengths,
    SourceDocument,
)
from minutesearch.engine.embedded.ranking.context.neighbours import find_windows, spread
from minutesearch.engine.embedded.segments.copies import COPY_KEYS, make_copy_keys
from minutesearch.engine.embedded.segments.segment_reader import is_shown
from minutesearch.engine.embedded.storage.array_file import pack_arrays
from minutesearch.engine.embedded.terms.token_interner import Analyser, TokenInterner
from minutesearch.engine.embedded.writing.segment_builder import build_segment
from minutesearch.engine.opensearch.client.head import Totals
from minutesearch.engine.opensearch.client.mapping import keyword_of, name_keys, told_of
from minutesearch.engine.opensearch.writing.place_text import PlaceText, Tokeniser

__all__ = ["ExpectedPassage", "IndexedDocument", "Numbering", "SourceIndexer", "Written", "digest_of"]

#: How often an item's title counts for its item and meeting, as in the ranking of meetings.
_TITLE = 3
#: How many chunks of text the interner may hold before it is replaced: about 60 bytes each.
_MOST_CHUNKS = 500_000


class IndexedDocument(NamedTuple):
    """A document on its way: its id, what it is routed by, and itself as JSON text."""

    key: str
    route: str
    text: str


class ExpectedPassage(NamedTuple):
    """What the cluster must find of a passage."""

    number: int
    id: str
    #: Its texts, and the values of its keyword fields.
    texts: Sequence[PlaceText]
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
    documents: Iterator[IndexedDocument]


class _Placed(NamedTuple):
    place: int
    passage: PassageDocument
    texts: dict[str, PlaceText]
    copy: str


class SourceIndexer:
    """The maker of the documents of sources.

    Args:
        analyser: The analyser.
    """

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._tokeniser = Tokeniser(analyser)
        self._interner = TokenInterner(analyser)

    def learn(self, documents: Sequence[SourceDocument]) -> None:
        """Analyse all texts of some documents at once: by source and by meeting it takes twice as long."""
        texts = list(
            dict.fromkeys(
                text for document in documents for each in document.passages for text in each.texts.values()
            )
        )
        self._tokeniser.tokenise(texts)
        self._interner.tokenise(self._interner.code(texts), texts)

    def index(self, document: SourceDocument, numbering: Numbering) -> Written:
        """Return a source as a version of its own; the document that has its record is the last."""
        version = numbering.version
        documents = []
        acronyms = Counter(document.acronyms)
        totals = Totals(sources=1, acronyms=len(acronyms))
        # The numbers of a commit's passages are its own, and those of a meeting are together.
        first = (numbering.generation << 32) + numbering.passages
        common: dict[str, object] = {
            "from": numbering.generation,
            "version": version,
            "source": keyword_of(document.name),
        }
        for at, (meeting, passages) in enumerate(self._meetings_of(document).items()):
            found, own = self._index_meeting(document, common, at, meeting, passages, first + totals.passages)
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
        return Written(totals, iter(documents))

    def _index_acronym(self, acronym: tuple[str, str]) -> dict[str, object]:
        keys = sorted(map(keyword_of, self._analyser.acronym_keys(*acronym)))
        return {"acronym": json.dumps(acronym), "acronym_key": keys}

    def lookups(self, document: SourceDocument) -> tuple[list[str], list[dict[str, object]]]:
        """Return what a source's names are looked up by, and its acronyms with what they are looked up by."""
        counts = Counter(document.acronyms).items()
        return _speakers_of(document), [{**self._index_acronym(each), "size": times} for each, times in counts]

    def segments(self, document: SourceDocument) -> Iterator[bytes]:
        """Yield the segment of each meeting of a source, in the order of the source."""
        for passages in self._meetings_of(document).values():
            yield pack_arrays(self._make_segment(document, passages))

    def expect(self, document: SourceDocument, firsts: Sequence[int]) -> Iterator[ExpectedPassage]:
        """Yield what must be found of each passage of a source, given the first number of each of its meetings."""
        for first, passages in zip(firsts, self._meetings_of(document).values(), strict=True):
            for number, each in enumerate(passages, start=first):
                id_ = each.passage.keywords["id"][0]
                yield ExpectedPassage(number, id_, list(each.texts.values()), _keywords(each.passage, {}))

    def _meetings_of(self, document: SourceDocument) -> dict[str, list[_Placed]]:
        meetings: dict[str, list[_Placed]] = {}
        for placed in self._place(document):
            meetings.setdefault(placed.passage.keywords["meeting"][0], []).append(placed)
        return meetings

    def _place(self, document: SourceDocument) -> Iterator[_Placed]:
        passages = list(document.passages)
        texts: list[dict[str, PlaceText]] = [{} for _ in passages]
        for field in TEXT_FIELDS:
            having = [
                (at, passage.texts[field]) for at, passage in enumerate(passages) if passage.texts.get(field)
            ]
            for (at, _), made in zip(having, self._tokeniser.tokenise([text for _, text in having]), strict=True):
                texts[at][field] = made
        keys = make_copy_keys(
            [passage.texts.get(TEXT, "") for passage in passages],
            lambda: (
                [passage.keywords["meeting"][0] for passage in passages],
                [_first(passage, "item_title") or _first(passage, "item_number") for passage in passages],
            ),
        )
        for place, (passage, own, key) in enumerate(zip(passages, texts, keys.tolist(), strict=True)):
            yield _Placed(place, passage, own, f"{key:x}")

    def _index_meeting(
        self,
        document: SourceDocument,
        common: dict[str, object],
        at: int,
        meeting: str,
        passages: Sequence[_Placed],
        first: int,
    ) -> tuple[list[IndexedDocument], Totals]:
        version, route = common["version"], keyword_of(meeting)
        documents = []
        runs = _item_runs(passages)
        run_of = [run for run, (begin, end) in enumerate(runs) for _ in range(begin, end)]
        known: dict[tuple[str, ...], list[str]] = {}
        for number, (each, own) in enumerate(zip(passages, run_of, strict=True), start=first):
            body = {
                "what": "p",
                "run": f"{version}-{at}-i{own}",
                **common,
                "place": each.place,
                "number": number,
                **_keywords(each.passage, known),
                "stem": [text.stem for text in each.texts.values()],
                "exact": [text.exact for text in each.texts.values()],
            }
            documents.append(IndexedDocument(f"{version}-{each.place}", route, json.dumps(body)))
        parts = [_all_words(passages[begin:end]) for begin, end in runs]
        for run, (stems, exacts) in enumerate(parts):
            words = {"item_stem": _each_once(stems), "item_exact": _each_once(exacts)}
            body = {"what": "i", **common, "meeting": route, **words}
            documents.append(IndexedDocument(f"{version}-{at}-i{run}", route, json.dumps(body)))
        segment = self._make_segment(document, passages)
        body = {
            "what": "m",
            **common,
            **_meeting_keys(passages[0].passage),
            "meeting": route,
            "place": passages[0].place,
            "number": first,
            "size": len(passages),
            "occasion": _occasion(passages[0].passage) or route,
            "told": told_of([_first(passages[0].passage, field) for field in ("council", "body", "date")]),
            "all_stem": [stems for stems, _ in parts],
            "all_exact": [exacts for _, exacts in parts],
            "forms": _forms(passages),
            "segment": _packed(pack_arrays({name: segment[name] for name in segment if not is_shown(name)})),
            "shown": _packed(pack_arrays({name: segment[name] for name in segment if is_shown(name)})),
        }
        documents.append(IndexedDocument(f"{version}-{at}-m", route, json.dumps(body)))
        return documents, _count(passages, runs)

    def _make_segment(
        self, document: SourceDocument, passages: Sequence[_Placed]
    ) -> dict[str, npt.NDArray[np.generic]]:
        """Return the segment of a meeting, with the places of its passages in the source."""
        if len(self._interner) > _MOST_CHUNKS:
            self._interner = TokenInterner(self._analyser)
        table = PassageTable.of([each.passage for each in passages])
        arrays = build_segment([SourceDocument(name=document.name, record="", passages=table)], self._interner)
        # A passage is a copy of what its whole source has, of which this may be a part.
        arrays[COPY_KEYS] = np.array([int(each.copy, 16) for each in passages], dtype=np.uint64)
        arrays["source.places"] = np.array([each.place for each in passages], dtype=np.uint32)
        return arrays


def digest_of(document: SourceDocument) -> str:
    """Return the digest of all that a source holds but when its passages came: that differs from run to run."""
    digest = hashlib.blake2b(digest_size=16)
    for passage in document.passages:
        record, keywords = passage.record, {**passage.keywords}
        for arrival in keywords.pop("arrival", ()):
            record = record.replace(arrival, "", 1)
        digest.update(repr((passage.texts, sorted(keywords.items()), record)).encode())
    digest.update(repr((document.name, document.record)).encode())
    return digest.hexdigest()


def _packed(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data, 1)).decode()


def _speakers_of(document: SourceDocument) -> list[str]:
    """Return the names of a source's speakers, each under each of its words."""
    column = document.passages.keywords.get("said_by", ())
    names = {name for values in (column.values if isinstance(column, RunLengths) else column) for name in values}
    return sorted(key for name in names for key in name_keys(name))


def _first(passage: PassageDocument, field: str) -> str:
    return next(iter(passage.keywords.get(field, ())), "")


def _keywords(passage: PassageDocument, known: dict[tuple[str, ...], list[str]]) -> dict[str, list[str]]:
    """Return the values of a passage as they are indexed, of which those of its meeting are known already."""
    found = {}
    for field in KEYWORD_FIELDS:
        if values := tuple(passage.keywords.get(field, ())):
            made = known.get(values)
            if made is None:
                made = known[values] = [keyword_of(value) for value in values]
            found[field] = made
    return found


def _meeting_keys(passage: PassageDocument) -> dict[str, str]:
    return {field: keyword_of(value) for field in ("council", "body", "date") if (value := _first(passage, field))}


def _occasion(passage: PassageDocument) -> str:
    """Return the body and day of a meeting, by which one that has several ids is found; empty without both."""
    body, day = " ".join(_first(passage, "body").casefold().split()), _first(passage, "date")
    return keyword_of(f"{body}\x1f{day}") if body and day else ""


def _item_runs(passages: Sequence[_Placed]) -> list[tuple[int, int]]:
    """Return where each run of passages of one item begins and ends."""
    items = [_first(each.passage, "item") for each in passages]
    begins = [
        at
        for at, item in enumerate(items)
        if not at or item != items[at - 1] or passages[at].place != passages[at - 1].place + 1
    ]
    return list(zip(begins, [*begins[1:], len(items)], strict=True))


def _all_words(passages: Sequence[_Placed]) -> tuple[str, str]:
    """Return the words of an item's passages, as stems and as printed, with its title three times."""
    texts = [text for each in passages for field, text in each.texts.items() if field != "title"]
    title = passages[0].texts.get("title")
    texts += [title] * _TITLE if title is not None else []
    return " ".join(text.stem for text in texts), " ".join(text.exact for text in texts)


def _each_once(places: str) -> str:
    return " ".join(dict.fromkeys(places.split(" ")))


def _forms(passages: Sequence[_Placed]) -> list[str]:
    """Return the words of some passages as printed, each once."""
    found: set[str] = set()
    # Titles are those of many passages.
    for places in {text.exact for each in passages for text in each.texts.values()}:
        found.update(places.replace("|", " ").split(" "))
    return sorted(found - {"", "\x1e"})


def _count(passages: Sequence[_Placed], runs: Sequence[tuple[int, int]]) -> Totals:
    lengths = [
        [each.texts[field].stem.count(" ") + 1 if field in each.texts else 0 for each in passages]
        for field in TEXT_FIELDS
    ]
    text = np.array(lengths[TEXT_FIELDS.index(TEXT)], dtype=np.float64)
    run_of = np.repeat(np.arange(len(runs)), [end - begin for begin, end in runs])
    return Totals(
        passages=len(passages),
        item_runs=len(runs),
        meetings=1,
        words=tuple(map(sum, lengths)),
        having=tuple(sum(1 for length in each if length) for each in lengths),
        around=float(spread(text, find_windows(text, run_of)).sum()),
    )
