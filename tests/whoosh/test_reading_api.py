"""What Whoosh's users know works on minutes: parsers, collectors, facets, highlights, likes, spelling."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from whoosh import collectors, highlight, qparser, query, sorting
from whoosh.qparser import FuzzyTermPlugin, MultifieldParser, PrefixPlugin, QueryParser, RegexPlugin, dateparse
from whoosh.query.spans import SpanFirst, SpanNear2
from whoosh.searching import Results, ResultsPage

import minutesearch as ms
from minutesearch.engine import ArraySearcher
from minutesearch.whoosh import PassageBM25F
from tests.whoosh.builders import an_index

SCHEME = "Ms Roe introduced the parking scheme and its permits."
STATION = "Residents had asked for more parking permits near the station."
TRIED = "Mr Lee asked whether co-production had been tried."
APPROVED = "The Committee approved the parking scheme."
SPACES = "The open spaces strategy was noted."
CAFES = "Mr Lee welcomed the new park and the permit scheme for cafés."
REVIEW = "The Cabinet may review the permits in 2024."
BUTTS = "Water butts were discussed at length."


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory):
    with an_index(tmp_path_factory.mktemp("api") / "index") as index, index.whoosh.searcher() as opened:
        yield opened


def texts(results: Results | ResultsPage) -> set[str]:
    return {hit["text"] for hit in results}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("parking", {SCHEME, STATION, APPROVED, CAFES}, id="word"),
        pytest.param("parking permit", {SCHEME, STATION, CAFES}, id="words"),
        pytest.param("approved OR butts", {APPROVED, BUTTS}, id="or"),
        pytest.param("parking NOT permits", {APPROVED}, id="not"),
        pytest.param("(station OR cafés) permit", {STATION, CAFES}, id="group"),
        pytest.param('"parking scheme"', {SCHEME, APPROVED}, id="phrase"),
        pytest.param('"parking station"~4', {STATION}, id="phrase with slop"),
        pytest.param("stati*", {STATION}, id="prefix"),
        pytest.param("parking*", {SCHEME, STATION, APPROVED}, id="prefix of a word as printed"),
        pytest.param("b?tts", {BUTTS}, id="wildcard"),
        pytest.param("co-production", {TRIED}, id="hyphen"),
        pytest.param("coproduction", {TRIED}, id="written together"),
        pytest.param("may", {REVIEW}, id="a word that Whoosh drops"),
        pytest.param("text_exact:permits", {SCHEME, STATION, REVIEW}, id="as printed"),
        pytest.param("kind:decision", {APPROVED, SPACES, REVIEW}, id="key"),
        pytest.param('body:"Planning Committee" kind:question', {TRIED}, id="key of several words"),
        pytest.param('said_by:"Mr Lee"', {TRIED, CAFES}, id="key of several values"),
        pytest.param("decision_type:approved", {APPROVED}, id="decision type"),
        pytest.param("topic:strategy", {SPACES}, id="topic"),
        pytest.param("title:open text:permit", {CAFES, REVIEW}, id="areas"),
        pytest.param("year:2023", {CAFES, REVIEW}, id="number"),
        pytest.param("year:[2022 TO 2022] kind:decision", {APPROVED, SPACES}, id="range of numbers"),
        pytest.param("year:{2022 TO}", {CAFES, REVIEW}, id="open range without its end"),
        pytest.param("date:20230601", {CAFES, REVIEW}, id="day"),
        pytest.param("date:[20220101 TO 20221231] permit", {SCHEME, STATION}, id="range of days"),
        pytest.param("date:2022 decision_type:*", {APPROVED}, id="any value"),
        pytest.param("parking^2 butts", set(), id="boost"),
        pytest.param("nowhere:x", set(), id="no such field"),
        pytest.param("zebra", set(), id="no such word"),
        pytest.param("", set(), id="nothing"),
    ],
)
def test_what_is_typed_finds(searcher: ArraySearcher, typed: str, expected: set[str]) -> None:
    parsed = QueryParser("text", searcher.schema).parse(typed)
    assert expected == texts(searcher.search(parsed))
    # The same by Whoosh's matchers, document by document.
    assert expected == texts(searcher.search(parsed, sortedby=sorting.FunctionFacet(lambda _, doc: doc)))


def test_several_fields_and_plugins_parse(searcher: ArraySearcher) -> None:
    many = MultifieldParser(["text", "title"], searcher.schema, fieldboosts={"title": 2.0})
    assert texts(searcher.search(many.parse("parks"))) >= {SPACES, REVIEW, CAFES}
    plugged = QueryParser("text", searcher.schema, plugins=[FuzzyTermPlugin(), RegexPlugin(), PrefixPlugin()])
    assert texts(searcher.search(plugged.parse("statoin~2"))) == {STATION}
    assert texts(searcher.search(plugged.parse('r"but+s"'))) == {BUTTS}
    dated = QueryParser("text", searcher.schema)
    dated.add_plugin(dateparse.DateParserPlugin(datetime.datetime(2023, 6, 15)))
    assert texts(searcher.search(dated.parse("date:'1 june 2023'"))) == {CAFES, REVIEW}
    either = QueryParser("text", searcher.schema, group=qparser.OrGroup.factory(0.9))
    assert texts(searcher.search(either.parse("station butts"))) == {STATION, BUTTS}
    assert texts(searcher.find("text", "noted")) == {SPACES}


def test_spans_and_nested_documents_are_found(searcher: ArraySearcher) -> None:
    near = SpanNear2([query.Term("text", "park"), query.Term("text", "station")], slop=4)
    assert texts(searcher.search(near)) == {STATION}
    assert texts(searcher.search(SpanFirst(query.Term("text", "ms")))) == {SCHEME}
    # The first passage of an item stands for it, and the others are its children.
    first = query.Or(
        [query.Term("id", each["id"]) for each in searcher.all_stored_fields() if _is_first(each, searcher)]
    )
    parents = searcher.search(query.NestedParent(first, query.Term("text", "approv")))
    assert texts(parents) == {SCHEME}
    children = query.NestedChildren(first, query.Term("text", "introduc"))
    assert texts(searcher.search(children)) == {STATION, TRIED, APPROVED}


def _is_first(fields: dict, searcher: ArraySearcher) -> bool:
    numbers = list(searcher.document_numbers(item=fields["item"]))
    return searcher.stored_fields(numbers[0])["id"] == fields["id"]


def test_pages_have_every_hit_once_and_none_behind_the_last(searcher: ArraySearcher) -> None:
    pages = [searcher.search_page(query.Every(), number, pagelen=3) for number in (1, 2, 3, 4)]
    assert [len(list(page)) for page in pages] == [3, 3, 2, 0]
    assert [page.total for page in pages] == [8, 8, 8, 8]
    assert len({hit["id"] for page in pages for hit in page}) == 8
    with pytest.raises(ValueError, match="pagenum"):
        searcher.search_page(query.Every(), 0)
    with pytest.raises(ValueError, match="limit"):
        searcher.search(query.Every(), limit=0)


def test_hits_are_sorted_by_day_and_the_undated_last(searcher: ArraySearcher) -> None:
    hits = searcher.search(query.Every(), sortedby="date", limit=None)
    days = [hit.get("date") for hit in hits]
    assert days[-1] is None or days[-1].year == 9999
    assert [day.year for day in days[:-1]] == [2022] * 5 + [2023] * 2
    newest = sorting.FieldFacet("date", reverse=True)
    assert [hit["year"] for hit in searcher.search(query.Term("kind", "decision"), sortedby=newest)] == [
        2023,
        2022,
        2022,
    ]
    by_both = searcher.search(query.Every(), sortedby=["kind", sorting.ScoreFacet()], limit=None)
    assert [hit["kind"] for hit in by_both] == sorted(hit["kind"] for hit in by_both)


def test_groups_count_every_hit(searcher: ArraySearcher) -> None:
    results = searcher.search(query.Every(), groupedby=["kind", "year"], limit=2)
    assert {kind: len(docs) for kind, docs in results.groups("kind").items()} == {
        "decision": 3,
        "discussion": 4,
        "question": 1,
    }
    assert {year: len(docs) for year, docs in results.groups("year").items()} == {2022: 5, 2023: 2, None: 1}
    counted = searcher.search(query.Every(), groupedby="body", maptype=sorting.Count)
    assert counted.groups() == {"Planning Committee": 5, "Cabinet": 2, "Allotments Panel": 1}
    best = searcher.search(query.Term("text", "permit"), groupedby="body", maptype=sorting.Best)
    assert {name: searcher.stored_fields(doc)["body"] for name, doc in best.groups().items()} == {
        "Planning Committee": "Planning Committee",
        "Cabinet": "Cabinet",
    }
    speakers = sorting.FieldFacet("said_by", allow_overlap=True)
    several = searcher.search(query.Every(), groupedby={"speaker": speakers})
    assert {name: len(docs) for name, docs in several.groups("speaker").items()} == {
        "Mr Lee": 2,
        "Ms Roe": 1,
        None: 5,
    }
    by_query = sorting.QueryFacet({"permits": query.Term("text", "permit")}, other="others")
    assert {
        name: len(docs)
        for name, docs in searcher.search(query.Every(), groupedby={"q": by_query}).groups("q").items()
    } == {"permits": 4, "others": 4}
    early = sorting.DateRangeFacet(
        "date", datetime.datetime(2022, 1, 1), datetime.datetime(2024, 1, 1), datetime.timedelta(365)
    )
    assert sum(map(len, searcher.search(query.Every(), groupedby={"d": early}).groups("d").values())) == 8


def test_nothing_found_has_no_groups(searcher: ArraySearcher) -> None:
    nothing = query.Term("text", "zebra")
    for options in ({"maptype": sorting.Count}, {}, {"collapse": "body"}, {"sortedby": "date", "terms": True}):
        results = searcher.search(nothing, groupedby="kind", **options)
        assert (len(results), results.groups()) == (0, {})
        assert results.docs() == set()


def test_collapsing_keeps_the_best_of_each_and_counts_the_others(searcher: ArraySearcher) -> None:
    results = searcher.search(query.Term("text", "permit"), collapse="body")
    assert len(results) == 2
    assert results.collapsed_counts == {"Planning Committee": 1, "Cabinet": 1}
    assert len(searcher.search(query.Term("text", "permit"), collapse="body", collapse_limit=2)) == 4


def test_filters_and_masks_are_queries_or_results(searcher: ArraySearcher) -> None:
    decisions = searcher.search(query.Term("kind", "decision"))
    permits = query.Term("text", "permit")
    assert texts(searcher.search(permits, filter=query.Term("kind", "decision"))) == {REVIEW}
    assert texts(searcher.search(permits, filter=decisions)) == {REVIEW}
    assert texts(searcher.search(permits, mask=decisions)) == {SCHEME, STATION, CAFES}
    assert texts(searcher.search(permits, filter=set(decisions.docs()), mask=query.NullQuery)) == {REVIEW}
    filtered = searcher.search(permits, filter=decisions)
    assert (len(filtered), filtered.filtered_count) == (1, 3)
    with pytest.raises(ValueError, match="filter"):
        searcher.search(permits, filter="decision")


def test_the_terms_that_matched_are_told(searcher: ArraySearcher) -> None:
    parsed = QueryParser("text", searcher.schema).parse("permit OR stati* OR butts")
    results = searcher.search(parsed, terms=True)
    assert results.matched_terms() == {("text", b"permit"), ("text", b"station"), ("text", b"butt")}
    by_text = {hit["text"]: set(hit.matched_terms()) for hit in results}
    assert by_text[STATION] == {("text", b"permit"), ("text", b"station")}
    assert by_text[BUTTS] == {("text", b"butt")}
    plain = searcher.search(parsed)
    assert not plain.has_matched_terms()


@pytest.mark.parametrize("terms", [False, True])
def test_highlights_mark_what_was_typed(searcher: ArraySearcher, terms: bool) -> None:
    parsed = QueryParser("text", searcher.schema).parse("parking OR stati*")
    (hit,) = [each for each in searcher.search(parsed, terms=terms) if each["text"] == STATION]
    marked = hit.highlights("text")
    assert '<b class="match term0">parking</b>' in marked
    assert ">station</b>" in marked


@pytest.mark.parametrize(
    "fragmenter",
    [
        highlight.WholeFragmenter(),
        highlight.SentenceFragmenter(),
        highlight.ContextFragmenter(maxchars=60),
        highlight.PinpointFragmenter(),
    ],
    ids=lambda each: type(each).__name__,
)
def test_fragmenters_and_formatters_work(searcher: ArraySearcher, fragmenter: highlight.Fragmenter) -> None:
    results = searcher.search(QueryParser("content", searcher.schema).parse("cafés"), terms=True)
    results.fragmenter = fragmenter
    results.formatter = highlight.UppercaseFormatter()
    assert "CAFÉS" in results[0].highlights("content")
    # A text that is given in the place of the stored one.
    assert results[0].highlights("content", text="Two cafés and a café") == "Two CAFÉS and a CAFÉ"


def test_hyphens_are_highlighted_whole(searcher: ArraySearcher) -> None:
    results = searcher.search(QueryParser("text", searcher.schema).parse("coproduction"))
    assert '<b class="match term0">co-production</b>' in results[0].highlights("text")


def test_like_passages_and_key_terms_are_found(searcher: ArraySearcher) -> None:
    hit = searcher.search(query.Term("text", "station"))[0]
    assert TRIED in texts(hit.more_like_this("text"))
    assert STATION not in texts(hit.more_like_this("text"))
    assert texts(searcher.more_like(hit.docnum, "content", filter=query.Term("kind", "decision"))) <= {
        APPROVED,
        REVIEW,
        SPACES,
    }
    results = searcher.search(query.Term("text", "permit"))
    assert "permit" in dict(results.key_terms("text", numterms=10))
    assert searcher.key_terms_from_text("text", "water butts and allotments")[0][0] in {"water", "butt"}


def test_misspelt_words_are_corrected_to_words_as_printed(searcher: ArraySearcher) -> None:
    assert searcher.suggest("text", "statoin") == ["station"]
    assert searcher.corrector("text").suggest("comitee") == ["committee"]
    # The one word in two passages before the one in one, by what is printed and not by stem.
    assert searcher.suggest("text", "permts") == searcher.suggest("text_exact", "permts") == ["permits", "permit"]
    parser = QueryParser("text", searcher.schema)
    corrected = searcher.correct_query(parser.parse("statoin permits"), "statoin permits")
    assert corrected.string == "station permits"


def test_fuzzy_words_are_looked_for_among_those_as_printed(searcher: ArraySearcher) -> None:
    assert texts(searcher.search(query.FuzzyTerm("text", "permt"))) == {CAFES}
    # Two words fit.
    assert texts(searcher.search(query.FuzzyTerm("text", "permts", maxdist=2))) == {SCHEME, STATION, REVIEW, CAFES}
    assert texts(searcher.search(query.FuzzyTerm("text", ""))) == set()


def test_terms_postings_and_vectors_are_read(searcher: ArraySearcher) -> None:
    reader = searcher.reader()
    assert list(reader.field_terms("kind")) == ["decision", "discussion", "question"]
    assert list(reader.field_terms("year")) == [2022, 2023]
    assert [day.year for day in reader.field_terms("date")] == [2022, 2023]
    assert b"butt" in list(reader.lexicon("text"))
    assert b"butts" in list(reader.lexicon("text_exact"))
    assert list(reader.expand_prefix("text_exact", "par")) == [b"park", b"parking"]
    assert reader.frequency("text", "park") == reader.doc_frequency("text", "park") == 4
    postings = reader.postings("text", "permit")
    assert len(list(postings.all_ids())) == 4
    number = (
        searcher.document_number(text="tried") if False else searcher.search(query.Term("text", "tri"))[0].docnum
    )
    vector = dict(reader.vector_as("positions", number, "text"))
    assert (vector["coproduct"], vector["co"], vector["product"]) == ([4], [4], [5])
    assert dict(reader.vector_as("weight", number, "text"))["had"] == 1.0
    assert reader.most_frequent_terms("text", 1)[0][1] == b"the"
    assert not reader.has_vector(number, "kind")
    assert reader.column_reader("kind")[number] == "question"
    assert searcher.document(id=searcher.stored_fields(number)["id"])["text"] == TRIED


def test_a_collector_of_whooshs_or_of_ones_own_collects(searcher: ArraySearcher) -> None:
    parsed = query.Or([query.Term("text", "permit"), query.Term("title", "park")])
    expected = {doc: score for score, doc in searcher.search(parsed, limit=None).top_n}
    top = collectors.TopCollector(limit=3)
    searcher.search_with_collector(parsed, top)
    assert [score for score, _ in top.results().top_n] == sorted(expected.values(), reverse=True)[:3]

    class Scores(collectors.UnlimitedCollector):
        """Collector of scores alone."""

        def collect(self, sub_docnum: int) -> float:
            """Collect a document's score."""
            return super().collect(sub_docnum)

    own = collectors.TimeLimitCollector(collectors.TermsCollector(Scores()), timelimit=10, use_alarm=False)
    searcher.search_with_collector(parsed, own)
    results = own.results()
    assert expected == pytest.approx({doc: score for score, doc in results.top_n})
    assert results.q is parsed


def test_our_own_weighting_is_asked_for_by_name(tmp_path: Path) -> None:
    with an_index(tmp_path / "index") as index:
        ours, stock = index.whoosh.searcher(weighting=PassageBM25F()), index.whoosh.searcher()
        term = query.Term("text", "permit")
        assert [hit.score for hit in ours.search(term)] != [hit.score for hit in stock.search(term)]
        # The score of a passage's own words, as minutesearch has it.
        found = {hit["text"]: hit.score for hit in ours.search(query.Term("text", "butt"))}
        assert found[BUTTS] > 0
        by_matcher = ours.search(term, sortedby=[sorting.FunctionFacet(lambda _, doc: doc), sorting.ScoreFacet()])
        assert {doc: -key[1] for key, doc in by_matcher.top_n} == pytest.approx(
            {doc: score for score, doc in ours.search(term).top_n}
        )


def test_threads_share_an_index(tmp_path: Path) -> None:
    with an_index(tmp_path / "index") as index, ThreadPoolExecutor(4) as pool:
        opened = index.whoosh

        def search(number: int) -> int:
            with opened.searcher() as own:
                return len(own.find("content", ("permit", "park*", "NOT park", '"parking scheme"')[number % 4]))

        assert list(pool.map(search, range(40))) == [4, 7, 1, 4] * 10


def test_ten_lines_of_the_tutorial_work_but_for_the_import(index: ms.Index) -> None:
    indexdir, written = str(index.path), []
    # --- from here on, the reading part of Whoosh's quick start, but for where the lines go
    import minutesearch.whoosh as whoosh_index

    ix = whoosh_index.open_dir(indexdir)
    with ix.searcher() as searcher:
        parsed = QueryParser("content", ix.schema).parse("voluntary sector")
        results = searcher.search(parsed, limit=5)
        written.append(len(results))
        written += [(hit["title"], hit["path"], hit.highlights("content")) for hit in results]
    # --- to here
    assert written[0] == 7
    assert written[1][0] == "Developing Medway and Swale Integrated Care Partnership"
    assert '<b class="match term0">voluntary</b>' in written[1][2].lower()


def test_a_hit_is_a_mapping_of_what_is_stored(searcher: ArraySearcher) -> None:
    (hit,) = searcher.search(QueryParser("text", searcher.schema).parse("butts"))
    assert list(hit) == list(hit.fields())
    assert {**hit}["text"] == BUTTS
    assert ("council" in hit, "topic" in hit, hit.get("topic", "none")) == (True, False, "none")


def test_terms_are_gone_through_from_a_text_or_from_bytes(searcher: ArraySearcher) -> None:
    reader = searcher.reader()
    for begin in ("scheme", b"scheme"):
        found = [term for _, term in reader.terms_from("text", begin)]
        assert found[:3] == [b"scheme", b"space", b"station"]
        assert [("text", term) for term in found] == [term for term, _ in reader.iter_from("text", begin)][
            : len(found)
        ]


def test_an_option_that_search_does_not_have_is_named(searcher: ArraySearcher) -> None:
    with pytest.raises(TypeError, match=r"search\(\) got an unexpected keyword argument 'order'"):
        searcher.search(query.Every(), order="date")
