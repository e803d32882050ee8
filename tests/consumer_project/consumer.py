"""A project that uses minutesearch, as its maker would write it: all types are checked strictly."""

from __future__ import annotations

import asyncio
import datetime
import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path

import minutesearch as ms


def build(folder: Path) -> ms.Index:
    index = ms.open_index(folder, create=True)
    report = index.add(ms.Meeting.from_dict({"body": "Roads", "items": [{"passages": [{"text": "Noted."}]}]}))
    problems: tuple[ms.Problem, ...] = report.problems
    assert not problems
    return index


def ask(index: ms.Index) -> list[str]:
    results = index.search(
        "flooding",
        kind=["decision", ms.Kind.MOTION],
        decision_type="noted",
        outcome="carried",
        said_by="Badu",
        since=datetime.date(2020, 1, 1),
        until="2021",
        match="any",
        sort="newest",
        group="item",
        facets=("year", "said_by"),
        duplicates="keep",
        syntax="plain",
    )
    first: ms.Hit = results[0]
    some: Sequence[ms.Hit] = results[:5]
    years: dict[str, int] = dict(results.facets["year"])
    times = [f"{period.period}: {period.hits} ({period.per_1000}), {years}" for period in results.timeline("year")]
    offers = [f"{offered.said} ({offered.total}): {offered.query}" for offered in results.narrower]
    again: object = pickle.loads(pickle.dumps(results))
    assert again is not None
    return [hit.citation for hit in some] + [copy.source for copy in first.also_in] + times + offers


def ask_as_typed(
    index: ms.Index, kind: ms.KindName, facet: ms.FacetName, sort: ms.Sorting, group: ms.Grouping | None
) -> dict[str, int]:
    outcome: ms.OutcomeName = "carried"
    decision: ms.DecisionTypeName = "noted"
    match: ms.Match = "any"
    syntax: ms.Syntax = "plain"
    duplicates: ms.Duplicates = "keep"
    results = index.search(
        "flooding",
        kind=kind,
        facets=facet,
        sort=sort,
        group=group,
        outcome=outcome,
        decision_type=decision,
        match=match,
        syntax=syntax,
        duplicates=duplicates,
    )
    timeline: ms.Timeline = results.timeline("month")
    passages = [each.passages for each in results.facets["year"] if isinstance(each, ms.YearCount)]
    return {period.period: period.hits for period in timeline} | {"all": sum(passages)}


class Told:
    """A function of progress that counts passages too."""

    def __call__(self, done: int, total: int, name: str, /) -> None:
        self.said = f"{name}: {done} of {total}"

    def add_passages(self, count: int, share: float, /) -> None:
        self.said = f"{count} more, {share:.0%}"


def grow(index: ms.Index) -> int:
    told: ms.PassageProgress = Told()
    meeting = ms.Meeting.from_dict(index.meeting("7htg").to_dict())
    return index.add(meeting, progress=told).passages


def everything(index: ms.Index) -> Iterator[str]:
    for hit in index.scan("flooding", kind="decision", duplicates="collapse"):
        day: datetime.date | None = hit.meeting.date
        speakers = [spoken.person or spoken.printed for spoken in hit.passage.attributions]
        yield f"{day}: {hit.passage.text} ({', '.join(speakers)})"


async def ask_later(index: ms.Index) -> int:
    results = await index.asearch("flooding", kind="motion", limit=5)
    return results.total


def look_up(index: ms.Index, passage_id: str) -> str:
    located: ms.Located = index.locate(passage_id)
    item: ms.AgendaItem = index.item(located.item.id)
    meeting: ms.Meeting = index.meeting(located.meeting.id)
    names = [form.name for person in index.people() for form in person.forms]
    return f"{item.title} {meeting.body} {ms.mark_html(located.passage.text, [])} {names}"


def main() -> tuple[object, ...]:
    with build(Path("indexes/roads")) as index:
        try:
            found = look_up(index, "7htg")
        except ms.NotFoundError as error:
            found = error.key
        return ask(index), list(everything(index)), asyncio.run(ask_later(index)), found
