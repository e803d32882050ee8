"""Which printed names are a person's: one with a title, a first name or an initial, and no office or group."""

import pytest

from minutesearch.recording import is_no_person, may_be_surnamed, person_named
from minutesearch.recording.printed.person_names import KnownNames


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Councillor Ashby", "Councillor Ashby"),
        ("Mrs J. Holloway-Price", "Mrs J. Holloway-Price"),
        ("Tom Penhale", "Tom Penhale"),
        ("C Murton", "C Murton"),
        ("Mayor Harland", "Mayor Harland"),
        ("Chief Superintendent Doyle", "Chief Superintendent Doyle"),
        ("Councillor Dean", "Councillor Dean"),
        ("Dr Rickwood from the Local Medical Committee", "Dr Rickwood"),
        ("Ms S. Carling, Senior Engineer", "Ms S. Carling"),
        ("Clerk, Mr Tennant", "Mr Tennant"),
        ("Executive Engineer, Roads", None),
        ("Labour Group", None),
        ("Mayor", None),
        ("Mr Speaker", None),
        ("Members", None),
        ("Deputy Town Clerk", None),
        ("Friends of Mr Birchall", None),
        ("Councillor Birchall’s wife", None),
        ("Councillors Amory and Bellis", None),
        ("Councillor Amory and Councillor Bellis", None),
        ("Anglian Water", None),
        ("CC", None),
        ("Cmhlr", None),
        ("", None),
    ],
)
def test_a_person_is_named_by_a_title_a_first_name_or_an_initial(printed: str, name: str | None) -> None:
    assert person_named(printed) == name


@pytest.mark.parametrize("printed", ["The Clerk", "A Member", "Planning Committee", "Conservative Group", "Mayor"])
def test_offices_groups_and_bodies_are_nobodys_names(printed: str) -> None:
    assert is_no_person(printed)
    assert not may_be_surnamed(printed)


@pytest.mark.parametrize("printed", ["Ashby", "Ngozi Okaforth", "A Penhale"])
def test_a_name_that_no_title_or_list_shows_may_still_be_one(printed: str) -> None:
    assert person_named(printed) is None
    assert may_be_surnamed(printed)


@pytest.mark.parametrize(
    ("kept", "asked", "expected"),
    [
        ("Councillor Ann Ash", "Ann Ash", True),
        ("Ann Ash", "A. Ash", True),
        ("Ash", "Councillor Bob Ash", True),
        ("Ann Ash", "Bob Ash", False),
        ("A. Ash", "Bob Ash", False),
        ("Ann Ash", "Ann Birch", False),
    ],
)
def test_a_known_name_is_that_of_whoever_has_its_surname_and_no_other_first_name(
    kept: str, asked: str, *, expected: bool
) -> None:
    known = KnownNames(["Councillor Cy Cedar"])
    known.add(kept)

    assert known.may_have(asked) is expected
    assert known.may_have("Mrs Cedar")
