from __future__ import annotations

import minutesearch as ms
from minutesearch.cli.output.facts import fact_values, iter_fact_lines

ITEM = ms.AgendaItem(
    motions=(ms.Motion(mover="Mr Camkpin", outcome=ms.Outcome.FELL), ms.Motion(is_amendment=True)),
    votes=(ms.Vote(ayes=35, noes=0),),
    actions=(ms.Action(text="circulate the slides", owner="Democratic Services"),),
    attendance=(ms.Attendance(name="Vincent Badu", presence=ms.Presence.PRESENT, role="Chief Strategy Officer"),),
)


def test_facts_are_lines_to_read() -> None:
    assert [
        ("motion", "moved by Mr Camkpin, fell"),
        ("amendment", "no outcome printed"),
        ("vote", "35 for, 0 against"),
        ("action", "Democratic Services · circulate the slides"),
        ("present", "Vincent Badu · Chief Strategy Officer"),
    ] == list(iter_fact_lines(ITEM))


def test_facts_are_json_values_with_null_for_what_is_not_said() -> None:
    values = fact_values(ITEM)
    assert [("Mr Camkpin", "fell"), (None, None)] == [(one["mover"], one["outcome"]) for one in values["motions"]]
    assert (35, 0, None) == tuple(values["votes"][0][name] for name in ("for", "against", "abstentions"))
