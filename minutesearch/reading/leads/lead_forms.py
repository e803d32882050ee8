"""Choice among the leads of a page: one hand prints its titles in one form, before one mark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from minutesearch.pages import Line
from minutesearch.reading.items.business_titles import names_business
from minutesearch.reading.items.plain_starts import may_title
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.purposes import is_minuted_text
from minutesearch.reading.leads.lead import Lead

__all__ = ["explain_paragraphs", "find_form", "keep_forms"]

#: So many titles of any meeting's business tell a form in which all titles of a page are printed.
_LEAST_OF_FORM = 2
#: A form that no such title tells has so many titles, before so much of the paragraphs from the first to the last.
_LEAST, _COVERED = 3, 0.6
#: What a title weighs that any meeting has, in capitals, with a common word in small letters; text behind it that
#: is a sentence; and what a form needs of it on average. Two words with capitals may as well be a person.
_BUSINESS, _SHOUTED, _COMMON_WORD, _LONE_WORD, _SENTENCE = 1.5, 1.0, 0.7, 0.4, 0.4
_NEEDED, _LEAST_TOLD, _MANY = 0.85, 2, 5
#: A short line that ends no sentence may be a title itself, with what stands below it in its item.
_RIVAL, _LONGEST_RIVAL = 3, 60
#: How people speak, whose names stand before dashes and colons too.
_SPOKEN = re.compile(r"(?:I|We|My|Our|Thank|said|asked|moved|reported|stated|noted|advised|seconded)\b")
_FEW = 4


def keep_forms(lines: Sequence[Line], leads: Mapping[int, Lead], known: Collection[int]) -> dict[int, Lead]:
    """Return the known titles and others, as far as they begin a paragraph or have a form of the known ones.

    Where most known ones are in capitals right before the text, few words before a mark are no title there.

    Args:
        lines: The lines of the page.
        leads: All leads of a page, by the index of their line.
        known: Those that title any meeting's business.
    """
    in_capitals = sum(not leads[at].mark for at in known)
    has_marks = in_capitals * 2 <= len(known)
    forms = {leads[at].form for at in known}
    return {
        at: lead
        for at, lead in leads.items()
        if at in known
        or (has_marks and lead.mark and not lead.bullet and (lines[at].starts_block or lead.form in forms))
    }


def find_form(leads: Mapping[int, Lead], known: Collection[int]) -> dict[int, Lead]:
    """Return the titles of the one form that explains a page with few known ones; none if no form does.

    Two of any meeting's business are enough where they are half of what has their form, and none comes twice.
    """
    forms: dict[tuple[bool, str], list[int]] = {}
    for at, lead in leads.items():
        if lead.mark != ".":
            forms.setdefault(lead.form, []).append(at)
    best = max(forms.values(), key=lambda places: len(set(known).intersection(places)), default=[])
    titles = {leads[at].title.lower() for at in best}
    of_business = {leads[at].title.lower() for at in set(known).intersection(best)}
    is_form = len(of_business) >= _LEAST_OF_FORM and 2 * len(of_business) >= len(titles) == len(best)
    return {at: leads[at] for at in best} if is_form else {}


def explain_paragraphs(
    lines: Sequence[Line], leads: Mapping[int, Lead], *, opened: Collection[int], begin: int
) -> dict[int, Lead]:
    """Return the titles of the form before which most paragraphs of a page stand; none if there is no such form.

    "Roads – ...", "Library – ...": nothing tells the titles but that paragraph after paragraph begins so, with
    other words each time.

    Args:
        lines: The lines of the page.
        leads: Its leads, by the index of their line.
        opened: The indexes of the lines that begin a paragraph.
        begin: Where the head and the lists of those who came end.
    """
    forms: dict[tuple[bool, str], dict[int, Lead]] = {}
    for at, lead in leads.items():
        if at >= begin and lead.mark != ".":
            forms.setdefault(lead.form, {})[at] = lead
    body = [at for at in opened if at >= begin]
    explained = [each for form in forms.values() if (each := _explain(lines, form, body))]
    return max(explained, key=len, default={})


def _explain(lines: Sequence[Line], form: Mapping[int, Lead], opened: Collection[int]) -> dict[int, Lead]:
    times = Counter(lead.title.lower() for lead in form.values())
    once = {at: lead for at, lead in form.items() if times[lead.title.lower()] == 1}
    if len(once) < _LEAST or len(once) * 4 < 3 * len(form):
        return {}
    # Of few titles more than one has to look like one by its words.
    told = sum(_weigh_title(lead.title) > 0 for lead in once.values())
    if told < _LEAST_TOLD and len(once) < _MANY:
        return {}
    spoken = sum(_SPOKEN.match(lead.said) is not None for lead in once.values())
    weight = sum(map(_weigh, once.values()))
    if spoken * 3 > len(once) or weight < _NEEDED * len(once):
        return {}
    first, last = min(once), max(once)
    before = sum(at < first and trim(lines[at].text).endswith(".") for at in opened)
    between = [at for at in opened if first < at < last and at not in once]
    against = before + sum(_RIVAL if _may_rival(lines[at].text) else 1 for at in between)
    return once if len(once) > _COVERED * (len(once) + against) else {}


def _weigh(lead: Lead) -> float:
    says = len(lead.said.split()) >= _FEW and trim(lead.said).endswith((".", "?", "!"))
    return _weigh_title(lead.title) + _SENTENCE * says


def _weigh_title(title: str) -> float:
    words = title.split()
    if names_business(title):
        return _BUSINESS
    if title.isupper():
        return _SHOUTED
    if any(word.isalpha() and word.islower() and len(word) >= _FEW for word in words[1:]):
        return _COMMON_WORD
    return _LONE_WORD if len(words) == 1 else 0.0


def _may_rival(text: str) -> bool:
    plain = trim(text)
    return (
        len(plain) <= _LONGEST_RIVAL
        and not plain.endswith((".", ",", ";"))
        and may_title(plain.rstrip(":"))
        and not is_minuted_text(plain)
    )
