"""The settings of a search site, from options or from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlsplit

from minutesearch.errors import ArgumentError

__all__ = ["PREFIX", "WebSettings", "settings_from_environment"]

#: How the name of every variable of the environment begins.
PREFIX = "MINUTESEARCH_WEB_"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """The settings of a search site."""

    #: The name of the site; empty for the council's own, if the index has one council only.
    title: str = ""
    #: The address that the public knows the site by, for links from elsewhere; empty for the one asked for.
    public_url: str = ""
    #: How many hits a page has.
    page_size: int = 10
    #: How many rows a download has at most.
    most_rows: int = 10_000
    #: How many downloads one client may have a minute; 0 for any number.
    downloads_per_minute: int = 30
    #: How long a search may take, in milliseconds.
    deadline_ms: int = 5_000
    #: How long at most until a new commit is seen, in seconds; most are seen at once.
    refresh_seconds: int = 5
    #: How many threads search in each process. More than two gain nothing, since Python runs one at a time.
    threads: int = 2
    #: How many megabytes of pages are kept, as they were sent, until the index changes.
    cache_mb: int = 16

    def __post_init__(self) -> None:
        for name, (least, most) in _RANGES.items():
            value = getattr(self, name)
            if not least <= value <= most:
                message = f"{name} must be from {least:,} to {most:,}, not {value:,}"
                raise ArgumentError(message, argument=name)
        if self.public_url and not self.public_url.startswith(("https://", "http://")):
            message = f"public_url must begin with https:// or http://, not {self.public_url!r}"
            raise ArgumentError(message, argument="public_url")
        try:
            urlsplit(self.public_url)
        except ValueError:
            message = f"public_url is no address: {self.public_url!r}"
            raise ArgumentError(message, argument="public_url") from None


_RANGES = {
    "page_size": (1, 100),
    "most_rows": (1, 1_000_000),
    "downloads_per_minute": (0, 100_000),
    "deadline_ms": (1, 600_000),
    "refresh_seconds": (1, 86_400),
    "threads": (1, 64),
    "cache_mb": (0, 4_096),
}


def settings_from_environment(environment: Mapping[str, str] | None = None) -> WebSettings:
    """Return the settings that variables of the environment give, each named as the setting with a prefix.

    Args:
        environment: The variables; None for those of this process.

    Raises:
        ArgumentError: A variable has a value that its setting does not take.

    Example:
        >>> settings_from_environment({"MINUTESEARCH_WEB_PAGE_SIZE": "25"}).page_size
        25
    """
    given = os.environ if environment is None else environment
    values: dict[str, str | int] = {}
    for field in fields(WebSettings):
        typed = given.get(f"{PREFIX}{field.name.upper()}")
        if not typed:
            continue
        try:
            values[field.name] = typed if isinstance(field.default, str) else int(typed)
        except ValueError:
            message = f"{PREFIX}{field.name.upper()} must be a whole number, not {typed!r}"
            raise ArgumentError(message, argument=field.name) from None
    return WebSettings(**values)  # type: ignore[arg-type]  # each was made of the type of its default
