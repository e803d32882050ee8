"""Printed names of speakers, gathered by surname for a person to confirm who is who."""

from __future__ import annotations

from typing import Any

from minutesearch.late import dataclass

__all__ = ["LikelyPerson", "PrintedName"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedName:
    """One way in which a speaker is printed: a value of the facet `said_by`."""

    #: The name.
    name: str
    #: How many passages it speaks in.
    passages: int
    #: The councils of these.
    councils: tuple[str, ...] = ()
    #: The first day of these, as ISO text; None where no meeting has a date.
    first: str | None = None
    #: The last day.
    last: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyPerson:
    """A surname that is printed in several ways: likely one person, until somebody knows better.

    Nothing is merged: `people.csv` says who is who.
    """

    #: The surname, as the first of them prints it.
    surname: str
    #: The ways, most passages first.
    forms: tuple[PrintedName, ...]
    #: Forenames and initials of which no two can be of one person: then they are that many at least.
    differ: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:  # Any: a JSON value
        """Return the names as plain values that `json.dumps` takes."""
        return {
            "surname": self.surname,
            "differ": list(self.differ),
            "forms": [
                {
                    "name": form.name,
                    "passages": form.passages,
                    "councils": list(form.councils),
                    "first": form.first,
                    "last": form.last,
                }
                for form in self.forms
            ],
        }
