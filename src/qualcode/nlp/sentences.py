"""Where sentences end.

Rules on the tokens of spaCy's blank tokenizer rather than its ``sentencizer``, which runs on after ``...``
and after ``kl. 8. Vi``, and gives an opening bracket or quotation mark to the sentence before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from qualcode.model import Span
from qualcode.nlp.rules import Rules

KeepsDot = Callable[[str], bool]
"""Says whether the language's tokenizer leaves the last full stop on a word, as on an abbreviation."""

_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_MARKS = re.compile(r"(?P<marks>\.(?: \.)+|[.!?…。！？؟।]+)(?P<closing>[)\]}»«›‹”“’‘\"']*)")
_OPENING = re.compile(r"[\s(\[{»«›‹„‚“”‘’\"'¿¡*–—-]*")
_WORD = re.compile(r"\w")
_NEXT_WORD = re.compile(r"\w+")
_FULL_WIDTH = frozenset("。！？")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_LONGEST_WORD = 40
"""Longer stretches without a blank are no abbreviation; looking no further keeps the work linear."""


def sentence_spans(text: str, rules: Rules, keeps_dot: KeepsDot) -> list[Span]:
    """Return the sentences of a text, trimmed, in order; together they hold all that is not blank."""
    spans = []
    for start, end in _pieces(text):
        begin = start
        for cut in [*_Cutter(text[start:end], rules, keeps_dot).cuts(), end - start]:
            span = Span(begin, start + cut).trim(text)
            if span:
                spans.append(span)
            begin = start + cut
    return spans


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Part the text at doubled line feeds, which always end a sentence; a single one is a blank."""
    start = 0
    for gap in _BREAK.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


class _Cutter:
    """Decides for every mark of one stretch whether a sentence ends there."""

    def __init__(self, text: str, rules: Rules, keeps_dot: KeepsDot) -> None:
        self.text = text
        self.rules = rules
        self.keeps_dot = keeps_dot
        self.begin = 0

    def cuts(self) -> Iterator[int]:
        """Yield the places after which a new sentence begins. Every sentence has a letter or a digit."""
        first = _WORD.search(self.text)
        for mark in _MARKS.finditer(self.text):
            if first is None:
                return
            if first.start() < mark.start() and self._ends(mark):
                following = _WORD.search(self.text, mark.end())
                if following is None:
                    return
                yield mark.end()
                self.begin = mark.end()
                first = following

    def _ends(self, mark: re.Match[str]) -> bool:
        text, marks, stop = self.text, mark["marks"], mark.end()
        if stop == len(text):
            return False
        if marks[-1] in _FULL_WIDTH:
            return True
        if not text[stop].isspace() and not self._runs_together(mark):
            return False
        opening = _OPENING.match(text, stop)
        place = opening.end() if opening else stop
        following = text[place : place + 1]
        if not following or following in ",;:":
            return False
        if mark["closing"] and following.islower():  # "Hvad nu?" spurgte hun
            return False
        if marks == ".":
            return self._full_stop(mark.start(), place)
        if set(marks) <= {".", "…", " "}:  # the speaker hesitates, and goes on in lower case
            return not (following.islower() or following.isdigit())
        return True

    def _runs_together(self, mark: re.Match[str]) -> bool:
        """Typing slips: ``Nej.Vi gik`` and ``Nej.(griner)``; but not ``www.Sted.dk`` or ``H.C``."""
        before, after = (
            self.text[max(0, mark.start() - 2) : mark.start()],
            self.text[mark.end() : mark.end() + 2],
        )
        if after[0] in "([{":
            return len(before) == 2 and before.isalpha()
        word = self._word_before(mark.start())
        web = "@" in word or "/" in word or word.startswith("www")
        return (
            len(before) == 2 and before.islower() and after[0].isupper() and after[1:].islower() and not web
        )

    def _full_stop(self, dot: int, place: int) -> bool:
        following = self.text[place]
        word = self._word_before(dot)
        if not word or len(word) >= _LONGEST_WORD:
            return True
        if word[-1].isdigit():
            return self._after_number(word, dot, place)
        capital = not (following.islower() or following.isdigit())
        rules, low = self.rules, word.casefold()
        known = {low, f"{self._word_before(dot - len(word)).rstrip('.').casefold()}.{low}"}
        if known & rules.never_end:
            return False
        if known & rules.may_end:
            return capital
        if low in rules.words:
            return True
        if word.isupper() and _INITIALS.fullmatch(word):
            return capital and self._next_word(place) in rules.starters
        if len(word) == 1 and word.isalpha():
            return capital
        return (capital and rules.known_may_end) if self.keeps_dot(word) else True

    def _after_number(self, word: str, dot: int, place: int) -> bool:
        following = self.text[place]
        before = self._word_before(dot - len(word)).casefold()
        if len(word) <= 3 and word.isdecimal() and not _WORD.search(self.text, self.begin, dot - len(word)):
            return False  # the number of an item: "1. Vi begynder"
        if not self.rules.ordinal_dots or before in self.rules.clock:
            return True
        if _DATE.fullmatch(word) and not _THOUSANDS.fullmatch(word):
            return not following.islower()
        if not word.isdecimal() or len(word) > 3:
            return True
        if following.islower() or following.isdigit():
            return False
        word_after = self._next_word(place)
        if word_after in self.rules.dates:
            return False
        return before not in self.rules.determiners or word_after in self.rules.starters

    def _word_before(self, place: int) -> str:
        """Return the stretch without blanks that ends here, or before the blanks here; opening marks off."""
        part = self.text[max(0, place - _LONGEST_WORD) : place].rstrip()
        words = part.split()
        return words[-1].lstrip("([{»«›‹„‚“”‘’\"'–—-") if words else ""

    def _next_word(self, place: int) -> str:
        found = _NEXT_WORD.match(self.text, place)
        return found[0].casefold() if found else ""
