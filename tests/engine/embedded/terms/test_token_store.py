"""Texts come back to the letter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutesearch.analysis import ChunkAnalyser, analyse
from minutesearch.engine import WriteOptions, create_engine
from minutesearch.engine.embedded.storage.string_table import decode
from minutesearch.engine.embedded.terms import token_store
from minutesearch.engine.embedded.terms.term_builder import UNITED
from minutesearch.engine.embedded.terms.token_interner import TokenInterner
from tests.engine.builders import a_passage, a_source

words = st.sampled_from(
    ["care", "Covid-19", "the", "5", "million", "\0", "a\0", "\n", "", "x" * 17, "Siân", "\ud800"]
)
texts = st.lists(words | st.text(max_size=4), max_size=12).map(" ".join)


@settings(max_examples=50)
@given(found=st.lists(texts, min_size=1, max_size=4), units=st.sampled_from([16, 20, 1 << 16]))
def test_a_text_is_given_back_as_it_was(
    found: list[str], units: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    engine = create_engine(tmp_path_factory.mktemp("index") / "index", analyser=ChunkAnalyser())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(token_store, "_UNITS", units)
        # One commit for each, twice, so that they are merged as well.
        for at, text in [*enumerate(found)] * 2:
            engine.commit([a_source(f"{at}", a_passage(f"{at}", text))], options=WriteOptions(durable=False))
    snapshot = engine.snapshot()
    assert found == [snapshot.passage(snapshot.passages_with("id", f"{at}")[0]).text for at in range(len(found))]
    snapshot.close()


@given(st.lists(texts, max_size=5))
def test_the_tokens_are_those_of_the_analyser(found: list[str]) -> None:
    interner = TokenInterner(ChunkAnalyser())
    tokens = interner.tokenise(interner.code(found), found)
    forms, stems = (
        interner.terms.forms.texts(tokens.forms),
        interner.terms.stems.texts(interner.terms.stem_of[tokens.forms]),
    )
    made = {
        (text, part, decode(stem), position)
        for text, form, stem, position in zip(
            tokens.texts.tolist(), forms, stems, tokens.positions.tolist(), strict=True
        )
        for part in decode(form).split(UNITED)
    }
    expected = {
        (number, token.exact, token.stem, token.position)
        for number, text in enumerate(found)
        for token in analyse(text)
    }
    assert expected == made
    assert [len({token.position for token in analyse(text)}) for text in found] == tokens.lengths.tolist()
