"""Why a passage stands where it does."""

import json

import pytest

import minutesearch as ms


@pytest.mark.parametrize(
    "query", ["voluntary sector", "What did Mr Badu say about the budget?", "item taken", "ICS"]
)
def test_the_parts_add_up_to_the_score(index: ms.Index, query: str) -> None:
    results = index.search(query, match="any", limit=20)
    assert results
    for hit in results:
        explanation = results.explain(hit)
        assert (
            hit.score
            == explanation.score
            == pytest.approx(sum(part.value for part in explanation.parts), abs=1e-9)
        )


def test_the_reasons_name_words_title_and_speaker(index: ms.Index) -> None:
    results = index.search("What did Mr Badu say about the strategy?", match="any")
    reasons = {part.name: part.reason for part in results.explain(results.hits[0]).parts}
    assert "badu" in reasons["words"]
    assert "Kent and Medway Integrated Care Strategy" in reasons["item"]
    assert "Vincent Badu" in reasons["speaker"]


def test_a_passage_chosen_by_filters_has_no_parts(index: ms.Index) -> None:
    results = index.search(kind="decision")
    explanation = results.explain(results.hits[0])
    assert (explanation.score, explanation.parts) == (0.0, ())


def test_an_explanation_can_be_printed_and_written(index: ms.Index) -> None:
    results = index.search("letter MPs", kind="decision")
    explanation = results.explain(results.hits[0])
    assert str(explanation).splitlines()[-1].endswith("in all")
    assert json.loads(json.dumps(explanation.to_dict()))["score"] == explanation.score


def test_both_spellings_find_the_word_and_say_so(index: ms.Index) -> None:
    results = index.search("organization", limit=100)
    assert results.expansions == {"organization": ("organisation",)}
    assert results.total == index.search("organisation", limit=100).total > 0
    assert index.search("organization", expand=False).total == 0
