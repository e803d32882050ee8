"""The search page: what it finds, what it says of it, and where each of its links leads."""

import datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

import minutesearch as ms
from tests.web.conftest import Ask, open_client
from tests.web.page import Page


def test_a_search_shows_its_hits_with_day_and_body_above_the_title(ask: Ask) -> None:
    page = Page(ask("/", q="culvert silt").text)
    first = page.all("article.hit")[0]
    texts = [each.get_text() for each in first.select(".where, h3")]
    assert "2 passages for “culvert silt”" == page.text("#found")
    assert texts[0].startswith(("4 November 2019 · Planning Committee", "1 February 2021 · Planning Committee"))
    assert {"culvert", "silt"} == {
        each.get_text() for each in first.select("mark") if each.get_text() != "Culvert"
    }


def test_a_way_leads_from_the_heading_to_what_can_be_taken_away(ask: Ask) -> None:
    page = Page(ask("/", q="flooding").text)
    assert "#take" == page.link("Download or follow", ".headline")
    assert {"CSV", "Excel", "JSON Lines", "JSON", "Atom feed"} == {each.get_text() for each in page.all("#take a")}


def test_every_filter_in_use_has_a_chip_that_takes_it_away(ask: Ask) -> None:
    page = Page(ask("/", q="flooding", body="Planning", since="2019", sort="newest").text)
    chips = {each.get_text(" ", strip=True): str(each["href"]) for each in page.all("a.chip")}
    assert {
        "Remove the filter body: Planning ×",
        "Remove the filter from: 2019 ×",
        "Remove the filter order: Newest first ×",
    } == set(chips)
    left = parse_qs(urlsplit(chips["Remove the filter body: Planning ×"]).query)
    assert {"q": ["flooding"], "since": ["2019"], "sort": ["newest"]} == left
    assert "Filters (3)" == page.text(".filters > summary")


def test_the_form_holds_what_was_asked_and_sends_it_again(ask: Ask) -> None:
    page = Page(ask("/", q="flooding", body="Planning Committee", decision_type="approved", since="2019").text)
    fields = {str(each["name"]): each for each in page.all("form.ask [name]")}
    assert "flooding" == fields["q"]["value"]
    assert "Planning Committee" == fields["body"].select_one("option[selected]").get_text()
    assert "2019" == fields["since"]["value"]
    assert ("hidden", "approved") == (fields["decision_type"]["type"], fields["decision_type"]["value"])


def test_a_facet_leads_to_as_many_passages_as_it_counts(ask: Ask) -> None:
    page = Page(ask("/", q="flooding").text)
    for each in page.all(".facet li"):
        link, count = each.select_one("a"), each.select_one(".count").get_text()
        found = Page(ask(str(link["href"])).text)
        assert found.text("#found").startswith(f"{count} passage"), link


def test_a_person_counted_alone_is_filtered_alone(ask: Ask) -> None:
    page = Page(ask("/", q="culvert OR rents").text)
    link = page.link("Councillor Marsh", ".facet")
    assert "person=%3DCouncillor+Marsh" in link
    assert page.link("Councillor Marsh", ".facet") not in Page(ask(link).text).link("Councillor Marsh", ".facet")


def test_the_timeline_has_a_bar_or_a_gap_for_every_year_and_the_same_as_a_table(ask: Ask) -> None:
    page = Page(ask("/", q="flooding OR rents").text)
    assert 2 == len(page.all("svg .bar"))
    assert ["2020: none here"] == [each.get_text() for each in page.all("svg .gap title")]
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in page.all(".timeline tbody tr")]
    assert ["2019", "2020", "2021"] == [row[0] for row in rows]
    assert ["0", "none here", "–"] == rows[1][1:]
    for _, hits, passages, per_1000 in (rows[0], rows[2]):
        assert round(1000 * int(hits) / int(passages), 3) == float(per_1000)


def test_a_year_of_the_timeline_leads_to_its_passages(ask: Ask) -> None:
    page = Page(ask("/", q="flooding").text)
    row = page.all(".timeline tbody tr")[0]
    found = Page(ask(str(row.select_one("a")["href"])).text)
    assert found.text("#found").startswith(f"{row.select('td')[0].get_text()} passage")
    assert all("2019" in each.get_text() for each in found.all(".where"))


def test_pages_follow_each_other_and_never_overlap(minutes_index: Path) -> None:
    with open_client(minutes_index, page_size=3) as client:
        seen: list[str] = []
        address = "/?kind=discussion&kind=decision&kind=motion&kind=question"
        while address:
            page = Page(client.get(address).text)
            seen += [str(each["href"]) for each in page.all("article.hit h3 a")]
            further = page.all("a[rel=next]")
            address = str(further[0]["href"]) if further else ""
        total = client.get("/search.json?kind=discussion&kind=decision&kind=motion&kind=question").json()["total"]
    assert len(seen) == len(set(seen)) == total > 3


def test_a_page_past_the_end_is_404_and_leads_to_the_last(ask: Ask) -> None:
    reply = ask("/", q="flooding", page=9999)
    assert 404 == reply.status_code
    page = Page(reply.text)
    assert "There is one page, and no page 9,999." in page.text()
    assert 200 == ask(page.link("The last page, 1")).status_code


@pytest.mark.parametrize("name", ["utm_source", "utm_campaign", "fbclid", "gclid", "mc_eid", "UTM_Source"])
def test_what_others_add_to_links_is_passed_over(ask: Ask, name: str) -> None:
    with_it = ask("/", q="flooding", **{name: "newsletter"})
    assert 200 == with_it.status_code
    assert "newsletter" not in with_it.text


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        pytest.param({"knid": "decision"}, "there is no parameter “knid”; did you mean “kind”?", id="name"),
        pytest.param({"kind": "decison"}, "kind has no choice “decison”", id="choice"),
        pytest.param({"sort": "newst"}, "did you mean “newest”?", id="nearest choice"),
        pytest.param({"since": "someday"}, "since must be a date", id="day"),
        pytest.param({"page": "²"}, "page is a whole number from 1", id="superscript"),
        pytest.param({"page": "0"}, "page is a whole number from 1", id="zero"),
        pytest.param({"page": "1" * 5000}, "page is a whole number from 1", id="long number"),
        pytest.param({"sort": ["newest", "oldest"]}, "the parameter “sort” is given twice", id="twice"),
        pytest.param({"body": [f"b{n}" for n in range(200)]}, "at most 100 parameters", id="hundreds"),
        pytest.param({"q": "x" * 10_000}, "at most 2,048 characters", id="long query"),
        pytest.param({"limit": "10"}, "there is no parameter “limit”", id="of data"),
        pytest.param({"\x00": "1"}, "there is no parameter", id="control character"),
    ],
)
def test_what_is_wrong_is_said_on_a_page_and_in_json(ask: Ask, parameters: dict[str, object], said: str) -> None:
    reply = ask("/", **parameters)
    assert 400 == reply.status_code
    assert said in Page(reply.text).text(".failure")
    assert "no-store" == reply.headers["cache-control"]


def test_a_wrong_name_leads_to_the_same_by_its_right_name(ask: Ask) -> None:
    page = Page(ask("/", q="flooding", knid="decision").text)
    found = Page(ask(page.link("The same with “kind”")).text)
    assert "1 passage for “flooding”" == found.text("#found")
    assert Page(ask(page.link("The same without “knid”")).text).text("#found").startswith("6 passages")


def test_a_day_that_is_none_leads_to_the_same_without_it(ask: Ask) -> None:
    page = Page(ask("/", q="flooding", since="someday").text)
    assert Page(ask(page.link("The same without “since”")).text).text("#found").startswith("6 passages")


def test_a_page_that_takes_no_parameter_says_so(ask: Ask) -> None:
    assert "there is no parameter “x”; it takes none" in Page(ask("/help", x="1").text).text(".failure")


@pytest.mark.parametrize("group", ["item", "meeting"])
def test_of_each_item_or_meeting_stands_one_hit_with_how_many_more_are_in_it(ask: Ask, group: str) -> None:
    page = Page(ask("/", q="flooding", group=group).text)
    hits = page.all("article.hit")
    assert 3 == len(hits)
    assert any(f"more in this {group}" in each.get_text() for each in hits)


def test_a_query_that_cannot_be_read_shows_where(ask: Ask) -> None:
    reply = ask("/", q='culvert "unclosed')
    assert 400 == reply.status_code
    page = Page(reply.text)
    assert "At character 9: the quotation mark is never closed" in page.text(".failure")
    assert 'culvert "unclosed' == page.one("#q")["value"]
    assert '"' == page.text(".typed b")


def test_a_filter_that_lets_nothing_through_names_the_nearest(ask: Ask) -> None:
    assert (
        "No council is called “Anytwn”. Nearest: Anytown Council." in Page(ask("/", council="Anytwn").text).text()
    )


def test_words_that_are_nowhere_are_said(ask: Ask) -> None:
    assert "No passage has “culvrt”." in Page(ask("/", q="culvrt").text).text()


def test_a_long_passage_is_cut_and_can_be_shown_whole(minutes_index: Path, tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(400))
    with ms.open_index(tmp_path / "index", create=True) as index:
        item = ms.AgendaItem(title="A long report", passages=(ms.Passage(text=f"{words} culvert."),))
        index.add(ms.Meeting(body="Planning Committee", items=(item,)), name="long")
    with open_client(tmp_path / "index") as client:
        page = Page(client.get("/?q=culvert").text)
    shown = page.text(".words > .text")
    assert len(shown) < 400
    assert "culvert" in shown
    assert page.one(".words details .text").get_text() == f"{words} culvert."


def test_the_page_needs_no_script_and_nothing_of_others(ask: Ask) -> None:
    page = Page(ask("/", q="flooding").text)
    assert "en-GB" == page.one("html")["lang"]
    assert 1 == len(page.all("script"))
    assert not page.all("[style], [onclick], style, iframe, img")
    assert all(str(each["href"]).startswith("/") for each in page.all("head link:not([rel=canonical])"))


def test_the_same_passage_in_the_draft_stands_once_and_is_named(tmp_path: Path) -> None:
    item = ms.AgendaItem(
        number="5", title="Rents", passages=(ms.Passage(text="The rents of the allotments stay."),)
    )
    meeting = ms.Meeting(council="Anytown", body="Council", date=datetime.date(2020, 1, 2), items=(item,))
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(meeting, name="draft")
        index.add(meeting, name="confirmed")
    with open_client(tmp_path / "index") as client:
        page = Page(client.get("/?q=rents").text)
        assert "1 passage for “rents”" == page.text("#found")
        other = page.one(".also a")
        assert other.get_text() in ("draft", "confirmed")
        assert "5 Rents" == Page(client.get(str(other["href"])).text).text("h1")
        assert 2 == len(Page(client.get("/?q=rents&duplicates=keep").text).all(".hit"))


def test_a_question_about_a_speaker_leads_to_what_only_they_said(ask: Ask) -> None:
    page = Page(ask("/", q="What did Councillor Dogwood say about parking?").text)
    link = page.link("Only what Councillor Dogwood said")
    assert "1 passage" in Page(ask(link).text).text("#found")


def test_a_hit_without_some_words_says_which(ask: Ask) -> None:
    page = Page(ask("/", q="culvert silt tarmac").text)
    assert "Without “tarmac”" in [each.get_text() for each in page.all("article.hit")[0].select(".also")]


def test_the_whole_discussion_of_each_hit_is_a_link_away(ask: Ask) -> None:
    alone = Page(ask("/", q="culvert silt").text)
    page = Page(ask(alone.link("Show the whole discussion of each", ".headline")).text)
    first = page.all("article.hit")[0]
    assert page.text("#found").endswith("each in its discussion")
    assert "match" in first.select_one(".also").get_text()
    assert first.select(".stretch .matching mark")
    assert page.all("input[name=stretch][checked]")
    assert "stretch" not in page.link("Show passages alone", ".headline")


def test_pages_of_discussions_have_no_last_one_until_it_is_there(ask: Ask) -> None:
    page = Page(ask("/", q="the OR a OR flooding", stretch="yes").text)
    assert not page.all("article.hit") or "of" not in page.text(".paging").split()
    past = ask("/", q="culvert", stretch="yes", page=50)
    assert 404 == past.status_code
    assert "There is no page 50." in Page(past.text).text("main")


def test_where_nothing_was_found_none_is_said_to_have_some_of_the_words(ask: Ask) -> None:
    page = ask("/", q="zebra 77").text
    assert "0 passages for “zebra 77”" == Page(page).text("#found")
    assert "some of them" not in page


def test_the_form_searches_the_titles_of_items(ask: Ask) -> None:
    page = Page(ask("/", q="", item="culvert").text)
    assert "culvert" == page.one("#item")["value"]
    assert page.all("article.hit")
    assert all("culvert" in each.get_text().lower() for each in page.all("article.hit h3"))
    assert "Words of its title, or its number" == page.text("#item-hint")
