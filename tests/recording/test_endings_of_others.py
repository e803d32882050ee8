"""What ended is the motion moved here: none that its words name, that is only supposed, or that is reported."""

from collections.abc import Callable

import pytest

from minutesearch.records import AgendaItem, Outcome

Record = Callable[..., AgendaItem]


def outcomes(item: AgendaItem) -> list[Outcome | None]:
    return [motion.outcome for motion in item.motions]


@pytest.mark.parametrize(
    "words",
    [
        "that the motion carried in March be rescinded",
        "to rescind the motion passed on 4 May",
        "that the resolution which was adopted in March be rescinded",
        "that Councillor Sedge's motion, which had been carried in March, be rescinded",
        "that the amendment passed by the Committee be accepted",
        "that the budget be approved if the county's motion is carried",
    ],
)
@pytest.mark.parametrize("end", ["Defeated.", "The motion was defeated.", "The motion was lost 1-2."])
def test_what_the_words_moved_say_was_carried_does_not_carry_the_motion(
    words: str, end: str, record: Record
) -> None:
    item = record(f"Moved by Councillor Reed, seconded by Councillor Brook, {words}. {end}")
    assert [Outcome.LOST] == outcomes(item)


@pytest.mark.parametrize(
    "text",
    [
        "Motion by Reed, seconded by Elm, to reconsider the motion that was lost. Motion carried 3-0.",
        "Cllr Reed moved that the motion, which had been lost, be put again. Cllr Brook seconded. Carried.",
    ],
)
def test_what_the_words_moved_say_was_lost_does_not_lose_the_motion(text: str, record: Record) -> None:
    assert [Outcome.CARRIED] == outcomes(record(text))


@pytest.mark.parametrize(
    "supposed",
    [
        "The Chair warned that if the motion was carried the fish would die.",
        "Mr Sedge asked whether the motion was carried in any other town.",
        "Mr Sedge would resign unless the motion was carried.",
    ],
)
def test_what_would_follow_an_end_is_no_end(supposed: str, record: Record) -> None:
    moved = "Moved by Reed, seconded by Brook, that the pond be filled."
    assert [Outcome.LOST] == outcomes(record(f"{moved} {supposed} The motion was lost 1-2."))
    assert [None] == outcomes(record(f"{moved} {supposed}"))


def test_an_end_that_is_asked_is_no_end(record: Record) -> None:
    text = "Proposed by Cllr Reed, seconded by Cllr Brook. Carried? The Chair declared the motion lost."
    assert [Outcome.LOST] == outcomes(record(text))


def test_an_end_that_a_later_sentence_names_comes_before_one_among_the_words_moved(record: Record) -> None:
    text = "Cllr Reed proposed, seconded by Cllr Brook, that the proposal was accepted."
    assert [Outcome.CARRIED] == outcomes(record(text))
    assert [Outcome.LOST] == outcomes(record(f"{text} The motion was lost."))


def test_two_ends_among_the_words_moved_that_contradict_each_other_are_none(record: Record) -> None:
    text = "Reed proposed, seconded by Brook, that recommendations were lost yet recommendations were accepted."
    assert [None] == outcomes(record(text))


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Motion by Reed, second by Brook, to approve the minutes was carried.", Outcome.CARRIED),
        ("Reed moved, Brook seconded to approve the minutes, motion carried.", Outcome.CARRIED),
        ("Cllr Reed moved the report, which was seconded by Cllr Brook and carried.", Outcome.CARRIED),
        (
            "Cllr Reed moved an amendment that the fee be cut, seconded by Cllr Brook, which was lost.",
            Outcome.LOST,
        ),
    ],
)
def test_an_end_in_the_sentence_of_the_mover_is_the_motions(text: str, outcome: Outcome, record: Record) -> None:
    assert [outcome] == outcomes(record(text))


@pytest.mark.parametrize(
    "text",
    [
        "Cllr Reed reported that the county's motion on buses, moved by Cllr Sedge, was carried last week.",
        "It was noted that at the last meeting Cllr Reed had brought a motion on the pond, which was lost.",
        "Members noted that at the last meeting there was a motion on the pond, which was lost.",
        "Mr Reed reminded members that on 4 May Mr Elm moved, seconded by Mr Ash, to sell. The motion was lost.",
        "The motion moved by Cllr Reed and seconded by Cllr Brook on 4 May was noted to have been carried.",
        "The Clerk reported that the county council had voted: moved by Mr Reed, seconded by Mr Elm, lost 1-2.",
        "Mr Reed said that at the meeting of the County Council a motion to close the dell was carried 30-12.",
    ],
)
def test_a_motion_that_is_reported_of_elsewhere_is_none_of_this_meeting(text: str, record: Record) -> None:
    item = record(text)
    assert ((), ()) == (item.motions, item.votes)


def test_a_motion_moved_by_one_who_notes_the_last_meeting_is_one_of_this(record: Record) -> None:
    text = (
        "Cllr Reed, noting that at the last meeting it was put off, moved, seconded by Cllr Brook, that it be let."
    )
    (motion,) = record(f"{text} Carried.").motions
    assert ("Cllr Reed", "Cllr Brook", Outcome.CARRIED) == (motion.mover, motion.seconder, motion.outcome)


def test_the_end_that_is_reported_of_a_motion_of_this_meeting_is_its_end(record: Record) -> None:
    text = (
        "Cllr Reed moved and Cllr Brook seconded that it be let. The Clerk reported that the motion was carried."
    )
    assert [Outcome.CARRIED] == outcomes(record(text))


@pytest.mark.parametrize(
    ("paragraphs", "mover"),
    [
        (["Proposed by Cllr Reed. Not seconded."], "Cllr Reed"),
        (["Proposed by: Cllr Reed", "Seconded by:", "Result: No seconder"], "Cllr Reed"),
        (["Proposed by: Cllr Reed", "Seconded by:", "Vacant"], "Cllr Reed"),
        (["Cllr Reed moved the recommendation. Seconded by nobody."], "Cllr Reed"),
    ],
)
def test_a_word_that_says_there_was_no_seconder_is_no_name(
    paragraphs: list[str], mover: str, record: Record
) -> None:
    (motion,) = record(*paragraphs).motions
    assert (mover, None) == (motion.mover, motion.seconder)


@pytest.mark.parametrize(("end", "outcome"), [("LOST", Outcome.LOST), ("CARRIED", Outcome.CARRIED)])
def test_a_verb_behind_a_label_is_no_part_of_the_name(end: str, outcome: Outcome, record: Record) -> None:
    (motion,) = record(f"Motion: Moved Cr Reed, seconded Cr Brook, that the matter lie. PUT AND {end}").motions
    assert ("Cr Reed", "Cr Brook", outcome) == (motion.mover, motion.seconder, motion.outcome)


@pytest.mark.parametrize(
    "text",
    [
        "Resolution to fell the yew: proposed Cllr Reed, seconded Cllr Brook. Not approved.",
        "Mr. Reed made the motion to fell the yew. Mr. Brook seconded. Motion was not supported.",
    ],
)
def test_a_motion_to_fell_a_tree_does_not_fall(text: str, record: Record) -> None:
    assert [Outcome.LOST] == outcomes(record(text))


def test_a_motion_without_names_is_one(record: Record) -> None:
    (motion,) = record("It was moved and seconded that the elm be felled. Not carried.").motions
    assert (None, None, Outcome.LOST) == (motion.mover, motion.seconder, motion.outcome)


def test_who_makes_the_motion_moves(record: Record) -> None:
    (passage,) = record("Mr. Reed made the motion to fell the yew. Mr. Brook seconded.").passages
    assert ["moved", "seconded"] == [one.act.value for one in passage.attributions]


def test_a_clause_says_how_another_motion_ended(record: Record) -> None:
    item = record(
        "Cllr Sedge moved, and Cllr Reed seconded, an amendment to drain the pond.",
        "The amendment having been lost, the original motion moved by Cllr Brook and seconded by Elm was carried.",
    )
    found = [(one.mover, one.outcome, one.is_amendment) for one in item.motions]
    assert [("Cllr Sedge", Outcome.LOST, True), ("Cllr Brook", Outcome.CARRIED, False)] == found


def test_who_proposed_the_amendment_to_what_is_resolved_has_moved_no_more(record: Record) -> None:
    item = record(
        "RESOLVED that, subject to the amendment proposed by Cllr Brook and seconded by Cllr Elm, it is."
    )
    assert [("Cllr Brook", True)] == [(one.mover, one.is_amendment) for one in item.motions]
