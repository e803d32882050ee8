"""How far a change has come: passages are told within a large file, and how much of all that is to be read."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import minutesearch as ms
from minutesearch.reading.formats import jsonl_feed
from minutesearch.reading.sources import files


@dataclass
class Told:
    """What a function of progress was told, in order."""

    sources: list[tuple[int, int, str]] = field(default_factory=list)
    passages: list[tuple[int, float]] = field(default_factory=list)

    def __call__(self, done: int, total: int, name: str, /) -> None:
        self.sources.append((done, total, name))

    def add_passages(self, count: int, share: float, /) -> None:
        self.passages.append((count, share))


def page(number: int, paragraphs: int) -> str:
    lines = "\n\n".join(
        f"{at}. Members noted report {number}.{at} on the harbour." for at in range(1, paragraphs + 1)
    )
    return f"Agenda item\n\nHarbour works {number}\n\nMinutes:\n\n{lines}\n"


def feed(path: Path, meetings: int) -> Path:
    records = (
        {
            "council": "Anytown Council",
            "body": f"Board {number}",
            "items": [
                {"title": "Trees", "passages": [{"text": f"Tree {number}.{at} stands."} for at in range(9)]}
            ],
        }
        for number in range(meetings)
    )
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


def test_the_passages_told_are_those_of_the_report(tmp_path: Path) -> None:
    for number, paragraphs in enumerate((3, 1, 8)):
        (tmp_path / f"{number}.txt").write_text(page(number, paragraphs), encoding="utf-8")
    told = Told()
    with ms.open_index(tmp_path / "index", create=True) as index:
        report = index.add(*sorted(tmp_path.glob("*.txt")), progress=told)
    assert sum(count for count, _ in told.passages) == report.passages == 12
    assert len(told.sources) == 3


def test_one_large_file_is_told_bit_by_bit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A feed of records is one source however large it is, and a bar that counted sources would stand still."""
    monkeypatch.setattr(files, "MAX_SOURCE_BYTES", 1_000)
    monkeypatch.setattr(jsonl_feed, "_PART", 2_000)
    source, told = feed(tmp_path / "feed.jsonl", 40), Told()
    with ms.open_index(tmp_path / "index", create=True) as index:
        report = index.add(source, progress=told)
    shares = [share for _, share in told.passages]
    assert len(shares) > 5
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert 0.0 < shares[0] < 0.5
    assert sum(count for count, _ in told.passages) == report.passages == 360
    assert told.sources == [(1, 1, "feed.jsonl")]


def test_the_share_is_of_what_is_read_now(tmp_path: Path) -> None:
    """What the index has as it is takes no time, so it is no part of what is left."""
    folder = tmp_path / "minutes"
    folder.mkdir()
    (folder / "1.txt").write_text(page(1, 500), encoding="utf-8")
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.sync(folder)
        (folder / "2.txt").write_text(page(2, 2), encoding="utf-8")
        (folder / "3.txt").write_text(page(3, 2), encoding="utf-8")
        told = Told()
        index.sync(folder, progress=told)
    assert [(count, round(share, 1)) for count, share in told.passages] == [(2, 0.5), (2, 1.0)]
    assert [done for done, _, _ in told.sources] == [1, 2, 3]


def test_records_and_archives_have_their_share_too(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pages.zip", "w") as archive:
        archive.writestr("1.txt", page(1, 2))
        archive.writestr("2.txt", page(2, 2))
    record = ms.Meeting(
        body="Planning Committee",
        items=(ms.AgendaItem(title="Trees", passages=(ms.Passage(text="The oak stays."),)),),
    )
    told = Told()
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(tmp_path / "pages.zip", record, progress=told)
    shares = [share for _, share in told.passages]
    assert len(shares) == 3
    assert shares == sorted(set(shares))
    assert shares[-1] == 1.0


def test_what_the_method_raises_is_the_callers_own(tmp_path: Path) -> None:
    class Full(Told):
        def add_passages(self, count: int, share: float, /) -> None:
            raise ValueError(f"the window is shut at {count} passages, {share:.0%}")

    (tmp_path / "1.txt").write_text(page(1, 2), encoding="utf-8")
    with ms.open_index(tmp_path / "index", create=True) as index:
        with pytest.raises(ValueError, match="shut at 2 passages, 100%"):
            index.add(tmp_path / "1.txt", progress=Full())
        assert index.search().total == 0
