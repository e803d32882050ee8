"""Whatever is typed gives results or a QueryError, and never anything else."""

import random
import re

import pytest

import minutesearch as ms

PIECES = (
    *"the voluntary sector Medway Healthwatch ICS £5.4m 29,000 2% M&S Covid-19 people's MC/21/0302 may".split(),
    *"\" “ ” ( ) [ ] { } + - – — * ~ ~5 : :: ' ` / \\ ? ! , ; . & && | || ^ # @ = < > % $ _".split(),
    *"AND OR NOT MAYBE kind: kind:decision date:2020 date:2020-01..2020-06 date:x said_by:Badu foo:bar".split(),
    *("prescri*", "*a", "a*", "é", "👍", "\ud800", "\n", "\t", "ﬁ", "e\u0301", "(" * 30, '"' * 9, "x" * 200),
    *("\x00", "\xad", "\u200b", "\ufeff"),
)


def random_query(source: random.Random) -> str:
    glue = source.choice(["", " ", "  "])
    return glue.join(source.choices(PIECES, k=source.randint(1, 12)))


def test_ten_thousand_random_strings_are_results_or_a_query_error(index: ms.Index) -> None:
    seed = random.randrange(2**32)
    source = random.Random(seed)
    outcomes = {"results": 0, "errors": 0}
    for _ in range(10_000):
        query = random_query(source)
        try:
            results = index.search(query, limit=3)
        except ms.QueryError as error:
            outcomes["errors"] += 1
            assert 1 <= error.column <= len(query) + 1, (seed, query)
        except Exception as error:
            raise AssertionError(f"seed {seed}, query {query!r}") from error
        else:
            outcomes["results"] += 1
            for hit in results:
                spans = [place for span in hit.highlights for place in span]
                assert spans == sorted(spans), (seed, query)
                assert not spans or spans[-1] <= len(hit.passage.text), (seed, query)
    assert min(outcomes.values()) > 500, (seed, outcomes)


def test_what_random_strings_were_taken_for_reads_back_to_the_same_hits(index: ms.Index) -> None:
    seed = random.randrange(2**32)
    source = random.Random(seed)
    answered = 0
    for _ in range(1_000):
        query = random_query(source)
        try:
            results = index.search(query, limit=1000)
        except ms.QueryError:
            continue
        answered += bool(results)
        again = index.search(results.query, limit=1000)
        expected = [hit.passage.id for hit in results]
        assert expected == [hit.passage.id for hit in again], (seed, query, results.query)
    assert answered > 100, seed


@pytest.mark.parametrize(
    ("query", "column"),
    [
        pytest.param("x" * 2049, 2049, id="too long"),
        pytest.param(" ".join(f"w{n}" for n in range(65)), None, id="too many words"),
        pytest.param("(" * 21 + "care" + ")" * 21, 21, id="too deep"),
        pytest.param("care ca*", 8, id="too short a prefix"),
        pytest.param("care *are", 6, id="a leading wildcard"),
        pytest.param('"a care" ' * 17, 16 * 9 + 1, id="too many quotations"),
        pytest.param('"a b c d e f g h"~3 ' * 3, 41, id="too many words with a distance"),
        pytest.param("care minister:planning", 6, id="an unknown field"),
        pytest.param("care kind:decisions", 11, id="a value that does not exist"),
        pytest.param('care "social', 6, id="a quotation mark without a partner"),
    ],
)
def test_a_query_beyond_the_rules_is_an_error_with_its_column(
    index: ms.Index, query: str, column: int | None
) -> None:
    with pytest.raises(ms.QueryError) as caught:
        index.search(query)
    assert column in (None, caught.value.column)


def test_a_prefix_that_stands_for_too_many_words_is_an_error(tmp_path) -> None:
    words = " ".join(f"road{number}" for number in range(1025))
    meeting = ms.Meeting(items=(ms.AgendaItem(passages=(ms.Passage(text=words),)),))
    with ms.create_index(tmp_path / "index") as index:
        index.add(meeting, name="roads")
        assert index.search("road10*").total == 1
        with pytest.raises(ms.QueryError, match=r"column 6: .*1,025 words"):
            index.search("care road*")
        with pytest.raises(ms.QueryError, match=r"column 91: .*with those before it, stands for 1,025 words"):
            index.search(" OR ".join(f"road{digit}*" for digit in range(10)))


def test_a_word_and_its_exclusion_make_up_everything(index: ms.Index) -> None:
    everything = index.search(limit=0).total
    for word in ("sector", "ICP", "Covid-19", '"motion fell"', "kind:decision"):
        found = index.search(word, expand=False, limit=0).total
        assert found, word
        assert everything == found + index.search(f"-{word}", expand=False, limit=0).total


def test_words_typed_without_a_space_read_back_to_the_same_hits(index: ms.Index) -> None:
    """With signs for spaces, a word of the whole is another word when it stands alone."""
    results = index.search("MC/21/0302\xaddate:2020\\kind:decision=MC/21/0302?", limit=1000)
    again = index.search(results.query, limit=1000)
    assert [hit.passage.id for hit in results] == [hit.passage.id for hit in again]


@pytest.mark.parametrize(
    ("query", "said", "column"),
    [
        ("flood* NEAR oldport", 'NEAR is no operator here: write "two words"~5', 8),
        ("bridge NEAR/3 ford", 'NEAR/3 is no operator here: write "two words"~5', 8),
        ("bridge ADJ ford", "ADJ is no operator here", 8),
        ("bridge W/5 ford", "W/5 is no operator here", 8),
        ('"flood*"', "a * finds nothing between quotation marks", 7),
        ('the "lower flood* road"', "a * finds nothing between quotation marks", 17),
    ],
)
def test_what_other_engines_take_is_said_and_never_searched_as_a_word(
    index: ms.Index, query: str, said: str, column: int
) -> None:
    with pytest.raises(ms.QueryError, match=re.escape(said)) as caught:
        index.search(query)
    assert caught.value.column == column


@pytest.mark.parametrize("query", ["near the road", "NEAR", "MOTION NEAR ROAD", 'care "near"', "PLAN B"])
def test_the_same_letters_as_a_word_are_a_word(index: ms.Index, query: str) -> None:
    index.search(query)


FILTERS: dict[str, tuple[str, ...]] = {
    "kind": ("decision", "discussion", "question", "answer", "motion", "=answer"),
    "decision_type": ("noted", "requested", "agreed"),
    "said_by": ("Badu", "=Chair", "Dr Rickard", "a member", "Mr Camkpin", "nobody at all", "V Badu", "“Chair”"),
    "person": ("Vincent Badu", "=Ellen Schwartz", "Schwartz"),
    "mentions": ("Rickard", "Bailey", "Mr O'Brien"),
    "item": ("Strategy", "Kent and Medway Integrated Care Strategy", "5", 'the "Swale" matter', "Swale and"),
    "outcome": ("carried", "fell"),
    "since": ("2019", "2020-01-07", "last year"),
    "until": ("2031", "7 October 2030"),
}
WORDS = (
    "care",
    "strategy OR care",
    '"integrated care"',
    "-social care",
    "What did Mr Badu say about staff?",
    "",
    "car*",
)


def test_filters_in_any_order_are_said_the_same_way_and_read_back_to_the_same_hits(index: ms.Index) -> None:
    """Of several values of one filter any is enough, so that their order says nothing, nor whether it is a set."""
    seed = random.randrange(2**32)
    source = random.Random(seed)
    answered = 0
    for _ in range(300):
        query = source.choice(WORDS)
        chosen = source.sample(list(FILTERS), k=source.randint(1, 4))
        values = {name: source.choices(FILTERS[name], k=source.randint(1, 3)) for name in chosen}
        given = {name: each[0] if name in ("since", "until") else each for name, each in values.items()}
        results = index.search(query, limit=1000, **given)  # type: ignore[arg-type]  # as the names above say
        shuffled = {
            name: each if isinstance(each, str) else frozenset(source.sample(each, k=len(each)))
            for name, each in source.sample(list(given.items()), k=len(given))
        }
        other = index.search(query, limit=1000, **shuffled)  # type: ignore[arg-type]  # likewise
        again = index.search(results.query, limit=1000)
        ids = [hit.passage.id for hit in results]
        answered += bool(ids)
        assert (results.query, ids) == (other.query, [hit.passage.id for hit in other]), (seed, query, given)
        assert ids == [hit.passage.id for hit in again], (seed, query, given, results.query)
        assert again.query == index.search(again.query).query, (seed, query, given)
    assert answered > 30, seed
