"""What is typed finds every way of writing it: days, times, sums, measures, references, compounds, names."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import pytest

import minutesearch as ms

#: Each group is one thing in several ways; every way finds every other, alone, with a word and in a quotation.
WAYS = {
    "compound of small word": ("well being", "wellbeing", "well-being"),
    "prefix": ("anti social", "antisocial", "anti-social"),
    "prefix of two letters": ("co operation", "cooperation", "co-operation"),
    "prefix of one letter": ("e mails", "emails", "e-mails"),
    "compound": ("car parks", "carparks", "car-parks"),
    "unhyphenated compound": ("flood plain", "floodplain"),
    "verb and particle": ("follow up", "followup", "follow-up"),
    "section": ("s106", "s.106", "S 106", "section 106", "Section 106"),
    "paragraph": ("para 4.2", "paragraph 4.2"),
    "road": ("A229", "A 229", "A-229"),
    "particles": ("PM2.5", "PM 2.5", "PM₂.₅"),
    "gas": ("CO2", "CO 2", "CO₂"),
    "word and number": ("COVID-19", "Covid 19", "covid19"),
    "millions": ("£5,400,000", "£5.4m", "£5.4 million", "£5.40M", "£5,400k"),
    "billions": ("£1.2bn", "£1.2 billion", "£1,200 million"),
    "thousands": ("£10,000", "£10k", "£10 thousand", "£10,000.00"),
    "figure without a sign": ("5.4 million", "5,400,000"),
    "pounds and pence": ("£500", "£500.00"),
    "day": (
        *("3/5/2021", "03/05/2021", "3 May 2021", "3rd May 2021", "May 3, 2021", "3.5.2021", "03.05.21"),
        *("2021-05-03", "3-5-2021", "3rd of May 2021"),
    ),
    "abbreviated month": ("12 September 2020", "12/9/2020", "12th Sept. 2020", "12 Sep 2020"),
    "apostrophe": ("O'Brien", "O’Brien", "OBrien", "O Brien"),
    "accent": ("Müller", "Muller"),
    "day of a short year": ("3 May 21", "3-May-21", "03.05.21", "3/May/2021", "3 May '21"),
    "day of no year": ("14 Feb", "14th February", "February 14", "14 February"),
    "month": ("Sept. 2021", "September 2021", "Sep 2021", "09/2021"),
    "years of accounts": ("2020/21", "2020-21", "2020/2021", "2020-2021"),
    "speed": ("30mph", "30 mph", "30-mph", "30 miles per hour", "thirty miles per hour"),
    "length": ("5km", "5 km", "5 kilometres", "5-kilometre"),
    "weight": ("20 tonnes", "20t", "20-tonne", "twenty tonnes"),
    "area": ("500 sq m", "500sqm", "500 square metres", "500 m²"),
    "hours": ("24 hours", "24-hour", "24hr", "24 hrs", "24hrs"),
    "measure with a fraction": ("2½ miles", "2.5 miles", "2.5-mile"),
    "height": ("2m", "2 metres", "2-metre"),
    "count": ("two councillors", "2 councillors"),
    "percentage": ("5%", "5 per cent", "five per cent", "5 percent", "five percent"),
    "time in the evening": ("7pm", "7.00pm", "7.00 p.m.", "19:00", "7 pm", "7:00 PM", "1900 hrs", "19.00 hours"),
    "time in the morning": ("9.30am", "9:30 a.m.", "09:30", "9.30 am"),
    "noon": ("12 noon", "12.00 noon", "12pm", "midday"),
    "midnight": ("midnight", "12 midnight", "12am"),
    "time without a space": ("5pm", "5.00p.m.", "17:00"),
    "pounds and their number in words": ("£20", "twenty pounds"),
    "years of a century's end": ("1999/00", "1999-2000"),
    "numbers": ("Nos 5", "numbers 5"),
    "ordinal weekday": ("2nd Monday", "second Monday"),
    "saint's road": ("St Mary's Road", "Saint Mary's Rd", "St. Marys Rd"),
    "apostrophe's street": ("O'Connell Street", "O'Connell St"),
    "o'clock": ("7 o'clock", "seven o’clock"),
    "time of a long day": ("11pm", "23.00hrs", "2300 hours"),
    "hundred per cent": ("100%", "a hundred per cent"),
    "half in words": ("1½ miles", "one and a half miles", "1.5 miles"),
    "metres in words": ("35m", "thirty-five metres"),
    "half a million": ("£500,000", "half a million pounds", "£½m", "£0.5 million"),
    "millions in words": ("£2m", "two million pounds", "£2,000,000"),
    "freephone": ("1800 222 333", "1800222333"),
    "key stage": ("key stage 2", "KS2", "Key Stage Two"),
    "world war": ("World War II", "WW2", "WWII", "world war two"),
    "appendix": ("Appendix B", "App. B"),
    "junction": ("junction 4", "J4"),
    "grade of a listed building": ("Grade II*", "grade 2", "grade ii*"),
    "postcode": ("ME4 4TR", "ME44TR", "me4 4tr"),
    "Irish postcode": ("V94 T9PX", "V94T9PX"),
    "Canadian postcode": ("R3B 1B9", "R3B1B9"),
    "telephone": ("01634 306000", "01634306000", "(01634) 306000", "01634 306 000", "+44 1634 306000"),
    "telephone in London": ("020 7946 0018", "02079460018", "020 79460018", "(020) 7946 0018"),
    "telephone overseas": ("204-555-0123", "204 555 0123"),
    "euros": ("€5,400", "5,400 euro", "5,400 euros", "EUR 5,400"),
    "pounds in words": ("£500", "500 pounds"),
    "pence": ("50p", "50 pence", "£0.50"),
    "millions with a fraction": ("£1½ million", "£1.5m", "£1,500,000", "£1½m"),
    "phase": ("phase two", "phase 2", "phase II", "Phase-2"),
    "part of an act": ("Part V", "part 5", "part five"),
    "number": ("No. 5", "no 5", "number 5", "No.5", "number five"),
    "councillor": ("cllr", "councillor", "Cllr.", "Councillors", "Cllrs"),
    "department": ("dept", "department"),
    "street": ("Mill Street", "Mill St", "mill st."),
    "contracted road": ("Mill Road", "Mill Rd"),
    "saint": ("St Peter", "Saint Peter", "St. Peter's"),
    "by-law": ("by-law", "byelaw", "bylaw", "bye-law", "by-laws", "byelaws", "bye law"),
    "web address": (
        *("https://www.example.gov.uk/parking", "www.example.gov.uk/parking"),
        "http://www.example.gov.uk/parking/",
    ),
    "ordinal": ("21st", "twenty-first", "twenty first"),
}
PAIRS = [
    pytest.param(printed, typed, id=f"{name}: {typed} finds {printed}")
    for name, ways in WAYS.items()
    for printed in ways
    for typed in ways
]
OTHERS = (
    "The plain wall of the school was well built, and being dry it stood.",
    "There were 21 people, 106 letters, 229 trees, 2 cars and 19 cats in 2021; some were social.",
    "It may be 5.4 miles; in May the 3 parks flood, and another 500 follow.",
)


@pytest.fixture(scope="module")
def printing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], ms.Index]]:
    """Make, once for each way of writing, an index in which one passage of four has it."""
    folder = Path(tmp_path_factory.mktemp("ways"))
    made: dict[str, ms.Index] = {}

    def index_with(printed: str) -> ms.Index:
        if printed not in made:
            made[printed] = make_index(folder / str(len(made)), (*OTHERS, f"The note on {printed} was agreed."))
        return made[printed]

    yield index_with
    for index in made.values():
        index.close()


def make_index(folder: Path, texts: Sequence[str]) -> ms.Index:
    index = ms.create_index(folder)
    passages = tuple(ms.Passage(text=text) for text in texts)
    index.add(
        ms.Meeting(
            body="Parks Board",
            date=datetime.date(2021, 3, 4),
            items=(ms.AgendaItem(title="Reports", passages=passages),),
        )
    )
    return index


@pytest.mark.parametrize(("printed", "typed"), PAIRS)
def test_each_way_of_writing_finds_each_other(
    printing: Callable[[str], ms.Index], printed: str, typed: str
) -> None:
    index = printing(printed)
    for query in (typed, f"{typed} agreed", f'"on {typed} was"'):
        found = index.search(query, match="all")
        assert [hit.passage.text[:11] for hit in found] == ["The note on"], query


@pytest.mark.parametrize(
    ("printed", "typed", "marked"),
    [
        ("Section 106", "s106", ["Section 106"]),
        ("well being", "wellbeing", ["well being"]),
        ("3rd May 2021", "3/5/2021", ["3rd May 2021"]),
        ("£5.4 million", "£5,400,000", ["£5.4 million"]),
        ("A 229", "A229", ["A 229"]),
        ("A 229", "A 229", ["A 229"]),
        ("PM2.5", "PM2.5", ["PM2.5"]),
        ("anti-social", '"on antisocial"', ["on anti-social"]),
        ("30mph", "30 mph", ["30mph"]),
        ("30 miles per hour", "30mph", ["30 miles per hour"]),
        ("7.00 p.m.", "19:00", ["7.00 p.m."]),
        ("19:00", "7pm", ["19:00"]),
        ("01634 306000", "01634306000", ["01634 306000"]),
        ("Phase II", "phase two", ["Phase II"]),
        ("Cllr", "councillor", ["Cllr"]),
        ("bye-law", "bylaw", ["bye-law"]),
        ("www.example.gov.uk/a", "https://www.example.gov.uk/a", ["www.example.gov.uk/a"]),
    ],
)
def test_the_whole_of_it_is_marked(
    printing: Callable[[str], ms.Index], printed: str, typed: str, marked: list[str]
) -> None:
    hit = printing(printed).search(typed)[0]
    assert [hit.passage.text[start:end] for start, end in hit.highlights] == marked


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("21 people", "21st"),
        ("½ mile", "1st"),
        ("may or may not", "mayor"),
        ("not able men", "notable"),
        ("use less water", "useless"),
        ("for ward members", "forward"),
        ("a £5.40 note", "£5.4m"),
        ("5 March 2021", "3/5/2021"),
        ("section 1 and 06", "s106"),
        ("item 106", "s106"),
        ("item 10", "ten"),
        ("ten", "10"),
        ("£19.00", "7pm"),
        ("19.30% of it", "7.30pm"),
        ("7am", "7pm"),
        ("paragraph 9.30", "9.30am"),
        ("required by law", "by-law"),
        ("phase 2", "II"),
        ("class II", "2"),
        ("20 tons", "20 tonnes"),
        ("£5m", "5 metres"),
        ("£5 million", "5 metres"),
        ("21 Sep", "September 2021"),
        ("2019/20", "2020/21"),
        ("01634 306001", "01634 306000"),
        ("ME4 4TS", "ME4 4TR"),
        ("www.example.gov.uk/planning", "https://www.example.gov.uk/parking"),
        ("a note of 3 rd", "note road"),
        ("12 members", "12pm"),
        ("page 3", "3p"),
        ("no more", "No 5"),
        ("no two of them", "No 2"),
        ("No 1", "no one"),
        ("£12.00", "12pm"),
        ("a strip of 0.5m", "half a million"),
        ("a strip of 0.5m", "500,000"),
    ],
)
def test_nothing_else_is_found(printing: Callable[[str], ms.Index], printed: str, typed: str) -> None:
    assert [hit for hit in printing(printed).search(typed, match="all") if "note on" in hit.passage.text] == []


def test_what_a_browser_adds_to_an_address_is_left_out(printing: Callable[[str], ms.Index]) -> None:
    pasted = "https://www.example.gov.uk/parking?utm_source=letter&utm_medium=email#permits"
    assert printing("www.example.gov.uk/parking").search(pasted, match="all").total == 1


@pytest.mark.parametrize("typed", ["6pm", "6.00 p.m.", "18:00", "8pm"])
def test_hours_that_share_their_half_of_the_day_are_found_by_either(
    printing: Callable[[str], ms.Index], typed: str
) -> None:
    assert printing("6-8pm").search(typed, match="all").total == 1
    assert printing("6 to 8pm").search(typed, match="all").total == 1


def test_two_things_side_by_side_are_each_found_otherwise(printing: Callable[[str], ms.Index]) -> None:
    assert printing("Cllr Marsh at 7.30 p.m. and 30mph").search("councillor 19:30 30 mph", match="all").total == 1


def test_a_telephone_number_in_brackets_leaves_the_rest_of_the_query(printing: Callable[[str], ms.Index]) -> None:
    index = printing("01634 306000")
    assert index.search("(01634) 306000 agreed", match="all").total == 1
    assert index.search("(01634 306000 OR nothing) agreed", match="all").total == 1
    assert index.search("(01634) 306000 -agreed", match="all").total == 0


def test_an_ordinal_beside_a_month_is_a_day(printing: Callable[[str], ms.Index]) -> None:
    assert printing("21 November").search("21st November", match="all").total == 1


@pytest.mark.parametrize("typed", ["twenty-twelfth", "twenty twelfth", "Thirty-Fortieth", "ninety twentieth"])
def test_an_ordinal_that_there_is_not_is_its_words(printing: Callable[[str], ms.Index], typed: str) -> None:
    assert printing(typed).search(typed, match="all").total == 1


def test_what_stands_there_otherwise_is_said(printing: Callable[[str], ms.Index]) -> None:
    assert printing("section 106").search("s106").expansions == {"s106": ("section 106",)}
    assert printing("s106").search("s106").expansions == {}


def test_without_expansion_only_what_was_typed_is_found(printing: Callable[[str], ms.Index]) -> None:
    assert printing("section 106").search("s106", match="all", expand=False).total == 0


def test_the_article_is_no_road(tmp_path: Path) -> None:
    with make_index(tmp_path / "index", ["The A20 was closed.", "A 20 mph limit was agreed."]) as index:
        assert [hit.passage.text for hit in index.search("a 20 mph limit")] == ["A 20 mph limit was agreed."]


def test_every_kind_is_quick_on_any_text() -> None:
    from minutesearch.analysis import find_writings

    for text in chain(("1" * 2000, "3/" * 900, "£1," * 600, "s." * 900, "a 1 " * 500, "may 3 " * 300), OTHERS):
        assert isinstance(find_writings(text), tuple)


def test_words_that_a_small_word_parts_mean_the_same_when_said_back(printing: Callable[[str], ms.Index]) -> None:
    results = printing("cooperation").search("co the operation agreed")
    assert printing("cooperation").search(results.query).total == results.total == 1


def test_two_words_that_joined_are_one_of_them_again_are_no_compound(tmp_path: Path) -> None:
    with ms.create_index(tmp_path / "index") as index:
        item = ms.AgendaItem(passages=(ms.Passage(text="The sector asked what the ICS would do."),))
        index.add(ms.Meeting(body="Board", items=(item,)))
        for query in ("sector ICS", "(sector OR ICS)"):
            assert index.search(query).expansions == {}
