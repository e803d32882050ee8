"""The pages of a passage, an item and a meeting: permanent addresses, and what is said of those that are gone."""

from pathlib import Path

import pytest

import minutesearch as ms
from tests.web.conftest import MINUTES, Ask, open_client, write_minutes
from tests.web.page import Page


def find(ask: Ask, query: str) -> dict[str, object]:
    return ask("/search.json", q=query).json()["hits"][0]


def test_a_passage_stands_in_its_item_and_can_be_cited(ask: Ask) -> None:
    hit = find(ask, "culvert blocked silt")
    page = Page(ask(f"/passage/{hit['id']}").text)
    assert "6 Flooding in Mill Lane" == page.text("h1")
    assert str(hit["text"]) in page.text("blockquote")
    assert hit["citation"] == page.text("#citation")
    assert (
        f"http://testserver/passage/{hit['id']}"
        == page.text("#address")
        == page.one("link[rel=canonical]")["href"]
    )
    assert page.text("#quotation").startswith(f"“{hit['text']}” (The Clerk)")
    here = page.one(".around [aria-current]")
    assert f"p-{hit['id']}" == here["id"]
    assert len(page.all(".around .passage")) > 2
    assert "https://anytown.example/ai?ID=6" == page.link("The council’s page")


def test_the_beginning_of_an_id_or_capitals_lead_to_its_one_address(ask: Ask) -> None:
    hit = find(ask, "culvert blocked silt")
    for kind, one in (("passage", hit["id"]), ("item", hit["item"]["id"]), ("meeting", hit["meeting"]["id"])):
        for typed in {one.upper(), one[:8]} - {one}:
            reply = ask(f"/{kind}/{typed}")
            assert (301, f"/{kind}/{one}") == (reply.status_code, reply.headers["location"])


def test_an_item_shows_its_facts_with_the_words_that_show_them(ask: Ask) -> None:
    hit = find(ask, "rents stay")
    page = Page(ask(f"/item/{hit['item']['id']}").text)
    assert "Motion, moved by Councillor Hill, seconded by Councillor Marsh: carried" in page.text(".records")
    assert "Votes: For 7, Against 2" in page.text(".records")
    for link in page.all("a.evidence"):
        assert page.one(str(link["href"])).select_one(".text")


def test_an_item_stands_in_the_history_of_its_matter_oldest_first(ask: Ask) -> None:
    page = Page(ask(f"/item/{find(ask, 'culvert blocked silt')['item']['id']}").text)
    steps = [each.get_text(" ", strip=True) for each in page.all(".history li")]
    here = next(at for at, step in enumerate(steps) if "this one" in step)
    assert steps[here].startswith("4 November 2019")
    assert steps[here + 1].startswith("1 February 2021")
    # That they are about one matter is concluded from words, so the page shows them, and does not claim it.
    assert "Perhaps the same matter in other meetings" == page.text("#related")
    assert "Words in common: " in steps[here + 1]


def test_a_meeting_reads_as_its_minutes(ask: Ask) -> None:
    hit = find(ask, "rents stay")
    page = Page(ask(f"/meeting/{hit['meeting']['id']}").text)
    assert "Anytown Council, Open Spaces Committee, 7 October 2019" == page.text("h1")
    words = page.text(".item .text")
    for line in MINUTES["allotments.txt"].splitlines()[6:]:
        assert line.partition(". ")[2][:40] in words


def test_what_was_never_there_is_404_and_what_may_have_been_is_410(ask: Ask) -> None:
    assert 404 == ask("/passage/nothing").status_code
    assert 410 == ask("/passage/0123456789abcdef").status_code
    for kind in ("item", "meeting"):
        assert 404 == ask(f"/{kind}/0123456789abcdef").status_code


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    return write_minutes(tmp_path / "minutes")


def make_index(minutes: Path) -> ms.Index:
    index = ms.open_index(minutes.parent / "index", create=True)
    index.sync(minutes)
    return index


def test_an_address_survives_indexing_anew(minutes: Path) -> None:
    with make_index(minutes) as index, open_client(index) as client:
        passage_id = index.search("culvert blocked silt")[0].passage.id
        text = (minutes / "flooding.txt").read_text().replace("blocked with silt", "blocked with silt and leaves")
        (minutes / "flooding.txt").write_text(text)
        index.sync(minutes)
        assert "silt and leaves" in Page(client.get(f"/passage/{passage_id}").text).text("blockquote")


def test_a_passage_that_went_says_so_and_leads_to_the_nearest_in_its_item(minutes: Path) -> None:
    with make_index(minutes) as index, open_client(index) as client:
        gone = index.search("report on flooding be approved")[0].passage
        text = (minutes / "flooding.txt").read_text()
        (minutes / "flooding.txt").write_text(text.partition("RESOLVED")[0])
        index.sync(minutes)
        reply = client.get(f"/passage/{gone.id}")
        assert 410 == reply.status_code
        page = Page(reply.text)
        assert gone.text not in reply.text
        link = next(
            each for each in page.all(".failure a") if each.get_text().startswith("The nearest that is there")
        )
        assert "6 Flooding in Mill Lane" == Page(client.get(str(link["href"])).text).text("h1")


def test_a_passage_whose_meeting_went_leads_to_the_nearest_meeting_of_its_body(minutes: Path) -> None:
    with make_index(minutes) as index, open_client(index) as client:
        gone = index.search("culvert blocked silt")[0].passage
        index.remove("flooding.txt")
        page = Page(client.get(f"/passage/{gone.id}").text)
        link = next(
            each for each in page.all(".failure a") if each.get_text().startswith("The nearest that is there")
        )
        title = Page(client.get(str(link["href"])).text).text("h1")
        assert "Anytown Council, Planning Committee, 1 February 2021" == title


def test_all_processes_know_what_is_gone_after_further_commits_and_a_restart_too(minutes: Path) -> None:
    with make_index(minutes) as index, open_client(index.path) as one:
        gone = index.search("report on flooding be approved")[0].passage
        text = (minutes / "flooding.txt").read_text()
        (minutes / "flooding.txt").write_text(text.partition("RESOLVED")[0])
        index.sync(minutes)
        for number in range(3):
            index.add(ms.Meeting(items=(ms.AgendaItem(passages=(ms.Passage(text="Elms."),)),)), name=f"m{number}")
        with open_client(index.path) as other:
            replies = [client.get(f"/passage/{gone.id}") for client in (one, other)]
    assert [410, 410] == [each.status_code for each in replies]
    assert replies[0].text == replies[1].text
    assert "The nearest that is there" in replies[0].text


def test_a_meeting_without_anything_known_has_pages_too(tmp_path: Path) -> None:
    passage = ms.Passage(text="Nothing is known of where this was said.")
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(ms.Meeting(items=(ms.AgendaItem(passages=(passage,)),)), name="loose")
        hit = index.search("known")[0]
        with open_client(index) as client:
            for path in (
                f"/passage/{hit.passage.id}",
                f"/item/{hit.item.id}",
                f"/meeting/{hit.meeting.id}",
                "/meetings",
            ):
                page = client.get(path)
                assert 200 == page.status_code, path
                assert "None" not in Page(page.text).text()


def test_an_empty_index_has_pages(tmp_path: Path) -> None:
    with ms.open_index(tmp_path / "index", create=True) as index, open_client(index) as client:
        for path in ("/", "/?q=flooding", "/meetings", "/decisions", "/people", "/help", "/api", "/sitemap.xml"):
            assert 200 == client.get(path).status_code, path


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//evil.invalid", " https://x"])
def test_an_address_that_is_not_on_the_web_is_no_link(tmp_path: Path, address: str) -> None:
    item = ms.AgendaItem(title="Rents", url=address, passages=(ms.Passage(text="The rents stay."),))
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(ms.Meeting(items=(item,)), name="loose")
        hit = index.search("rents")[0]
        with open_client(index) as client:
            for path in ("/?q=rents", f"/passage/{hit.passage.id}", f"/item/{hit.item.id}"):
                links = [str(each["href"]) for each in Page(client.get(path).text).all("a")]
                assert all(each.startswith(("/", "#")) for each in links), path
