"""The pages of people: everybody whom the minutes name as acting, and what one of them did."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from minutesearch.web.asking import Parameter, read_request
from minutesearch.web.delivery import Call, Failure
from minutesearch.web.showing import Choice, show_hit
from minutesearch.web.words import english

__all__ = ["show_people", "show_person"]

_SIZE = 100
#: How many passages of each act are shown, and how many votes.
_LATEST, _VOTES = 5, 50

_PARAMETERS = {
    each.name: each
    for each in (
        Parameter(name="q"),
        Parameter(name="who", choices=("persons", "others")),
        Parameter(name="page", numbers=(1, 1_000_000), where="page"),
    )
}


def show_people(call: Call) -> Response:
    """Return the list of names, a hundred a page."""
    asked = read_request(call.pairs, _PARAMETERS)
    named = tuple(each for each in call.state.people.named_like(asked.words) if each.total or each.votes)
    are_persons = asked.values("who") != ("others",)
    found = tuple(each for each in named if each.is_person is are_persons)
    words = [("q", asked.words)] if asked.words else []
    page, pages = asked.number("page", 1), max(1, -(-len(found) // _SIZE))

    def address(at: int) -> str:
        return call.addresses.path("people", [*asked.pairs, *([("page", str(at))] if at > 1 else [])])

    if page > pages:
        raise Failure(404, english.past_the_end(page, pages), ways=((english.last_page(pages), address(pages)),))
    return call.page(
        "people.html",
        people=found[(page - 1) * _SIZE : page * _SIZE],
        words=asked.words,
        heading=english.people_count(len(found), are_persons=are_persons),
        others=Choice(
            text=english.people_count(len(named) - len(found), are_persons=not are_persons),
            address=call.addresses.path("people", [*words, *([("who", "others")] if are_persons else [])]),
        )
        if len(named) > len(found)
        else None,
        page=page,
        pages=pages,
        previous=address(page - 1) if page > 1 else None,
        next=address(page + 1) if page < pages else None,
    )


def show_person(call: Call) -> Response:
    """Return what one person or office did, newest first."""
    name = str(call.request.path_params["name"])
    person = call.state.people.find(name)
    if person is not None and person.name != name:
        return RedirectResponse(call.addresses.person(person.name), status_code=301)
    if person is None:
        if call.index.search(said_by=name, limit=0).total:
            # What a page prints may be filed under another name: the search knows them all.
            return RedirectResponse(call.addresses.search([("said_by", name)]), status_code=302)
        near = call.state.people.named_like(name)[:_LATEST]
        ways = tuple((each.name, call.addresses.person(each.name)) for each in near)
        raise Failure(404, english.NOBODY, ways=(*ways, (english.PEOPLE, call.addresses.path("people"))))
    acts = []
    for act, count in person.counts.items():
        # "=" means this name and no longer one that has it in it.
        exactly = [f"={printed}" for printed in person.printed[act]]
        pairs = [*((act, each) for each in exactly), ("sort", "newest")]
        results = call.index.search("", limit=_LATEST, sort="newest", **{act: exactly})  # type: ignore[arg-type]
        acts.append(
            (
                Choice(text=english.ACTS[act], address=call.addresses.search(pairs), count=count),
                tuple(show_hit(hit) for hit in results),
            )
        )
    parties = call.index.search("", limit=0, facets="party", person=f"={name}").facets["party"]
    return call.page(
        "person.html",
        person=person,
        parties=[
            Choice(
                text=party,
                address=call.addresses.search([("person", f"={name}"), ("party", f"={party}")]),
                count=count,
            )
            for party, count in parties
        ]
        if person.is_person
        else [],
        acts=acts,
        votes=person.votes[:_VOTES],
    )
