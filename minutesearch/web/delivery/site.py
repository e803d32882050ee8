"""The site: what all of its pages share, and one call to it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import cached_property
from importlib import metadata, resources
from typing import Any
from urllib.parse import quote, urlsplit

from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import Response

import minutesearch as ms
from minutesearch.web.asking import Addresses, Pairs, RateLimit, own_pairs
from minutesearch.web.delivery.settings import WebSettings
from minutesearch.web.delivery.static_files import digest_of, load_static_files
from minutesearch.web.delivery.templating import make_environment
from minutesearch.web.state import IndexHolder, Overview, State
from minutesearch.web.words import english

__all__ = ["Call", "Site"]


class Site:
    """What all pages share: the index, the settings, the templates and the limits.

    Args:
        index: The index, or its folder.
        settings: The settings.
    """

    def __init__(self, index: ms.Index | Any, settings: WebSettings) -> None:
        self.settings = settings
        self.holder = IndexHolder(index, refresh_seconds=settings.refresh_seconds)
        self.downloads = RateLimit(settings.downloads_per_minute)
        self.limiter = CapacityLimiter(settings.threads)
        #: Workbooks are made one at a time, beside the searches.
        self.workbooks = CapacityLimiter(1)
        self.files = load_static_files()
        self._environment = make_environment(english)
        self._templates = {
            name: self._environment.get_template(name) for name in self._environment.list_templates()
        }

    @cached_property
    def version(self) -> str:
        """A text that is another for every version of the pages and their settings."""
        folder = resources.files("minutesearch.web") / "templates"
        templates = sorted((each.name, each.read_bytes()) for each in folder.iterdir() if each.is_file())
        contents = [content for _, content in templates] + [each.content for each in self.files.values()]
        about = f"{metadata.version('minutesearch')} {self.settings!r}".encode()
        return digest_of(about, *contents)

    def title(self, overview: Overview | None) -> str:
        """Return the title of the site; of one whose index cannot be read, that of any site."""
        if self.settings.title:
            return self.settings.title
        has_one = overview is not None and overview.has_one_council
        return english.site_title(overview.councils[0].value if overview and has_one else None)

    def render(self, name: str, **values: Any) -> str:  # Any: whatever the template takes
        """Return a template filled in."""
        return self._templates[name].render(values)


@dataclass(frozen=True, kw_only=True)
class Call:
    """One request to the site."""

    # No slots: what a page asks for again and again is kept beside the fields.

    #: The request.
    request: Request
    #: The site.
    site: Site
    #: The committed state that it reads, from end to end.
    state: State
    #: What to answer "today" by.
    today: datetime.date = field(default_factory=datetime.date.today)

    @property
    def index(self) -> ms.Index:
        """The index, in the state that this request reads."""
        return self.state.index

    @cached_property
    def pairs(self) -> Pairs:
        """The names and values of the address, but for what others add to links, in an order of ours."""
        return own_pairs(self.request.query_params.multi_items())

    @property
    def here(self) -> str:
        """The path that is asked for, from where the site is mounted and without slashes round it."""
        scope = self.request.scope
        return str(scope["path"]).removeprefix(str(scope.get("root_path", ""))).strip("/")

    @property
    def client(self) -> str:
        """Who asks."""
        return self.request.client.host if self.request.client else ""

    @property
    def etag(self) -> str:
        """A text that is the same as long as this address is answered the same."""
        # “6 months ago” is another day tomorrow.
        return f'W/"{self.state.token}-{self.site.version}-{self.today:%y%m%d}"'

    @cached_property
    def addresses(self) -> Addresses:
        """The addresses of the site, as this request has to write them."""
        public = self.site.settings.public_url.rstrip("/")
        # A server that is not told of a path, as gunicorn cannot be, serves a site that readers know below one.
        root = quote(str(self.request.scope.get("root_path", "")).rstrip("/")) or urlsplit(public).path
        return Addresses(
            root=root,
            site=public or f"{self.request.url.scheme}://{self.request.url.netloc}{root}",
            version=self.site.version,
        )

    def page(
        self,
        template: str,
        *,
        status: int = 200,
        media_type: str = "text/html",
        is_readable: bool = True,
        **values: Any,  # Any: as in Site.render
    ) -> Response:
        """Return a page, or another document, made by a template.

        Args:
            template: The name of the template.
            status: The status of HTTP.
            media_type: What the document is.
            is_readable: Whether the index can be asked what it holds.
            values: What the template takes.
        """
        overview = self.state.overview if is_readable else None
        text = self.site.render(
            template,
            addresses=self.addresses,
            overview=overview,
            site_title=self.site.title(overview),
            **values,
        )
        return Response(text.encode("utf-8", "replace"), status_code=status, media_type=media_type)
