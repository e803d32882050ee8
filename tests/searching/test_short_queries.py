"""Three words, a name, a slip: what people type finds what they mean."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

import minutesearch as ms

MEETINGS = {
    "Audit Committee": [
        "The internal audit plan was agreed.",
        "Internal audit.",
        "Internal controls: internal audit.",
    ],
    "Twinning Committee": [
        "Members asked if the visit of the international partners could be paid for by the parish: it could not.",
        "The children were thanked for their song.",
        "To be, or not to be: that was the motto of the play.",
        "It was not carried; not now, not then.",
        "The buses were added to the timetable after the enquiry, and the draught plan was held over.",
    ],
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ms.Index]:
    meetings = [
        ms.Meeting(
            body=body,
            items=(ms.AgendaItem(title="Reports", passages=tuple(ms.Passage(text=text) for text in texts)),),
        )
        for body, texts in MEETINGS.items()
    ]
    with ms.create_index(Path(tmp_path_factory.mktemp("short")) / "index") as index:
        index.add(*meetings)
        yield index


def test_the_form_typed_stands_above_its_kin(index: ms.Index) -> None:
    texts = [hit.passage.text for hit in index.search("international", limit=9)]
    assert "international partners" in texts[0]
    assert len(texts) == 4


@pytest.mark.parametrize(
    "query",
    ["child", "bus", "add", "adding", "inquiry", "draft", "hold", "pay", "partner international pay"],
)
def test_forms_of_one_word_meet(index: ms.Index, query: str) -> None:
    assert index.search(query, match="all").total == 1


def test_what_a_word_was_widened_to_is_said(index: ms.Index) -> None:
    assert index.search("child").expansions == {"child": ("children",)}


def test_a_saying_of_small_words_is_looked_for_as_a_whole(index: ms.Index) -> None:
    results = index.search("to be or not to be")
    assert results.match == "all"
    assert [hit.passage.text[:5] for hit in results] == ["To be"]


def test_a_negation_beside_other_words_is_a_word_as_any(index: ms.Index) -> None:
    assert [hit.passage.text[:6] for hit in index.search("not carried")] == ["It was"]


@pytest.mark.parametrize("dash", "-‐‑–−")
def test_a_dash_before_a_word_excludes_it(index: ms.Index, dash: str) -> None:
    assert index.search(f"audit {dash}plan").total == 2


def test_a_misspelt_word_parts_its_neighbours(tmp_path: Path) -> None:
    """What it was taken for stands between the others: they were not typed as neighbours."""
    texts = (
        "The chief superintendent came.",
        "The chief spoke of prosecutions.",
        "A superintendent listened.",
        "Rain.",
    )
    with ms.create_index(tmp_path / "index") as index:
        passages = tuple(ms.Passage(text=text) for text in texts)
        index.add(ms.Meeting(body="Policing Board", items=(ms.AgendaItem(passages=passages),)))

        def score(query: str) -> float:
            results = index.search(query, match="any")
            assert results.approximate or "xqzv" in query
            return next(hit.score for hit in results if hit.passage.text == texts[0])

        assert score("chief prosecqutions superintendent") < score("prosecqutions chief superintendent")
        assert score("chief xqzv superintendent") == score("chief superintendent xqzv")


@pytest.mark.parametrize("match", ["any", "auto"])
def test_an_item_that_opens_with_the_words_in_a_row_stands_first(
    tmp_path: Path, match: Literal["any", "auto"]
) -> None:
    """Who types the name of a thing types it as it is printed; elsewhere the same words stand apart."""
    named = ("The road safety grant was discussed.", "Safety first: any road needs a grant, members said.")
    apart = ("Safety was discussed; the road grant too.", "Safety first: any road needs a grant, members said.")
    with ms.create_index(tmp_path / "index") as index:
        for body, texts in (("Amenities Committee", apart), ("Highways Committee", named)):
            passages = tuple(ms.Passage(text=text) for text in texts)
            index.add(ms.Meeting(body=body, items=(ms.AgendaItem(passages=passages),)))

        def score(query: str, body: str) -> float:
            results = index.search(query, match=match)
            return next(hit.score for hit in results if hit.meeting.body == body and hit.passage.text == named[1])

        assert score("road safety", "Highways Committee") > score("road safety", "Amenities Committee")
        assert score("safety road", "Highways Committee") < score("road safety", "Highways Committee")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("policies", "policy"),
        ("library", "libraries"),
        ("churches", "church"),
        ("box", "boxes"),
        ("grants", "grant"),
        ("council", "council's"),
        ("councils", "council's"),
    ],
)
def test_singular_plural_and_possessive_are_one_form(tmp_path: Path, typed: str, printed: str) -> None:
    with ms.create_index(tmp_path / "index") as index:
        texts = (f"Here is {printed} matter.", f"Here is {typed} matter.", "Rain.")
        index.add(ms.Meeting(body="Board", items=(ms.AgendaItem(passages=tuple(map(_passage, texts))),)))
        results = index.search(typed)
        assert 2 == results.total
        assert all("form" not in {part.name for part in results.explain(hit).parts} for hit in results)


def _passage(text: str) -> ms.Passage:
    return ms.Passage(text=text)


def test_an_abbreviation_is_no_article(tmp_path: Path) -> None:
    """The stem of "aed" would be "a", of which every passage has some."""
    texts = ("An AED hangs at the hall.", "A report on a road.", "Two AEDs were bought, a third was given.")
    with ms.create_index(tmp_path / "index") as index:
        passages = tuple(ms.Passage(text=text) for text in texts)
        index.add(ms.Meeting(body="Hall Committee", items=(ms.AgendaItem(passages=passages),)))

        assert 2 == index.search("AED").total == index.search("aeds").total
