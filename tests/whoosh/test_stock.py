"""Stock indexes of Whoosh's: written of an index of ours, and taken in as records, whole or not at all."""

import datetime
import pickletools
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import whoosh.index
from whoosh import fields
from whoosh.filedb.filestore import FileStorage
from whoosh.qparser import QueryParser
from whoosh.query import Every, Term

import minutesearch as ms
from minutesearch import whoosh as door
from minutesearch.whoosh import stock
from tests.whoosh.builders import CABINET, PLANNING, an_index

TRUSTED = "ignore:.*is pickles:RuntimeWarning"

#: What opens and searches a stock index where minutesearch cannot be imported.
READER = """
import sys
sys.modules["minutesearch"] = None
import whoosh.index
from whoosh.qparser import QueryParser
index = whoosh.index.open_dir(sys.argv[1])
with index.searcher() as searcher:
    for typed in ("permits", "planning OR parks", "kind:decision", "date:[2022 TO 2022]", "said_by:'Mr Lee'"):
        results = searcher.search(QueryParser("content", index.schema).parse(typed), limit=None)
        print(len(results), results[0]["citation"], results[0].highlights("text")[:3])
"""


@pytest.fixture
def index(tmp_path: Path):
    with an_index(tmp_path / "index") as opened:
        yield opened


def test_a_stock_index_has_every_passage_with_its_fields(index: ms.Index, tmp_path: Path) -> None:
    assert stock.to_stock(index, tmp_path / "stock") == 8
    with whoosh.index.open_dir(str(tmp_path / "stock")).searcher() as copied, index.whoosh.searcher() as ours:
        assert copied.doc_count_all() == 8
        for number in range(8):
            assert copied.stored_fields(number) == ours.stored_fields(number)
        for query in (Term("kind", "decision"), Term("said_by", "Mr Lee"), Every("date")):
            assert list(copied.docs_for_query(query)) == list(ours.docs_for_query(query))
        typed = QueryParser("text", copied.schema).parse("permits")
        assert {hit["text"] for hit in copied.search(typed)} == {
            hit["text"] for hit in ours.find("text", "permits")
        }


def test_a_stock_index_opens_without_minutesearch(index: ms.Index, tmp_path: Path) -> None:
    door.to_stock(index.whoosh, tmp_path / "stock")
    assert all(b"minutesearch" not in path.read_bytes() for path in (tmp_path / "stock").iterdir())
    made = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", READER, str(tmp_path / "stock")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert [line.split(" ", 1)[0] for line in made.stdout.splitlines()] == ["4", "7", "3", "5", "2"]


def test_nothing_is_written_over(index: ms.Index, tmp_path: Path) -> None:
    (tmp_path / "held").mkdir()
    (tmp_path / "held" / "notes.txt").write_text("Bring the keys.")
    with pytest.raises(ms.IndexExistsError, match="choose an empty folder"):
        door.to_stock(index, tmp_path / "held")
    with pytest.raises(ms.IndexExistsError):
        door.to_stock(index, index.path)
    assert [path.name for path in (tmp_path / "held").iterdir()] == ["notes.txt"]
    (tmp_path / "empty").mkdir()
    assert door.to_stock(index, tmp_path / "empty") == 8


def test_a_copy_that_breaks_off_leaves_nothing(
    index: ms.Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("minutesearch.whoosh.passage_index.StoredFields", stop)
    with pytest.raises(KeyboardInterrupt):
        door.to_stock(index, tmp_path / "stock")
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


@pytest.mark.filterwarnings(TRUSTED)
def test_what_goes_out_comes_in_again(index: ms.Index, tmp_path: Path) -> None:
    door.to_stock(index, tmp_path / "stock")
    meetings = {meeting.body: meeting for meeting in door.from_stock(tmp_path / "stock")}
    for expected in (CABINET, PLANNING):
        found = meetings[expected.body]
        assert (expected.council, expected.date) == (found.council, found.date)
        assert [(item.number, item.title) for item in expected.items] == [
            (item.number, item.title) for item in found.items
        ]
        for theirs, ours in zip(expected.items, found.items, strict=True):
            for name in ("text", "kind", "decision_type", "lead_in", "topic"):
                assert [getattr(each, name) for each in theirs.passages] == [
                    getattr(each, name) for each in ours.passages
                ]
    with ms.create_index(tmp_path / "again") as again:
        again.add(*meetings.values())
        assert again.search("parking scheme").total == index.search("parking scheme").total


def old_index(folder: Path, **documents: object) -> Path:
    folder.mkdir()
    schema = fields.Schema(
        paragraph=fields.TEXT(stored=True),
        committee=fields.ID(stored=True),
        day=fields.DATETIME(stored=True),
        heading=fields.TEXT(stored=True),
        sort=fields.ID(stored=True),
        hidden=fields.TEXT,
    )
    writer = whoosh.index.create_in(str(folder), schema).writer()
    for number, paragraph in enumerate(
        ("The lease was granted.", "Ms Roe spoke.", "The wall fell.", "Gone.", " ")
    ):
        writer.add_document(
            paragraph=paragraph,
            committee="Estates" if number < 2 else "Harbour",
            day=datetime.datetime(2001, 5, 1 + number // 2),
            heading="Leases" if number < 2 else "Walls",
            sort="decision",
            **documents,
        )
    writer.commit()
    writer = whoosh.index.open_dir(str(folder)).writer()
    writer.delete_by_term("paragraph", "gone")
    writer.commit(merge=False)
    return folder


@pytest.mark.filterwarnings(TRUSTED)
def test_an_old_index_of_paragraphs_is_taken_in_by_a_mapping(tmp_path: Path) -> None:
    old = old_index(tmp_path / "old")
    mapping = {"text": "paragraph", "body": "committee", "date": "day", "title": "heading", "kind": "sort"}
    meetings = door.from_stock(old, mapping=mapping)
    assert [(meeting.body, meeting.date) for meeting in meetings] == [
        ("Estates", datetime.date(2001, 5, 1)),
        ("Harbour", datetime.date(2001, 5, 2)),
    ]
    assert [passage.text for passage in meetings[0].items[0].passages] == [
        "The lease was granted.",
        "Ms Roe spoke.",
    ]
    with ms.create_index(tmp_path / "new") as index:
        assert index.add(*meetings).passages == 3
        assert index.search("lease", kind="decision").hits[0].item.title == "Leases"
    (unknown,) = door.from_stock(old, mapping={"text": "paragraph"})
    assert (unknown.body, unknown.date, len(unknown.items)) == (None, None, 1)


def test_taking_in_warns_of_pickles_each_time(tmp_path: Path) -> None:
    old = old_index(tmp_path / "old")
    for _ in range(2):
        with pytest.warns(RuntimeWarning, match="open none that you do not trust"):
            door.from_stock(old, mapping={"text": "paragraph"})


@pytest.mark.filterwarnings(TRUSTED)
@pytest.mark.parametrize(
    ("mapping", "reason"),
    [
        pytest.param({}, "say which field is the paragraph", id="no text"),
        pytest.param(
            {"text": "body"}, "stores no field 'body' for 'text'; it stores committee", id="no such field"
        ),
        pytest.param({"text": "hidden"}, "stores no field 'hidden'", id="not stored"),
        pytest.param({"text": "paragraph", "author": "committee"}, "mapping has no 'author'", id="no such fact"),
        pytest.param(
            {"text": "paragraph", "kind": "committee"},
            "'Estates' in field 'committee', which is no kind",
            id="kind",
        ),
        pytest.param({"text": "paragraph", "date": "committee"}, "which is no date", id="date"),
    ],
)
def test_a_mapping_that_does_not_fit_is_one_sentence(tmp_path: Path, mapping: dict[str, str], reason: str) -> None:
    old = old_index(tmp_path / "old")
    with pytest.raises(ms.ArgumentError, match=reason) as caught:
        door.from_stock(old, mapping=mapping)
    assert caught.value.argument == "mapping"


def test_each_kind_of_folder_says_which_function_opens_it(index: ms.Index, tmp_path: Path) -> None:
    old = old_index(tmp_path / "old")
    with pytest.raises(ms.IndexMissingError, match=r"Whoosh's own; minutesearch\.whoosh\.from_stock\(\)"):
        ms.open_index(old)
    with pytest.raises(ms.IndexMissingError, match=r"from_stock\(\)"):
        door.open_dir(old)
    with pytest.raises(ms.IndexExistsError, match="holds an index of Whoosh's own"):
        ms.create_index(old)
    with pytest.raises(ms.IndexMissingError, match=r"minutesearch\.open_index\(\) opens it"):
        door.from_stock(index.path)
    with pytest.raises(ms.IndexMissingError, match="no index of Whoosh's here"):
        door.from_stock(tmp_path / "nothing")


# Whoosh leaves the file open that it fails to read.
@pytest.mark.filterwarnings("ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    "way",
    [
        whoosh.index.open_dir,
        lambda folder: whoosh.index.open_dir(folder, schema=fields.Schema(text=fields.TEXT)),
        whoosh.index.exists_in,
        lambda folder: FileStorage(folder).open_index(),
        lambda folder: FileStorage(folder).index_exists(),
    ],
    ids=["open_dir", "with a schema", "exists_in", "storage", "index_exists"],
)
def test_whoosh_says_of_our_folder_which_function_opens_it(index: ms.Index, way: Callable[[str], object]) -> None:
    """A caller who goes by exists_in must not be led to make an index of Whoosh's in the folder of ours."""
    before = {path.name: path.read_bytes() for path in index.path.iterdir()}
    with pytest.raises(ValueError, match=r"minutesearch: open it with minutesearch\.whoosh\.open_dir\(folder\)"):
        way(str(index.path))
    assert before == {path.name: path.read_bytes() for path in index.path.iterdir()}


def test_the_notice_to_whoosh_cannot_be_loaded_and_loads_nothing(index: ms.Index) -> None:
    """Its pickles are one opcode, that of a whole number, and the sentence where the digits would be."""
    first, second = (index.path / "_MAIN_0.toc").read_bytes().split(b"Lthis folder")[1:]
    assert second == first.partition(b"\n")[0] + b"\n"
    with pytest.raises(ValueError, match="invalid literal"):
        list(pickletools.genops(b"Lthis folder" + second))


def test_a_folder_with_the_notice_alone_is_free_and_one_with_an_empty_stock_index_is_not(
    index: ms.Index, tmp_path: Path
) -> None:
    notice = (index.path / "_MAIN_0.toc").read_bytes()
    for length in (0, 10, len(notice)):
        folder = tmp_path / str(length)
        folder.mkdir()
        (folder / "_MAIN_0.toc").write_bytes(notice[:length])
        with pytest.raises(ms.IndexMissingError, match="there is no index here"):
            ms.open_index(folder)
        ms.create_index(folder).close()
        assert ms.delete_empty_index(folder)
    stock = tmp_path / "stock"
    stock.mkdir()
    whoosh.index.create_in(str(stock), fields.Schema(text=fields.TEXT))
    with pytest.raises(ms.IndexExistsError, match="holds an index of Whoosh's own"):
        ms.create_index(stock)
    ours = tmp_path / "ours"
    ms.create_index(ours).close()
    whoosh.index.create_in(str(ours), fields.Schema(text=fields.TEXT))
    assert not ms.delete_empty_index(ours)
    ms.open_index(ours).close()


def test_looking_for_a_stock_index_loads_nothing_of_it(tmp_path: Path) -> None:
    """Its table of contents is a pickle; only its name is read."""
    (tmp_path / "stock").mkdir()
    marker = tmp_path / "ran"
    bomb = f"cbuiltins\nexec\n(Vopen({str(marker)!r}, 'w')\ntR.".encode()
    (tmp_path / "stock" / "_MAIN_1.toc").write_bytes(bomb)
    with pytest.raises(ms.IndexMissingError, match="Whoosh's own"):
        ms.open_index(tmp_path / "stock")
    with pytest.raises(ms.IndexMissingError):
        door.open_dir(tmp_path / "stock")
    assert not door.exists_in(tmp_path / "stock")
    assert not marker.exists()
