"""How a page is made and sent: the site, one call to it, its templates, its headers and what goes wrong.

`settings` are the site's, `site` has all that the pages share, `endpoint` answers a request by a function that
is a page or a download, and `failures` makes pages of errors. Starlette and Jinja2 have their doors here. Imports
`state`, `asking` and the words. The way in is this module.
"""

from __future__ import annotations

from minutesearch.web.delivery.endpoint import Endpoint, PageCache, View
from minutesearch.web.delivery.failures import Failure, answer_failure
from minutesearch.web.delivery.headers import SecurityHeaders
from minutesearch.web.delivery.settings import PREFIX, WebSettings, settings_from_environment
from minutesearch.web.delivery.site import Call, Site
from minutesearch.web.delivery.static_files import StaticFile, load_static_files

__all__ = [
    "PREFIX",
    "Call",
    "Endpoint",
    "Failure",
    "PageCache",
    "SecurityHeaders",
    "Site",
    "StaticFile",
    "View",
    "WebSettings",
    "answer_failure",
    "load_static_files",
    "settings_from_environment",
]
