"""The project as an ASGI app: below /minutes the search site, everywhere else Django.

minutesearch index seeds --index indexes/seeds
uvicorn examples.django_project.asgi:application
"""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application
from starlette.applications import Starlette
from starlette.routing import Mount

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "examples.django_project.settings")
django = get_asgi_application()

from django.conf import settings  # noqa: E402 - Django is set up by the line above

from minutesearch.web import create_app  # noqa: E402 - as above

application = Starlette(
    routes=[Mount("/minutes", create_app(settings.MINUTESEARCH_INDEX)), Mount("/", django)],
)
