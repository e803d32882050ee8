"""Templates: the one place where text becomes HTML or XML, all of it escaped by one function."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import ModuleType
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator
from jinja2.filters import FILTERS

__all__ = ["make_environment"]

#: What neither HTML nor XML 1.0 may hold, and half of a surrogate pair, which cannot be encoded.
_UNPRINTABLE = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_UNPRINTABLES = re.compile(f"[{_UNPRINTABLE}]")
#: What a text must not have, to be printed as it is.
_SPECIAL = re.compile(f"[{_UNPRINTABLE}&<>\"']")


_escape: Callable[[object], str] = FILTERS["escape"]
_Markup = type(_escape(""))


def _print(value: object) -> str:
    """Return what a template prints: nothing for None, and of all else the text, escaped.

    In place of what no page can hold there is a sign. A piece of markup was made by a macro, of values that went
    through here.
    """
    if type(value) is str:
        # Most of a page's seven hundred values: nothing is to be escaped, and no new text is made.
        return value if _SPECIAL.search(value) is None else _escape(_cleaned(value))
    if type(value) is _Markup:
        return value
    if type(value) is int or type(value) is float:
        return str(value)
    if value is None:
        return ""
    if isinstance(value, str) and _UNPRINTABLES.search(value):
        value = type(value)(_cleaned(value))
    return _escape(value)


def _cleaned(text: str) -> str:
    return _UNPRINTABLES.sub("\N{REPLACEMENT CHARACTER}", text)


class _Printing(CodeGenerator):
    """Jinja's code generator, but that what is printed is escaped by `_print` and not a second time.

    It would be all the same: what `_print` gives stays as it is. But a page has hundreds of values, and a third of
    its making went into looking at each of them twice. Nor is each function asked what it wants to be told of the
    template: none of ours wants anything, and another third went into that.
    """

    def visit_Call(  # noqa: N802 - Jinja's name
        self,
        node: nodes.Call,
        frame: Any,  # Any: Jinja's
        forward_caller: bool = False,
    ) -> None:
        if forward_caller or node.dyn_args is not None or node.dyn_kwargs is not None:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        for given in node.args:
            self.visit(given, frame)
            self.write(", ")
        for named in node.kwargs:
            self.write(f"{named.key}=")
            self.visit(named.value, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:  # noqa: ARG002 - Any: Jinja's
        self.write(finalize.src)

    def _output_child_post(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:  # noqa: ARG002 - Any: Jinja's
        self.write(")")


class _Templates(Environment):
    code_generator_class = _Printing


def make_environment(words: ModuleType) -> Environment:
    """Return the templates of this package, in which every value is escaped by `_print`.

    No template and no module marks a text as safe; a test reads them for it.

    Args:
        words: The module with all that is said in a language.
    """
    environment = _Templates(
        loader=PackageLoader("minutesearch.web"),
        autoescape=True,
        auto_reload=False,
        finalize=_print,
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals["t"] = words
    return environment
