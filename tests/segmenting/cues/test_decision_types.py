from __future__ import annotations

import pytest

from minutesearch.records import DecisionType
from minutesearch.segmenting.cues.decision_types import read_decision_type

CLAUSES = [
    ("noted the update;", None, "noted"),
    ("noted that the Officer would liaise and asked for more", None, "noted"),
    ("agreed to add future updates to the work programme", None, "agreed"),
    ("agreed to note the report", None, "noted"),
    ("requested that a letter be sent and asked that the Leader raises this", None, "requested"),
    ("note the contents of the Strategy", "RESOLVED that the Committee:", "noted"),
    ("delegate authority to the Clerk, to develop a way of working", "RESOLVED that the Committee:", "delegated"),
    ("The Committee noted and commented on the report and requested that a note be provided", None, "noted"),
    ("Noted the update and commented on the emerging service plans.", "The Board:", "noted"),
    ("Agreed that an update should be brought to the next meeting", "The Board:", "agreed"),
    ("the letters log be NOTED; and", "RESOLVED that:", "noted"),
    ("RESOLVED that the recommendations be approved.", None, "approved"),
    ("RESOLVED that the report be accepted, and the policy be agreed (Option 1).", None, "approved"),
    ("That the Annual Report be endorsed and noted.", None, "approved"),
    ("confirms its support to accept the grant", "RESOLVED that Cabinet –", "approved"),
    ("the board approves the framework.", "Agreed that –", "approved"),
    ("AGREED that the report be noted.", None, "noted"),
    ("AGREED – That the Chairperson writes to the Cabinet Member", None, "agreed"),
    ("Resolved (unanimously) to delegate authority to officers", None, "delegated"),
    ("Resolved to reject the officer recommendation to refuse the application.", None, "refused"),
    ("It was resolved to defer the application for the reason given.", None, "deferred"),
    ("RESOLVED that the application be referred to Council", None, "referred"),
    ("RESOLVED that Councillor Rae be elected Chair for the year", None, "elected"),
    ("RESOLVED that the motion be withdrawn", None, "withdrawn"),
    ("the budget be approved", "RECOMMENDED to Council that:", "recommended"),
    ("RESOLVED that the press be excluded", None, "agreed"),
    ("RESOLVED accordingly.", None, "agreed"),
    ("RESOLVED that at the request of the Member a briefing note be written", None, "agreed"),
]


@pytest.mark.parametrize(("clause", "lead", "kind"), CLAUSES, ids=[clause[:40] for clause, _, _ in CLAUSES])
def test_the_first_listed_verb_says_what_was_done(clause: str, lead: str | None, kind: str) -> None:
    assert DecisionType(kind) is read_decision_type(clause, lead)
