"""The settings of the project: the least that Django needs, and where the index is."""

import os

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
DEBUG = False
ROOT_URLCONF = "examples.django_project.urls"
# Of a project of your own: a secret, from the environment.
SECRET_KEY = os.environ.get("DJANGO_SECRET_KEY") or os.urandom(32).hex()
MINUTESEARCH_INDEX = os.environ.get("MINUTESEARCH_INDEX") or "indexes/seeds"
