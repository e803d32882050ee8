"""Whether a sentence is in the minutes: word for word, nearly, altered or not at all."""

import copy
import datetime
import json
import pickle
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

import minutesearch as ms

CULVERT = (
    "Councillor Marsh said that the culvert under Mill Lane, which was last cleared in 2019, would not be replaced"
    " before the spring."
)
SCHEME = "After a long debate Members did not support the scheme for the harbour wall."
RENTS = "The Treasurer reported that rents of allotments had risen by 5 per cent to £29,000 a year."
OFFICER = "The Officer explained the co-production of the plan – “a plan for everyone” – and thanked all."
FIRST = "The Chair welcomed the new members of the committee to their first meeting."
SECOND = "He hoped that they would enjoy the work, which was seldom dull."
NOTED = "The report was noted."


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ms.Index]:
    def item(title: str, *texts: str) -> ms.AgendaItem:
        return ms.AgendaItem(title=title, passages=tuple(ms.Passage(text=text) for text in texts))

    with ms.open_index(tmp_path_factory.mktemp("quotes") / "index", create=True) as opened:
        opened.add(
            ms.Meeting(
                council="Anytown Council",
                body="Environment Committee",
                date=datetime.date(2026, 10, 7),
                items=(
                    item("Welcome", FIRST, SECOND, NOTED),
                    item("Floods", CULVERT, SCHEME, NOTED),
                    item("Allotments", RENTS, OFFICER, NOTED),
                ),
            ),
            ms.Meeting(
                council="Othertown Council",
                body="Planning",
                date=datetime.date(2025, 1, 2),
                items=(
                    item("Bandstand", "Nobody had seen the bandstand since the storm took its roof off.", NOTED),
                ),
            ),
        )
        yield opened


def marks(place: ms.QuotePlace) -> list[tuple[str, str, str]]:
    """Return what differs, as mark, quoted and printed words."""
    return [(each.mark, each.quoted, each.printed) for each in place.differences]


@pytest.mark.parametrize(
    "quote",
    [
        RENTS,
        "the culvert under Mill Lane, which was last cleared in 2019",
        "THE CULVERT UNDER MILL LANE",
        "“The culvert under Mill Lane’",
        "rents of allotments had risen by 5% to £29000 a year",
        "co-production of the plan - 'a plan for everyone' - and thanked all",
        "  The\nOfficer explained\tthe co‑production  ",
        "[T]he culvert under Mill Lane",
    ],
    ids=["whole", "part", "capitals", "marks", "amounts", "dashes", "spaces", "brackets"],
)
def test_word_for_word_whatever_signs_and_capitals(index: ms.Index, quote: str) -> None:
    checked = index.check_quote(quote)
    assert (checked.verdict, checked.total, checked.places[0].differences) == ("exact", 1, ())


@pytest.mark.parametrize("quote", ["The vote was taken at 9.15", "at 9.15 p.m.", "million was found for it"])
def test_a_quotation_may_begin_or_end_within_an_amount(tmp_path: Path, quote: str) -> None:
    text = "The vote was taken at 9.15 P.M. and £5.4 million was found for it."
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(ms.Meeting(items=(ms.AgendaItem(passages=(ms.Passage(text=text),)),)), name="a")
        assert index.check_quote(quote).verdict == "exact"
        assert index.check_quote("£5.4 was found for it").verdict != "near"


def test_a_place_says_where_it_is_and_who_said_it(index: ms.Index) -> None:
    seeds = index.check_quote("the culvert under Mill Lane")
    (place,) = seeds.places
    (part,) = place.parts
    assert part.located.passage.text == CULVERT
    assert part.text == place.printed == "the culvert under Mill Lane"
    assert CULVERT[part.span.start : part.span.end] == part.text
    assert place.located.item.title == "Floods"
    assert place.citation.startswith("Anytown Council, Environment Committee, 7 October 2026, Floods")


def test_who_said_it_is_read_from_the_passage(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Agenda item\n\nFloods\n\nMinutes:\n\n1. Councillor Marsh said that the culvert would be cleared.\n"
    )
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(tmp_path / "a.txt")
        place = index.check_quote("the culvert would be cleared").places[0]
    assert place.said_by == ("Councillor Marsh",)
    assert [each["printed"] for each in place.to_dict()["attributions"]] == ["Councillor Marsh"]


TOLD = (
    "The bridge had been closed since May. Councillor Marsh said that it was unsafe. Two posts were rotten. "
    "Councillor Hill asked when it would open. “It will take a year. Nobody can say more,” said Mr. Lane."
)


@pytest.mark.parametrize(
    ("quote", "speakers"),
    [
        ("it was unsafe", ("Councillor Marsh",)),
        ("Two posts were rotten", ("Councillor Marsh",)),
        ("when it would open", ("Councillor Hill",)),
        ("Two posts were rotten. Councillor Hill asked", ("Councillor Marsh", "Councillor Hill")),
        ("The bridge had been closed since May", ()),
        ("It will take a year", ("Mr. Lane",)),
        ("Nobody can say more", ("Mr. Lane",)),
    ],
)
def test_only_those_whose_words_it_can_be_are_its_speakers(
    tmp_path: Path, quote: str, speakers: tuple[str, ...]
) -> None:
    (tmp_path / "a.txt").write_text(f"Agenda item\n\nBridge\n\nMinutes:\n\n1. {TOLD}\n", encoding="utf-8")
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(tmp_path / "a.txt")
        place = index.check_quote(quote).places[0]
    assert place.said_by == speakers
    assert place.to_dict()["said_by"] == list(speakers)
    assert len(place.attributions) == 3, "all who speak in the passage"


@pytest.mark.parametrize(
    ("said_by", "quote", "notes"),
    [
        (
            "Hill",
            "it was unsafe",
            ("“Hill” speaks in the passages, but the words are those of Councillor Marsh.",),
        ),
        (
            "Lane",
            "closed since May",
            ("“Lane” speaks in the passages, but the words stand before what anybody says.",),
        ),
        ("Marsh", "it was unsafe", ()),
        ("=Councillor Marsh", "Councillor Marsh said that it was not unsafe", ()),
    ],
)
def test_that_the_words_are_not_of_whom_was_asked_for_is_said(
    tmp_path: Path, said_by: str, quote: str, notes: tuple[str, ...]
) -> None:
    (tmp_path / "a.txt").write_text(f"Agenda item\n\nBridge\n\nMinutes:\n\n1. {TOLD}\n", encoding="utf-8")
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(tmp_path / "a.txt")
        checked = index.check_quote(quote, said_by=said_by)
    assert checked.places
    assert checked.notes == notes


def test_a_speaker_of_a_lead_in_speaks_in_the_whole_list(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Agenda item\n\nFloods\n\nMinutes:\n\n1. Councillor Marsh asked:\n\n"
        "(a) when the culvert would be cleared;\n\n(b) what it would cost.\n"
    )
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(tmp_path / "a.txt")
        assert index.check_quote("what it would cost").places[0].said_by == ("Councillor Marsh",)


def test_every_place_of_a_common_sentence_is_counted(index: ms.Index) -> None:
    checked = index.check_quote(NOTED, limit=2)
    assert (checked.verdict, checked.total, len(checked.places)) == ("exact", 4, 2)


@pytest.mark.parametrize(
    ("quote", "differences"),
    [
        (
            "rents of gardens had risen by 5 per cent to £29,000 a year",
            [("changed", "gardens", "allotments")],
        ),
        (
            "The Treasurer reported that rents had risen by 5 per cent",
            [("left out", "", "of allotments")],
        ),
        (
            "The Treasurer reported sadly that rents of allotments had risen",
            [("put in", "sadly", "")],
        ),
        ("He hoped that they would enjoy the labour", [("changed", "labour", "work")]),
        ("She hoped that they would enjoy the work", [("changed", "She", "He")]),
    ],
    ids=["changed", "left out", "put in", "at the end", "at the start"],
)
def test_what_differs_is_marked_word_by_word(
    index: ms.Index, quote: str, differences: list[tuple[str, str, str]]
) -> None:
    checked = index.check_quote(quote)
    assert checked.verdict == "near"
    assert marks(checked.places[0]) == differences
    assert " ".join(filter(None, (each.quoted for each in checked.places[0].stretches))).split() == quote.split()


@pytest.mark.parametrize(
    ("quote", "difference"),
    [
        ("After a long debate Members did support the scheme", ("left out", "", "not")),
        ("which was last cleared in 2019, would be replaced before the spring", ("left out", "", "not")),
        ("Members did not ever support the scheme for the harbour wall", None),
        ("rents of allotments had risen by 7 per cent to £29,000 a year", ("changed", "7 per cent", "5 per cent")),
        ("which was last cleared in 2018, would not be replaced", ("changed", "2018", "2019")),
    ],
    ids=["not dropped", "not dropped in the middle", "a word put in", "amount", "year"],
)
def test_a_dropped_negation_or_another_number_is_altered(
    index: ms.Index, quote: str, difference: tuple[str, str, str] | None
) -> None:
    checked = index.check_quote(quote)
    assert checked.verdict == ("altered" if difference else "near")
    assert checked.places[0].changes_sense is bool(difference)
    assert difference is None or marks(checked.places[0]) == [difference]


@pytest.mark.parametrize(
    ("quote", "torn"),
    [
        ("support the scheme for the harbour wall", "did not"),
        ("be replaced before the spring", "would not"),
        ("Members … support the scheme", "did not"),
        ("had seen the bandstand since the storm", "Nobody"),
        ("which was last cleared in 2019, would", "not"),
    ],
)
def test_a_quotation_torn_from_its_negation_is_altered(index: ms.Index, quote: str, torn: str) -> None:
    checked = index.check_quote(quote)
    assert checked.verdict == "altered"
    assert marks(checked.places[0]) == [("torn off", "", torn)]


@pytest.mark.parametrize(
    ("minutes", "quote"),
    [
        ("There being no objection, the Committee approved the plan.", "the Committee approved the plan"),
        ("The ford was not closed. Members thanked the wardens.", "Members thanked the wardens"),
        ("The motion was not carried and the Committee adjourned.", "the Committee adjourned"),
        ("Members did not agree; the Chair closed the debate.", "the Chair closed the debate"),
    ],
)
def test_a_negation_of_another_clause_tears_nothing(tmp_path: Path, minutes: str, quote: str) -> None:
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(ms.Meeting(items=(ms.AgendaItem(passages=(ms.Passage(text=minutes),)),)), name="a")
        assert index.check_quote(quote).verdict == "exact"


def test_a_negation_between_commas_is_seen(tmp_path: Path) -> None:
    text = "Members did not, however, support the scheme."
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(ms.Meeting(items=(ms.AgendaItem(passages=(ms.Passage(text=text),)),)), name="a")
        assert marks(index.check_quote("support the scheme").places[0]) == [("torn off", "", "did not, however")]


@pytest.mark.parametrize("sign", ["…", "...", "[...]", "[…]", "(…)", ". . .", " [sic] "])
def test_what_is_left_out_with_a_sign_is_no_difference(index: ms.Index, sign: str) -> None:
    checked = index.check_quote(f"The Treasurer reported {sign} risen by 5 per cent")
    assert (checked.verdict, checked.places[0].differences) == ("exact", ())
    assert [each.printed for each in checked.places[0].stretches if each.mark == "elided"] == [
        "that rents of allotments had"
    ]


SILT = "Councillor Marsh said that we must clear the silt before the winter. The lane must not flood again."


@pytest.fixture(scope="module")
def silt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ms.Index]:
    spoken = ms.Attribution(printed="Councillor Marsh", evidence=ms.Span(0, 21))
    with ms.open_index(tmp_path_factory.mktemp("silt") / "index", create=True) as opened:
        passages = (ms.Passage(text=SILT, attributions=(spoken,)), ms.Passage(text='The Chair called "order".'))
        opened.add(ms.Meeting(items=(ms.AgendaItem(title="Silt", passages=passages),)), name="silt")
        yield opened


@pytest.mark.parametrize(
    "quote",
    [
        '"We must clear the silt," said Councillor Marsh, "before the winter."',
        "“We must clear the silt,” Councillor Marsh said, “before the winter.”",
        "'We must clear the silt,' said Councillor Marsh, 'before the winter.'",
        "«We must clear the silt», said Councillor Marsh, «before the winter.»",
        'Councillor Marsh warned: "We must clear the silt before the winter."',
        'We must clear the silt," said Councillor Marsh, "before the winter.',
        '"We must clear the silt," said Councillor Marsh. "The lane must not flood again."',
        '"We must clear … the winter," said Councillor Marsh.',
        '"We must," said Councillor Marsh, "clear the silt," and then, "before the winter."',
    ],
    ids=["inset", "curly", "single", "guillemets", "before", "bare ends", "two sentences", "elision", "three"],
)
def test_words_with_their_speaker_between_are_found_by_parts(silt: ms.Index, quote: str) -> None:
    checked = silt.check_quote(quote)
    assert (checked.verdict, checked.places[0].differences, checked.total) == ("exact", (), 1)
    assert checked.places[0].said_by == ("Councillor Marsh",)
    (note,) = checked.notes
    assert note.startswith("Only what stands between quotation marks was compared, and not “")


def test_words_left_out_behind_a_comma_and_a_speaker_are_a_difference(silt: ms.Index) -> None:
    """An inset says nothing of what is left out, unless a sentence ends there."""
    checked = silt.check_quote('"We must clear the silt," said Councillor Marsh, "the winter."')
    assert (checked.verdict, marks(checked.places[0])) == ("near", [("left out", "", "before")])
    checked = silt.check_quote('"The lane must," said Councillor Marsh, "flood again."')
    assert (checked.verdict, marks(checked.places[0])) == ("altered", [("left out", "", "not")])


def test_another_speaker_in_between_is_told(silt: ms.Index) -> None:
    checked = silt.check_quote('"We must clear the silt," said Councillor Hill, "before the winter."')
    assert checked.verdict == "exact"
    assert checked.notes[-1] == "The minutes give the words to Councillor Marsh."


@pytest.mark.parametrize(
    "quote", ['The Chair called "order".', "The Chair called 'order'", 'Chair called "order'], ids=str
)
def test_quotation_marks_of_the_minutes_are_theirs(silt: ms.Index, quote: str) -> None:
    checked = silt.check_quote(quote)
    assert (checked.verdict, checked.notes) == ("exact", ())


@pytest.mark.parametrize(
    "quote",
    ['"We must, said Councillor Marsh, "act" now', '" " "', "it's the members' silt' 'again'", '"', '""""'],
)
def test_marks_that_make_no_pairs_are_no_more_than_signs(silt: ms.Index, quote: str) -> None:
    try:
        checked = silt.check_quote(quote)
    except ms.ArgumentError as error:
        assert "must have a word" in str(error)
    else:
        assert checked.notes == ()


def test_what_stands_in_brackets_stands_for_other_words(index: ms.Index) -> None:
    assert index.check_quote("[The committee] hoped that they would enjoy the work").verdict == "exact"
    assert index.check_quote("[Mr Hill] reported that rents of allotments had risen").verdict == "exact"
    assert index.check_quote("the culvert under Mill Lane, which [is] last clear[ed] in 2019").verdict == "exact"
    assert index.check_quote("and thank[s] all").verdict == "exact"


def test_a_quotation_over_two_passages_has_two_parts(index: ms.Index) -> None:
    checked = index.check_quote("to their first meeting. He hoped that they would enjoy the work")
    assert checked.verdict == "exact"
    assert [part.located.passage.text for part in checked.places[0].parts] == [FIRST, SECOND]
    assert [part.text for part in checked.places[0].parts] == [
        "to their first meeting",
        "He hoped that they would enjoy the work",
    ]


def test_a_quotation_from_a_lead_in_into_its_list(tmp_path: Path) -> None:
    passages = tuple(
        ms.Passage(text=text, lead_in="The Committee resolved that:", label=label)
        for label, text in (("a", "the report be noted;"), ("b", "the wall be mended by March."))
    )
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(ms.Meeting(items=(ms.AgendaItem(passages=passages),)), name="a")
        checked = index.check_quote("The Committee resolved that: the report be noted")
        elided = index.check_quote("The Committee resolved that … the wall be mended by March")
    assert (checked.verdict, elided.verdict) == ("exact", "exact")
    assert [part.text_of for part in checked.places[0].parts] == ["lead_in", "text"]


@pytest.mark.parametrize(
    "quote",
    [
        "the moon is made of green cheese and nobody minds",
        "Xylophones zigzagged quixotically",
        "culvert harbour rents bandstand plan meeting work",
        "the report was burnt",
    ],
)
def test_what_is_not_there_is_not_found(index: ms.Index, quote: str) -> None:
    checked = index.check_quote(quote)
    assert (checked.verdict, checked.places, checked.total) == ("not found", (), 0)


def test_the_nearest_is_named_and_not_claimed(index: ms.Index) -> None:
    checked = index.check_quote(
        "The Treasurer reported that the bandstand had cost more than the harbour wall did"
    )
    assert checked.verdict == "not found"
    assert checked.nearest is not None
    assert checked.nearest.similarity < 0.66
    assert index.check_quote("Xylophones zigzagged quixotically").nearest is None


def test_filters_are_those_of_a_search(index: ms.Index) -> None:
    assert index.check_quote(NOTED, council="Othertown").total == 1
    assert index.check_quote(NOTED, since="2026").total == 3
    assert index.check_quote("the culvert under Mill Lane", body="Planning").verdict == "not found"
    refused = index.check_quote("the culvert under Mill Lane", council="Othertwn")
    assert refused.unmatched == {"council": ("Othertown Council",)}
    assert refused.notes == ("No council is called “Othertwn”. Nearest: Othertown Council.",)


@pytest.mark.parametrize(
    ("quote", "reason"),
    [
        ("", "must have a word"),
        (" … “” [...] ", "must have a word"),
        ("\0\x1b[31m", None),
        ("word " * 2_001, "2,000 words"),
        ("x" * 12_001, "12,000 letters"),
        (None, "must be a text"),
        (b"bytes", "must be a text"),
    ],
)
def test_what_is_no_quotation_is_one_clear_sentence(index: ms.Index, quote: str, reason: str | None) -> None:
    if reason is None:
        assert index.check_quote(quote).verdict == "not found"
        return
    with pytest.raises(ms.ArgumentError, match=reason):
        index.check_quote(quote)


def test_options_that_do_not_exist_are_refused(index: ms.Index) -> None:
    with pytest.raises(ms.ArgumentError, match="check_quote has no filter or option 'councl'"):
        index.check_quote(NOTED, councl="x")  # type: ignore[call-arg]
    with pytest.raises(ms.ArgumentError, match="limit"):
        index.check_quote(NOTED, limit=-1)
    with pytest.raises(ms.ArgumentError, match="deadline_ms"):
        index.check_quote(NOTED, deadline_ms=0)
    with pytest.raises(ms.QueryTimeoutError):
        index.check_quote(f"{RENTS} {OFFICER} and more", deadline_ms=0.0001)


@pytest.mark.parametrize(
    "hostile",
    [
        "[" * 5_000,
        "(" * 5_000,
        ". " * 5_000,
        "…" * 5_000,
        "[a" * 3_000,
        "a[" * 3_000,
        "not " * 1_900,
        "a…" * 1_900,
    ],
    ids=lambda text: text[:4],
)
def test_hostile_texts_end_soon(index: ms.Index, hostile: str) -> None:
    try:
        assert index.check_quote(hostile, deadline_ms=20_000).verdict in ("not found", "altered", "near", "exact")
    except ms.ArgumentError as error:
        assert "quotation" in str(error)


def test_answers_pickle_copy_and_serialise(index: ms.Index) -> None:
    for quote in (RENTS, "rents of gardens had risen by 5 per cent", "nothing of the kind at all was ever said"):
        checked = index.check_quote(quote)
        assert pickle.loads(pickle.dumps(checked)) == checked == copy.deepcopy(checked)
        values = json.loads(json.dumps(checked.to_dict()))
        assert values["verdict"] == checked.verdict
        assert len(values["places"]) == len(checked.places)


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    with ms.open_index(tmp_path / "index", create=True) as index:
        assert index.check_quote("anything at all").verdict == "not found"


def test_random_stretches_of_real_minutes_are_found_and_made_up_ones_are_not(seeds: Path, tmp_path: Path) -> None:
    drawn = random.Random(5)
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(seeds)
        texts = [hit.passage.text for hit in index.scan() if len(hit.passage.text.split()) >= 12]
        for text in texts:
            words = text.split()
            first = drawn.randrange(len(words) - 10)
            quoted = words[first : first + drawn.randint(10, 30)]
            found = index.check_quote(" ".join(quoted)).places[0]
            assert found.similarity == 1.0
            assert any(part.text in text or text in part.text for part in found.parts)
            for count in (1, 2, 3):
                changed = list(quoted)
                for at in drawn.sample(range(len(changed)), count):
                    changed[at] = "zebra"
                assert index.check_quote(" ".join(changed)).places
            drawn.shuffle(quoted)
            assert not index.check_quote(" ".join(quoted)).places
