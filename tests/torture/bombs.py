"""Files made to fill the memory, to take for ever, or to reach out of their folder; up to 10 MB each."""

from __future__ import annotations

import io
import json
import stat
import zipfile
import zlib
from collections.abc import Callable
from random import Random
from typing import NamedTuple

__all__ = ["KINDS", "Bomb", "draw_bomb"]

_PARAGRAPH = "The Committee noted the report and asked that the Director come back in six months. "
_HEAD = "<html><body><div id='modgov'><h1 class='mgMainTitleTxt'>Agenda item</h1><p>Minutes:</p>"


class Bomb(NamedTuple):
    """A hostile file of some kind."""

    kind: str
    name: str
    content: bytes


def draw_bomb(drawing: Random, *, most: int) -> Bomb:
    """Return a hostile file of a random kind, of about the given size at most, in bytes."""
    kind = drawing.choice(sorted(KINDS))
    return make_bomb(kind, drawing, most=most)


def make_bomb(kind: str, drawing: Random, *, most: int) -> Bomb:
    """Return a hostile file of a given kind."""
    ending, make = KINDS[kind]
    return Bomb(kind, f"page.{ending}", make(drawing, most))


def _html(body: str) -> bytes:
    return (_HEAD + body).encode("utf-8", "surrogatepass")


def _fill(piece: str, most: int) -> str:
    return piece * max(1, most // max(len(piece), 1))


def _nesting(drawing: Random, most: int) -> bytes:
    tag = drawing.choice(["div", "b", "table><tr><td", "ul><li", "blockquote", "font", "span", "x", "svg", "math"])
    depth = min(drawing.choice([400, 600, 10_000, 1_000_000]), most // (2 * len(tag) + 5))
    closes = "".join(f"</{each}>" for each in reversed(tag.split("><"))) if drawing.random() < 0.5 else ""
    return _html(f"<{tag}>" * depth + _PARAGRAPH + closes * depth)


def _attributes(drawing: Random, most: int) -> bytes:
    one = drawing.choice([' a{}="x"', " a{}", ' class="a{}"', ' href="http://example.org/{}"', ' a{}="<"'])
    count = min(drawing.choice([150, 300, 100_000]), most // 20)
    tag = "<p" + "".join(one.format(number) for number in range(count)) + ">"
    return _html(
        tag + _PARAGRAPH + drawing.choice(["", _fill(tag + _PARAGRAPH, most // 2) if count < 400 else ""])
    )


def _entities(drawing: Random, most: int) -> bytes:
    entity = drawing.choice(["&amp;", "&#8203;", "&#x110000;", "&NotEqualTilde;", "&amp", "&", "&#0;", "&#xD800;"])
    return _html(f"<p>{_PARAGRAPH}{_fill(entity, most)}</p>")


def _comments(drawing: Random, most: int) -> bytes:
    comment = drawing.choice(
        ["<!-- x -->", "<!---->", "<!--", "<!-- > --!>", "<![CDATA[x]]>", "<![if !x]>", "<!", "<?"]
    )
    return _html(_fill(comment, most) + f"<p>{_PARAGRAPH}</p>")


def _huge_text(drawing: Random, most: int) -> bytes:
    piece = drawing.choice(
        [
            *(
                _PARAGRAPH,
                "x",
                "a b ",
                "1. ",
                "(a) ",
                "8.1.1 ",
                "Councillor ",
                "Mr A ",
                "- ",
                "RESOLVED ",
                "\u0301",
            ),
            *(
                "Minutes:\n",
                "1.\n\nTitle\n\n",
                "Present: Cllr A, ",
                "No. Item\n",
                "£1,000,000 ",
                "\u2028",
                "\r",
                "\t ",
            ),
            *(
                "https://example.org/mgAi.aspx?ID=1 ",
                "(Pages 1 - 2) ",
                "a-" * 30,
                "Q. Why? A. Because. ",
                "(",
                "[",
            ),
            *(
                "moved by Cllr A and seconded by Cllr B ",
                "7 votes to 2 ",
                "\xa0",
                "’",
                "Cllr A. B. C. ",
                "...",
                ";\n",
            ),
        ]
    )
    text = "Agenda item\n\nTitle\n\nMinutes:\n\n" + _fill(piece, most)
    return text.encode() if drawing.random() < 0.7 else _html(f"<p>{text}</p>")


def _tables(drawing: Random, most: int) -> bytes:
    row = drawing.choice(
        ["<tr><td>a</td><td>b</td></tr>", "<tr><td>", "<td>a", "<tr><th>a<th>b", "<table><tr><td>a"]
    )
    span = drawing.choice(["", " colspan=1000000 rowspan=1000000"])
    return _html(f"<table{span}>" + _fill(row.replace("<td>", f"<td{span}>"), most))


def _many_tags(drawing: Random, most: int) -> bytes:
    piece = drawing.choice(
        ["<br>", "<p>a", "<a href=x>a</a>", "<b>", "<li>a", "</p>", "<input>", "<i>a</b>", "<ai1>"]
    )
    return _html(_fill(piece, min(most, drawing.choice([300_000, 10_000_000]))))


def _zip_ratio(drawing: Random, most: int) -> bytes:
    size = drawing.choice([15, 40, 200]) * 1_000_000
    return _zipped([(f"{number}.txt", b"Minutes:\n" + bytes(size)) for number in range(drawing.choice([1, 3]))])


def _zip_many(drawing: Random, most: int) -> bytes:
    return _zipped([(f"{number}.txt", b"x") for number in range(drawing.choice([2_000, 25_000]))])


def _zip_paths(drawing: Random, most: int) -> bytes:
    names = drawing.sample(
        [
            *(
                "../outside.txt",
                "/tmp/outside.txt",
                "a/../../outside.txt",
                "C:\\outside.txt",
                "..\\outside.txt",
                "con",
            ),
            *(
                "a\x00b.txt",
                "\u202etxt.exe",
                "x" * 5_000,
                "//host/share",
                "~/outside.txt",
                "in/fine.txt",
                ".hidden",
            ),
        ],
        5,
    )
    return _zipped([(name, f"Agenda item\n\nTitle\n\nMinutes:\n\n{_PARAGRAPH}".encode()) for name in names])


def _zip_links(drawing: Random, most: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, target in (("link.txt", "/etc/passwd"), ("up.txt", "../../secret"), ("loop.txt", "loop.txt")):
            member = zipfile.ZipInfo(name)
            member.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(member, target)
        archive.writestr("inner.zip", _zipped([("page.txt", b"Minutes:\n\nNoted.")]))
    return buffer.getvalue()


def _zip_lies(drawing: Random, most: int) -> bytes:
    """Return an archive with random bytes changed: sizes, checksums and offsets that lie."""
    data = bytearray(_zipped([("page.txt", _PARAGRAPH.encode() * 2_000), ("b.txt", b"Minutes:\n\nNoted.")]))
    for _ in range(drawing.randint(1, 12)):
        data[drawing.randrange(len(data))] = drawing.choice([0, 255, drawing.randrange(256)])
    return bytes(data)


def _zipped(files: list[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _pdf(drawing: Random, most: int) -> bytes:
    stream = drawing.choice(
        [
            zlib.compress(b"BT /F1 12 Tf (Minutes: noted) Tj ET " * (most // 40)),
            zlib.compress(bytes(most * 20)),
            zlib.compress(b"q " * (most // 2)),
            zlib.compress(b"[" * 100_000 + b"]" * 100_000),
            zlib.compress(b"/X0 Do " * 50_000),
            zlib.compress(zlib.compress(bytes(most * 50))),
            zlib.compress(b"(" * 500_000),
            zlib.compress(b"<" + b"41" * 2_000_000 + b"> Tj"),
        ]
    )
    filters = drawing.choice(
        ["/FlateDecode", "[/FlateDecode /FlateDecode]", "/FlateDecode", "[" + "/FlateDecode " * 99 + "]"]
    )
    kids = drawing.choice(["3 0 R", "3 0 R " * 900, "2 0 R", "3 0 R " * 5_000, "9 0 R"])
    length = drawing.choice([str(len(stream)), "5 0 R", "0", "999999999", "-1"])
    objects = [
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        f"2 0 obj<</Type/Pages/Kids[{kids}]/Count 1/Parent {drawing.choice('23')} 0 R>>endobj",
        "3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X0 4 0 R>>>>>>endobj",
        (
            f"4 0 obj<</Length {length}/Filter{filters}/Type/XObject/Subtype/Form"
            "/Resources<</XObject<</X0 4 0 R>>>>>>stream\n"
        ),
    ]
    body = "%PDF-1.7\n" + "\n".join(objects)
    tail = "\nendstream endobj\n5 0 obj 5 0 R endobj\ntrailer<</Root 1 0 R/Prev 0/Size 9>>\nstartxref\n0\n%%EOF"
    return body.encode() + stream + tail.encode()


def _word(drawing: Random, most: int) -> bytes:
    paragraph = "<w:p><w:r><w:t>Minutes: noted.</w:t></w:r></w:p>"
    inside = drawing.choice(
        [
            paragraph * (most // 20),
            "<w:tbl>" * 2_000 + paragraph + "</w:tbl>" * 2_000,
            "<w:tbl><w:tr><w:tc>" * 500 + paragraph + "</w:tc></w:tr></w:tbl>" * 500,
            f"<w:tbl><w:tr>{'<w:tc>' + paragraph + '</w:tc>'}{'<w:tc/>' * 20_000}</w:tr></w:tbl>",
            "<w:tbl>"
            + f"<w:tr><w:tc><w:tcPr><w:gridSpan w:val='99999'/></w:tcPr>{paragraph}</w:tc></w:tr>" * 50
            + "</w:tbl>",
            "<w:p>" * 100_000,
            "&lol9;" + paragraph,
        ]
    )
    doctype = '<!DOCTYPE x [<!ENTITY lol9 SYSTEM "file:///etc/passwd">]>' if "&lol9;" in inside else ""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" ContentType="application/vnd.'
        'openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{doctype}<w:document {space}><w:body>{inside}</w:body></w:document>",
    }
    return _zipped([(name, text.encode()) for name, text in files.items()])


def _json_lines(drawing: Random, most: int) -> bytes:
    line = drawing.choice(
        [
            json.dumps({"body": "Cabinet", "text": "x" * most}),
            json.dumps({"body": "Cabinet", "text": _PARAGRAPH * (most // 100)}),
            '{"a":' * (most // 6),
            '{"text":' + "[" * 100_000 + "]" * 100_000 + "}",
            '{"text": "Noted.", "order": ' + "9" * min(most, 1_000_000) + "}",
            '{"text": "\\ud800 noted"}',
            "{" + ",".join(f'"k{number}": {number}' for number in range(most // 20)) + ', "text": "Noted."}',
            json.dumps({"items": [{"title": "A", "minutes": _PARAGRAPH}] * (most // 200)}),
            json.dumps({"items": [{"title": "A", "minutes": "1. Noted.\n" * (most // 12)}]}),
            json.dumps(
                {"items": [{"passages": [{"text": "Noted.", "attribution": {"printed": "Chair"}}] * (most // 80)}]}
            ),
            "\n".join(json.dumps({"item": str(number), "text": "Noted."}) for number in range(most // 40)),
            "\n".join(["{}"] * (most // 3)),
        ]
    )
    return b'{"body": "Cabinet", "text": "Noted."}\n' + line.encode("utf-8", "surrogatepass") + b"\n"


def _xml(drawing: Random, most: int) -> bytes:
    item = "<agendaitem><agendaitemid>1</agendaitemid><agendaitemtitle>A</agendaitemtitle>"
    item += "<minutes>Noted</minutes></agendaitem>"
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    body = drawing.choice(
        [
            f"<!DOCTYPE x [<!ENTITY l0 'ha'>{laughs}]><meeting><meetingid>&l9;</meetingid></meeting>",
            '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><meeting><venue>&f;</venue></meeting>',
            '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><meeting/>',
            "<meeting>" + "<a>" * min(most // 7, 1_000_000) + "</a>" * min(most // 7, 1_000_000) + "</meeting>",
            "<meeting>" + _fill(item, most) + "</meeting>",
            "<meeting " + "".join(f'a{n}="x" ' for n in range(most // 12)) + "/>",
            "<meeting><agendaitem><agendaitemtitle>A</agendaitemtitle><minutes>"
            + _fill("&lt;p&gt;Noted&lt;/p&gt;", most)
            + "</minutes></agendaitem></meeting>",
            f"<meeting><!--{'x' * most}--></meeting>",
            f"<meeting><![CDATA[{'<p>' * (most // 3)}]]></meeting>",
        ]
    )
    return b"<?xml version='1.0' encoding='utf-8'?>" + body.encode()


def _encodings(drawing: Random, most: int) -> bytes:
    text = "Agenda item\n\nTitle – “naïve”\n\nMinutes:\n\n1. £5 café – noted.\n\n" + _PARAGRAPH * min(
        most // 200, 5_000
    )
    data = text.encode(
        drawing.choice(
            ["utf-8", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp037", "utf-8-sig"]
        ),
        "replace",
    )
    for _ in range(drawing.randint(0, 3)):
        at = drawing.randrange(len(data))
        piece = drawing.choice(
            [b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xed\xa0\x80", b"\x80" * 50, "é".encode("cp1252")]
        )
        data = data[:at] + piece + data[at:]
    return data


def _unclosed(drawing: Random, most: int) -> bytes:
    piece = drawing.choice(
        ["<p", "<a href='", '<a b="', "<!--", "<![", "</", "<script>", "<style>", "<textarea>", "<title>", "<?"]
    )
    return _html(_fill(piece, most) if drawing.random() < 0.7 else piece + _fill(_PARAGRAPH, most))


#: The kinds: the ending of the file's name, and what makes one of at most about so many bytes.
KINDS: dict[str, tuple[str, Callable[[Random, int], bytes]]] = {
    "nesting": ("html", _nesting),
    "attributes": ("html", _attributes),
    "entities": ("html", _entities),
    "comments": ("html", _comments),
    "huge text": ("txt", _huge_text),
    "tables": ("html", _tables),
    "many tags": ("html", _many_tags),
    "unclosed": ("html", _unclosed),
    "zip ratio": ("zip", _zip_ratio),
    "zip of many": ("zip", _zip_many),
    "zip paths": ("zip", _zip_paths),
    "zip links": ("zip", _zip_links),
    "zip that lies": ("zip", _zip_lies),
    "pdf": ("pdf", _pdf),
    "word": ("docx", _word),
    "json lines": ("jsonl", _json_lines),
    "xml": ("xml", _xml),
    "encodings": ("txt", _encodings),
}
