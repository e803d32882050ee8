import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from minutesearch.reading import ModGovIds, parse_modgov_url


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://democracy.kent.gov.uk/mgAi.aspx?ID=68150", ModGovIds(item="68150")),
        ("http://cardiff.moderngov.co.uk/mgAi.aspx?ID=18946&LLL=0", ModGovIds(item="18946")),
        ("https://democracy.kent.gov.uk/MGAI.ASPX?id=68150#top", ModGovIds(item="68150")),
        (
            "http://mycouncil.surreycc.gov.uk/ieListDocuments.aspx?CId=250&MId=7244&Ver=4",
            ModGovIds(committee="250", meeting="7244"),
        ),
        (
            "https://democracy.kent.gov.uk/ieListDocuments.aspx?CId=276&amp;MeetingId=6956",
            ModGovIds(committee="276", meeting="6956"),
        ),
        ("https://democracy.kent.gov.uk/ieIssueDetails.aspx?IId=39384&PlanId=0&Opt=3", ModGovIds(issue="39384")),
        ("https://democracy.kent.gov.uk/mgUserInfo.aspx?ID=12", ModGovIds()),
        ("https://democracy.kent.gov.uk/mgAi.aspx?ID=12a", ModGovIds()),
        ("https://democracy.kent.gov.uk/mgAi.aspx", ModGovIds()),
        ("https://[::1/mgAi.aspx?ID=1", ModGovIds()),
        ("https://x/mgAi.aspx?" + "a=1&" * 1000, ModGovIds()),
        ("", ModGovIds()),
    ],
)
def test_reads_the_numbers_of_a_page(url, expected):
    assert expected == parse_modgov_url(url)


@given(st.text())
@example("//\u2100/mgai.aspx?id=1")
def test_any_text_gives_numbers_or_none(url):
    assert isinstance(parse_modgov_url(url), ModGovIds)
