"""What is a speaker's label, and what is only a colon in running speech.

Candidates are found line by line and judged over the whole document: a name that comes back is a speaker, a
sentence that ends in a colon is not. What stands once is taken only where it looks like a name, and is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from qualcode.importers import stamps
from qualcode.importers.words import (
    ANYBODY,
    EVENTS,
    IN_SPEECH,
    LINKS,
    NO_NAMES,
    QUESTION_AND_ANSWER,
    role_in,
    role_of_label,
)

MAX_LENGTH = 40
_SHORT_LINE = 100
"""Characters of the longest line that may hold only a label and a time, blanks counted."""
MAX_WORDS = 4


class Form(IntEnum):
    """How a label stands in its line, the safest first."""

    COLON = 1
    """``Anna: …``, ``**Anna:** …``, ``[00:12] Anna: …``, ``Anna (12:30): …``"""
    STAMPED = 2
    """``Anna [00:12] …``, or ``Anna  0:03`` alone in its line"""
    UNDER_STAMP = 3
    """``00:12 Anna`` alone in its line"""
    BRACKETS = 4
    """``[Anna] …``"""
    TAB = 5
    """``A<tab>…``"""
    DASH = 6
    """``A – …``"""
    ALONE = 7
    """``Anna`` alone in its line, the words below"""


class Shape(IntEnum):
    """How much a label looks like one, taken by itself."""

    NONE = 0
    WEAK = 1
    """In lower case, or a word that speech may begin with; needs to come back several times."""
    NAME = 2
    """Like a name."""
    STRONG = 3
    """A code (``I1``), a role (``Interviewer``) or a number (``Speaker 2``)."""


@dataclass(slots=True)
class Candidate:
    """What may be a label at the start of a line, and what follows it."""

    form: Form
    label: str = field(repr=False)
    rest: str = field(repr=False)
    start: float | None = None
    end: float | None = None


BLANKS = " \t\u00a0\u2007\u202f"
_B = f"[{BLANKS}]"
_NAME = r"(?P<label>[^\W_](?:[^:;\n\t|<>\"“”«»!?{}=\[\]]{0,38}[^\s:;|<>\"“”«»!?{}=\[\]*_,–—-])?\??|\?{1,3})"
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?=\S)(.+?)\1(.*)", re.DOTALL)
_LEAD = re.compile(rf"(?P<stamp>{stamps.BRACKETED}|(?P<bare>{stamps.RANGE}))(?![\d:]){_B}*(?:[-–—]{_B}+)?")
_NUMBER = re.compile(rf"\d{{1,5}}(?:[.)]{_B}+|{_B}{{1,20}})(?=[^\W\d_]|\*)")
# A colon between digits belongs to a time ("kl. 10:30"), one before "//" to an address.
_COLON = re.compile(
    rf"[\[(]?{_NAME}[\])]?{_B}*(?P<stamp>{stamps.BRACKETED}|{stamps.LONG})?{_B}*(?:(?<!\d)[:：]|[:：](?!\d))(?!//)(?P<rest>.*)",
    re.DOTALL,
)
_BRACKET = re.compile(rf"{_NAME}{_B}*(?P<stamp>{stamps.BRACKETED}){_B}*(?P<rest>.*)", re.DOTALL)
_HEADER = re.compile(
    rf"\[?{_NAME}\]?(?:{_B}*[,|·–-]{_B}*|{_B}+)(?P<stamp>{stamps.RANGE})(?:{_B}?[AaPp][Mm])?"
)
_SQUARE = re.compile(rf"\[{_NAME}\]{_B}+(?P<rest>.+)", re.DOTALL)
_TAB = re.compile(rf"{_NAME}[ \u00a0]*\t(?P<rest>.*)", re.DOTALL)
_DASH = re.compile(rf"{_NAME}{_B}+[-–—]{_B}+(?P<rest>.*)", re.DOTALL)
_ALONE = re.compile(rf"\[?{_NAME}\]?")


def plain_start(line: str) -> str:
    """Return a line without blanks and without emphasis at its start.

    Examples
    --------
    >>> plain_start("  **Anna:** Ja, *netop*.")
    'Anna: Ja, *netop*.'
    """
    text = line.lstrip(BLANKS)
    if text[:1] in ("*", "_"):
        emphasised = _EMPHASIS.fullmatch(text)
        if emphasised:
            return emphasised[2] + emphasised[3]
    return text


@dataclass(slots=True)
class Lead:
    """A time stamp at the start of a line, and what follows it."""

    start: float
    end: float | None
    rest: str = field(repr=False)
    bare: bool
    """Minutes and seconds without brackets: perhaps a time of day in speech."""


def lead_of(text: str) -> Lead | None:
    """Take a time stamp off the start of a line.

    Examples
    --------
    >>> lead_of("[00:01:02] Ja"), lead_of("Ja")
    (Lead(start=62.0, end=None, bare=False), None)
    """
    if text[:1] not in "[(<{#0123456789" or ":" not in text[:16]:
        return None
    match = _LEAD.match(text)
    if match is None:
        return None
    start, end = stamps.times(match["stamp"])
    rest = text[match.end() :]
    bare = match["bare"] is not None and match["bare"].count(":") == 1 and rest != ""
    return Lead(start, end, rest, bare)


def candidates(line: str) -> list[Candidate]:
    """Return what may be the label of a line, the safest form first.

    Examples
    --------
    >>> found = candidates("[00:01:02] Anna: Ja.")[0]
    >>> found.label, found.rest, found.start
    ('Anna', 'Ja.', 62.0)
    >>> candidates("https://example.org")
    []
    """
    text = plain_start(line)
    lead = lead_of(text)
    start, end = (lead.start, lead.end) if lead else (None, None)
    if lead:
        text = plain_start(lead.rest)
    elif numbered := _NUMBER.match(text):  # turns are numbered: "12. Anna: Ja."
        text = plain_start(text[numbered.end() :])
    found = []
    if ":" in text[:80] or "：" in text[:80]:
        found = _with_colon(text, start, end)
    if text[:1] == "[" and (match := _SQUARE.match(text)):
        found.append(_made(Form.BRACKETS, match["label"], match["rest"], start, end))
    if "\t" in text[: MAX_LENGTH + 4] and (match := _TAB.match(text)):
        found.append(_made(Form.TAB, match["label"], match["rest"], start, end))
    if _has_dash(text) and (match := _DASH.match(text)):
        found.append(_made(Form.DASH, match["label"], match["rest"], start, end))
    alone = text.rstrip(BLANKS) if len(text) < _SHORT_LINE else ""
    if 0 < len(alone) <= MAX_LENGTH + 2 and alone[-1] not in ".?!" and (match := _ALONE.fullmatch(alone)):
        form = Form.UNDER_STAMP if lead else Form.ALONE
        found.append(_made(form, match["label"], "", start, end))
    return found


def is_marker(line: str) -> bool:
    """Say whether a line is a word and a time stamp, and nothing else.

    Examples
    --------
    >>> is_marker("**Break**: [22:26]"), is_marker("Break: nu"), is_marker("Klokken var: 10:30")
    (True, False, False)
    """
    if len(line) > MAX_LENGTH + 30 or ":" not in line:
        return False
    first = next(iter(candidates(line)), None)
    if first is None or first.form != Form.COLON or first.rest or first.start is None:
        return False
    return shape_of(first.label) >= Shape.NAME or first.label.lower() in EVENTS


def _has_dash(text: str) -> bool:
    head = text[: MAX_LENGTH + 4]
    return " - " in head or " – " in head or " — " in head


def _with_colon(text: str, start: float | None, end: float | None) -> list[Candidate]:
    alone = text.rstrip(BLANKS) if len(text) < _SHORT_LINE else ""
    for pattern, form, where in (
        (_COLON, Form.COLON, text),
        (_BRACKET, Form.STAMPED, text),
        (_HEADER, Form.STAMPED, alone),
    ):
        match = pattern.fullmatch(where)
        if match is None:
            continue
        here, until = stamps.times(match["stamp"]) if match["stamp"] else (start, end)
        rest = match["rest"] if "rest" in match.re.groupindex else ""
        made = _made(form, match["label"], rest, here, until)
        inner = lead_of(made.rest)
        if inner and not inner.bare and made.start is None:  # "Anna: [00:12] Ja."
            made.start, made.end, made.rest = inner.start, inner.end, inner.rest
        return [made]
    return []


def _made(form: Form, label: str, rest: str, start: float | None, end: float | None) -> Candidate:
    return Candidate(form, clean_label(label), rest.lstrip(BLANKS), start, end)


def clean_label(label: str) -> str:
    r"""Return a label with single blanks and nothing around it.

    Examples
    --------
    >>> clean_label(" Anna\u00a0 Hansen ")
    'Anna Hansen'
    """
    return " ".join(label.split())


# --- Judging a label by itself ------------------------------------------------------------------------------

_PARENTHESIS = re.compile(r"\([^()]*\)")
_CODE = re.compile(r"[A-ZÆØÅ]{1,3}[ .-]?\d{0,3}[a-z]?|[a-zæøå]\d{1,3}")
_ACRONYM = re.compile(r"[A-ZÆØÅ]{2,3}")
"""Initials, or an office that is spoken of (SSP, PPR)."""
_NUMBERED = re.compile(r"([^\W\d_]+)[ _.#-]*\d{1,3}")


def shape_of(label: str) -> Shape:
    """Judge how much a label looks like one.

    Examples
    --------
    >>> [shape_of(x).name for x in ("I1", "Anna Hansen", "anna", "og så sagde hun", "Min holdning er")]
    ['STRONG', 'NAME', 'WEAK', 'NONE', 'NONE']
    """
    if len(label) > MAX_LENGTH or not label:
        return Shape.NONE
    plain = _PARENTHESIS.sub(" ", label).strip() or label.strip("()")
    words = [word.strip(".,'’()/?&+*-") for word in plain.replace("/", " ").replace(",", " ").split()]
    words = [word for word in words if word]
    if not words:
        return Shape.WEAK  # "?"
    if len(words) > MAX_WORDS or _is_sentence(plain):
        return Shape.NONE
    if _CODE.fullmatch(plain) and words[0].lower() not in NO_NAMES:
        return Shape.NAME if _ACRONYM.fullmatch(plain) and not role_of_label(plain) else Shape.STRONG
    return _shape_of_words(words)


def _is_sentence(label: str) -> bool:
    """Say whether a full stop ends a sentence: after a longer word it ends no abbreviation."""
    return any(word.endswith(".") and len(word) > 5 for word in label.split()[:-1])


def _shape_of_words(words: list[str]) -> Shape:
    lower = [word.lower() for word in words]
    if lower[0] in NO_NAMES or all(word.isdigit() for word in words):
        return Shape.NONE
    capital = [not word[0].islower() for word in words]
    inner = [c or word in LINKS for c, word in zip(capital, lower, strict=True)]
    name_like = capital[0] and all(inner) and lower[-1] not in LINKS
    in_speech = [word in IN_SPEECH and not (word in LINKS and name_like) for word in lower]
    if any(in_speech):
        return Shape.WEAK if len(words) == 1 and capital[0] and lower[0] not in LINKS else Shape.NONE
    if lower[0] in QUESTION_AND_ANSWER:
        return Shape.WEAK if len(words) == 1 else Shape.NONE
    if _stands_for_somebody(words, lower):
        return Shape.STRONG
    if name_like:
        return Shape.NAME
    return Shape.WEAK if len(words) <= 2 else Shape.NONE


def _stands_for_somebody(words: list[str], lower: list[str]) -> bool:
    numbered = _NUMBERED.fullmatch(" ".join(lower))
    word = numbered[1] if numbered else lower[0]
    short = len(words) - bool(numbered) == 1 or (numbered is not None and len(words) <= 2)
    return (short and word in ANYBODY) or (len(words) <= 3 and role_in(" ".join(words)) != "")


# --- Judging over the document ------------------------------------------------------------------------------

OFTEN = 3
SHARE_ALONE = 0.5
"""Part of the lines that must be labelled where no label comes back."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The labels of a document and the form in which they count."""

    labels: frozenset[str] = field(repr=False)
    forms: frozenset[Form]
    once: frozenset[str] = field(repr=False)
    """Labels that stand once and might be no speaker."""
    bare_stamps: bool = False
    """Whether minutes and seconds without brackets at the start of a line are stamps."""
    stamped: bool = False
    """Whether lines begin with stamps often enough to say where turns of nobody begin."""

    def of(self, line: str) -> Candidate | None:
        """Return the label of a line, if it has one."""
        if not self.labels:
            return None
        for candidate in candidates(line):
            if candidate.form in self.forms and candidate.label in self.labels:
                return candidate
        return None


class Census:
    """Counts candidates line by line; :meth:`judge` then says which of them are labels.

    Parameters
    ----------
    cues : bool
        The lines are those of subtitles, cut anywhere: only a colon makes a label, and one that stands once
        counts only at the beginning of a sentence.
    """

    def __init__(self, *, cues: bool = False) -> None:
        self._cues = cues
        self._stale: set[str] = set()
        self._counts: dict[Form, Counter[str]] = {form: Counter() for form in Form}
        self._lines = 0
        self._stamped = 0
        self._bare: list[float] = []
        self._run: tuple[str, Form] | None = None
        self._ordinary: set[str] = set()

    def add(self, line: str, *, fresh: bool = True) -> None:
        """Count a line that is not blank; ``fresh`` says that no sentence goes on from the line before."""
        lead = lead_of(plain_start(line))
        self._lines += lead is None or bool(lead.rest.strip())
        self._stamped += lead is not None
        if lead and lead.bare:
            self._bare.append(lead.start)
        followed = self._run
        self._run = None
        for candidate in candidates(line):
            if self._cues and candidate.form != Form.COLON:
                continue
            if not fresh:
                self._stale.add(candidate.label)
            if candidate.form in (Form.ALONE, Form.UNDER_STAMP):
                if shape_of(candidate.label) >= Shape.NAME:
                    self._run = (candidate.label, candidate.form)
            else:
                self._counts[candidate.form][candidate.label] += 1
        if followed and self._run is None:  # a label alone in its line has words below it
            self._counts[followed[1]][followed[0]] += 1

    def counted(self, judged: Judged) -> Counter[str]:
        """Return how often each label stands in the forms that count."""
        total: Counter[str] = Counter()
        for form in judged.forms:
            total += self._counts[form]
        return total

    def judge(self, lines: Iterable[str], given: Iterable[str] = ()) -> Judged:
        """Say which candidates are labels.

        Parameters
        ----------
        lines : iterable of str
            The whole document, to see whether a word that stands once before a colon is an ordinary word.
        given : iterable of str
            Labels that are known from elsewhere in the file, such as a column of a table.
        """
        bare = len(self._bare) >= OFTEN and self._bare == sorted(self._bare)
        given = frozenset(given)
        self._ordinary = self._ordinary_words(lines)
        labels, once = self._explicit(self._counts[Form.COLON] + self._counts[Form.STAMPED], given)
        if labels:
            forms = {Form.COLON, Form.STAMPED, Form.UNDER_STAMP}
            return Judged(frozenset(labels), frozenset(forms), frozenset(once), bare)
        for form in (Form.UNDER_STAMP, Form.BRACKETS, Form.TAB, Form.DASH, Form.ALONE):
            labels = self._implicit(form)
            if labels:
                return Judged(frozenset(labels), frozenset({form}), frozenset(), bare)
        stamped = self._stamped >= OFTEN
        return Judged(given, frozenset({Form.COLON}), frozenset(), bare, stamped)

    def _ordinary_words(self, lines: Iterable[str]) -> set[str]:
        """Return the rare labels of one word that are words of the text: speech or offices, not names.

        A name may be spoken, too, so the word must stand there in lower case ("problemet") or be an acronym
        ("SSP") that stands there more often than before a colon.
        """
        asked: Counter[str] = Counter()
        for counts in self._counts.values():
            for label, count in counts.items():
                if count <= OFTEN and label.isalpha() and label[:1].isupper():
                    asked[label if _ACRONYM.fullmatch(label) else label.lower()] += count
        found: Counter[str] = Counter()
        if asked:
            for line in lines:
                found.update(word for word in _WORD.findall(line) if word in asked)
        ordinary = {word for word, count in found.items() if word.islower() or count > asked[word]}
        return {
            label
            for counts in self._counts.values()
            for label in counts
            if (label if _ACRONYM.fullmatch(label) else label.lower()) in ordinary
        }

    def _explicit(self, counts: Counter[str], given: frozenset[str]) -> tuple[set[str], set[str]]:
        """Return the labels before a colon or stamp, and those of them that stand once."""
        shapes = {label: shape_of(label) for label in counts}
        safe = {label for label in counts if label in given}
        safe |= {label for label, count in counts.items() if self._is_safe(label, count, shapes[label])}
        rare = {label for label in counts if label not in safe and counts[label] < OFTEN and shapes[label]}
        slips = _slips(rare, {label for label in safe if counts[label] >= OFTEN})
        named = (
            {label for label in rare - slips if shapes[label] == Shape.NAME} - self._ordinary - self._stale
        )
        labels = safe | slips | named
        once = {label for label in labels if counts[label] == 1 and label not in given}
        if labels == once and not self._enough(labels):
            labels, once = set(), set()
        return labels or self._numbers(counts), once

    def _enough(self, labels: set[str]) -> bool:
        """Say whether labels that all stand once are enough to be believed: many lines have one."""
        interviewer = any(role_of_label(label) == "interviewer" for label in labels)
        share = SHARE_ALONE / 2 if interviewer else SHARE_ALONE
        return len(labels) > 1 and len(labels) >= share * self._lines

    def _is_safe(self, label: str, count: int, shape: Shape) -> bool:
        if shape == Shape.NAME:
            return count >= OFTEN or (count == 2 and label not in self._ordinary)
        return shape == Shape.STRONG or (shape == Shape.WEAK and count >= OFTEN)

    def _numbers(self, counts: Counter[str]) -> set[str]:
        """Bare numbers are labels where several of them come back, and nothing else is."""
        numbers = {label for label, count in counts.items() if label.isdigit() and count > 1}
        return numbers if len(numbers) > 1 else set()

    def _implicit(self, form: Form) -> set[str]:
        counts = self._counts[form]
        least = Shape.STRONG if form == Form.DASH else Shape.NAME
        likely = {label for label in counts if shape_of(label) >= least and label not in self._ordinary}
        labels = {label for label in likely if counts[label] > 1}
        if form == Form.UNDER_STAMP and labels:  # the stamp makes a header of the line: once is enough
            labels = likely
        labelled = sum(counts[label] for label in labels)
        if len(labels) < 2 or labelled * 10 < self._lines:
            return set()
        strong = {label for label in likely if shape_of(label) == Shape.STRONG}
        return (
            labels | strong | _slips(likely - labels, {label for label in labels if counts[label] >= OFTEN})
        )


_WORD = re.compile(r"\w+")

_MOST_PAIRS = 20_000


def _slips(rare: set[str], frequent: set[str]) -> set[str]:
    """Return the rare labels that may be frequent ones, mistyped."""
    if (
        len(rare) * len(frequent) > _MOST_PAIRS
    ):  # no interview has so many speakers; do not compare for minutes
        return set()
    return {label for label in rare if any(is_close(label, other) for other in frequent)}


# --- Slips --------------------------------------------------------------------------------------------------

_DIGITS = re.compile(r"\d+")
_LOOSE = re.compile(r"[\W_]+")


def is_close(label: str, other: str) -> bool:
    """Say whether one label may be the other, mistyped.

    Examples
    --------
    >>> is_close("Anne", "Anna"), is_close("Intervewer", "Interviewer"), is_close("anna", "Anna")
    (True, True, True)
    >>> is_close("I1", "I2"), is_close("A", "B"), is_close("Speaker 1", "Speaker 2"), is_close("Bo", "Ib")
    (False, False, False, False)
    """
    if label == other:
        return False
    one, two = label.casefold(), other.casefold()
    if _LOOSE.sub("", one) == _LOOSE.sub("", two):
        return True
    if _DIGITS.findall(one) != _DIGITS.findall(two):
        return False
    length = min(len(one), len(two))
    return length >= 4 and _distance(one, two) <= (1 if length < 8 else 2)


def _distance(one: str, two: str) -> int:
    """Count the letters to change, add, leave out or swap (optimal string alignment)."""
    if abs(len(one) - len(two)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, b in enumerate(two, start=1):
            cost = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and b == one[i - 2]:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
