"""All that the pages say, in English: another language is another module with the same names."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from minutesearch.records import Meeting, Motion, Vote
from minutesearch.results import QuoteCheck, Results, Stretch

LANG = "en-GB"

# --- on every page
SKIP_TO_CONTENT = "Skip to the content"
SEARCH, MEETINGS, DECISIONS, PEOPLE, HELP = "Search", "Meetings", "Decisions", "People", "Help"
QUOTE = "Check a quote"
SITE = "This site"
CHECK_SOURCE = "The words are the councils’ own, read by a program. Check the source before you quote them."
DATA_LINK = "Data and API"
KEYS_ON, KEYS_OFF = "Turn the keys “/”, “↓” and “↑” on", "Turn the keys “/”, “↓” and “↑” off"
COPIED, COPY = "Copied", "Copy"
COPY_QUOTATION = "Copy with its source"

# --- the search
WORDS_LABEL = "Words to look for"
SEARCH_BUTTON = "Search"
TRY = "Try"
EXAMPLES = ('"social prescribing"', "voluntary -sector", "prescri*", "kind:decision")
QUERY_HELP = "All that can be typed"
FILTERS_LABEL = "Filters"
ANY = "Any"
COUNCIL, BODY, KIND, SAID_BY, SINCE, UNTIL = "Council", "Body", "Kind", "Said by", "From", "To"
DATE_HINT = "2020, 7 October 2020 or “6 months ago”"
ITEM_HINT = "Words of its title, or its number"
NAME_HINT = "A name or an office, as Chair"
SORT, MATCH, GROUP = "Order", "Words", "Show"
SORTS = {"relevance": "Best first", "newest": "Newest first", "oldest": "Oldest first"}
MATCHES = {"auto": "All, or else any", "all": "All of them", "any": "Any of them"}
DUPLICATES = {"collapse": "once", "keep": "each time"}
GROUPS = {"": "Every passage", "item": "The best of each agenda item", "meeting": "The best of each meeting"}
SHOW_DISCUSSIONS, SHOW_PASSAGES = "Show the whole discussion of each", "Show passages alone"
STRETCHES = {"yes": "the whole discussion", "no": "passages alone"}
STRETCH = "Show the whole discussion"
APPLY = "Apply"
ACTIVE = "Filters in use"
CLEAR = "Take all away"
NOTHING = "Nothing was found."
NOTHING_HELP = "Fewer words, any of the words, or fewer filters find more."
TRY_ANY = "Look for any of the words"
DID_YOU_MEAN = "Did you mean"
PAGES, PREVIOUS, NEXT, FIRST_PAGE = "Pages", "Previous", "Next", "The first page"
SHOW_ALL = "Show all of it"
IN_ITEM, SOURCE_PAGE = "Read it in its item", "The council’s page"
ALSO_IN = "Also in"
DOWNLOAD, FOLLOW, TAKE = "Download", "Follow", "Download or follow"
FORMATS = {"csv": "CSV", "xlsx": "Excel", "jsonl": "JSON Lines", "json": "JSON"}
FEED = "Atom feed"
NARROW = "Narrow down"
RARER = "and others that are rarer"
UNDATED = "No date given"
NUMBERS_HELP = "What the numbers mean"
TIMELINE = "By year"
TIMELINE_ABOUT = "Passages found in every 1,000 of the year. A gap is a year of which nothing is here."
TIMELINE_TABLE = "The same as a table"
YEAR, FOUND, OF, PER_1000 = "Year", "Found", "Of", "Per 1,000"
NO_PASSAGES = "none here"
REMOVE = "Remove the filter"
FACETS = {
    "kind": "Kind",
    "decision_type": "Decision",
    "body": "Body",
    "council": "Council",
    "person": "Who takes part",
    "party": "Party",
    "said_by": "Said by",
    "item": "Agenda item",
}
FILTER_NAMES = {
    "council": "council",
    "body": "body",
    "kind": "kind",
    "decision_type": "decision",
    "said_by": "said by",
    "mentions": "mentions",
    "item": "item",
    "outcome": "motion",
    "moved_by": "moved by",
    "seconded_by": "seconded by",
    "owner": "to be done by",
    "person": "with",
    "party": "party",
    "since": "from",
    "until": "to",
    "match": "words",
    "duplicates": "copies",
    "since_generation": "since commit",
    "sort": "order",
    "group": "show",
    "stretch": "show",
}

# --- passage, item and meeting
PASSAGE, ITEM, MEETING = "Passage", "Agenda item", "Meeting"
YOU_ARE_HERE = "You are here"
CITE_HEADING, CITATION, QUOTATION, ADDRESS = "Cite it", "Citation", "Quotation", "Permanent address"
FINGERPRINT = "Fingerprint of the words"
WHOLE_ITEM, WHOLE_MEETING = "The whole item", "The whole meeting"
AROUND = "In its agenda item"
ALIKE, RELATED = "Like it elsewhere", "Perhaps the same matter in other meetings"
IN_COMMON = "Words in common:"
THIS_ONE = "this one"
SUMMARY, MOTIONS, VOTES, ACTIONS, DECLARATIONS, QUESTIONS, ATTENDANCE, MINUTES = (
    *("Purpose", "Motions", "Votes", "Actions", "Interests declared", "Questions", "Attendance", "Minutes"),
)
SHOWN_IN = "where it says so"
AMENDMENT, MOTION = "Amendment", "Motion"
MOVED_BY, SECONDED_BY = "moved by", "seconded by"
FOR, AGAINST, ABSTAINING = "For", "Against", "Abstained"
CASTING = "decided by the chair’s casting vote"
ASKED_BY, ANSWERED_BY = "asked by", "answered by"
PRESENCES = {"present": "Present", "apologies": "Apologies", "substitute": "Substitutes"}
TIME, VENUE, CHAIR, STATUS = "Time", "Place", "In the chair", "Status"
NO_TITLE = "No heading"
CONTENTS = "Items"
PREVIOUS_PASSAGES, NEXT_PASSAGES = "What comes before", "What comes after"
NO_MEETINGS = "No meeting is here."

# --- people
PEOPLE_ABOUT = (
    "Everybody whom the minutes name as speaking, moving, seconding, voting or having something to do, by the"
    " name that the minutes print most often. What differs by titles and stops alone is one; who is printed with"
    " an initial here and a first name there stands under both."
)
NAME = "Name"
FIND_NAME = "Part of a name"
ACTS = {
    "said_by": "Said",
    "moved_by": "Moved",
    "seconded_by": "Seconded",
    "owner": "To do",
    "mentions": "Mentioned",
}
VOTED = "Voted"
SIDES = {"for": "For", "against": "Against", "abstaining": "Abstained"}
ALL_OF_THEM = "All of them"
NOBODY = "Nobody of that name is here."
ALSO_PRINTED = "Also printed"

# --- decisions
DECISIONS_ABOUT = "What was decided, newest first: the decision clauses of all minutes."
DECISION_TYPE = "Type"
ALL_TYPES = "All types"
NO_DECISIONS = "No decision is here that fits."
SHOW = "Show"

# --- the check of a quotation
QUOTE_TITLE = "Check a quotation"
QUOTE_ABOUT = (
    "Is it in the minutes, word for word or nearly? Paste what somebody is said to have said, or what a council is"
    " said to have decided: you see where it stands, who said it, and every word that differs."
)
QUOTE_LABEL, QUOTE_BUTTON = "The quotation", "Check it"
QUOTE_HINT = "“…” and “[…]” say that something is left out. Letter case, quotation marks and dashes do not count."
QUOTE_LONGEST = 16_000
QUOTE_WHERE = "Only what somebody said, or of some years"
QUOTE_NEAREST = "The nearest, which is something else:"
QUOTE_ONLY, MINUTES_ONLY = "only in the quotation", "only in the minutes"
QUOTE_NOBODY = "The minutes name nobody as saying this."
QUOTE_FURTHER = "The passage that it goes on in"
SENSE = "The sense may be another."
NO_QUOTE = "text is missing: the quotation to check"


# --- what is wrong with an address
def no_parameter(name: str, nearest: str | None, known: Sequence[str]) -> str:
    """Return that there is no such parameter, and which one there is."""
    hint = (
        f"did you mean “{nearest}”?" if nearest else f"there are {', '.join(known)}" if known else "it takes none"
    )
    return f"there is no parameter “{name}”; {hint}"


def given_twice(name: str) -> str:
    """Return that a parameter of one value has two."""
    return f"the parameter “{name}” is given twice"


def too_many_parameters(most: int) -> str:
    """Return how many parameters there may be."""
    return f"a request has at most {most:,} parameters"


def number_between(name: str, least: int, most: int) -> str:
    """Return which numbers a parameter takes."""
    return f"{name} is a whole number from {least:,} to {most:,}"


def no_choice(name: str, value: str, choices: Sequence[str], nearest: str | None) -> str:
    """Return that a parameter does not take a value, and which it takes."""
    hint = f"; did you mean “{nearest}”?" if nearest else ""
    return f"{name} has no choice “{value}”: {', '.join(choices)}{hint}"


def quote_too_long(most: int) -> str:
    """Return how long a quotation may be."""
    return f"text has at most {most:,} characters"


def limit_at_most(most: int) -> str:
    """Return how many rows a download may have."""
    return f"limit is at most {most:,} here; offset gives the rest"


# --- what goes wrong
FAILED = "That does not work"
NOT_READ = "That search cannot be read"
GONE_TITLE = "That passage is gone"
NOT_THERE = "It is not in these minutes. The address may be mistyped, or the minutes it was in were taken away."
NO_SUCH_PAGE = "There is no page at this address."
NOT_SERVED = "This address is only for reading."
TOO_LONG = "The search took longer than it was given. Fewer words, or fewer stars, are quicker."
DAMAGED = (
    "The index cannot be read at the moment. Whoever runs this site can find out why with “minutesearch check”."
)
NOT_INSTALLED = (
    "This form is not installed here. Whoever runs this site can add it: pip install 'minutesearch[export]'."
)
FAULT = "That is a fault of this site, not yours. It has been written down for those who run it."
TOO_MANY = "That is more downloads than one reader may have a minute."
GONE = "It was in these minutes and is not any more: they were published anew, or taken away."
GONE_UNKNOWN = "No passage has this address. It was taken away, or the address is mistyped."
NEAREST = "The nearest that is there"
BACK = "To the search"

# --- help
HELP_TITLE = "Help"
HELP_TYPING = "What you can type"
HELP_ROWS = (
    ("flooding market", "passages that have both words, in whatever form; if none has both, those with any"),
    ('"social prescribing"', "these words in this order"),
    ('"road closed"~5', "these words near each other"),
    ("voluntary -sector", "the first word without the second"),
    ("parking OR permits", "either word"),
    ("prescri*", "words that begin so"),
    ("kind:decision", "decisions only; also question, answer, motion, discussion, action"),
    ("said_by:chair", "only what somebody said"),
    ("moved_by:hill", "only motions of somebody"),
    ("date:2020..2022", "only meetings of these years"),
)
HELP_NUMBERS = "What the numbers mean"
HELP_NUMBER_ROWS = (
    (
        "Passages",
        (
            "The unit is the passage: one paragraph, numbered paragraph, list entry, decision clause or motion."
            " Totals are exact, not estimates."
        ),
    ),
    (
        "Beside a filter",
        (
            "How many of the passages found have that value. A filter in use is left out of its own count, so that"
            " you see what the others would give."
        ),
    ),
    (
        "By year",
        (
            "How many of every 1,000 passages of the year were found. Years differ in how many minutes are here,"
            " so that plain counts would show the collection and not the council."
        ),
    ),
    (
        "The order",
        (
            "Best first weighs how rare the words are, how near each other they stand, and how much the item and"
            " the meeting are about them. No number is shown, since it compares within one search only."
        ),
    ),
)
HELP_READING = "How the minutes were read"
HELP_READING_TEXT = (
    "Rules read who speaks and what was moved, voted and decided. They are right mostly and not always: each"
    " such fact leads to the words that show it. What the minutes do not say is left open, never guessed."
)
HELP_KEYS = "The keyboard"
HELP_KEYS_TEXT = (
    "“/” puts the cursor in the search box, “↓” leads from there to the first hit and from hit to hit, “↑” back."
    " Both can be turned off below each page. Everything else is reached with Tab and Enter."
)
HELP_DATA = "Data"
HELP_DATA_TEXT = (
    "Every search is also a file: add .json, .jsonl, .csv, .xlsx or .atom to “search”. All is described in"
)
HELP_HOLDINGS = "What is here"


def site_title(council: str | None) -> str:
    """Return the title of a site of one council, or of any."""
    return f"{council}: search the minutes" if council else "Search the minutes"


def day(date: datetime.date | None) -> str:
    """Return a day in words."""
    return f"{date.day} {date:%B %Y}" if date else UNDATED


def verdict(checked: QuoteCheck) -> str:
    """Return what became of a quotation, in a sentence."""
    if checked.verdict == "exact":
        return f"Word for word in {passages(checked.total)}."
    if checked.verdict == "not found":
        return "Not found: nothing in these minutes is like it."
    count = sum(max(len(each.quoted.split()), len(each.printed.split())) for each in checked.places[0].differences)
    words = f"{count:,} {'word differs' if count == 1 else 'words differ'}"
    if checked.verdict == "near":
        return f"Not word for word: {words}."
    return f"Not so in the minutes: {words}, a negation or a number among them."


def elided(printed: str) -> str:
    """Return what stands where a quotation says that it leaves something out."""
    count = len(printed.split())
    return f"… ({count:,} {'word' if count == 1 else 'words'} left out)" if count else "…"


def further_places(number: int) -> str:
    """Return how many more passages have a quotation."""
    return f"{number:,} more {'passage has' if number == 1 else 'passages have'} it."


def passages(number: int) -> str:
    """Return a number of passages."""
    return f"{number:,} passage{'' if number == 1 else 's'}"


def more(number: int, *, of_meeting: bool) -> str:
    """Return how many more match in an item or meeting."""
    return f"{number:,} more in this {'meeting' if of_meeting else 'item'}"


def without(words: Sequence[str]) -> str:
    """Return which words of a query a passage does not have."""
    return f"Without {', '.join(f'“{word}”' for word in words)}"


def heading(results: Results, words: str) -> str:
    """Return the heading of the results."""
    found = passages(results.total)
    asked = f"{found} for “{words}”" if words else found
    return f"{asked}, each in its discussion" if results.has_stretches else asked


#: Values that the page says in words of its own. Of kinds, types of decisions and outcomes the values are English.
_CHOICES = {"sort": SORTS, "match": MATCHES, "group": GROUPS, "duplicates": DUPLICATES, "stretch": STRETCHES}


def value_of(name: str, value: str) -> str:
    """Return a value of a filter, or of what can be one, in words."""
    return _CHOICES.get(name, {}).get(value, value)


def chip(name: str, value: str) -> str:
    """Return a filter in words."""
    return f"{FILTER_NAMES[name]}: {value_of(name, value.removeprefix('='))}"


def filters(count: int) -> str:
    """Return what stands above the filters."""
    return f"{FILTERS_LABEL} ({count})" if count else FILTERS_LABEL


def stretch(shown: Stretch) -> str:
    """Return where the passages of a stretch stand in their item, and how many of them match."""
    first, last = shown.positions
    where = "The whole item" if shown.is_whole else f"Passages {first:,} to {last:,} of the item"
    count = len(shown.matching)
    return f"{where}: {count:,} of {passages(len(shown.passages))} {'matches' if count == 1 else 'match'}"


def page_of(page: int, pages: int | None) -> str:
    """Return where one is among the pages, of which None says that nobody knows how many there are."""
    return f"Page {page:,}" if pages is None else f"Page {page:,} of {pages:,}"


def past_the_end(page: int, pages: int | None) -> str:
    """Return that there is no such page."""
    if pages is None:
        return f"There is no page {page:,}."
    there = f"There are {pages:,} pages" if pages > 1 else "There is one page"
    return f"{there}, and no page {page:,}."


def last_page(pages: int) -> str:
    """Return what leads to the last page."""
    return f"The last page, {pages:,}"


def with_parameter(name: str) -> str:
    """Return what leads to the same with a parameter by its right name."""
    return f"The same with “{name}”"


def without_parameter(name: str) -> str:
    """Return what leads to the same without a parameter."""
    return f"The same without “{name}”"


def some_words() -> str:
    """Return that no passage has every word."""
    return "No passage has every word. These have some of them."


def widened(word: str, forms: Sequence[str]) -> str:
    """Return that a word was looked for in other forms too."""
    return f"“{word}” was looked for as {', '.join(forms)} too."


def nearest_words(word: str, forms: Sequence[str]) -> str:
    """Return that a word is nowhere, and what was taken for it."""
    return f"No passage has “{word}”. These have the nearest words: {', '.join(forms)}."


def at_character(column: int) -> str:
    """Return where a query goes wrong."""
    return f"At character {column:,}"


def wait(seconds: int) -> str:
    """Return how long to wait."""
    return f"Try again in {seconds} second{'' if seconds == 1 else 's'}."


def speakers(names: Sequence[str]) -> str:
    """Return who speaks in a passage."""
    return ", ".join(names)


def item_title(number: str | None, title: str | None) -> str:
    """Return the title of an item with its number."""
    return " ".join(filter(None, (number, title))) or NO_TITLE


def meeting_title(meeting: Meeting, *, with_council: bool = True) -> str:
    """Return a meeting in words."""
    council = meeting.council if with_council and meeting.council != meeting.body else None
    names = [each for each in (council, meeting.body) if each]
    return ", ".join([*(names or ([meeting.council] if meeting.council else [MEETING])), day(meeting.date)])


def motion(record: Motion) -> str:
    """Return who moved a motion, and how it ended."""
    parts = [AMENDMENT if record.is_amendment else MOTION]
    if record.mover:
        parts.append(f"{MOVED_BY} {record.mover}")
    if record.seconder:
        parts.append(f"{SECONDED_BY} {record.seconder}")
    text = ", ".join(parts)
    return f"{text}: {value_of('outcome', record.outcome.value)}" if record.outcome else text


def vote(record: Vote) -> str:
    """Return the figures of a vote."""
    figures = ((FOR, record.ayes), (AGAINST, record.noes), (ABSTAINING, record.abstentions))
    text = ", ".join(f"{name} {count}" for name, count in figures if count is not None)
    return f"{text}; {CASTING}" if record.by_casting_vote else text


def holdings(passages_count: int, meetings: int, first: datetime.date | None, last: datetime.date | None) -> str:
    """Return what is here, in figures."""
    text = f"{passages(passages_count)} of {meetings:,} meeting{'' if meetings == 1 else 's'}"
    return f"{text}, {day(first)} to {day(last)}" if first and last else text


def timeline_label(year: str, hits: int, of: int, per_1000: float) -> str:
    """Return what a bar of the timeline stands for."""
    return f"{year}: {hits:,} of {passages(of)}, {per_1000:g} per 1,000" if of else f"{year}: {NO_PASSAGES}"


def people_count(number: int, *, are_persons: bool) -> str:
    """Return a number of names: of persons, or of offices, groups and the rest."""
    if are_persons:
        return f"{number:,} name{'' if number == 1 else 's'}"
    return f"{number:,} office{'' if number == 1 else 's'}, groups and others"


def decisions_count(number: int) -> str:
    """Return a number of decisions."""
    return f"{number:,} decision{'' if number == 1 else 's'}"


def items_count(number: int) -> str:
    """Return a number of agenda items."""
    return f"{number:,} item{'' if number == 1 else 's'}"


def meetings_count(number: int) -> str:
    """Return a number of meetings."""
    return f"{number:,} meeting{'' if number == 1 else 's'}"


def quotation(text: str, names: Sequence[str], citation: str, address: str) -> str:
    """Return a passage as a quotation to paste."""
    return f"“{text}{quotation_end(names, citation, address)}"


def quotation_end(names: Sequence[str], citation: str, address: str) -> str:
    """Return what follows the words of a quotation to paste: who said them, the citation and the address."""
    said = f" ({speakers(names)})" if names else ""
    return f"”{said}\n{citation}\n{address}"


# --- data
API_TITLE = "Data and API"
API_ABOUT = (
    "Every search is also data, at an address with the same parameters. What is answered stays the same until"
    " the index changes: send back its ETag, and an answer that is still so costs nothing."
)
API_FORMS = {
    "json": "One JSON object: the page of hits, with totals and facets.",
    "jsonl": "JSON Lines: one hit a line, all of them.",
    "csv": "A table of all hits.",
    "xlsx": "An Excel workbook of all hits.",
    "atom": "A feed of the newest hits, to follow a search.",
}
API_QUOTE = "Whether a quotation is in the minutes, word for word or nearly, where, and what differs."
API_QUOTE_EXAMPLE = "the report be noted"
#: What each parameter of an address does, in a sentence.
PARAMETERS = {
    "q": "The words to look for, in the query language; without them the filters alone choose.",
    "council": "Only passages of this council.",
    "body": "Only passages of this committee or other body.",
    "kind": "Only passages of this kind.",
    "decision_type": "Only decisions of this type.",
    "said_by": "Only passages in which this person or office speaks; “=Chair” is not the Vice-Chair.",
    "mentions": "Only passages that name this person, who does not speak in them.",
    "item": "Only passages of this agenda item: its number, title or id.",
    "outcome": "Only passages that show how a motion ended so.",
    "moved_by": "Only passages that show a motion of this person.",
    "seconded_by": "Only passages that show a motion that this person seconded.",
    "owner": "Only passages that show an action that this person is to take.",
    "person": "Only passages in which this person takes part by name: speaks, moves, seconds or is to act.",
    "party": "Only passages in which somebody of this party takes part.",
    "since": "Only meetings from this day on: 2020-10-07, 7 October 2020, 2020 or “6 months ago”.",
    "until": "Only meetings up to this day.",
    "match": "Whether every word must be there, or any; auto takes any only if no passage has all.",
    "sort": "What comes first; meetings without a date come last.",
    "group": "Only the best passage of each agenda item or meeting, with how many more match.",
    "stretch": "Whether each hit is the whole discussion round it, several passages of its item.",
    "duplicates": "Whether what several sources of one meeting have in common stands once or each time.",
    "since_generation": "Only passages that came into the index after the commit of this number.",
    "page": "The page, from 1.",
    "limit": "How many hits to give at most.",
    "offset": "How many hits to skip.",
    "context": "How many passages before and after each hit to give with it, within its item.",
    "facet": "What to count over all hits.",
    "facet_limit": "How many values of each facet to give at most.",
    "syntax": "Whether the words are in the query language or any text, of which nothing is an operator.",
}
API_PARAMETERS = "Parameters"
#: What the check of a quotation takes that a search does not, or takes otherwise.
QUOTE_PARAMETERS = {
    "text": "The quotation to check; “…” and “[…]” say that something is left out.",
    "limit": "How many places to give at most.",
}
API_ERRORS = {
    "400": "A parameter or the query cannot be read.",
    "429": "Too many downloads; Retry-After says when to come back.",
    "501": "This form is not installed.",
    "503": "The search took too long, or the index cannot be read.",
}
API_TOTAL, API_ETAG = "How many match in all, on every page.", "Stays until the index changes."
API_UNCHANGED = "What If-None-Match names is still so."
API_HEALTH = "Whether the newest state of the index is served, and can be read."
API_HEALTH_STATUSES = {"200": "It is.", "503": "An older state is served, or this one cannot be read."}
API_MANY = "may be given several times"
API_FOR_PROGRAMS = "The same for programs, in OpenAPI"
LIMITS = "Limits"


def api_limits(rows: int, per_minute: int) -> str:
    """Return what one reader may have."""
    many = f", and {per_minute:,} downloads a minute" if per_minute else ""
    return f"A download has at most {rows:,} rows{many}; “offset” gives the rest."


def numbers_from(least: int, most: int) -> str:
    """Return which numbers are taken."""
    return f"{least:,} to {most:,}"


def entry_title(item: str, day_text: str) -> str:
    """Return the title of an entry of a feed."""
    return f"{item}, {day_text}"
