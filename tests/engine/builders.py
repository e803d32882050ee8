"""Small builders of engine documents, with an analyser that splits at spaces."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from minutesearch.analysis import Chunk
from minutesearch.analysis.fast.packed_words import Words
from minutesearch.analysis.fast.plain import Plain, find_plain
from minutesearch.analysis.tokens import Token
from minutesearch.engine import PassageDocument, PassageTable, RunLengths, SourceDocument


def tokens_of(text: str) -> tuple[Token, ...]:
    found = []
    start = 0
    for position, word in enumerate(text.split()):
        start = text.index(word, start)
        found.append(Token(word, word.removesuffix("s"), position, start, start + len(word)))
        start += len(word)
    return tuple(found)


@dataclass(frozen=True)
class SplitAnalyser:
    """An analyser that splits at spaces and drops a final s for the stem."""

    fingerprint: str = "test"
    travels: bool = True
    cuts_at_spaces: bool = True

    def cut_carefully(self, text: str) -> list[str]:
        return text.split()

    def analyse_chunks(self, chunks: Sequence[str]) -> list[Chunk]:
        return [
            Chunk(
                tuple((word, word.removesuffix("s"), place) for place, word in enumerate(words)), len(words), 0, 0
            )
            for words in map(str.split, chunks)
        ]

    def analyse_plain(self, chunks: Words) -> Plain:
        return find_plain(chunks.chosen(np.empty(0, dtype=np.int64)))

    def cut_chunks(self, chunks: Sequence[bytes]) -> None:  # noqa: ARG002  # all are left to analyse_chunks
        return None

    def stem_forms(self, forms: Sequence[bytes]) -> list[bytes]:
        return [form.removesuffix(b"s") for form in forms]

    def acronym_keys(self, short: str, long: str) -> tuple[str, ...]:
        return short.casefold(), " ".join(word.removesuffix("s") for word in long.casefold().split())


class OddText(str):
    """A text of a class of its own, as a caller's may be."""

    __slots__ = ()


def a_table(text: str) -> PassageTable:
    return PassageTable(
        ids=["1", "2", "3"],
        texts={"text": [text, "home", ""], "title": ["a", "a", "a"]},
        keywords={"item": RunLengths([("x",), (), ("y",)], [2, 0, 1]), "kind": [("motion",), (), ("motion",)]},
        records=["one", "two", "three"],
    )


def a_passage(number: str, text: str = "", *, title: str = "", **keywords: Sequence[str] | str) -> PassageDocument:
    fields = {"text": text, "title": title}
    values = {name: (value,) if isinstance(value, str) else tuple(value) for name, value in keywords.items()}
    return PassageDocument(
        texts={field: words for field, words in fields.items() if words},
        keywords={"id": (number,), "item": ("item-1",), "meeting": ("meeting-1",), **values},
        record=f"record of {number}",
    )


def a_source(name: str, *passages: PassageDocument, acronyms: Sequence[tuple[str, str]] = ()) -> SourceDocument:
    table = PassageTable.of(passages)
    return SourceDocument(name=name, record=f"record of {name}", passages=table, acronyms=tuple(acronyms))
