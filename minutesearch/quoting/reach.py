"""The reach of a candidate: the words of a passage and of those round it in its item, in one row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from minutesearch.quoting.quotation import Word, words_of
from minutesearch.searching.store import DocumentStore

__all__ = ["Printed", "Reach", "Text", "reach_of"]


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the minutes: of a passage, or the lead-in that it hangs from."""

    #: The number of the passage in the snapshot.
    number: int
    text_of: Literal["text", "lead_in"]
    text: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A word of the minutes."""

    #: Which of the texts it stands in.
    at: int
    word: Word


@dataclass(frozen=True, slots=True)
class Reach:
    """Some neighbouring texts with their words in one row."""

    texts: tuple[Text, ...]
    words: tuple[Printed, ...]

    @property
    def forms(self) -> list[str]:
        """The words as they are compared."""
        return [each.word.form for each in self.words]

    def between(self, first: int, last: int) -> str:
        """Return the text from one word to another, both included, as printed."""
        if first >= last:
            return ""
        pieces = []
        for at in range(self.words[first].at, self.words[last - 1].at + 1):
            inside = [each.word for each in self.words[first:last] if each.at == at]
            if inside:
                pieces.append(self.texts[at].text[inside[0].start : inside[-1].end])
        return " ".join(pieces)

    def gap(self, place: int) -> str | None:
        """Return what stands between a word and the one before it; None if they are of two texts."""
        if not 0 < place < len(self.words):
            return None
        before, after = self.words[place - 1], self.words[place]
        return self.texts[after.at].text[before.word.end : after.word.start] if before.at == after.at else None


def reach_of(store: DocumentStore, number: int, *, words: int, further: int = 1) -> Reach:
    """Return the reach of a passage: as far on either side as a quotation that has a word of it may go.

    Args:
        store: The documents of the index.
        number: The passage.
        words: How many words the quotation has.
        further: How many passages on either side to take at least.
    """
    item = list(store.snapshot.item_of(number))
    at = item.index(number)
    first = _extent(store, item[:at][::-1], words, further)
    last = _extent(store, item[at + 1 :], words, further)
    texts: list[Text] = []
    lead_in = None
    for each in item[at - first : at + 1 + last]:
        passage = store.place(each).passage
        if passage.lead_in and passage.lead_in != lead_in and (not texts or texts[-1].text != passage.lead_in):
            texts.append(Text(each, "lead_in", passage.lead_in))
        lead_in = passage.lead_in
        texts.append(Text(each, "text", passage.text))
    row = tuple(
        Printed(place, word) for place, text in enumerate(texts) for word in words_of(text.text, store.analyser)
    )
    return Reach(tuple(texts), row)


def _extent(store: DocumentStore, numbers: list[int], words: int, further: int) -> int:
    """Return how many of some passages to take so that they have as many words as a quotation."""
    count = 0
    for taken, number in enumerate(numbers):
        if taken >= further and count >= words:
            return taken
        count += len(store.place(number).passage.text.split())
    return len(numbers)
