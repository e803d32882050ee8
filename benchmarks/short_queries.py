"""Short queries over real minutes, judged by reading: `python -m benchmarks.short_queries FOLDER`.

The queries and grades are ours, in benchmarks/short_queries_data; the minutes are not, and stay where they are
published. FOLDER has them as `files.tsv` lists them: OWNER/NAME/PATH at the commit of each repository. Judged are
the first ten passages of our ranking and of plain BM25 as they were in November 2026, without their ranks and each
by 190 letters round its first match: 2 answers the query, 1 touches it, 0 does neither. What was not among them
counts as 0. Of 154 queries four had no answer and were left out. `--check` holds our figures against floors.json.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import minutesearch as ms
from benchmarks.plain_bm25 import PlainBM25
from minutesearch.evaluating import measure

__all__ = ["main", "measure_short_queries", "read_judgements", "read_list", "read_paragraphs"]

LISTS = Path(__file__).with_name("short_queries_data")
FLOORS = Path(__file__).with_name("floors.json")
_DEPTH = 100
#: A line at least so long that ends no sentence goes on in the next.
_FULL_LINE = 55
_ENDS = tuple(".:;!?")
_LEAST_WORDS = 4
_HEAD = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


class Paragraph(NamedTuple):
    """A paragraph of a file."""

    #: The number of its file in the list, and its place in the file, both from 0.
    file: int
    place: int
    text: str

    @property
    def key(self) -> str:
        """What judgements call it: its place, and a digest by which another text is not taken for it."""
        digest = hashlib.blake2b(self.text.encode(), digest_size=4).hexdigest()
        return f"{self.file}.{self.place}.{digest}"


class _Listed(NamedTuple):
    body: str
    repository: str
    commit: str
    path: str


def read_list() -> list[_Listed]:
    """Return the files that the collection is of, in their order."""
    with (LISTS / "files.tsv").open(encoding="utf-8", newline="") as file:
        return [_Listed(*row) for row in list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]]


def read_paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a file: what blank lines part, where no sentence goes on behind them."""
    text = _HEAD.sub("", text.replace("\r\n", "\n"))
    open_line = ""
    for piece in (" ".join(piece.split()) for piece in re.split(r"\n\s*\n", text)):
        if not piece:
            continue
        open_line = f"{open_line} {piece}".strip()
        if len(piece) >= _FULL_LINE and not piece.rstrip("*_ ").endswith(_ENDS):
            continue
        if len(open_line.split()) >= _LEAST_WORDS:
            yield open_line
        open_line = ""
    if len(open_line.split()) >= _LEAST_WORDS:
        yield open_line


def _read_folder(folder: Path) -> list[tuple[_Listed, list[Paragraph]]]:
    """Return the listed files with their paragraphs.

    Raises:
        FileNotFoundError: One is not there.
    """
    found = []
    for number, listed in enumerate(read_list()):
        text = (folder / listed.repository / listed.path).read_text(encoding="utf-8", errors="replace")
        paragraphs = [Paragraph(number, place, each) for place, each in enumerate(read_paragraphs(text))]
        found.append((listed, paragraphs))
    return found


def _make_index(files: Sequence[tuple[_Listed, list[Paragraph]]], folder: Path) -> ms.Index:
    index = ms.create_index(folder)
    for listed, paragraphs in files:
        passages = tuple(ms.Passage(text=each.text, label=each.key) for each in paragraphs)
        meeting = ms.Meeting(body=listed.body, items=(ms.AgendaItem(passages=passages),))
        index.add(meeting, name=f"{listed.repository}/{listed.path}")
    return index


def read_judgements() -> tuple[dict[str, str], dict[str, dict[str, int]]]:
    """Return the queries by their number, and the grades above 0 of paragraphs by number and key."""
    with (LISTS / "queries.tsv").open(encoding="utf-8", newline="") as file:
        queries = dict(csv.reader(file, delimiter="\t"))
    grades: defaultdict[str, dict[str, int]] = defaultdict(dict)
    with (LISTS / "judgements.tsv").open(encoding="utf-8", newline="") as file:
        for number, key, grade in csv.reader(file, delimiter="\t"):
            grades[number][key] = int(grade)
    return queries, dict(grades)


def measure_short_queries(folder: Path) -> dict[str, dict[str, float]]:
    """Return the figures of our ranking with the defaults ("auto"), with any word ("any") and of plain BM25.

    Raises:
        FileNotFoundError: A listed file is not in the folder.
        ValueError: A judged paragraph is not there: the files are not those of the list.
    """
    files = _read_folder(folder)
    paragraphs = [each for _, found in files for each in found]
    queries, grades = read_judgements()
    if lost := {key for judged in grades.values() for key in judged} - {each.key for each in paragraphs}:
        raise ValueError(f"{len(lost):,} judged paragraphs are not there, as {min(lost)}: these are other files")
    judged = {number: text for number, text in queries.items() if grades.get(number)}
    plain = PlainBM25([each.text for each in paragraphs])
    runs: dict[str, dict[str, list[str]]] = {"auto": {}, "any": {}, "bm25": {}}
    with tempfile.TemporaryDirectory() as made, _make_index(files, Path(made) / "index") as index:
        for number, text in judged.items():
            for match in ("auto", "any"):
                hits = index.search(text, match=match, limit=_DEPTH)  # type: ignore[arg-type]  # one of the two
                runs[match][number] = [hit.passage.label or "" for hit in hits]
            runs["bm25"][number] = [paragraphs[each].key for each in plain.search(text, _DEPTH)]
    return {name: _figures(grades, run) for name, run in runs.items()}


def _figures(grades: Mapping[str, Mapping[str, int]], run: Mapping[str, Sequence[str]]) -> dict[str, float]:
    judged = {number: grades[number] for number in run}
    names = ("ndcg@10", "mrr@10", "recall@100")
    return {name: round(value, 4) for name, value in zip(names, measure(judged, run), strict=True)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return 1 where the files are not at hand, with the reason."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.short_queries", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="OWNER/NAME/PATH of the files listed")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--check", action="store_true", help="end with status 1 if a figure is below its floor")
    options = parser.parse_args(arguments)
    try:
        found = measure_short_queries(options.folder)
    except (FileNotFoundError, ValueError) as error:
        print(f"not measured: {error}", file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(found))
    else:
        for name, figures in found.items():
            print(f"{name:5}" + "".join(f" {each} {value:.3f}" for each, value in figures.items()))
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["short_queries"] if options.check else {}
    low = [
        f"{name}: {measured} is {found[name][measured]:.3f}, below {floor:.3f}"
        for name, least in floors.items()
        for measured, floor in least.items()
        if round(found[name][measured], 3) < floor
    ]
    for sentence in low:
        print(sentence, file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
