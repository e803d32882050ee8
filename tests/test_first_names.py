"""First names: evidence that a line of a list is a person."""

from minutesearch.person_names import FIRST_NAMES, is_first_name


def test_names_of_all_peoples_and_those_of_the_census_are_first_names():
    assert all(map(is_first_name, ("aoife", "gurpreet", "dafydd", "royal", "clayton")))
    assert not is_first_name("elmford")


def test_first_names_that_are_words_too_make_no_person_of_a_text():
    assert {"royal", "clayton", "price"}.isdisjoint(FIRST_NAMES)
