"""The door: an index of ours opened as one of Whoosh's, at its newest state, and never written to."""

import copy
import pickle
from pathlib import Path

import pytest
from whoosh import fields
from whoosh.index import Index as WhooshIndex
from whoosh.qparser import QueryParser
from whoosh.reading import ReaderClosed

import minutesearch as ms
from minutesearch import whoosh as door
from minutesearch.analysis import analyse
from tests.whoosh.builders import CABINET, PLANNING, UNDATED, an_index

KEYS = {"id", "kind", "decision_type", "council", "body", "item", "item_number", "item_title", "meeting", "path"}
SEVERAL = {"said_by", "mentions", "outcome", "moved_by", "seconded_by", "owner"}


@pytest.fixture
def index(tmp_path: Path):
    with an_index(tmp_path / "index") as opened:
        yield opened


def test_the_folder_opens_as_an_index_of_whooshs(index: ms.Index) -> None:
    for opened in (door.open_dir(index.path), door.open_dir(str(index.path), "MAIN"), index.whoosh):
        assert isinstance(opened, WhooshIndex)
        assert opened.doc_count() == opened.doc_count_all() == index.stats().passages == 8
        assert not opened.is_empty()
        assert opened.last_modified() > 0
    assert door.exists_in(index.path)
    assert not door.exists_in(index.path.parent)


def test_the_schema_has_every_area_and_every_key(index: ms.Index) -> None:
    schema = index.whoosh.schema
    for area in ("text", "title", "topic", "lead_in", "content"):
        assert isinstance(schema[area], fields.TEXT)
        assert isinstance(schema[f"{area}_exact"], fields.TEXT)
        assert schema[area].stored
    assert all(isinstance(schema[name], fields.ID) and schema[name].stored for name in KEYS)
    assert all(isinstance(schema[name], fields.KEYWORD) and schema[name].stored for name in SEVERAL)
    assert isinstance(schema["date"], fields.DATETIME)
    assert isinstance(schema["year"], fields.NUMERIC)


def test_the_schema_survives_copying_and_pickling(index: ms.Index) -> None:
    schema = index.whoosh.schema
    for copied in (copy.deepcopy(schema), pickle.loads(pickle.dumps(schema)), schema.copy()):
        assert copied["text"].analyzer == schema["text"].analyzer
        assert [token.text for token in copied["text"].analyzer("the parking permits")] == [
            "the",
            "park",
            "permit",
        ]
        assert copied["text_exact"].analyzer != schema["text"].analyzer


def test_the_analyser_gives_the_tokens_of_the_index() -> None:
    text = "Covid-19 tests at M&S cost £5.4 million"
    made = door.PassageAnalyzer()(text, positions=True, chars=True, mode="index")
    expected = [(token.stem, token.position, token.start, token.end) for token in analyse(text)]
    assert expected == [(token.text, token.pos, token.startchar, token.endchar) for token in made]
    printed = [token.text for token in door.PassageAnalyzer(exact=True)(text)]
    assert printed == [token.exact for token in analyse(text)]


def test_a_later_commit_is_seen_by_what_is_opened_after_it(index: ms.Index, tmp_path: Path) -> None:
    opened = door.open_dir(index.path)
    searcher = opened.searcher()
    assert opened.up_to_date()
    assert searcher.refresh() is searcher
    assert opened.refresh() is opened
    first = opened.latest_generation()
    index.remove("2")
    assert opened.latest_generation() == first + 1
    assert not opened.up_to_date()
    assert not searcher.up_to_date()
    assert searcher.doc_count() == 8
    fresh = searcher.refresh()
    assert fresh.doc_count() == opened.refresh().doc_count() == index.whoosh.doc_count() == 7
    assert fresh.up_to_date()
    assert opened.refresh().up_to_date()
    assert fresh.document_number(body="Allotments Panel") is None
    with pytest.raises(ReaderClosed):
        list(searcher.documents(body="Cabinet"))
    hit = fresh.find("text", "permits")[0]
    fresh.close()
    with pytest.raises(ReaderClosed):
        _ = hit["text"]


def test_stored_fields_have_texts_keys_and_the_citation(index: ms.Index) -> None:
    with index.whoosh.searcher() as searcher:
        hit = searcher.document(kind="decision", body="Cabinet")
        assert hit is not None
        assert hit["text"] == "The Cabinet may review the permits in 2024."
        assert hit["content"] == f"{hit['text']}\n\nParks and open spaces"
        assert hit["date"].isoformat() == "2023-06-01T00:00:00"
        assert (hit["year"], hit["path"], hit["item_number"]) == (2023, "1", "1")
        assert hit["citation"] == index.locate(hit["id"]).citation
        assert "said_by" not in hit
        asked = searcher.document(said_by="Mr Lee", kind="question")
        assert asked is not None
        assert asked["said_by"] == ["Mr Lee"]
        undated = searcher.document(body="Allotments Panel")
        assert undated is not None
        assert "date" not in undated


@pytest.mark.parametrize(
    "write",
    [
        pytest.param(lambda opened: opened.writer(), id="writer"),
        pytest.param(lambda opened: opened.add_field("more", fields.ID()), id="add field"),
        pytest.param(lambda opened: opened.remove_field("text"), id="remove field"),
        pytest.param(lambda opened: opened.delete_by_term("body", "Cabinet"), id="delete"),
    ],
)
def test_writing_names_what_writes(index: ms.Index, write) -> None:
    with pytest.raises(ms.ReadOnlyError, match=r"Index\.add"):
        write(index.whoosh)
    assert index.stats().passages == 8


def test_creating_names_what_creates(tmp_path: Path) -> None:
    with pytest.raises(ms.ReadOnlyError, match="create_index"):
        door.create_in(tmp_path / "new", fields.Schema())
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_and_another_name_are_refused(index: ms.Index) -> None:
    with pytest.raises(ms.IndexMissingError):
        door.open_dir(index.path.parent)
    with pytest.raises(ms.ArgumentError, match="one index without a name"):
        door.open_dir(index.path, "minutes")


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        pytest.param(fields.Schema(body=fields.ID()), None, id="fits"),
        pytest.param(fields.Schema(author=fields.ID()), "no field 'author'", id="another field"),
        pytest.param(fields.Schema(text=fields.NUMERIC()), "field 'text' of the index is no NUMERIC", id="kind"),
    ],
)
def test_a_schema_must_fit(index: ms.Index, schema: fields.Schema, reason: str | None) -> None:
    if reason is None:
        assert door.open_dir(index.path, schema=schema).schema["text"].stored
    else:
        with pytest.raises(ms.ArgumentError, match=reason):
            door.open_dir(index.path, schema=schema)


def test_a_closed_index_has_no_door(index: ms.Index) -> None:
    opened = index.whoosh
    searcher = opened.searcher()
    index.close()
    with pytest.raises(ms.IndexClosedError):
        _ = index.whoosh
    with pytest.raises(ms.IndexClosedError):
        opened.searcher()
    # What is open goes on, as a search that is under way does.
    assert len(searcher.find("text", "parking")) == 4


def test_an_empty_index_is_empty(tmp_path: Path) -> None:
    with ms.create_index(tmp_path / "index") as index:
        assert index.whoosh.is_empty()
        with index.whoosh.searcher() as searcher:
            assert not searcher.find("content", "parking OR par*")
            assert list(searcher.lexicon("text")) == []
            assert searcher.suggest("text", "parkin") == []


def test_the_door_opens_without_a_closing(tmp_path: Path) -> None:
    with an_index(tmp_path / "index", PLANNING, CABINET, UNDATED) as index:
        with index.whoosh.reader() as reader:
            assert reader.doc_count() == 8
        with pytest.raises(ReaderClosed):
            reader.doc_count()


def test_a_query_is_parsed_as_the_index_is_analysed(index: ms.Index) -> None:
    schema = index.whoosh.schema
    parsed = {
        "planning": "text:plan",
        "co-production": "text:coproduct",
        '"the co-production scheme"': 'text:"the co product scheme"',
        "M&S": "text:m&s",
        "may": "text:may",
        "parking*": "text:parking*",
    }
    assert parsed == {typed: str(QueryParser("text", schema).parse(typed)) for typed in parsed}
