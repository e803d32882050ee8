"""Detection of items in printed minutes whose titles have no figures: letters, roman numerals, capitals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from minutesearch.pages import Line
from minutesearch.reading.heads.bodies.body_names import looks_like_council
from minutesearch.reading.items.counting.numbering import Candidate, choose_run
from minutesearch.reading.items.item_starts import ItemStart, is_lone_day, is_title_like
from minutesearch.reading.items.run_on_titles import split_dash, split_shouted, split_stop
from minutesearch.reading.layout.days import has_day
from minutesearch.reading.layout.labels import PartLabel, find_part_label
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.mover_lines import names_movers
from minutesearch.reading.layout.numbers import ItemNumber
from minutesearch.reading.layout.purposes import is_minuted_text

__all__ = [
    "find_colon_titles",
    "find_first_letters",
    "find_lettered",
    "find_lone_label",
    "find_plain_titles",
    "find_shouted_titles",
    "find_small_letters",
    "find_titles_apart",
    "is_entry",
    "is_listed",
    "is_plain_title",
    "may_title",
]

_LETTERED = re.compile(
    r"(?P<number>(?P<main>[IVX]{1,5}|[A-Z])(?P<sub>\.[0-9]{1,2})?)"
    r"(?:[.)]\s+|(?<=[0-9])\s+|\s?[–—-]\s+|:\s+|\s{2,}|(?<=[IVX])\s(?=[A-Z][A-Za-z]))(?P<title>\S.*)",
    re.DOTALL,
)
#: "Call to Order – The chair opened the meeting": so many lines with a letter and a dash or a colon part so.
_LETTER_DASH = re.compile(r"(?P<title>[A-Z][^.:;–—]{2,60}?)(?:\s[–—-]|:)\s(?P<said>\S.+)", re.DOTALL)
_LEAST_DASHED = 3
#: What no title is by its words may be one between two that are, if it has so few: "C. Recommended actions".
_MOST_BETWEEN = 12
_ALONE, _LONGEST_ALONE = re.compile(r"(?P<main>[IVX]{1,5}|[A-Z])[.)]"), 12
_SMALL_LETTER, _LEAST_SMALL = re.compile(r"\(?(?P<letter>[a-z])[.)]\s+(?P<title>\S.*)", re.DOTALL), 4
_ROMAN = {"I": 1, "V": 5, "X": 10}
#: The two kinds of list without figures, as styles of a number.
_LETTERS, _NUMERALS = "A", "I"
#: What stands in capitals on a line of its own and titles nothing.
_NO_TITLES = re.compile(
    r"[“\"]?(?:(?:motion|vote|resolution)\s)?(?:was\s)?(?:unanimously\s)?(?:carried|lost|defeated|passed|failed"
    r"|withdrawn|unanimous(?:ly)?|all in favou?r)\b.*"
    r"|(?:(?:also|board|council|committee|members?|staff|officers?|officials?|others?|councillors?|public|those"
    r"|elected members?)\s)*"
    r"(?:present|in attendance|attending|attendance|absent|apologies|regrets|excused|sederunt)\b(?:\s*:.*|.{0,40})"
    r"|(?:it was\s|was\s|and\s|members\s)?(?:(?:un)?animously\s)?(?:resolved|agreed|noted|approved|recommended"
    r"|decided|ordered)\b.*"
    r"|(?:officer(?:'s|’s)?\s|staff\s)?(?:recommendations?|decisions?|comments?|summary|background|discussion"
    r"|reasons?|actions?|minutes|agenda|"
    r"resolutions?|council decision|committee decision|amendments?|motions?)(?:\s[/&]\s.*)?\s*:?"
    r"|(?:(?:regular|special|ordinary|annual|full|town|city|parish|county|village)\s)*"
    r"(?:council|board|committee|commission)\smeeting"
    r"|(?:[\w’']+\s){0,3}(?:members|nominees|nominations|representatives|delegates)\s*:?"
    r"|actions?\s*:?(?:[\s/,&]+(?-i:[A-Z]{2,3})\b)+|actions?\s?:\s?\S.*"
    r"|responses?\s*:?|repl(?:y|ies)\s*:?|answers?\s*:?|in the chair\b.*|roll[ -]?call\s*[:–—-]+\s*\S.*"
    r"|(?:roll[ -]?call|recorded|named|voice) votes?.*"
    r"|vot(?:es?|ing)\b(?!\sof\s(?:sympathy|condolence|thanks|congrat)).*"
    r"|(?:for|against|abstain\w*|yes|no|ayes?|nays?|noes|yeas?)\b(?:.{0,20}|\s?[:–-]\s?[0-9].*)"
    r"|(?:vice[- ]?|deputy )?(?:chair(?:man|person|woman)?|mayor|clerk|councill?ors?|aldermen|members|officers"
    r"|officials|staff|cathaoirleach|none|nil|draft|unauthori[sz]ed|unapproved|unconfirmed|unofficial|copy)\s*:?"
    r"|members of the (?:public|press|media)\b.{0,30}|(?:via |by )?(?:zoom|telephone|phone|video)\s*:?"
    r"|attest(?:ed)?(?:\sto)?(?:\sby)?\s*:?|(?:respectfully|sincerely)\b.*|signatures?\s*:?"
    r"|(?:minutes\s)?(?:submitted|prepared|recorded|taken|typed|transcribed)(?:\sand\s\w+)?\sby\b.*"
    r"|(?:read|led|given|presented|introduced)\sby\b.*|(?:moved|proposed|seconded)\b.*|(?:[0-9]{1,3}\s?\|\s?)?page\b.*|date\s(?:approved|adopted|signed|posted)\b.*|(?:number|no\.?)\s[0-9].*|thank(?:s|\syou)?\b.*|signed\b.*"
    r"|(?:venue|location|place|time|regarding|attendees|recorder|note ?taker)\s*:?|dated?\s*:?[\W_]*"
    r"|(?:and|or|of)\b.*"
    # How somebody voted, a sum, a code of a table, what stands under a signature, and what stands for a picture.
    r"|(?:ayes?|noes?|nays?|yeas?|abstain(?:ed)?|abstentions?)\s?:.*"
    # The month of a page, and the second line of a head: "DECEMBER 2018 at 18.00 hrs".
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december),?\s(?:19|20)[0-9]{2}"
    r"(?:,?\s(?:at|in|held|commencing)\b.*)?"
    r"|[\W\d_]+|[a-z]{1,2}[0-9]{1,4}|(?:chair(?:man|person|woman)?|clerk|secretary)\s?,\s.*"
    r"|[\w.’' -]{3,40}(?:,\s[a-z]{2,5})?,\s(?:\w+\s){0,2}(?:clerk|secretary|recorder)|\(?images?\b.{0,20}\)"
    # What stands behind the minutes, a mention of an item, and a number or a letter by itself.
    r"|(?:appendix|annex|attachment|enclosure|exhibit)\s[a-z0-9]{1,3}\b.{0,60}"
    r"|(?:agenda\s)?items?\s(?:no\.?\s)?[0-9]{1,3}[a-z]?\W*|\(?(?:[ivx]{1,4}|[a-z]|[0-9]{1,3})[.)]{1,2}"
    # What became of an application, and a line to sign on.
    r"|(?:no\s|strong(?:ly)?\s)?object(?:s|ed|ions?)?(?:\s(?:but|subject|to|with)\b.*|\s?[–—(,-].*)?"
    r"|(?:conditionally\s)?(?:granted|permitted|refused|deferred|supported|elected(?:\sunopposed)?|(?:no\s)?violation)"
    r"(?:\s(?:by|for|subject|to|until|with)\b.*|\s?[–—(,-].*)?"
    r"|\([^()]*\bvot(?:ed|ing)\b[^()]*\)|.*(?:_{4}|\.{6}|…{3}).*",
    re.IGNORECASE | re.DOTALL,
)
_PERSON = re.compile(
    r"(?:councill?ors?|cllrs?|crs?|mayor|alderm[ae]n|mr|mrs|ms|miss|dr|commissioners?|lord|lady|sir"
    r"|bailie)\b\.?\s(?!(?:communications?|comments?|reports?|announcements?|items?|matters|questions?|remarks|updates?"
    r"|concerns)\b)|(?:\w+\s){0,3}\w+\s?:[\s–-]{1,3}(?:councill?ors?|cllrs?|crs?|mr|mrs|ms|miss|dr)\b\.?\s",
    re.IGNORECASE,
)
#: What an application has for a name: "14/00941/FUL", "CT.0006/3/E", "CT.CONTR 1133"; the initials of a person.
_REFERENCE = re.compile(
    r"(?=[^\s]*[/.])(?=.*[0-9])[A-Z0-9./&-]+(?:\s(?=[A-Z./-]*[0-9])[A-Z0-9./&-]+)*(?:\s\([A-Z][a-z]+\))?"
)
_OF_APPLICATION = re.compile(r"(?:[A-Z]{2,5}/)?[0-9]{2}/[0-9]{4,6}(?:/[A-Z]{1,6})?\b(?:\s|\Z)")
_INITIALS = re.compile(
    r"(?:(?i:(?:vice[- ]?)?chair(?:man|woman|person)?|clerk)\s)?"
    r"(?:[A-Z]\.\s?){1,3}[A-Z][A-Za-z’'-]+(?:\s\([^()]{1,20}\))?"
)
#: Where something is: "23 Mill Lane".
_ADDRESS = re.compile(
    r"[0-9]{1,4}[A-Za-z]?,?\s(?:[A-Z][\w’'-]*\.?\s){0,3}(?:Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Drive|Crescent|Terrace"
    r"|Boulevard|Blvd|Highway|Hwy)\b\.?(?:,.{0,60})?"
)
#: The heads of the columns of a table, with the space between them or without.
_OF_COLUMN = (
    r"(?:no\.?|number|nr|ref\.?|date|due|items?|topics?|subject|actions?|owner|by|whom?|when|update|status|target|deadline"
    r"|payee|payment|details?|description|comments?|notes|amount|net|gross|vat|total|cheque|chq|name|service|purpose"
    r"|income|outgoing|expenditure|receipts?|balance|£s?|[£$]?in|[£$]?out|responsible|lead|completed|bank)"
)
_COLUMNS = re.compile(
    rf"{_OF_COLUMN}(?:\s{_OF_COLUMN}){{0,2}}(?:\s{{3,}}{_OF_COLUMN}(?:\s{_OF_COLUMN}){{0,2}})+|{_OF_COLUMN}(?:\s{_OF_COLUMN}){{3,}}",
    re.IGNORECASE,
)
#: A time of day at the end of words that tell of it: "The meeting commenced at 7.30pm".
_TIMED = re.compile(r"\w\s(?:at|until|from)\s[0-9]{1,2}(?:[.:][0-9]{2})?\s?[ap]\.?m\b\.?\Z", re.IGNORECASE)
#: A sum of money, which no title has.
_AMOUNT = re.compile(r"[£$€]\s?[0-9]|[0-9]\.[0-9]{2}\Z|[0-9],[0-9]{3}\Z|:\s?[0-9]+\Z")
#: A run of titles may begin so late, and is then longer.
_LATEST = 3
_LONGEST_SHOUTED, _LONGEST_RUN_IN = 150, 3000
#: What a title says in other letters at its end: "ORAL COMMUNICATIONS (Public Comment)".
_BRACKET = re.compile(r"\s\([^()]{1,60}\)\Z")
_LONGEST_COLON, _LEAST_COLONS = 50, 3
_LONGEST_APART = 70
_MOST_WORDS = 8
#: Of so few words, a title may have a stop.
_MOST_STOPPED = 4
#: What stands over a page, and titles an item where it has a letter or a numeral.
_BARE = ("minutes", "agenda")
_APOLOGIES = re.compile(r"apologies(?:\s(?:for|of)\sabsence)?", re.IGNORECASE)
#: How a line ends that no title goes on with.
_ENDED = re.compile(r"[.?!:;)”\"]\s*\Z|\A(?:\(?[0-9a-z]{1,3}[.)]\s|[A-Z][^:.]{1,40}:\s)")
#: "MINUTES FROM THE MAY 3, 2021 REGULAR MEETING:", which has a day and heads no page.
_OF_MINUTES = re.compile(r"(?:APPROV(?:AL|E)\s(?:OF\s)?(?:THE\s)?)?MINUTES\s(?:FROM|OF|FOR)\s(?:THE\s)?.{4,100}:")
#: "Premises: 3 Quay Street": a value of the head.
_FIELD = re.compile(
    r"(?:premises|applicants?|venue|location|place|date|time|contact|clerk|chair\w*)\s?:\s", re.IGNORECASE
)
#: A clause has a number that no title without one has.
_NUMBERED = re.compile(r"\(?[0-9]{1,3}[.)]\s")
_VERB = re.compile(
    r"\b(?:was|were|is|are|be|been|had|has|have|will|would|asked|said|moved|reported|thanked|noted|agreed|resolved)\b"
)


def find_lettered(lines: Sequence[Line]) -> list[ItemStart]:
    """Find titles numbered "I.", "II." or "A.", "B.", with those below them ("C.1"): two at least, from the first.

    The run of labels is the one that weighs most, as that of figures is: a person's initial at a line's start,
    or a list that begins anew, does not end it.
    """
    found: list[tuple[Candidate, ItemStart]] = []
    subs: list[tuple[str, ItemStart]] = []
    partings = _part_lettered(lines)
    for at, line in enumerate(lines):
        match = _LETTERED.fullmatch(trim(line.text)) if len(line.text) <= _LONGEST_RUN_IN else None
        if match is None:
            found += _read_alone(lines, at)
            continue
        parted = split_shouted(match["title"]) or split_stop(match["title"]) or split_dash(match["title"])
        parted = parted or partings.get(at)
        if parted is None and len(line.text) > _LONGEST_SHOUTED:
            continue
        title = parted[0] if parted else match["title"]
        is_titled = _may_be_counted(title)
        if not is_titled and (match["sub"] or not _may_be_between(line, title)):
            continue
        start = ItemStart(
            at,
            at,
            match["number"],
            line.text.index(match["title"]),
            runs_on=parted is not None,
            parted=partings.get(at),
        )
        if match["sub"]:
            subs.append((match["main"], start))
            continue
        weight = (1.0 if is_titled else 0.0) + (1.0 if line.style.bold or line.style.heading is not None else 0.0)
        for style, value in _iter_values(match["main"]):
            number = ItemNumber(match["main"], value, is_sub=False, style=style)
            found.append((Candidate(at=at, number=number, weight=weight), start))
    run = choose_run([candidate for candidate, _ in found])
    mains = [found[at][0].number.main for at in run]
    titled = sum(found[at][0].weight > 0 for at in run)
    if len(run) < 2 or mains[-1] > 2 * len(run) or 2 * titled <= len(run):
        return []
    is_roman = found[run[0]][0].number.style != _LETTERS
    if mains[0] != 1 and not (is_roman and mains[0] <= _LATEST and len(run) > _LATEST):
        return []  # among roman numbers the first may have lost its own
    starts = [found[at][1] for at in run]
    if found[run[0]][0].number.style == _LETTERS:
        starts += [start for main, start in subs if _last_before(starts, start.at) == main]
    return sorted(starts, key=lambda start: start.at)


def _may_be_between(line: Line, title: str) -> bool:
    """Return whether words that are no title by themselves may be one in a run of them.

    In bold type the last may be a sentence: "VIII. The meeting was adjourned at 2:50."
    """
    is_brief = is_title_like(title) and len(title.split()) <= _MOST_BETWEEN
    return len(line.text) <= _LONGEST_SHOUTED and (line.style.bold or is_brief)


def find_small_letters(lines: Sequence[Line], begin: int = 0) -> list[ItemStart]:
    """Find titles counted "a)", "b)" from the first on, four at least, that begin but once and have text below.

    Small letters count the entries of a list as a rule: so do all that stand right below each other.

    Args:
        lines: The lines of the page.
        begin: Where the head ends.
    """
    starts: list[ItemStart] = []
    for at in range(begin, len(lines) - 1):
        match = _SMALL_LETTER.fullmatch(trim(lines[at].text)) if len(lines[at].text) <= _LONGEST_SHOUTED else None
        if match is None:
            continue
        if match["letter"] != chr(ord("a") + len(starts)) or not lines[at].starts_block:
            return []
        if not _may_be_counted(match["title"]) or _SMALL_LETTER.match(trim(lines[at + 1].text)):
            return []
        starts.append(ItemStart(at, at, match["letter"], lines[at].text.index(match["title"])))
    return starts if len(starts) >= _LEAST_SMALL else []


def _part_lettered(lines: Sequence[Line]) -> dict[int, tuple[str, str]]:
    """Part lines with a letter at their dash or colon where three at least have one."""
    found = {
        at: dashed
        for at, line in enumerate(lines)
        if len(line.text) <= _LONGEST_RUN_IN
        and (match := _LETTERED.fullmatch(trim(line.text)))
        and (dashed := _LETTER_DASH.fullmatch(match["title"]))
        and _may_be_counted(dashed["title"])
    }
    return {at: (one["title"], one["said"]) for at, one in found.items()} if len(found) >= _LEAST_DASHED else {}


def _read_alone(lines: Sequence[Line], at: int) -> list[tuple[Candidate, ItemStart]]:
    """Read a line that is only a numeral or a letter, with the title on the next, as each that it may be."""
    match = _ALONE.fullmatch(trim(lines[at].text)) if len(lines[at].text) <= _LONGEST_ALONE else None
    if match is None or at + 1 == len(lines) or not _may_be_counted(lines[at + 1].text):
        return []
    start = ItemStart(at, at + 1, match["main"])
    return [
        (Candidate(at=at, number=ItemNumber(match["main"], value, is_sub=False, style=style), weight=1.0), start)
        for style, value in _iter_values(match["main"])
    ]


def find_first_letters(lines: Sequence[Line]) -> list[int]:
    """Return the places of all titles that are the first of a list without figures: "A. Trees", "I. Trees"."""
    return [
        at
        for at, line in enumerate(lines)
        if len(line.text) <= _LONGEST_SHOUTED
        and (match := _LETTERED.fullmatch(trim(line.text))) is not None
        and match["main"] in ("A", "I")
        and not match["sub"]
        and _may_be_counted(match["title"])
    ]


def _may_be_counted(text: str) -> bool:
    """Return whether words with a letter or a numeral may be a title; apologies are one where they have it."""
    plain = trim(text).rstrip(": ")
    if plain.endswith(".") and len(plain.split()) <= _MOST_STOPPED and _VERB.search(plain) is None:
        plain = plain[:-1]  # "III. Finances."
    return may_title(plain) or _APOLOGIES.fullmatch(plain) is not None or plain.lower() in _BARE


def _iter_values(main: str) -> Iterator[tuple[str, int]]:
    """Yield the kinds of list that a label may be of, and its value there: "I" is a numeral or a letter."""
    if not set(main) - set(_ROMAN):
        values = [_ROMAN[letter] for letter in main]
        yield _NUMERALS, sum(-v if v < w else v for v, w in zip(values, [*values[1:], 0], strict=True))
    if len(main) == 1:
        yield _LETTERS, ord(main) - 64


def _last_before(starts: Sequence[ItemStart], at: int) -> str | None:
    """Return the label of the last item that begins before a line."""
    return next((start.number for start in reversed(starts) if start.at < at), None)


def find_shouted_titles(
    lines: Sequence[Line], begin: int = 0, *, is_known: Callable[[str], bool] = lambda _: False
) -> list[ItemStart]:
    """Find titles in capitals with text below them, starting at an index.

    Several right below each other are a list, or one title, but for those that are known to be titles: "CALL TO
    ORDER" may have nothing below it but "FLAG SALUTE".

    Args:
        lines: The lines of the page.
        begin: Where the head ends.
        is_known: Whether words are a title of any meeting's business.
    """
    return [
        _start_of(lines[at].text, at)
        for at in range(begin, len(lines) - 1)
        if _is_shouted(lines[at])
        and (lines[at].starts_block or not _is_shouted(lines[at - 1]) or is_known(lines[at - 1].text))
        and (is_known(lines[at].text) or not _is_name_list(lines, at))
    ]


def _start_of(text: str, at: int) -> ItemStart:
    """Return the start of a title in capitals, its numeral or letter apart: "X. ADJOURNMENT"."""
    match = _LETTERED.fullmatch(trim(text))
    return ItemStart(at, at, match["number"], text.index(match["title"])) if match else ItemStart(at, at)


def _is_shouted(line: Line) -> bool:
    plain = trim(line.text)
    shown = _BRACKET.sub("", plain) if plain.endswith(")") else plain
    return (
        len(plain) <= _LONGEST_SHOUTED
        and shown.isupper()
        and sum(map(str.isalpha, shown)) > 3
        and ";" not in plain
        and not looks_like_council(plain)
        and (may_title(plain) or plain == "MINUTES" or _OF_MINUTES.fullmatch(plain) is not None)
        and (not has_day(plain) or _OF_MINUTES.fullmatch(plain) is not None)
    )


def _is_name_list(lines: Sequence[Line], at: int) -> bool:
    """Return whether a line is one of several in capitals below each other, which are names of members."""
    after = lines[at + 1] if at + 1 < len(lines) else None
    return after is not None and _is_shouted(after) and not after.starts_block


def find_titles_apart(lines: Sequence[Line], begin: int = 0) -> list[ItemStart]:
    """Find short lines in title case that stand apart with text below them, starting at an index."""
    said = next((at for at in range(begin, len(lines)) if _ENDED.search(trim(lines[at].text))), len(lines))
    bare = [at for at in range(said + 1, len(lines)) if trim(lines[at].text) == "Minutes"]
    lone = bare[0] if len(bare) == 1 else -1  # below a sentence it heads no page
    return [
        ItemStart(at, at)
        for at in range(begin, len(lines) - 1)
        if lines[at].starts_block
        and not is_entry(lines[at])
        and len(lines[at].text) <= _LONGEST_APART
        and _is_capitalised(trim(lines[at].text))
        and len(lines[at + 1].text) > len(trim(lines[at].text)) // 2
        and (may_title(trim(lines[at].text)) or at == lone)
    ]


def find_plain_titles(lines: Sequence[Line], begin: int = 0) -> list[ItemStart]:
    """Find short lines without a verb, in any case, that stand between sentences, starting at an index."""
    return [
        ItemStart(at, at)
        for at in range(begin, len(lines) - 1)
        if lines[at].starts_block and is_plain_title(lines, at, begin=begin)
    ]


def is_plain_title(lines: Sequence[Line], at: int, *, begin: int = 0) -> bool:
    """Return whether a line is short, without a verb, and stands between sentences, unless it is the first."""
    return (
        not is_entry(lines[at])
        and (at == begin or _ENDED.search(trim(lines[at - 1].text)) is not None)
        and _is_plain_title(trim(lines[at].text), trim(lines[at + 1].text))
    )


def find_colon_titles(lines: Sequence[Line], begin: int = 0) -> list[ItemStart]:
    """Find short lines that end in a colon, have no verb and stand over text, from an index on: three or more."""
    lone = find_lone_label(lines)
    starts = [
        ItemStart(at, at)
        for at in range(begin, len(lines) - 1)
        if lines[at].starts_block
        and not is_entry(lines[at])
        and (text := trim(lines[at].text)).endswith(":")
        and len(text) <= _LONGEST_COLON
        and text[0].isupper()
        and _VERB.search(text) is None
        and (may_title(text.rstrip(": ")) or _APOLOGIES.fullmatch(text.rstrip(": ")) is not None or at == lone)
    ]
    return starts if len(starts) >= _LEAST_COLONS else []


def find_lone_label(lines: Sequence[Line]) -> int:
    """Return the index of the only label of minutes on a page, a title where others are printed so; -1 without."""
    labels = [at for at, line in enumerate(lines) if find_part_label(line.text) is PartLabel.MINUTES]
    return labels[0] if len(labels) == 1 else -1


def is_entry(line: Line) -> bool:
    """Return whether the source says that a line is the entry of a list, or the row of a table."""
    return any(block.level is not None or block.cell is not None for block in line.blocks)


#: Below a label of attendance: a person with a title, an office and its holder, a name and an office.
_LISTED = re.compile(
    r"(?:(?-i:[A-Z]{2,5})\s)?(?:(?:the|his|her)\s(?:worship|honou?r)?,?\s?)?(?:(?:deputy|vice|lord|lady|acting)\s)*"
    r"(?:councill?ors?|cllrs?|crs?|mayor|alderm[ae]n|mr|mrs|ms|miss|dr|commissioners?|trustees?|supervisor|selectm[ae]n"
    r"|council\s?(?:wo)?m[ae]n|council\s?members?|president|chair\w*|reeve|warden|director|manager|clerk|attorney|treasurer"
    r"|member)\b\.?,?\s(?-i:[A-Z“(]).*"
    r"|.{3,80}\((?:mr|mrs|ms|miss|dr|cr|cllr)\.?\s[^()]{2,40}\)"
    r"|(?-i:[A-Z])[\w’'.-]*(?:\s(?-i:[A-Z])[\w’'.-]*){1,3}(?:\s{3,}|\t|\s?[,–]\s|\s-\s)(?-i:[A-Z]).{2,80}",
    re.IGNORECASE,
)


def is_listed(text: str) -> bool:
    """Return whether a line below a label of attendance is one of those who came."""
    plain = text.strip()
    return (
        len(plain) <= _LONGEST_SHOUTED
        and not plain.endswith((".", "?", ":"))
        and _LISTED.fullmatch(plain) is not None
    )


def _is_plain_title(text: str, following: str) -> bool:
    return (
        len(text) <= _LONGEST_APART
        and text[0].isupper()
        and following.endswith((".", ":", ";", "?", "”", ")"))
        and len(text.split()) <= _MOST_WORDS
        and _VERB.search(text) is None
        and (len(following) > len(text) // 2 or is_minuted_text(following))
        # "Apologies for absence" over a sentence is a title; over names it is a label.
        and (may_title(text) or _APOLOGIES.fullmatch(text) is not None)
    )


def _is_capitalised(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return bool(words) and all(word[0].isupper() for word in words)


def may_title(text: str, *, may_have_day: bool = False) -> bool:
    """Return whether words without a number may be a title: no sentence, no label, no person and no date.

    Args:
        text: The words.
        may_have_day: Whether a date among other words does no harm, as where the type says that it is a title.
    """
    plain = trim(text)
    return (
        is_title_like(plain)
        and not plain.endswith(".")
        and _NUMBERED.match(plain) is None
        and _FIELD.match(plain) is None
        and _NO_TITLES.fullmatch(plain) is None
        and not names_movers(plain)
        and _PERSON.match(plain) is None
        and _AMOUNT.search(plain) is None
        and _REFERENCE.fullmatch(plain) is None
        and _OF_APPLICATION.match(plain) is None
        and _INITIALS.fullmatch(plain) is None
        and _ADDRESS.fullmatch(plain) is None
        and _COLUMNS.fullmatch(plain) is None
        and find_part_label(plain) is None
        and not is_minuted_text(plain)
        and not _TIMED.search(plain)
        and (not is_lone_day(plain) if may_have_day else not has_day(plain))
    )
