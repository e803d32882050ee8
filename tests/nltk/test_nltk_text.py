"""NLTK's way of reading minutes: tokeniser, stemmer and text are NLTK's own, need none of its data, and cite."""

import subprocess
import sys
from pathlib import Path

import nltk
import pytest
from nltk.stem import SnowballStemmer
from nltk.tokenize.api import TokenizerI

import minutesearch as ms
from minutesearch.analysis import analyse, stem
from minutesearch.nltk import PassageStemmer, PassageTokenizer
from tests.whoosh.builders import an_index

TEXT = "The Board noted Covid-19 cost M&S £5.4 million, in Ms Roe’s view; see MC/21/0302."


@pytest.fixture
def index(tmp_path: Path):
    with an_index(tmp_path / "index") as opened:
        yield opened


def test_the_tokeniser_is_one_of_nltks() -> None:
    tokenizer = PassageTokenizer()
    assert isinstance(tokenizer, TokenizerI)
    words = [
        "The",
        "Board",
        "noted",
        "Covid-19",
        "cost",
        "M&S",
        "£5.4 million",
        "in",
        "Ms",
        "Roe’s",
        "view",
        "see",
    ]
    assert [*words, "MC/21/0302"] == tokenizer.tokenize(TEXT)
    assert tokenizer.tokenize(TEXT) == [TEXT[start:end] for start, end in tokenizer.span_tokenize(TEXT)]
    assert tokenizer.tokenize_sents(["One.", ""]) == [["One"], []]


def test_every_span_covers_tokens_of_the_index() -> None:
    spans = list(PassageTokenizer().span_tokenize(TEXT))
    for token in analyse(TEXT):
        assert any(start <= token.start and token.end <= end for start, end in spans)


def test_stems_are_nltks_but_for_what_is_said() -> None:
    stemmer, plain = PassageStemmer(), SnowballStemmer("english")
    for word in ("partnership", "partnerships", "planning", "permitted", "Residents", "engagement", "co"):
        assert plain.stem(word) == stemmer.stem(word) == stem(word.lower())
    assert [stemmer.stem(word) for word in ("GPs", "18th")] == ["gp", "18"]


def test_a_text_of_all_passages_is_one_of_nltks(index: ms.Index) -> None:
    text = index.nltk_text()
    assert isinstance(text, nltk.Text)
    assert text.count("permits") == 3
    assert text.vocab()["the"] + text.vocab()["The"] > 5
    assert [line.query for line in text.concordance_list("PERMITS")] == ["permits", "permits", "permits"]


def test_filters_choose_the_passages(index: ms.Index) -> None:
    text = index.nltk_text("approved", kind="decision")
    assert text.tokens == ["The", "Committee", "approved", "the", "parking", "scheme"]
    assert index.nltk_text("zebra").tokens == []
    with pytest.raises(ms.ArgumentError):
        index.nltk_text("parking", colour="red")
    with pytest.raises(ms.QueryError):
        index.nltk_text('"parking')


def test_each_line_has_the_citation_of_its_passage(index: ms.Index) -> None:
    text = index.nltk_text()
    lines = text.cited_concordance("permits", width=60)
    assert len(lines) == 3
    for line in lines:
        located = index.locate(line.id)
        assert line.citation == located.citation
        assert "permits" in located.passage.text
        assert len(f"{line.left} {line.word} {line.right}") <= 60
        # Nothing of another passage stands in the line.
        assert line.left.split()[-1] in located.passage.text
    for found in text.concordance_list("permits"):
        assert text.citation(found.offset) in {line.citation for line in lines}
    assert [line.word for line in text.cited_concordance(["parking", "scheme"])] == ["parking scheme"] * 2
    assert len(text.cited_concordance("the", lines=1)) == 1
    assert text.cited_concordance("zebra") == []


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        pytest.param(lambda text: text.cited_concordance("…"), "no word to look for", id="no word"),
        pytest.param(
            lambda text: text.cited_concordance("park", width=5), "width must be at least 24", id="narrow"
        ),
        pytest.param(lambda text: text.citation(10_000), "none at 10000", id="no such word"),
    ],
)
def test_bad_arguments_are_one_sentence(index: ms.Index, call, reason: str) -> None:
    with pytest.raises(ms.ArgumentError, match=reason):
        call(index.nltk_text())


def test_collocations_need_no_data(index: ms.Index) -> None:
    assert ("parking", "scheme") in index.nltk_text().collocation_list()
    assert not any(word in {"the", "and"} for pair in index.nltk_text().collocation_list() for word in pair)


def test_what_needs_data_or_a_library_says_which(index: ms.Index, monkeypatch: pytest.MonkeyPatch) -> None:
    text = index.nltk_text()
    monkeypatch.setattr(nltk.data, "path", [])
    with pytest.raises(LookupError, match=r"nltk\.download"):
        text.generate()
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)
    with pytest.raises(ms.MissingLibraryError, match="pip install matplotlib"):
        text.dispersion_plot(["permits"])


def test_the_command_prints_lines_with_citations(index: ms.Index) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "minutesearch", "concordance", *arguments, "--index", str(index.path)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    found = run("parking", "scheme", "--kind", "decision")
    assert found.returncode == 0
    first, second = found.stdout.splitlines()
    assert "approved the parking scheme" in first
    assert "Anytown Council, Planning Committee, 7 March 2022, item 1" in second
    assert '"word": "permits"' in run("permits", "--json", "--limit", "1").stdout
    cut = run("permits", "--limit", "1")
    assert (len(cut.stdout.splitlines()), cut.stderr) == (2, "1 of 3 places; --limit all for the rest\n")
    whole = run("permits", "--limit", "all")
    assert (len(whole.stdout.splitlines()), whole.stderr) == (6, "")
    nothing = run("zebra")
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (0, "", "No place of: zebra\n")
