"""Detection of the first date in a line of a page's head, and of the time printed near it."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from minutesearch.dates import parse_date, parse_time

__all__ = ["FoundDay", "find_day", "find_time", "find_unread_day", "has_day"]

#: The months in Welsh, with what "o" makes of them, and in Irish.
_OTHER_MONTHS = {
    word: month
    for month, words in {
        "january": "ionawr eanáir eanair",
        "february": "chwefror feabhra",
        "march": "mawrth fawrth márta marta",
        "april": "ebrill aibreán aibrean",
        "may": "mai fai bealtaine",
        "june": "mehefin fehefin meitheamh",
        "july": "gorffennaf orffennaf iúil iuil",
        "august": "awst lúnasa lunasa",
        "september": "medi fedi",
        "october": "hydref",
        "november": "tachwedd dachwedd samhain",
        "december": "rhagfyr ragfyr nollaig",
    }.items()
    for word in words.split()
}
_ENGLISH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
_MONTH = rf"(?P<month>{_ENGLISH}|{'|'.join(_OTHER_MONTHS)})\b\.?"
_WEEKDAY = (
    r"(?:(?:(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)|"
    r"dydd \w{2,9})(?:\b[.,]{0,2}\s{1,3}|(?<=day)[.,]?(?=[0-9]))(?:the\s)?)?"  # "Wednesday14th May 2021" too
)
#: "June 3, 2000 hours" is a day and a time.
_NO_HOURS = r"(?!\s?(?:hours|hrs?)\b)"
_DAYS = (
    re.compile(
        rf"\b{_WEEKDAY}(?P<year>(?:19|20)[0-9]{{2}})\s{{1,3}}{_MONTH}\s{{1,3}}(?P<day>[0-9]{{1,2}})\b(?![:.]?[0-9])",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_WEEKDAY}(?P<day>[0-9]{{1,2}})(?:\s?(?:st|nd|rd|th|[™º°\x22”])\.?|af|ain|fed|ed|eg|il|ydd|ú)?(?:\s(?:day\s)?of|\so)?[\s-]{{1,3}}"
        rf"{_MONTH},?[\s-]{{1,3}}(?P<year>[0-9]{{4}})\b{_NO_HOURS}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_WEEKDAY}{_MONTH},?\s{{1,3}}(?P<day>[0-9]{{1,2}})(?:\s?(?:st|nd|rd|th))?"
        r"(?P<more>(?:\s?(?:[-–—&/]|and|to)\s?[0-9]{1,2}(?:st|nd|rd|th)?){1,3})?(?:\s?,\s{0,3}|\.?\s{1,3})(?P<year>[0-9]{4})\b"
        rf"{_NO_HOURS}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![\d/]){_WEEKDAY}(?P<day>[0-9]{{1,2}})(?P<mark>[/.-])(?P<number>[0-9]{{1,2}})(?P=mark)(?P<year>[0-9]{{4}})(?![\d/])",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\d-])(?P<year>[0-9]{4})-(?P<number>[0-9]{2})-(?P<day>[0-9]{2})(?![\d-])"),
)
#: Which half of the day, in English, Welsh and Irish.
_HALF = (
    r"(?P<half>[ap]\.?\s?m\b|(?:in the |yn y |y |yr |o['’]r )?"
    r"(?:morning|forenoon|afternoon|evening|bore|prynhawn|hwyr)\b|y\.?[bhp]\b|[ir]\.\s?n\b)"
)
_TIME = re.compile(
    r"(?<![\d.])(?<![^A-Za-z]:)(?P<time>(?P<figures>[0-9]{1,2}(?:[.:;][0-9]{2}|\s:\s[0-9]{2}|-(?:00|15|[345][05]))?)\s?"
    rf"(?:o\s?[’'‘`]?\s?(?:clock|r gloch)\s?)?{_HALF}"
    r"|[0-9]{1,2}(?:[.:][0-9]{2})?\s?(?:noon|midday)\b"
    r"|(?P<plain>(?:[01][0-9]|2[0-3])(?:h\s?)?[0-5][0-9])(?:(?<=h[0-9]{2})\b|\s?(?:hrs?|hours)\b(?!\sof\b))"
    r"|(?!00:00:00)(?P<bare>[0-9]{1,2}[:.][0-9]{2})(?![\d.])(?:\s?(?P<hours>hrs|hours)\b)?|\b(?:noon|midday)\b)"
    r"(?:\s?(?:-|–|—|to|until|till|for)\s?(?P<end>[0-9]{1,2}(?:[.:][0-9]{2})?\s?[ap]\.?m\b))?",
    re.IGNORECASE,
)
_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HOUR = rf"(?P<hour>{'|'.join(_HOURS)}|[0-9]{{1,2}})"
#: "half past seven", "a quarter to 8", "seven thirty", "seven o'clock".
_SPOKEN = re.compile(
    rf"\b(?:(?P<part>half|(?:a\s)?quarter)[\s-](?P<side>past|to)[\s-]{_HOUR}\b(?:\so['’]?\s?clock\b)?"
    rf"|(?P<whole>{'|'.join(_HOURS)})(?:[\s-](?P<minute>thirty|fifteen|forty-five))?"
    r"(?=\s(?:o['’]?\s?clock\s)?(?:in the (?:morn|after|even)|[ap]\.?m\b)))",
    re.IGNORECASE,
)
_MINUTES = {"thirty": "30", "fifteen": "15", "forty-five": "45"}
#: Months of other languages, and days in words, which tell that words are a date though it is not read.
_UNREAD_MONTH = rf"(?:{_ENGLISH}|{'|'.join(_OTHER_MONTHS)}|me[áa]n f[óo]mhair|deireadh f[óo]mhair)"
_YEAR = r"(?:[0-9]{4}|['’]?[0-9]{2})"
_IN_WORDS = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth"
    r"|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|(?:twenty|thirt)[- ]?\w{2,7})"
)
_UNREAD = re.compile(
    rf"(?:\b[^\W\d_]{{3,12}},?\s{{1,3}}(?:the\s)?)?\b(?:[0-9]{{1,2}}(?:st|nd|rd|th)?|{_IN_WORDS})(?:\s(?:day\s)?of)?[\s-]{{1,3}}"
    rf"{_UNREAD_MONTH}\b\.?,?[\s-]{{1,3}}{_YEAR}\b"
    rf"|\b{_UNREAD_MONTH}\s{{1,3}}[0-9]{{1,2}}(?:st|nd|rd|th)?,?\s{{1,3}}{_YEAR}\b"
    r"|(?<![\d/])[0-9]{1,2}(?P<sign>[/.-])[0-9]{1,2}(?P=sign)(?:[0-9]{4}|[0-9]{2})(?![\d/.-])",
    re.IGNORECASE,
)
#: The day before the last of several: "4th-", "28 February to ".
_FIRST_OF_SEVERAL = re.compile(
    rf"\b(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:\s(?P<month>{_ENGLISH}|{'|'.join(_OTHER_MONTHS)}))?"
    r"\s?(?:[-–—&/]|\bto\b|\band\b)\s?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?\Z",
    re.IGNORECASE,
)
#: A head has its date near its start; longer lines are paragraphs.
_LONGEST = 400
_MONTHS = 12
#: Before that no meeting begins in the morning.
_EARLIEST = "08:00"


#: What every date has, read or not.
_YEAR_FIGURES, _FIGURES = re.compile(r"[0-9]{4}"), re.compile(r"[0-9]{2}")


class FoundDay(NamedTuple):
    """A date found in a line."""

    date: datetime.date
    #: The time printed behind it, "HH:MM"; None without one.
    time: str | None
    #: Where in the text it begins.
    start: int
    #: Where the date ends.
    end: int
    #: What is wrong with it, though the day is plain: a weekday that is not its own; None if nothing is.
    doubt: str | None = None


def find_day(text: str) -> FoundDay | None:
    """Return the first date in a text.

    Args:
        text: A line, or a few joined.

    Returns:
        The date with its place; None if the text has none, or is a paragraph.
    """
    text = text[:_LONGEST]
    if _YEAR_FIGURES.search(text) is None:
        return None  # most lines; each of the five forms has its year in four figures
    matches = [match for pattern in _DAYS if (match := pattern.search(text))]
    named = [_build(match) for match in matches if match.groupdict().get("month")]
    for match in sorted(matches, key=lambda each: each.start()):
        date = _build(match)
        if date is not None and match.groupdict().get("mark") and date not in named and _turn(date) in named:
            date = _turn(date) or date  # "11-06-2006 Minutes November 6, 2006"
        if date is not None:
            time = find_time(text[match.end() :])
            if (several := _read_several(text, match, date)) is not None:
                first, start = several
                printed = " ".join(text[start : match.end()].split())
                message = f"“{printed}” are several days; the first is taken"
                return FoundDay(first, time, start, match.end(), message)
            date, doubt = _check_weekday(match, date)
            return FoundDay(date, time, match.start(), match.end(), doubt)
    return None


def has_day(text: str) -> bool:
    """Return whether a line has a date, though it may be one that cannot be read."""
    return find_day(text) is not None or find_unread_day(text) is not None


def find_unread_day(text: str) -> str | None:
    """Return words of a line that are a date which cannot be read, as printed; None without any.

    "4 March 21" may be of any century, "29 February 2021" was no day, "03/14/2021" has no such month.
    """
    text = text[:_LONGEST]
    if _FIGURES.search(text) is None or find_day(text) is not None:
        return None
    match = _UNREAD.search(text)
    return " ".join(match[0].split()) if match else None


def _turn(date: datetime.date) -> datetime.date | None:
    """Return the date that the same figures are with the month first; None where there is no such month."""
    return date.replace(month=date.day, day=date.month) if date.day <= _MONTHS else None


def _read_several(text: str, match: re.Match[str], last: datetime.date) -> tuple[datetime.date, int] | None:
    """Return the first of several days ("4th-5th March 2021") and where it begins; None where it is one day."""
    if match.groupdict().get("more"):
        return last, match.start()  # "March 4-5, 2021"
    before = _FIRST_OF_SEVERAL.search(text[: match.start()])
    if before is None or not match.groupdict().get("month"):
        return None
    month = (before["month"] or match["month"]).lower()
    try:
        first = parse_date(f"{before['day']} {_OTHER_MONTHS.get(month, month)} {last.year}")
    except ValueError:
        return None
    return (first, before.start()) if first < last else None


def _check_weekday(match: re.Match[str], date: datetime.date) -> tuple[datetime.date, str | None]:
    """Return the date and what is wrong with its weekday, which may say that in figures the month stands first."""
    weekday = match.groupdict().get("weekday")
    if not weekday or _is_on(date, weekday):
        return date, None
    printed = " ".join(match[0].split())
    if match.groupdict().get("mark") and date.day <= _MONTHS:
        turned = date.replace(month=date.day, day=date.month)
        if _is_on(turned, weekday):
            return turned, f"“{printed}” is read with the month first, as its weekday says"
    return date, f"“{printed}” names the wrong weekday; the day of the month is taken"


def find_time(text: str) -> str | None:
    """Return the first time of day in a text, as "HH:MM"; None without one, and where the half of the day is open.

    "7.30" may be either half of the day, "07.30" and "10.30" hardly; "7.00 - 9.00 pm" says it.
    """
    for match in _TIME.finditer(_SPOKEN.sub(_in_figures, text[:_LONGEST])):
        try:
            if (time := _read_time(match)) is not None:
                return time
        except ValueError:
            continue
    return None


def _in_figures(match: re.Match[str]) -> str:
    """Return a time in words in figures: "7.30" for "half past seven"."""
    if match["whole"]:
        return f"{_HOURS.index(match['whole'].lower()) + 1}.{_MINUTES.get((match['minute'] or '').lower(), '00')}"
    hour = int(match["hour"]) if match["hour"].isdigit() else _HOURS.index(match["hour"].lower()) + 1
    if match["side"].lower() == "past":
        return f"{hour}.{'30' if match['part'].lower() == 'half' else '15'}"
    return match[0] if match["part"].lower() == "half" else f"{(hour - 2) % len(_HOURS) + 1}.45"


def _read_time(match: re.Match[str]) -> str | None:
    if match["figures"]:
        half = re.sub(r"[\s.]", "", match["half"].lower())
        is_early = half.endswith(("morning", "forenoon", "bore")) or half in ("am", "yb", "rn")
        figures = re.sub(r"\s?[:;-]\s?", ".", match["figures"])
        return parse_time(f"{figures} {'am' if is_early else 'pm'}")
    if match["plain"]:
        figures = match["plain"].lower().replace("h", "").replace(" ", "")
        return parse_time(f"{figures[:2]}:{figures[2:]}")
    if match["bare"] is None:
        return parse_time(match["time"])
    time = parse_time(match["bare"])
    if match["end"]:
        end = parse_time(match["end"])
        later = f"{int(time[:2]) + 12:02}{time[2:]}"
        return later if time < "12:00" and later <= end else time
    is_open = time < _EARLIEST and match["bare"][0] != "0" and not match["hours"]
    return None if is_open else time


def _build(match: re.Match[str]) -> datetime.date | None:
    groups = match.groupdict()
    month = (groups.get("month") or "").lower()
    month = _OTHER_MONTHS.get(month, month)
    day, number, weekday = groups["day"] or "", groups.get("number") or "", groups.get("weekday") or ""
    is_turned = bool(groups.get("mark") and weekday) and int(number) > _MONTHS >= int(day)
    if is_turned:
        day, number = number, day  # "Thursday 5/14/2020", if that was a Thursday
    written = f"{day} {month} {groups['year']}" if month else f"{groups['year']}-{int(number):02}-{int(day):02}"
    try:
        date = parse_date(written)
    except ValueError:
        return None
    return None if is_turned and not _is_on(date, weekday) else date


def _is_on(date: datetime.date, weekday: str) -> bool:
    return date.strftime("%A").lower().startswith(weekday.lower()[:3])
