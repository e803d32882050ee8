"""Names of bodies that a head begins on one line and ends on the next, or names behind their council's."""

from __future__ import annotations

import pytest

from minutesearch.reading.heads.body_choice import choose_bodies


@pytest.mark.parametrize(
    ("head", "council", "body"),
    [
        (
            "MINUTES OF A MEETING OF THE MUNICIPAL DISTRICT OF ELM-\nOAKVALE HELD IN ELM HOUSE ON 4 MAY 2021",
            None,
            "MUNICIPAL DISTRICT OF ELM-OAKVALE",
        ),
        (
            "Minutes of Elm City & County Council Climate, Trees\nand Water Policy Committee held on 4 May 2021",
            "Elm City & County Council",
            "Climate, Trees and Water Policy Committee",
        ),
        (
            "A meeting of the Board of Commissioners of the Elm Special\nWater District was held on May 20, 2013",
            None,
            "Board of Commissioners of the Elm Special Water District",
        ),
        (
            "A meeting of Elm County Council, Homes and Roads Policy Committee\nwas held on 4 May 2021",
            "Elm County Council",
            "Homes and Roads Policy Committee",
        ),
    ],
    ids=["at a hyphen", "in a list", "before a noun", "behind its council"],
)
def test_a_name_that_a_sentence_breaks_off_is_read_whole(head: str, council: str | None, body: str) -> None:
    """ "District of Elm" is another body than "District of Elm-Oakvale"."""
    chosen = choose_bodies(head.split("\n"))

    assert (council, body) == (chosen.council, chosen.body)


def test_a_line_that_ends_whole_goes_on_in_no_other_name() -> None:
    """ "Oak Hall Roads Committee" is none: the place ends with its line."""
    chosen = choose_bodies(["Minutes of Elm Town Council at Oak Hall", "Roads Committee", "4 May 2021"])

    assert ("Elm Town Council", "Roads Committee") == (chosen.council, chosen.body)
