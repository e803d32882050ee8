"""Ids that last."""

import datetime
from base64 import b32encode
from hashlib import blake2b

from hypothesis import example, given
from hypothesis import strategies as st

from minutesearch.digests import digest, digest_many
from minutesearch.indexing.document_builder import make_document
from minutesearch.indexing.identities import identify_meetings
from minutesearch.records import AgendaItem, Meeting, Passage, Section, Source
from minutesearch.serialising import load_passage


def _arrive_together(_, identities):
    """Return one arrival for every passage."""
    return ["000000000000000001 2026-10-07T09:30:00.000000Z"] * sum(len(each.passages) for each in identities)


def identify(*passages: Passage, source: str = "a.txt") -> tuple[Passage, ...]:
    """Return passages as they come back from an index, with their ids."""
    meetings = (Meeting(items=(AgendaItem(passages=passages),)),)
    table = make_document(Source(name=source, sha256=""), meetings, _arrive_together).passages
    return tuple(
        load_passage(each.record, text=each.texts["text"], id_=each.keywords["id"][0])[0] for each in table
    )


def test_every_passage_has_an_id_of_its_own() -> None:
    labelled = [Passage(text="same", label=label) for label in ("1", "2", "8.a", "a", "a", None, None)]
    assert len({passage.id for passage in identify(*labelled)}) == len(labelled)


def test_editing_a_paragraph_changes_its_fingerprint_only() -> None:
    before = identify(Passage(text="The motion fell.", label="1"), Passage(text="Noted.", label="2"))
    after = identify(Passage(text="The motion was lost.", label="1"), Passage(text="Noted.", label="2"))
    assert [passage.id for passage in before] == [passage.id for passage in after]
    assert [one.fingerprint == other.fingerprint for one, other in zip(before, after, strict=True)] == [
        False,
        True,
    ]


def test_putting_in_a_paragraph_without_a_label_leaves_the_labelled_ones() -> None:
    before = identify(Passage(text="One.", label="1"), Passage(text="Two.", label="2"))
    after = identify(Passage(text="One.", label="1"), Passage(text="New."), Passage(text="Two.", label="2"))
    assert [before[0].id, before[1].id] == [after[0].id, after[2].id]


def test_putting_in_a_labelled_paragraph_leaves_those_without_a_label() -> None:
    before = identify(Passage(text="One."), Passage(text="Two."))
    after = identify(Passage(text="One."), Passage(text="New.", label="1"), Passage(text="Two."))
    assert [before[0].id, before[1].id] == [after[0].id, after[2].id]


def test_white_space_does_not_change_a_fingerprint() -> None:
    one, other = identify(Passage(text="only\xa0 2%")), identify(Passage(text="only 2%"))
    assert one[0].fingerprint == other[0].fingerprint


def test_sections_and_sources_tell_equal_labels_apart() -> None:
    minutes, decision = identify(
        Passage(text="x", label="a"), Passage(text="x", label="a", section=Section.DECISION)
    )
    elsewhere = identify(Passage(text="x", label="a"), source="b.txt")[0]
    assert len({minutes.id, decision.id, elsewhere.id}) == 3


def test_two_sources_of_one_meeting_give_it_one_id() -> None:
    known = Meeting(council="Kent County Council", body="Health Committee", date=datetime.date(2023, 1, 6))
    ids = {identify_meetings((known,), source=name)[0].id for name in ("a.txt", "b.txt")}
    assert len(ids) == 1


def test_meetings_that_nothing_is_known_of_are_not_taken_for_one() -> None:
    ids = {identify_meetings((Meeting(),), source=name)[0].id for name in ("a.txt", "b.txt")}
    assert len(ids) == 2


@given(texts=st.lists(st.text(max_size=5), max_size=20))
@example(texts=[str(number) for number in range(3000)])
def test_many_digests_are_each_in_base_32(texts: list[str]) -> None:
    hashed = [blake2b(text.encode("utf-8", "surrogatepass"), digest_size=10).digest() for text in texts]
    letters = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789abcdefghjkmnpqrstvwxyz")
    assert [b32encode(each).translate(letters).decode() for each in hashed] == digest_many(texts)


@given(parts=st.lists(st.text(max_size=5), max_size=4))
def test_a_digest_is_sixteen_letters_and_digits_without_those_that_look_alike(parts: list[str]) -> None:
    made = digest(*parts)
    assert len(made) == 16
    assert not set(made) - set("0123456789abcdefghjkmnpqrstvwxyz")
