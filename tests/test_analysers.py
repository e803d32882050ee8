"""An index with an analyser of its maker's choice: it stands in the index, and everything works with it."""

import json
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nltk.stem import PorterStemmer, RegexpStemmer, SnowballStemmer
from nltk.tokenize import RegexpTokenizer, WordPunctTokenizer
from whoosh.filedb.filestore import FileStorage
from whoosh.qparser import QueryParser

import minutesearch as ms
from minutesearch.analysis import FINGERPRINT
from minutesearch.cli.program import program
from minutesearch.engine.embedded.commits.manifest import checksum_of
from minutesearch.engine.embedded.writing import worker_pool
from minutesearch.whoosh import open_dir, to_stock
from tests.doctoring import edit_manifest

PASSAGES = (
    "Le conseil municipal a approuvé les règlements d'urbanisme de la ville.",
    "Les conseillers demandent un règlement pour la Caisse des Écoles Municipales (CEM) et l'école.",
    "The Cabinet approved the policies on co-production, at £5.4 million.",
    "Officers were planning the closures of 2 roads; residents' parking is not affected.",
)
MEETING = ms.Meeting(
    council="Ville de Test",
    body="Conseil",
    items=(
        ms.AgendaItem(number="1", title="Urbanisme", passages=tuple(ms.Passage(text=text) for text in PASSAGES)),
    ),
)
FRENCH = ms.Analyser(stemmer="french", tokenizer="wordpunct")
OWN = ms.Analyser(stemmer=RegexpStemmer("s$|ing$", min=4), tokenizer=RegexpTokenizer(r"\w+"), stop_words=("the",))
CHOSEN = [
    ms.Analyser(stemmer="porter"),
    FRENCH,
    ms.Analyser(tokenizer="treebank", stop_words=()),
    ms.Analyser(tokenizer="whitespace"),
    OWN,
]
each_analyser = pytest.mark.parametrize("analyser", CHOSEN, ids=repr)


def an_index(folder: Path, analyser: ms.Analyser) -> ms.Index:
    index = ms.create_index(folder, analyser=analyser)
    index.add(MEETING, name="conseil")
    return index


def marked(hit: ms.Hit) -> list[str]:
    return [hit.passage.text[start:end] for start, end in hit.highlights]


def test_words_are_stemmed_and_cut_as_was_chosen(tmp_path: Path) -> None:
    with an_index(tmp_path / "index", FRENCH) as index:
        found = index.search("ecole règlements")
        assert [["règlement", "Écoles", "école"]] == [marked(hit) for hit in found]
        assert ["Écoles", "école"] == marked(index.search("ecole", expand=False)[0])
        assert ["urbanisme"] == marked(index.search("urbanistes", expand=False)[0])
    with an_index(tmp_path / "ours", ms.Analyser()) as index:
        assert 0 == index.search("urbanistes", expand=False).total


@each_analyser
def test_everything_works_with_it(tmp_path: Path, analyser: ms.Analyser) -> None:
    with an_index(tmp_path / "index", analyser) as index:
        assert index.analyser == analyser
        assert () == (*index.check(), *index.check(deep=True))
        for text in PASSAGES:
            word = next(word for word in text.split() if word.isalpha() and len(word) > 6)
            found = index.search(word, facets=["kind"], context=1)
            assert text in [hit.passage.text for hit in found]
            assert word in marked(next(hit for hit in found if hit.passage.text == text))
            assert [hit.passage for hit in found] == [hit.passage for hit in index.search(str(found.query))]
            assert {hit.passage.id for hit in index.scan(word)} == {hit.passage.id for hit in found}
            row = " ".join(text.split()[2:5])
            assert text in [hit.passage.text for hit in index.search(f'"{row}"')], row
            assert text in [hit.passage.text for hit in index.search(f'"{row}"~9')], row
            assert text in [hit.passage.text for hit in index.search(f"{word[:5]}*")]
            assert "exact" == index.check_quote(text).verdict, text
        assert 1 == index.search("polices", match="all").total, "a near word is found"
        assert 1 == index.search("planing", match="all").total
        assert ("Caisse des Écoles Municipales",) == index.search("CEM").expansions["CEM"]
        assert "conseillers" in index.nltk_text("conseillers").tokens
        assert 1 == index.add(MEETING, name="conseil").unchanged
        with index.whoosh.searcher() as searcher:
            query = QueryParser("text", index.whoosh.schema).parse("approved policies")
            (hit,) = searcher.search(query)
            assert hit["text"] == PASSAGES[2]
            assert "policies</b>" in hit.highlights("text")
    with ms.open_index(tmp_path / "index", analyser=analyser) as index:
        assert 1 == index.search("approved policies", match="all").total
        assert 1 == index.remove("conseil").removed


@each_analyser
def test_an_index_knows_its_analyser_by_name_and_asks_for_objects(tmp_path: Path, analyser: ms.Analyser) -> None:
    folder = tmp_path / "index"
    an_index(folder, analyser).close()
    if analyser is not OWN:
        with ms.open_index(folder) as index, open_dir(folder).searcher() as searcher:
            assert analyser == index.analyser
            assert 1 == index.search("policies", match="all").total
            assert PASSAGES[2] in [fields["text"] for fields in searcher.documents()]
        return
    for way in (ms.open_index, open_dir, ms.repair_index):
        with pytest.raises(ms.AnalyserError) as raised:
            way(folder)
        assert str(raised.value) == (
            f"{folder}: was made with a stemmer of class nltk.stem.regexp.RegexpStemmer and a tokenizer of class"
            " nltk.tokenize.regexp.RegexpTokenizer and 1 stop words of its own; open it with"
            " analyser=Analyser(...) of just that"
        )
        assert (analyser.fingerprint, None) == (raised.value.made_with, raised.value.given)


@each_analyser
def test_another_analyser_is_refused_by_every_way_in(tmp_path: Path, analyser: ms.Analyser) -> None:
    folder = tmp_path / "index"
    an_index(folder, analyser).close()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for other in (ms.Analyser(), ms.Analyser(stemmer="swedish"), ms.Analyser(stemmer=RegexpStemmer("x$"))):
        for way in (
            lambda: ms.open_index(folder, analyser=other),  # noqa: B023  # called at once
            lambda: ms.open_index(folder, create=True, analyser=other),  # noqa: B023
            lambda: ms.repair_index(folder, analyser=other),  # noqa: B023
            lambda: open_dir(folder, analyser=other),  # noqa: B023
        ):
            with pytest.raises(
                ms.AnalyserError, match=r"was made with .+, and cannot be used with .+: open it with"
            ):
                way()
    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_our_own_index_is_no_index_of_another_analyser(tmp_path: Path) -> None:
    ms.create_index(tmp_path).close()
    with pytest.raises(ms.AnalyserError) as raised:
        ms.open_index(tmp_path, analyser=ms.Analyser(stemmer="porter"))
    assert (FINGERPRINT, f'{FINGERPRINT}+{{"stemmer":"porter"}}') == (raised.value.made_with, raised.value.given)
    assert "was made with minutesearch's own analyser, and cannot be used with the stemmer 'porter'" in str(
        raised.value
    )
    assert isinstance(raised.value, ms.IndexFormatError)


def test_an_object_that_has_a_name_stands_in_the_index_by_it(tmp_path: Path) -> None:
    ms.create_index(
        tmp_path, analyser=ms.Analyser(stemmer=SnowballStemmer("french"), tokenizer=WordPunctTokenizer())
    ).close()
    with ms.open_index(tmp_path) as index:
        assert ("french", "wordpunct") == (index.analyser.stemmer, index.analyser.tokenizer)


def test_open_creates_with_the_analyser(tmp_path: Path) -> None:
    ms.open_index(tmp_path / "index", create=True, analyser=FRENCH).close()
    with ms.open_index(tmp_path / "index", create=True) as index:
        assert FRENCH == index.analyser


@pytest.mark.parametrize("wrong", ["porter", PorterStemmer(), ms.Analyser], ids=["name", "stemmer", "class"])
def test_what_is_no_analyser_is_refused_before_anything_is_made(tmp_path: Path, wrong: object) -> None:
    for way in (ms.create_index, ms.open_index, ms.repair_index):
        with pytest.raises(ms.ArgumentError, match=r"analyser must be a minutesearch\.Analyser, not"):
            way(tmp_path / "index", analyser=wrong)
    assert not (tmp_path / "index").exists()


def test_an_index_made_anew_with_another_analyser_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    with an_index(folder, ms.Analyser()) as index:
        for path in folder.iterdir():
            path.unlink()
        ms.create_index(folder, analyser=FRENCH).close()
        with pytest.raises(ms.IndexFormatError, match="was made anew with another analyser since it was opened"):
            index.add(MEETING, name="other")
        with pytest.raises(ms.IndexFormatError, match="was made anew"):
            index.reopen()


@each_analyser
def test_a_damaged_index_is_repaired_with_it(tmp_path: Path, analyser: ms.Analyser) -> None:
    folder = tmp_path / "index"
    an_index(folder, analyser).close()
    (folder / "minutesearch.json").unlink()
    assert "nothing" != ms.repair_index(folder, rebuild=True, analyser=None if analyser is not OWN else OWN).done
    with ms.open_index(folder, analyser=analyser) as index:
        assert () == index.check(deep=True)
        assert 1 == index.search("approved policies", match="all").total


@pytest.mark.parametrize("analyser", [FRENCH, OWN, ms.Analyser(stemmer="porter")], ids=repr)
def test_other_processes_make_the_same_index(
    tmp_path: Path, analyser: ms.Analyser, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_CHARACTERS", "_CHARACTERS_FIRST", "_CHARACTERS_TO_START"):
        monkeypatch.setattr(worker_pool, name, 1)
    meetings = [
        ms.Meeting(body=f"Panel {at}", items=(ms.AgendaItem(title="Plans", passages=MEETING.items[0].passages),))
        for at in range(6)
    ]
    totals = []
    for workers in (1, 3):
        with ms.create_index(tmp_path / str(workers), analyser=analyser) as index:
            index.add(*meetings, workers=workers)
            assert () == index.check(deep=True)
            totals.append(
                [index.search(word, duplicates="keep").total for word in ("conseil", "policies", "plans")]
            )
    assert totals[0] == totals[1]
    assert all(total >= 6 for total in totals[0])


def test_results_pickle_with_their_analyser(tmp_path: Path) -> None:
    with an_index(tmp_path / "index", FRENCH) as index:
        results = index.search("règlement")
        again = pickle.loads(pickle.dumps(results))
    assert [marked(hit) for hit in results] == [marked(hit) for hit in again]
    assert [["règlement"], ["règlements"]] == sorted(map(marked, again))
    assert str(results.query) == str(again.query)


@pytest.mark.parametrize(
    "said",
    [
        f'{FINGERPRINT}+{{"stemmer":"os.system"}}',
        f'{FINGERPRINT}+{{"stemmer":["os.system","0"]}}',
        f'{FINGERPRINT}+{{"stemmer":{{"a":1}}}}',
        f'{FINGERPRINT}+{{"tokenizer":"subprocess.Popen"}}',
        f'{FINGERPRINT}+{{"tokenizer":null}}',
        f'{FINGERPRINT}+{{"stop_words":"the"}}',
        f'{FINGERPRINT}+{{"stop_words":[["the"]]}}',
        f'{FINGERPRINT}+{{"stop_words":["THE"]}}',
        f'{FINGERPRINT}+{{"stemmer":"english"}}',
        f'{FINGERPRINT}+{{"analyser":"porter"}}',
        f"{FINGERPRINT}+{{}}",
        f"{FINGERPRINT}+" + "[" * 5000,
        f"{FINGERPRINT}+nonsense",
        "somebody-else-9",
        "",
    ],
    ids=lambda said: said[len(FINGERPRINT) :][:30],
)
def test_a_doctored_analyser_runs_nothing_and_is_one_error(tmp_path: Path, said: str) -> None:
    an_index(tmp_path, ms.Analyser(stemmer="porter")).close()
    content = {**json.loads((tmp_path / "minutesearch.json").read_text()), "analyser": said}
    content.pop("checksum")
    (tmp_path / "minutesearch.json").write_text(json.dumps({**content, "checksum": checksum_of(content)}))
    edit_manifest(tmp_path, lambda manifest: manifest.update(analyser=said))
    program = (
        "import sys, minutesearch as ms, minutesearch.index, minutesearch.engine.embedded.index_folder\n"
        "seen = []\n"
        "sys.addaudithook(lambda event, args: seen.append(args[0]) if event in ('import', 'os.system',"
        " 'subprocess.Popen') else None)\n"
        f"try:\n    ms.open_index({str(tmp_path)!r})\n"
        "except ms.IndexFormatError as error:\n"
        "    print(type(error).__name__, [name for name in seen if 'nltk' in name])\n"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert printed in ("AnalyserError []\n", "IndexFormatError []\n")


def test_the_command_line_makes_an_index_with_nltks_parts(tmp_path: Path) -> None:
    folder, page = str(tmp_path / "index"), tmp_path / "a.md"
    page.write_text("# Conseil\n\n## 1. Urbanisme\n\nLes conseillers demandent un règlement.\n", encoding="utf-8")

    def run(*arguments: str) -> str:
        result = CliRunner().invoke(program, [*arguments, "--index", folder])
        return f"{result.exit_code} {result.output}{result.exception or ''}"

    made = ("index", str(page))
    assert run(*made, "--stemmer", "klingon").startswith(
        "2 error: there is no stemmer 'klingon': give one of arabic"
    )
    assert not Path(folder).exists()
    assert "1 added" in run(*made, "--stemmer", "french", "--tokenizer", "wordpunct")
    assert "Les conseillers demandent" in run("search", "règlements")
    assert run(*made).startswith("0 0 added, 0 updated, 1 unchanged"), "it keeps its analyser"
    assert "was made with the stemmer 'french' and the tokenizer 'wordpunct'" in run(*made, "--stemmer", "porter")


def test_a_stock_copy_is_stemmed_with_whooshs_stemmer_of_the_language(tmp_path: Path) -> None:
    counts = {}
    for stemmer in ("french", "porter", "isri"):
        with an_index(tmp_path / stemmer, ms.Analyser(stemmer=stemmer)) as index:
            to_stock(index, tmp_path / f"{stemmer}-stock")
        stock = FileStorage(str(tmp_path / f"{stemmer}-stock")).open_index()
        with stock.searcher() as searcher:
            parser = QueryParser("text", stock.schema)
            counts[stemmer] = [
                len(searcher.search(parser.parse(word))) for word in ("règlement", "policy", "closures")
            ]
    assert {"french": [2, 0, 1], "porter": [2, 1, 1], "isri": [1, 0, 1]} == counts


words = st.sampled_from(
    "conseil conseils conseiller conseillers plan plans planning règlement approved £5m 5% M&S".split()
)


@given(texts=st.lists(st.lists(words, min_size=1, max_size=5), min_size=1, max_size=4), asked=words)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("analyser", [FRENCH, OWN, ms.Analyser(stemmer="porter")], ids=repr)
def test_a_word_finds_what_the_analyser_makes_the_same(
    tmp_path_factory: pytest.TempPathFactory, analyser: ms.Analyser, texts: list[list[str]], asked: str
) -> None:
    passages = tuple(ms.Passage(text=" ".join(each)) for each in texts)
    wanted = [token.stem for unit in analyser.query_units(asked) for token in unit.sequence]

    def has(text: str) -> bool:
        stems = [token.stem for token in analyser.analyse(text)]
        return all(stem in stems for stem in wanted)

    with ms.create_index(tmp_path_factory.mktemp("index") / "index", analyser=analyser) as index:
        index.add(ms.Meeting(items=(ms.AgendaItem(title="-", passages=passages),)), name="1")
        found = {hit.passage.position for hit in index.scan(asked, match="all", expand=False, duplicates="keep")}
    assert {place for place, passage in enumerate(passages, start=1) if has(passage.text)} >= found
    if len(wanted) == 1 and analyser.tokenizer is not None:
        assert {place for place, passage in enumerate(passages, start=1) if has(passage.text)} == found
