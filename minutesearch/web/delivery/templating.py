"""Templates: the one place where text becomes HTML or XML, all of it escaped by one function."""

from __future__ import annotations

import re
from types import ModuleType

from jinja2 import Environment, PackageLoader, StrictUndefined

__all__ = ["make_environment"]

#: What neither HTML nor XML 1.0 may hold, and half of a surrogate pair, which cannot be encoded.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def _clean(value: object) -> object:
    """Return what a template prints: nothing for None, and a sign in place of what no page can hold."""
    if value is None:
        return ""
    if isinstance(value, str) and _UNPRINTABLE.search(value):
        # Of a piece of markup made by a macro nothing is taken away but what was never to be there.
        return type(value)(_UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", value))
    return value


def make_environment(words: ModuleType) -> Environment:
    """Return the templates of this package, in which every value is escaped by Jinja's own escaping.

    No template and no module marks a text as safe; a test reads them for it.

    Args:
        words: The module with all that is said in a language.
    """
    environment = Environment(
        loader=PackageLoader("minutesearch.web"),
        autoescape=True,
        auto_reload=False,
        finalize=_clean,
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals["t"] = words
    return environment
