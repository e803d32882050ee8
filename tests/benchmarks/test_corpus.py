import gzip
import itertools
import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.corpus import KINDS, Item, MeetingText, Text, cut, iter_batches, load, read_corpus, save
from benchmarks.generator import generate
from benchmarks.queries import KIND_NAMES, draw_queries, take_sample

DOC = "limerick/meetings/2014/07/02-Monthly Meeting of the Municipal District/Minutes.md"


def first(count: int, **options: int) -> list[MeetingText]:
    return list(itertools.islice(generate(**options), count))


def test_a_seed_gives_the_same_meetings_again() -> None:
    assert first(3, seed=7) == first(3, seed=7)
    assert first(3, seed=7) != first(3, seed=8)


def test_no_two_generated_meetings_are_of_one_body_on_one_day() -> None:
    keys = [(meeting.council, meeting.body, meeting.date) for meeting in first(700, words=5)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("words", [20, 70])
def test_generated_passages_have_the_mean_length_that_is_asked_for(words: int) -> None:
    texts = [text for meeting in first(30, words=words) for item in meeting.items for _, text in item.passages]
    assert pytest.approx(words, rel=0.12) == sum(len(text.split()) for text in texts) / len(texts)


def test_generated_words_follow_zipf() -> None:
    texts = [text for meeting in first(60) for item in meeting.items for _, text in item.passages]
    counts = [count for _, count in Counter(" ".join(texts).lower().split()).most_common()]
    assert 0.03 < counts[0] / sum(counts) < 0.09
    assert sum(count == 1 for count in counts) > len(counts) / 3


def test_a_corpus_is_cut_to_the_passage_and_comes_back_from_its_file(tmp_path: Path) -> None:
    meetings = list(cut(generate(), 200))
    assert 200 == save(meetings, tmp_path / "corpus.jsonl")
    assert meetings == list(load(tmp_path / "corpus.jsonl"))
    assert meetings[:-1] == first(len(meetings) - 1)


def test_batches_hold_whole_meetings_in_order() -> None:
    meetings = first(10)
    batches = list(iter_batches(meetings, 50))
    assert meetings == [meeting for batch in batches for meeting in batch]
    assert all(sum(map(len, batch)) >= 50 for batch in batches[:-1])


def test_real_paragraphs_become_meetings_with_items_and_dates(tmp_path: Path) -> None:
    texts = ["MEMBERS PRESENT:", "3. Schedule of Meetings:", "The Members agreed to hold the next Meeting.", " "]
    with gzip.open(tmp_path / "minutes.jsonl.gz", "wt", encoding="utf-8") as file:
        for doc in (DOC, DOC.replace(".md", " 2.md")):
            for number, text in enumerate(texts, start=1):
                file.write(json.dumps({"doc": doc, "n": number, "text": text}) + "\n")
    one, other = read_corpus(tmp_path / "minutes.jsonl.gz")
    assert ("limerick", "Monthly Meeting of the Municipal District", "2014-07-02") == (
        one.council,
        one.body,
        one.date,
    )
    assert "Monthly Meeting of the Municipal District (2)" == other.body
    assert [None, "Schedule of Meetings"] == [item.title for item in one.items]
    assert texts[:3] == [text for item in one.items for _, text in item.passages]
    assert {kind for item in one.items for kind, _ in item.passages} <= set(KINDS)


def test_queries_of_every_kind_are_drawn_from_the_passages_by_seed() -> None:
    sample, count = take_sample(cut(generate(), 300), seed=1)
    queries = draw_queries(sample, seed=1, per_kind=4)
    assert 300 == count
    assert dict.fromkeys(KIND_NAMES, 4) == Counter(query.kind for query in queries)
    assert queries == draw_queries(sample, seed=1, per_kind=4)
    assert queries != draw_queries(sample, seed=2, per_kind=4)


def test_a_phrase_is_two_words_side_by_side_that_no_engine_leaves_out() -> None:
    text = "the contractor repaired drains, quickly and cheaply along every road near the village hall"
    passages = (Text("discussion", text),)
    meeting = MeetingText(council="Kent", body="Cabinet", date="2020-10-07", items=(Item(None, passages),))
    sample, _ = take_sample([meeting], seed=1)
    words = {query.words for query in draw_queries(sample, seed=1, per_kind=30) if query.kind == "phrase"}
    expected = {
        "contractor repaired",
        "repaired drains",
        "cheaply along",
        "along every",
        "every road",
        "village hall",
    }
    assert expected == {" ".join(pair) for pair in words}


def test_a_corpus_without_long_passages_says_what_it_lacks() -> None:
    passages = (Text("decision", "RESOLVED that the report be noted"),)
    meeting = MeetingText(council="Kent", body="Cabinet", date="2020-10-07", items=(Item(None, passages),))
    sample, _ = take_sample([meeting], seed=1)
    with pytest.raises(ValueError, match="no passage of the corpus has 4 words"):
        draw_queries(sample, seed=1, per_kind=1)
