"""The act of each speaker: said, asked, answered, moved, seconded or proposed."""

import pytest

from minutesearch.records import Kind
from minutesearch.segmenting.people.attribution import attribute


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Councillor Ashby explained that the drains were old.", "Councillor Ashby said"),
        ("Councillor Ashby asked when the drains would be cleared.", "Councillor Ashby asked"),
        ("Mr Badu replied that this was in hand.", "Mr Badu answered"),
        ("Seconded by Councillor Birch;", "Councillor Birch seconded"),
        (
            "Moved by Councillor Ashby, seconded by Councillor Birch.",
            "Councillor Ashby moved, Councillor Birch seconded",
        ),
        ("Proposed by Councillor Ashby.", "Councillor Ashby proposed"),
        (
            "Motion to adjourn was made by Trustee Ashby, seconded by Trustee Birch.",
            "Trustee Ashby moved, Trustee Birch seconded",
        ),
        ("An observation was made by Councillor Ashby.", "Councillor Ashby said"),
        ("Councillor Ashby accepted and signed the Declaration of Acceptance of Office.", ""),
        ("Council to receive requested information on the lease.", ""),
        ("Oldtown Primary School Parent Council - HR said the grass was long.", "HR said"),
        ("Harbour Area Partnership (HAP) & Piers Fund (PF) DR reported that the bids were late.", ""),
        ("The Clerk agreed that Mrs Birch be asked to audit the accounts.", "The Clerk said"),
        (
            "Councillor Hill proposed and Councillor Marsh seconded that the rents stay.",
            "Councillor Hill proposed, Councillor Marsh seconded",
        ),
        ("Mr Lee proposed that a visit to the site be arranged.", "Mr Lee said"),
        (
            "Councillor Ashby moved that the report be noted. Councillor Ashby said that it was late.",
            "Councillor Ashby moved, Councillor Ashby said",
        ),
        (
            "Councillor Ashby said that it was late. Councillor Ashby asked why.",
            "Councillor Ashby said",
        ),
    ],
)
def test_each_speaker_has_the_act_of_the_verb(text: str, expected: str) -> None:
    found = attribute(text, Kind.DISCUSSION)
    assert expected == ", ".join(f"{spoken.printed} {spoken.act}" for spoken in found)
