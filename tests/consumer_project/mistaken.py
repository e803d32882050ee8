"""A project with mistakes, each of which a type checker must find: one a line, marked with what is wrong."""

import minutesearch as ms


def ask(index: ms.Index) -> None:
    index.search("flooding", kind="decison")  # wrong: kind
    index.search("flooding", sort="newst")  # wrong: sort
    index.search("flooding", match="some")  # wrong: match
    index.search("flooding", facets="yaer")  # wrong: facets
    index.search("flooding", group="body")  # wrong: group
    index.search("flooding", duplicates=True)  # wrong: duplicates
    index.search("flooding", outcome="won")  # wrong: outcome
    index.search("flooding", decision_type="approvd")  # wrong: decision_type
    kind: ms.KindName = "decison"  # wrong: kind by its own name
    index.search("flooding", kind=kind)
    index.scan("flooding", kind="decison")  # wrong: kind of a scan
    index.search("flooding").timeline("week")  # wrong: unit
    index.search("flooding", councl="Kent")  # wrong: a filter that does not exist
    assert index.search("flooding")[0].passage.txt  # wrong: an attribute that does not exist
