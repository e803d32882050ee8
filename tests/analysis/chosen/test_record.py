"""An analyser chosen by whoever makes an index: NLTK's parts by name or as objects, each told from the others."""

import pickle
import subprocess
import sys
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.stem import LancasterStemmer, PorterStemmer, RegexpStemmer, SnowballStemmer
from nltk.stem.isri import ISRIStemmer
from nltk.tokenize import (
    MWETokenizer,
    NLTKWordTokenizer,
    RegexpTokenizer,
    ToktokTokenizer,
    TreebankWordTokenizer,
    WhitespaceTokenizer,
    WordPunctTokenizer,
)

import minutesearch as ms
from minutesearch.analysis import FINGERPRINT, STEMMERS, TOKENIZERS, analyse, find_tokens, find_words, query_units

TEXT = "The Councillors' policies: co-production of £5.4 million (“the plan”) for M&S, in Ms Siân Roe's view."

analysers = st.builds(
    ms.Analyser,
    stemmer=st.sampled_from(("english", "porter", "french", "lancaster", RegexpStemmer("s$|ing$"))),
    tokenizer=st.sampled_from((None, *TOKENIZERS, RegexpTokenizer(r"\w+"), ToktokTokenizer())),
    stop_words=st.sampled_from((None, (), ("policies", "The"))),
)
texts = st.text(alphabet="aé'’\"“`()[]&%£5.,-/ \n\tßﬁ½sS|#", max_size=40) | st.text(max_size=30) | st.just(TEXT)


class Cutter:
    """A stemmer of somebody's own."""

    def __init__(self, letters: int) -> None:
        self.letters = letters
        self.seen: set[str] = set()

    def stem(self, token: str) -> str:
        """Return the first letters of a word, and remember it."""
        self.seen.add(token)
        return token[: self.letters]


def test_without_arguments_it_is_our_own() -> None:
    own = ms.Analyser()
    assert own.fingerprint == FINGERPRINT
    assert own.analyse(TEXT) == analyse(TEXT)
    assert own.query_units(TEXT) == query_units(TEXT)
    assert own.find_tokens(TEXT, exacts={"the"}, stems={"polici"}) == find_tokens(
        TEXT, exacts={"the"}, stems={"polici"}
    )
    assert own.find_words(TEXT, exacts=(), stems={"polici"}) == find_words(TEXT, exacts=(), stems={"polici"})
    assert own == ms.Analyser(stemmer="english") == ms.Analyser(stemmer=SnowballStemmer("english"))


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (PorterStemmer(), "porter"),
        (LancasterStemmer(), "lancaster"),
        (SnowballStemmer("french"), "french"),
        (SnowballStemmer("german").stemmer, "german"),
        (ISRIStemmer(), "isri"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_a_stemmer_of_nltks_is_known_by_its_name(given: object, name: str) -> None:
    assert (name, ms.Analyser(stemmer=name)) == (ms.Analyser(stemmer=given).stemmer, ms.Analyser(stemmer=given))


def test_a_tokenizer_of_nltks_is_known_by_its_name() -> None:
    found = [WordPunctTokenizer(), TreebankWordTokenizer(), NLTKWordTokenizer(), WhitespaceTokenizer()]
    assert ["wordpunct", "treebank", "nltk", "whitespace"] == [
        ms.Analyser(tokenizer=each).tokenizer for each in found
    ]


def test_a_stemmer_with_another_setting_is_not_taken_for_the_named_one() -> None:
    other = ms.Analyser(stemmer=PorterStemmer(mode=PorterStemmer.ORIGINAL_ALGORITHM))
    assert other != ms.Analyser(stemmer="porter")
    assert ms.Analyser(stemmer=LancasterStemmer(strip_prefix_flag=True)) != ms.Analyser(stemmer="lancaster")


def test_analysers_are_told_apart_by_what_they_do_and_how_they_are_printed() -> None:
    analysers = [
        *(ms.Analyser(stemmer=name) for name in STEMMERS),
        *(ms.Analyser(tokenizer=name) for name in TOKENIZERS),
        ms.Analyser(stemmer=Cutter(4)),
        ms.Analyser(stemmer=Cutter(5)),
        ms.Analyser(stemmer=RegexpStemmer("ing$")),
        ms.Analyser(stemmer=RegexpStemmer("ing$|zzyzx$")),
        ms.Analyser(tokenizer=RegexpTokenizer(r"\w+")),
        ms.Analyser(tokenizer=RegexpTokenizer(r"\w+|zzyzx")),
        ms.Analyser(tokenizer=ToktokTokenizer()),
        ms.Analyser(stop_words=()),
        ms.Analyser(stop_words=("the",)),
    ]
    assert len(analysers) == len({each.fingerprint for each in analysers}) == len(set(analysers))


def test_what_a_stemmer_remembers_is_no_part_of_its_fingerprint() -> None:
    used = Cutter(4)
    for word in ("partnership", "planning"):
        used.stem(word)
    assert ms.Analyser(stemmer=Cutter(4)) == ms.Analyser(stemmer=used)


def test_the_fingerprint_is_the_same_in_another_process() -> None:
    program = (
        "import minutesearch as ms, nltk.stem, nltk.tokenize\n"
        "stemmer, tokenizer = nltk.stem.RegexpStemmer('ing$'), nltk.tokenize.RegexpTokenizer('[a-z]+')\n"
        "print(ms.Analyser(stemmer=stemmer, tokenizer=tokenizer, stop_words={'of', 'a', 'to'}).fingerprint)\n"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    here = ms.Analyser(
        stemmer=RegexpStemmer("ing$"), tokenizer=RegexpTokenizer("[a-z]+"), stop_words=("a", "of", "to")
    )
    assert here.fingerprint == printed.strip()


def test_every_stemmer_and_tokenizer_with_a_name_works() -> None:
    for name in STEMMERS:
        assert all(token.stem for token in ms.Analyser(stemmer=name).analyse(TEXT)), name
    for name in TOKENIZERS:
        assert "policies" in [token.exact for token in ms.Analyser(tokenizer=name).analyse(TEXT)], name


def test_our_tokeniser_keeps_its_words_with_another_stemmer() -> None:
    porter, plain = ms.Analyser(stemmer="porter"), PorterStemmer()
    tokens = porter.analyse("The policies of GPs, people's co-production and the 18th plan")
    assert [token._replace(stem="") for token in tokens] == [
        token._replace(stem="")
        for token in analyse("The policies of GPs, people's co-production and the 18th plan")
    ]
    by_form = {token.exact: token.stem for token in tokens}
    assert (by_form["policies"], by_form["co"]) == (plain.stem("policies"), "co")
    assert (by_form["gps"], by_form["people's"], by_form["18th"]) == ("gp", plain.stem("people"), "18")


def test_signs_at_the_ends_of_a_token_are_no_part_of_a_word() -> None:
    spaced = ms.Analyser(tokenizer="whitespace")
    assert [("the", 0, 1, 4), ("plan", 1, 6, 10), ("£5m", 2, 12, 15)] == [
        (token.exact, token.position, token.start, token.end)
        for token in spaced.analyse("(The “plan” £5m -- & ).")[:3]
    ]


def test_a_tokenizer_without_spans_has_its_tokens_found_in_the_text() -> None:
    joining = ms.Analyser(tokenizer=RegexpTokenizer(r"per cent|\w+"))
    assert ["2", "per cent"] == [token.exact for token in joining.analyse("2 per cent")]
    tokens = ms.Analyser(tokenizer=ToktokTokenizer()).analyse("M&S\tsays 5% [of] it | all")
    assert ["m&s", "says", "5", "of", "it", "all"] == [token.exact for token in tokens]


@given(analysers, texts)
def test_what_is_marked_is_what_was_indexed(analyser: ms.Analyser, text: str) -> None:
    tokens = analyser.analyse(text)
    chunk = [(token.exact, token.stem, token.position) for token in tokens]
    if not analyser.cuts_at_spaces:
        assert [chunk] == [list(each.tokens) for each in analyser.analyse_chunks([text])]
        assert [len({token.position for token in tokens})] == [
            each.width for each in analyser.analyse_chunks([text])
        ]
    for token in tokens:
        assert 0 <= token.start < token.end <= len(text)
        assert token.exact
        assert token.stem == analyser.stem(token.exact) or token.joined
    assert sorted({token.position for token in tokens}) == list(range(len({token.position for token in tokens})))
    chosen = {tokens[0].stem} if tokens else set()
    assert tuple(token for token in tokens if token.stem in chosen) == analyser.find_tokens(
        text, exacts=(), stems=chosen
    )
    assert {(token.start, token.end) for token in tokens if token.stem in chosen} == {
        (word.start, word.end) for word in analyser.find_words(text, exacts=(), stems=chosen)
    }


@given(analysers, texts)
def test_a_query_asks_for_tokens_of_the_text(analyser: ms.Analyser, text: str) -> None:
    exacts = {token.exact for token in analyser.analyse(text)}
    for unit in analyser.query_units(text):
        assert {token.exact for token in unit.sequence} <= exacts
        assert unit.surface == text[unit.start : unit.end]
        assert not unit.is_stop or unit.sequence[0].exact in analyser.stops


@given(analysers)
def test_an_analyser_is_a_value(analyser: ms.Analyser) -> None:
    again = pickle.loads(pickle.dumps(analyser))
    assert (analyser, hash(analyser)) == (again, hash(again))
    if analyser.travels:
        assert analyser.analyse(TEXT) == again.analyse(TEXT)
    assert repr(analyser).startswith("Analyser(")


def test_a_stemmer_that_keeps_its_word_is_asked_by_one_thread_at_a_time() -> None:
    class Busy:
        def __init__(self) -> None:
            self.word = ""

        def stem(self, token: str) -> str:
            self.word = token
            threading.Event().wait(0.0005)
            assert self.word == token
            return token[:3]

    analyser = ms.Analyser(stemmer=Busy())
    found: list[list[str]] = []
    words = [f"{chr(97 + at)}{chr(97 + at % 7)}cdefg" for at in range(20)]
    threads = [
        threading.Thread(target=lambda: found.append([analyser.stem(word) for word in words])) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [[word[:3] for word in words]] * 4 == found


class Failing:
    """A stemmer and tokenizer that does what it is told not to."""

    def __init__(self, answer: object) -> None:
        self.answer = answer

    def stem(self, _: str) -> object:
        """Return the answer, or raise it."""
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def tokenize(self, text: str) -> object:
        """Return the same."""
        return self.stem(text)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"stemmer": "welsh"}, "there is no stemmer 'welsh': give one of arabic, cistem"),
        ({"stemmer": PorterStemmer}, "not \"<class 'nltk.stem.porter.PorterStemmer'>\""),
        ({"stemmer": None}, "stemmer must be one of"),
        ({"stemmer": Failing(None)}, "makes None of 'partnerships', and not a text"),
        ({"stemmer": Failing(KeyError("x"))}, "fails on 'partnerships': 'x'"),
        ({"tokenizer": "punkt"}, "there is no tokenizer 'punkt': give one of nltk, treebank"),
        ({"tokenizer": 5}, "tokenizer must be one of"),
        ({"tokenizer": Failing(LookupError("the data punkt is missing"))}, "the data punkt is missing"),
        ({"tokenizer": Failing(["committee"])}, "it makes a token 'committee', which does not stand there"),
        ({"stop_words": "english"}, "nltk.corpus.stopwords.words('english'), once nltk.download('stopwords')"),
        ({"stop_words": ["the", "of the"]}, "stop_words has 'of the', which is no word"),
        ({"stop_words": [7]}, "stop_words has '7', which is no word"),
        ({"stop_words": (f"wordnumber{at}" for at in range(5000))}, "more words than an index has room for"),
    ],
    ids=lambda value: str(value)[:30] if isinstance(value, str) else None,
)
def test_what_is_no_analyser_is_said_at_the_call(options: dict[str, object], said: str) -> None:
    with pytest.raises(ms.ArgumentError) as raised:
        ms.Analyser(**options)
    assert said in str(raised.value)
    assert raised.value.argument == next(iter(options))


def test_a_stem_of_nothing_is_the_word() -> None:
    assert ms.Analyser(stemmer=RegexpStemmer(".*")).stem("parking") == "parking"


def test_words_of_several_are_one_where_the_tokenizer_says_so() -> None:
    class Pairs:
        def tokenize(self, s: str) -> list[str]:
            return MWETokenizer([("care", "home")], separator=" ").tokenize(s.split())

    tokens = ms.Analyser(tokenizer=Pairs()).analyse("A care home is planned")
    assert ["a", "care home", "is", "planned"] == [token.exact for token in tokens]
