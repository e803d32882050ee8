"""The line that accounts for the words of a file."""

import minutesearch as ms
from minutesearch.cli.output.reading_words import describe_words


def make_reading(*texts, dropped=()):
    passages = tuple(ms.Passage(text=text, kind=ms.Kind.DISCUSSION) for text in texts)
    meeting = ms.Meeting(items=(ms.AgendaItem(title="Two words", passages=passages),))
    return ms.FileReading(file="a.pdf", page_kind="printed minutes", meetings=(meeting,), dropped=dropped)


def test_words_are_in_passages_structure_or_furniture():
    dropped = (
        ms.DroppedLine(text="1."),
        *(ms.DroppedLine(text="Parks 4 May", page=page, is_running=True) for page in (2, 3)),
        ms.DroppedLine(text="3", page=3, is_running=True),
    )
    assert (
        "50 % of 20 words in passages, 3 structure, 7 dropped as furniture (p. 2-3: Parks 4 May; 3)"
        == describe_words(make_reading("one two three four five", "six seven eight nine ten", dropped=dropped))
    )


def test_a_file_without_pages_has_no_furniture():
    assert "75 % of 8 words in passages, 2 structure" == describe_words(
        make_reading("one two three four five six")
    )
    assert "no words" == describe_words(ms.FileReading(file="a", page_kind="unread", meetings=()))
