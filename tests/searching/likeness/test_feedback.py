"""Feedback: the words that passages have in common, and the second pass that ranks by them."""

from pathlib import Path

import pytest

import minutesearch as ms
from minutesearch.searching.likeness.feedback import common_words


def test_words_weigh_their_share_of_each_passage_times_its_share_of_the_scores() -> None:
    """A word's weight is as in the relevance model of Lavrenko and Croft; short texts count as ten words."""
    weights = common_words([("wing lift wing", 3.0), ("wing", 1.0)])
    assert {"wing": pytest.approx(0.75 * 2 / 10 + 0.25 / 10), "lift": pytest.approx(0.75 / 10)} == weights
    assert ["wing", "lift"] == list(weights)


def test_stop_words_and_letters_are_no_words_in_common() -> None:
    assert ["wing"] == list(common_words([("the wing of a B", 1.0)]))


def test_passages_that_score_nothing_have_nothing_in_common() -> None:
    assert {"wing": 0.0} == common_words([("wing", 0.0)])


def test_at_most_forty_words_are_given_to_the_engine() -> None:
    assert 40 == len(common_words([(" ".join(f"w{number}" for number in range(60)), 1.0)]))


def test_passages_alone_in_their_meeting_are_ranked_by_what_the_best_have_in_common(tmp_path: Path) -> None:
    """The explanation of a hit has the part "feedback", and pages put together are the whole."""
    texts = ["wing in a slipstream", "wing and a prayer", "wing lift slipstream", "wing slipstream lift"]
    meetings = [
        ms.Meeting(body=f"Body {at}", items=(ms.AgendaItem(passages=(ms.Passage(text=text),)),))
        for at, text in enumerate(texts)
    ]
    with ms.create_index(tmp_path / "index") as index:
        index.add(*meetings)
        results = index.search("wing")
        pages = [index.search("wing", limit=1, offset=at).hits[0].passage.text for at in range(4)]
        parts = {part.name for hit in results for part in results.explain(hit).parts}
    assert "feedback" in parts
    assert [hit.passage.text for hit in results] == pages
