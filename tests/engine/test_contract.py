"""What every engine must do, whatever it is made of."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from whoosh.query import And, Every, Not, NullQuery, Or, Phrase, Query, Term, TermRange

from minutesearch.engine import Engine, Expected, SearchRequest, SearchResponse, Snapshot, SourceDocument
from minutesearch.errors import IndexLockedError
from minutesearch.query.nodes import Boosted, Near
from tests.engine.builders import a_passage, a_source

MakeSnapshot = Callable[..., Snapshot]


def ids(snapshot: Snapshot, answer: SearchResponse) -> list[str]:
    return [snapshot.passage(found.number).record.removeprefix("record of ") for found in answer.passages]


def search(snapshot: Snapshot, tree: Query, **options: object) -> list[str]:
    return ids(snapshot, snapshot.search(SearchRequest(tree=tree, **{"limit": 1000, **options})))


HOUSING = a_source(
    "housing.txt",
    a_passage("1", "new homes need new schools", kind="discussion", date="2020-03-01", said_by=("Mr A", "Ms B")),
    a_passage("2", "the motion fell", kind="motion", date="2020-03-01", said_by="Mr A"),
    a_passage("3", "schools and homes", title="the new plan", kind="discussion", item="item-2"),
)
HEALTH = a_source(
    "health.txt",
    a_passage("4", "homes for care", kind="decision", date="2021-07-02", item="item-3", meeting="meeting-2"),
)


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        pytest.param(Term("any", "home"), "1 3 4", id="a stem finds every form"),
        pytest.param(Term("any_exact", "home"), "", id="an exact form finds itself only"),
        pytest.param(Term("any_exact", "homes"), "1 3 4", id="an exact form finds itself"),
        pytest.param(Term("any", "new"), "1 3", id="a word of the title counts for the passage"),
        pytest.param(And([Term("any", "home"), Term("any", "school")]), "1 3", id="and"),
        pytest.param(And([Term("any", "plan"), Term("any", "school")]), "3", id="and across fields"),
        pytest.param(Or([Term("any", "motion"), Term("any", "care")]), "2 4", id="or"),
        pytest.param(And([Every(), Not(Term("any", "home"))]), "2", id="not"),
        pytest.param(Phrase("any", ["new", "school"]), "1", id="phrase"),
        pytest.param(Phrase("any", ["school", "new"]), "", id="phrase in the wrong order"),
        pytest.param(Phrase("any", ["school", "the"]), "", id="no phrase across fields"),
        pytest.param(Near("any", ["school", "home"], 1), "3", id="near in any order"),
        pytest.param(Near("any", ["school", "home"], 2), "1 3", id="near and wide enough"),
        pytest.param(Near("any", ["new", "new"], 2), "1", id="near needs a place for each word"),
        pytest.param(Near("any", ["school", "school"], 50), "", id="near does not use a place twice"),
        pytest.param(Term("kind", "discussion"), "1 3", id="key"),
        pytest.param(TermRange("date", "2020-01-01", "2020-12-31"), "1 2", id="range"),
        pytest.param(TermRange("date", "2021-07-02", None), "4", id="open range holds its first day"),
        pytest.param(TermRange("date", None, "2020-03-01"), "1 2", id="open range holds its last day"),
        pytest.param(
            Boosted(Term("any", "home"), Term("any", "care")), "1 3 4", id="optional words do not select"
        ),
        pytest.param(Every(), "1 2 3 4", id="everything"),
        pytest.param(NullQuery, "", id="nothing"),
        pytest.param(Term("any", "harbour"), "", id="an unknown word"),
    ],
)
def test_a_tree_selects(snapshot_of: MakeSnapshot, tree: Query, expected: str) -> None:
    assert expected.split() == sorted(search(snapshot_of(HOUSING, HEALTH), tree))


def test_a_selection_stands_in_reading_order_whatever_is_asked_of_order(snapshot_of: MakeSnapshot) -> None:
    snapshot = snapshot_of(HOUSING, HEALTH)
    asked = SearchRequest(
        tree=Term("any", "home"), filters={"kind": Term("kind", "discussion")}, sort="newest", limit=1, offset=1
    )
    assert "1 3".split() == [snapshot.passage(number).id for number in snapshot.select(asked)]
    everything = snapshot.select(SearchRequest(tree=Every()))
    assert "4 1 2 3".split() == [snapshot.passage(number).id for number in everything]


def test_the_first_request_that_anything_matches_is_answered_or_the_last(snapshot_of: MakeSnapshot) -> None:
    snapshot = snapshot_of(HOUSING, HEALTH)
    words = ("harbour", "care", "home", "pier")
    harbour, care, home, pier = (SearchRequest(tree=Term("any", word), facets={"kind": "kind"}) for word in words)
    for requests, place in (((harbour, care, home), 1), ((home, care), 0), ((harbour, pier), 1), ((care,), 0)):
        at, found = snapshot.search_first(requests)
        assert (place, snapshot.search(requests[place])) == (at, found)


def test_what_is_asked_beside_a_request_changes_nothing_of_its_answer(snapshot_of: MakeSnapshot) -> None:
    snapshot = snapshot_of(HOUSING, HEALTH)
    beside = tuple(SearchRequest(tree=Term("any", word), limit=0) for word in ("care", "home", "harbour"))
    expected = Expected(totals=beside, like=[("said_by", ("badu",))], nearby=[("said_by", ("bado",))])
    asked = SearchRequest(tree=Term("any", "school"))
    assert snapshot.search(asked) == snapshot.search(replace(asked, beside=expected))
    assert [1, 3, 0] == list(snapshot.totals(beside))


def test_of_some_passages_those_are_selected_that_match(snapshot_of: MakeSnapshot) -> None:
    snapshot = snapshot_of(HOUSING, HEALTH)
    asked = SearchRequest(tree=Term("kind", "discussion"), sort="newest", limit=1)
    matching = list(snapshot.select(asked))
    some = [*snapshot.passages_with("id", "1"), *snapshot.passages_with("id", "2"), matching[-1]]
    assert [number for number in matching if number in some] == list(snapshot.select_among(asked, some))
    assert list(snapshot.select_among(asked, ())) == []


@pytest.mark.parametrize(("passage", "expected"), [("1", "1 2"), ("2", "1 2"), ("3", "3"), ("4", "4"), ("5", "5")])
def test_a_passage_stands_among_those_of_its_item(snapshot_of: MakeSnapshot, passage: str, expected: str) -> None:
    snapshot = snapshot_of(HOUSING, HEALTH, a_source("other.txt", a_passage("5", "parking", item=())))
    (number,) = snapshot.passages_with("id", passage)
    assert expected.split() == [snapshot.passage(each).id for each in snapshot.item_of(number)]


def test_a_passage_of_a_long_source_stands_among_those_of_its_item(snapshot_of: MakeSnapshot) -> None:
    items = {number: "123"[(number >= 100) + (number >= 200)] for number in range(400)}
    passages = [a_passage(str(number), "parking", item=f"item-{item}") for number, item in items.items()]
    snapshot = snapshot_of(a_source("a.txt", *passages))
    numbers = {number: snapshot.passages_with("id", str(number))[0] for number in items}
    for place, item in items.items():
        assert list(snapshot.item_of(numbers[place])) == [
            numbers[other] for other in items if items[other] == item
        ]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [(None, "Mr A=2 Ms B=1 Ms C=1"), (0, ""), (1, "Mr A=2"), (2, "Mr A=2 Ms B=1"), (9, "Mr A=2 Ms B=1 Ms C=1")],
)
def test_a_facet_may_be_cut(snapshot_of: MakeSnapshot, limit: int | None, expected: str) -> None:
    snapshot = snapshot_of(HOUSING, a_source("other.txt", a_passage("5", "homes", said_by="Ms C")))
    answer = snapshot.search(SearchRequest(tree=Every(), facets={"said_by": "said_by"}, facet_limit=limit))
    assert " ".join(f"{value}={count}" for value, count in answer.facets["said_by"]) == expected


@pytest.mark.parametrize(
    ("folded", "limit", "expected"),
    [
        ({"Ms B": "Mr A"}, None, "Mr A=2 Ms C=1"),
        ({"Mr A": "Ms C", "Ms B": "Ms C"}, None, "Ms C=3"),
        ({"Mr A": "Ms B"}, 1, "Ms B=2"),
        ({"Ms C": "Nobody Yet"}, None, "Mr A=2 Ms B=1 Nobody Yet=1"),
        ({"Nobody": "Mr A"}, None, "Mr A=2 Ms B=1 Ms C=1"),
        ({"Mr A": "Ms C"}, 0, ""),
    ],
)
def test_values_may_be_counted_as_another(
    snapshot_of: MakeSnapshot, folded: dict[str, str], limit: int | None, expected: str
) -> None:
    """A passage that has two of them counts once; what the search does not find counts in none."""
    snapshot = snapshot_of(HOUSING, a_source("other.txt", a_passage("5", "homes", said_by="Ms C")))
    facets = {"who": "said_by", "kind": "kind"}
    request = SearchRequest(tree=Every(), facets=facets, folded={"who": folded}, facet_limit=limit)
    answer = snapshot.search(request)
    assert " ".join(f"{value}={count}" for value, count in answer.facets["who"]) == expected
    found = snapshot.search(replace(request, tree=Term("any", "motion"))).facets["who"]
    assert found == (((folded.get("Mr A", "Mr A"), 1),) if limit != 0 else ())
    plain = snapshot.search(replace(request, folded={}, facet_limit=None)).facets["who"]
    assert plain == (("Mr A", 2), ("Ms B", 1), ("Ms C", 1))


def test_an_item_may_be_told_in_several_places(snapshot_of: MakeSnapshot) -> None:
    snapshot = snapshot_of(
        a_source(
            "a.txt",
            a_passage("1", "parking", item="item-1"),
            a_passage("2", "homes", item="item-2"),
            a_passage("3", "parking", item="item-1"),
        )
    )
    first, _, last = (snapshot.passages_with("id", name)[0] for name in "123")
    assert list(snapshot.item_of(last)) == [first, last]


def test_optional_words_rank(snapshot_of: MakeSnapshot) -> None:
    snapshot = snapshot_of(HOUSING, HEALTH)
    assert search(snapshot, Boosted(Term("any", "home"), Term("any", "care")))[0] == "4"


def test_a_word_of_the_text_outranks_one_of_the_title(snapshot_of: MakeSnapshot) -> None:
    snapshot = snapshot_of(
        a_source(
            "a", a_passage("1", "a report", title="parking"), a_passage("2", "parking report", title="streets")
        )
    )
    assert search(snapshot, Term("any", "parking")) == ["2", "1"]


def test_ties_stand_in_reading_order_whatever_was_added_first(snapshot_of: MakeSnapshot) -> None:
    late = a_source("z.txt", a_passage("3", "parking"), a_passage("4", "parking"))
    early = a_source("a.txt", a_passage("1", "parking"), a_passage("2", "parking"))
    snapshot_of(late)
    assert search(snapshot_of(early), Term("any", "parking")) == ["1", "2", "3", "4"]


def test_pages_put_together_equal_the_whole(snapshot_of: MakeSnapshot) -> None:
    passages = [a_passage(str(n), "parking " * (n % 3 + 1)) for n in range(11)]
    snapshot = snapshot_of(a_source("a.txt", *passages))
    tree = Term("any", "parking")
    pages = [search(snapshot, tree, offset=offset, limit=3) for offset in range(0, 15, 3)]
    assert search(snapshot, tree) == [number for page in pages for number in page]


def test_the_total_is_the_same_on_every_page(snapshot_of: MakeSnapshot) -> None:
    snapshot = snapshot_of(HOUSING, HEALTH)
    totals = {
        snapshot.search(SearchRequest(tree=Term("any", "home"), offset=offset, limit=limit)).total
        for offset in (0, 1, 99)
        for limit in (0, 1, 5)
    }
    assert totals == {3}


def test_filters_select_before_paging(snapshot_of: MakeSnapshot) -> None:
    snapshot = snapshot_of(HOUSING, HEALTH)
    request = SearchRequest(tree=Term("any", "home"), filters={"kind": Term("kind", "decision")}, limit=1)
    answer = snapshot.search(request)
    assert (answer.total, ids(snapshot, answer)) == (1, ["4"])


def test_filters_do_not_change_scores(snapshot_of: MakeSnapshot) -> None:
    snapshot = snapshot_of(HOUSING, HEALTH)
    free = snapshot.search(SearchRequest(tree=Term("any", "care")))
    held = snapshot.search(SearchRequest(tree=Term("any", "care"), filters={"kind": Term("kind", "decision")}))
    assert free.passages == held.passages


def test_a_facet_leaves_out_its_own_filter(snapshot_of: MakeSnapshot) -> None:
    request = SearchRequest(
        tree=Term("any", "home"),
        filters={"kind": Term("kind", "decision"), "said_by": Term("said_by", "Mr A")},
        facets={"kind": "kind", "said_by": "said_by"},
    )
    answer = snapshot_of(HOUSING, HEALTH).search(request)
    assert answer.facets == {"kind": (("discussion", 1),), "said_by": ()}


def test_a_facet_counts_a_passage_once_for_each_of_its_values(snapshot_of: MakeSnapshot) -> None:
    answer = snapshot_of(HOUSING).search(SearchRequest(tree=Every(), facets={"said_by": "said_by"}))
    assert answer.facets["said_by"] == (("Mr A", 2), ("Ms B", 1))


@pytest.mark.parametrize(("sort", "expected"), [("newest", "4 1 2 3"), ("oldest", "1 2 4 3")])
def test_undated_passages_come_last(snapshot_of: MakeSnapshot, sort: str, expected: str) -> None:
    assert search(snapshot_of(HOUSING, HEALTH), Every(), sort=sort) == expected.split()


def test_grouping_gives_the_best_of_each_and_how_many_more(snapshot_of: MakeSnapshot) -> None:
    snapshot = snapshot_of(HOUSING, HEALTH)
    answer = snapshot.search(SearchRequest(tree=Every(), group="item"))
    assert (answer.total, answer.groups) == (4, 3)
    assert [(ids(snapshot, answer)[n], answer.passages[n].more) for n in range(3)] == [
        ("4", 0),
        ("1", 1),
        ("3", 0),
    ]


def test_adding_a_source_again_replaces_it(engine: Engine) -> None:
    engine.commit([HOUSING, HEALTH])
    engine.commit([a_source("housing.txt", a_passage("9", "flats"))])
    snapshot = engine.snapshot()
    assert (["4", "9"], 2) == (search(snapshot, Every()), snapshot.passage_count)
    assert list(snapshot.sources()) == ["health.txt", "housing.txt"]
    assert snapshot.values("kind") == {"decision": 1}
    snapshot.close()


def test_removing_a_source_takes_its_words_out(engine: Engine) -> None:
    engine.commit([HOUSING, HEALTH])
    engine.commit((), remove=["housing.txt"])
    snapshot = engine.snapshot()
    assert list(snapshot.words()) == ["care", "for", "homes"]
    assert not snapshot.has_word("motion")
    assert snapshot.has_word("homes", exact=True)
    assert not snapshot.has_word("home", exact=True)
    snapshot.close()


def test_a_commit_that_fails_changes_nothing_and_frees_the_lock(engine: Engine) -> None:
    def sources() -> Iterator[SourceDocument]:
        yield HOUSING
        raise RuntimeError("the disk is on fire")

    engine.commit([HEALTH])
    with pytest.raises(RuntimeError, match="on fire"):
        engine.commit(sources(), remove=["health.txt"])
    engine.commit([a_source("later.txt", a_passage("5", "later"))])
    snapshot = engine.snapshot()
    assert search(snapshot, Every()) == ["4", "5"]
    snapshot.close()


def test_a_change_is_planned_on_the_newest_state(engine: Engine) -> None:
    engine.commit([HOUSING])
    with engine.transaction() as transaction:
        planned = transaction.snapshot()
        transaction.commit([HEALTH], remove=planned.sources())
        planned.close()
    snapshot = engine.snapshot()
    assert list(snapshot.sources()) == ["health.txt"]
    snapshot.close()


def test_a_change_without_a_commit_changes_nothing_and_frees_the_lock(engine: Engine) -> None:
    with engine.transaction() as transaction:
        assert transaction.snapshot().passage_count == 0
    engine.commit([HEALTH])
    assert engine.snapshot().passage_count == 1


def test_a_change_that_is_over_commits_nothing(engine: Engine) -> None:
    with engine.transaction() as transaction:
        transaction.commit([HOUSING])
    with pytest.raises(IndexLockedError):
        transaction.commit([HEALTH])
    assert list(engine.snapshot().sources()) == ["housing.txt"]


def test_two_changes_exclude_each_other(engine: Engine) -> None:
    with engine.transaction(), pytest.raises(IndexLockedError, match="another process"):
        engine.transaction(timeout=0.01).__enter__()
    engine.commit([HOUSING])
    assert list(engine.snapshot().sources()) == ["housing.txt"]


def test_a_snapshot_does_not_see_a_later_commit(engine: Engine) -> None:
    engine.commit([HOUSING])
    before = engine.snapshot()
    engine.commit([HEALTH], remove=["housing.txt"])
    assert search(before, Every()) == ["1", "2", "3"]
    before.close()


def test_an_empty_index_answers(engine: Engine) -> None:
    snapshot = engine.snapshot()
    answer = snapshot.search(SearchRequest(tree=Term("any", "home"), group="item", facets={"kind": "kind"}))
    assert (answer.total, answer.groups, answer.passages, answer.facets["kind"]) == (0, 0, (), ())
    assert (snapshot.passage_count, list(snapshot.words()), dict(snapshot.sources())) == (0, [], {})
    snapshot.close()


def test_numbers_by_key_stand_in_reading_order(snapshot_of: MakeSnapshot) -> None:
    snapshot = snapshot_of(HOUSING, HEALTH)
    found = [snapshot.passage(number).record for number in snapshot.passages_with("meeting", "meeting-1")]
    assert found == ["record of 1", "record of 2", "record of 3"]


def test_words_by_prefix(snapshot_of: MakeSnapshot) -> None:
    assert list(snapshot_of(HOUSING, HEALTH).words("ne")) == ["need", "new"]


def test_a_prefix_is_taken_as_it_is_written(snapshot_of: MakeSnapshot) -> None:
    """No sign of it has a meaning of its own, and it may be a word itself."""
    snapshot = snapshot_of(a_source("a.txt", a_passage("1", "a.b a.bc axb a|b r&d r&ds rd (x) ni\u00f1o")))
    found = {prefix: list(snapshot.words(prefix)) for prefix in ("a.b", "r&", "(", "ni\u00f1", "a*", "zz")}
    assert found == {
        "a.b": ["a.b", "a.bc"],
        "r&": ["r&d", "r&ds"],
        "(": ["(x)"],
        "ni\u00f1": ["ni\u00f1o"],
        "a*": [],
        "zz": [],
    }


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(["b"], ["Dr Lee-Hale B.", "Ms B"], id="a word of two names"),
        pytest.param(["b", "mr"], ["Dr Lee-Hale B.", "Mr A", "Ms B"], id="any of two words"),
        pytest.param(["hale"], ["Dr Lee-Hale B."], id="a half of a double name"),
        pytest.param(["ha", "lee-hale", "h.*", ""], [], id="what is no word of a name"),
        pytest.param([], [], id="no words"),
    ],
)
def test_speakers_are_found_by_any_word_of_their_names(
    snapshot_of: MakeSnapshot, words: list[str], expected: list[str]
) -> None:
    snapshot = snapshot_of(HOUSING, a_source("z", a_passage("9", "care", said_by=("Dr Lee-Hale B.", "Ms B"))))
    snapshot.expect(Expected(names=words))
    assert list(snapshot.speakers_named(words)) == list(snapshot.speakers_named(words)) == expected


def test_who_speaks_no_more_is_not_found(snapshot_of: MakeSnapshot) -> None:
    snapshot_of(HOUSING)
    snapshot = snapshot_of(a_source("housing.txt", a_passage("1", "new homes", said_by="Ms B")))
    assert list(snapshot.speakers_named(["a", "b"])) == ["Ms B"]


BOARD, BILL, TENURE = ("ICB", "Integrated Care Board"), ("ICB", "Interim Care Bills"), ("SO", "Shared Ownership")


def test_acronyms_are_found_by_the_short_and_the_long_form(snapshot_of: MakeSnapshot) -> None:
    twice = a_source("a.txt", a_passage("1", "care"), acronyms=[BOARD, TENURE, BOARD])
    once = a_source("b.txt", a_passage("2", "care"), acronyms=[BOARD, BILL])
    snapshot = snapshot_of(twice, once)
    if snapshot.acronyms(()) is None:
        return  # The records say it.
    keys = ["icb", "interim care bill", "shared ownership", "shared"]
    snapshot.expect(Expected(keys=keys[:1]))
    assert snapshot.acronyms(keys) == {BOARD: 3, BILL: 1, TENURE: 1}
    assert snapshot.acronyms(["interim care bill"]) == {BILL: 1}
    assert snapshot_of(replace(twice, acronyms=())).acronyms(["icb"]) == {BOARD: 1, BILL: 1}
