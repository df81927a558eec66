"""What stands before the first turn: titles, dates, names of fields, and legends that explain labels.

Nothing of it is speech. It is left out of the text, and how many lines it was is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from qualcode.importers.base import Known
from qualcode.importers.flow import Line
from qualcode.importers.labels import (
    BLANKS,
    Candidate,
    Judged,
    Shape,
    clean_label,
    lead_of,
    plain_start,
    shape_of,
)
from qualcode.importers.words import HEAD_KEYS, LEGEND_HEADS, LINKS, NO_NAMES, role_in

MOST_LINES = 80
"""Lines that are not blank and may belong to a head; a longer one does not occur."""

_SHORT = 12
"""Words of the longest line that is a title without being marked as one."""

_DATED = 25
"""Words of the longest line that is one because it holds a date or a length."""

_TITLES = 12
"""Lines that are titles without being marked; where there are more, the first pages have no labels."""

_DESCRIPTION = 10
"""Words that describe a label in a legend; what is longer is speech."""

_LONGEST = 200
"""Characters, likewise."""

_DATE = re.compile(
    r"\b\d{1,2}[./-]\s?(?:\d{1,2}|[A-Za-zæøå]{3,9})\.?[./ -]\s?(?:19|20)?\d{2}\b|\b(?:19|20)\d{2}-\d{2}-\d{2}\b|"
    r"\b\d{1,2}\.? (?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\.? (?:19|20)\d{2}\b",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"\b(?:\d+h)?\d+m\d+s\b|\b\d+\s?(?:min|minut|minutter|minutes|timer?|hours?)\b", re.IGNORECASE
)
_FIELD = re.compile(r"(?P<key>[^:=\t]{1,40}?)\s*[:=\t](?!//)(?P<value>.*)", re.DOTALL)
_PAIR = re.compile(r"(?P<label>[^=:,;]{1,40}?)\s*(?P<sign>[=:])\s*(?P<text>.+)", re.DOTALL)
_BRACKETS = re.compile(r"\(([^()]{1,40})\)")
_SPEECH = re.compile(
    r"(?<!\w)(?:jeg|du|vi|er|har|hej|tak|velkommen|kan|vil|skal|ja|nej|nå|altså|men|så|i'm|we|you|is|are|have|do|"
    r"thank|thanks|hello|welcome|yes|no|well|okay|hvad|hvordan|hvem|hvor|what|how|who|when)(?!\w)",
    re.IGNORECASE,
)
_FINAL = re.compile(r"[.?!…][\"”’»)]?$")
_ABBREVIATED = re.compile(r"\b\w{1,4}\.$")


@dataclass(slots=True)
class Head:
    """The lines that are no turns, by index, and what a legend among them says."""

    lines: set[int] = field(default_factory=set)
    known: dict[str, Known] = field(default_factory=dict, repr=False)
    legend: list[int] = field(default_factory=list)
    """Places of the lines that explain labels."""


def read_head(lines: list[Line], judged: Judged, unit: str, counts: dict[str, int]) -> Head:
    """Find the head of a document.

    Parameters
    ----------
    lines : list of Line
    judged : Judged
        The labels of the document.
    unit : str
        What a place is called.
    counts : dict of str to int
        How often each label stands in the document.
    """
    leading = [(i, line) for i, line in enumerate(lines[: MOST_LINES * 4]) if line.text.strip()][:MOST_LINES]
    head = Head()
    explained = _Legend(judged, unit, head)
    titles: set[int] = set()
    listed = False
    position = 0
    while position < len(leading):
        index, line = leading[position]
        found = judged.of(line.text)
        if line.label is not None:
            break
        if length := explained.run(leading[position:], listed=listed, counts=counts):
            head.lines.update(i for i, _ in leading[position : position + length])
            position += length
            continue
        if explained.line(line) or (_heads_list(line.text) and not (found and found.rest.strip())):
            head.lines.add(index)
        elif found is not None:
            if not _is_field(found, leading, position, judged, counts):
                break
            explained.field(found.label, found.rest, line.place)
            head.lines.add(index)
        elif _is_title(line) and not _is_stamp(line):
            explained.named(line)
            head.lines.add(index)
            if not _is_marked(line, plain_start(line.text)):
                titles.add(index)
        listed = _heads_list(line.text)
        position += 1
    if len(titles) > _TITLES:
        head.lines -= titles
    return head


def _heads_list(text: str) -> bool:
    words = plain_start(text).strip(": ").lower().split()
    return len(words) <= 3 and any(word in LEGEND_HEADS for word in words)


def _is_title(line: Line) -> bool:
    """Say whether a line without a label is a title, a date, a field; longer text is speech and stays."""
    text = plain_start(line.text).rstrip(BLANKS)
    words = len(text.split())
    if _is_marked(line, text):
        return True
    final = _FINAL.search(text) and not _ABBREVIATED.search(text)
    if words <= _DATED and (_DATE.search(text) or _LENGTH.search(text)):
        return words <= _SHORT or not final
    return words <= _SHORT and not final and not text[:1].islower()


def _is_marked(line: Line, text: str) -> bool:
    """Say whether a line is a heading, a rule or a field beyond doubt."""
    return line.heading or not any(character.isalnum() for character in text) or _field_key(text)


def _is_stamp(line: Line) -> bool:
    """Say whether a line is a time stamp alone: it belongs to the turn below."""
    lead = lead_of(plain_start(line.text))
    return lead is not None and not lead.rest.strip()


def _field_key(text: str) -> bool:
    match = _FIELD.fullmatch(text)
    if match is None:
        return False
    words = [word.strip(".,-/()") for word in match["key"].lower().split()]
    return len(words) <= 4 and any(word in HEAD_KEYS for word in words)


def _is_field(
    found: Candidate,
    leading: list[tuple[int, Line]],
    position: int,
    judged: Judged,
    counts: dict[str, int],
) -> bool:
    """Tell a field ("Interviewer: Mette Hansen") from a turn that begins in the same way."""
    words = {word.strip(".,-/()") for word in found.label.lower().split()}
    if not words & HEAD_KEYS or not found.rest.strip():
        return False
    if _in_block(leading, position, judged):
        return _names_somebody(found) or (counts.get(found.label, 0) == 1 and not _SPEECH.search(found.rest))
    # Without a date or a place beside it, only a full name makes a field of it.
    return counts.get(found.label, 0) == 1 and _names_somebody(found) and len(found.rest.split()) > 1


def _names_somebody(found: Candidate) -> bool:
    """Say whether what follows a label is a name and no speech."""
    words = found.rest.split()
    names = all(word[:1].isupper() or word in LINKS for word in words)
    greeting = any(word.strip(",.").lower() in NO_NAMES for word in words)
    return names and not greeting and not _FINAL.search(found.rest.rstrip()) and 0 < len(words) <= 6


def _in_block(leading: list[tuple[int, Line]], position: int, judged: Judged) -> bool:
    """Say whether a field with a date, a place or the like stands above or below, with only names between."""
    for step in (-1, 1):
        place = position + step
        while 0 <= place < len(leading):
            line = leading[place][1]
            found = judged.of(line.text)
            if found is None:
                if _is_title(line):
                    return True
                break
            if not _names_somebody(found):
                break
            place += step
    return False


class _Legend:
    """Collects what the head says about labels."""

    def __init__(self, judged: Judged, unit: str, head: Head) -> None:
        self._judged = judged
        self._unit = unit
        self._head = head

    def _note(self, label: str, description: str, place: int) -> None:
        label = clean_label(label)
        self._head.legend.append(place)
        if label not in self._head.known:
            role = role_in(description) or role_in(label)
            self._head.known[label] = Known(role, f"the legend in {self._unit} {place} says so")

    def run(self, lines: list[tuple[int, Line]], *, listed: bool, counts: dict[str, int]) -> int:
        """Take a list such as ``I: Interviewer`` / ``A: Anna, socialrådgiver``; return how many lines it has."""
        pairs: list[tuple[str, str, int]] = []
        for _, line in lines:
            pair = _described(line)
            if pair is None or pair[0] in {label for label, _, _ in pairs}:
                break
            # Without a heading above it, what ends like a sentence is one: words must not be lost to a legend.
            if not listed and _FINAL.search(line.text.rstrip(BLANKS)):
                break
            pairs.append((*pair, line.place))
        # The last lines of the run may be the first turns: a label that never comes back explains nothing.
        while pairs and not self._comes_back(pairs[-1][0], counts) and not role_in(pairs[-1][1]):
            pairs.pop()
        says_role = any(role_in(text) for _, text, _ in pairs)
        single = len(pairs) == 1 and len(pairs[0][1].split()) <= 4 and says_role
        if not (single or (len(pairs) > 1 and (says_role or listed))):
            return 0
        for label, text, place in pairs:
            self._note(label, text, place)
        return len(pairs)

    def _comes_back(self, label: str, counts: dict[str, int]) -> bool:
        return counts.get(label, 0) > 1

    def line(self, line: Line) -> bool:
        """Take a line with equal signs: ``I = interviewer, R1: rådgiver på børneområdet``."""
        if "=" not in line.text:
            return False
        pairs: list[tuple[str, str]] = []
        for piece in re.split(r"[,;]", plain_start(line.text)):
            match = _PAIR.fullmatch(piece.strip())
            if match and (pairs or match["sign"] == "=") and _explains(match):
                pairs.append((match["label"], match["text"]))
            elif pairs:
                pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]}, {piece}")
            else:
                return False
        for label, text in pairs:
            self._note(label, text, line.place)
        return bool(pairs)

    def field(self, key: str, value: str, place: int) -> None:
        """Take ``Interviewer: Mette Hansen (MH)`` where a label is named in the value."""
        if not role_in(key):
            return
        for piece in re.split(r"[,;/()]|\bog\b|\band\b|&", value):
            name = clean_label(piece)
            for label in (name, name.split()[0] if name else ""):
                if label in self._judged.labels:
                    self._note(label, key, place)

    def named(self, line: Line) -> None:
        """Take the labels in brackets of a title line: ``Interviewer (I) og socialrådgiver (A)``."""
        text = plain_start(line.text)
        match = _FIELD.fullmatch(text)
        key = match["key"] if match else ""
        if match:
            self.field(key, match["value"], line.place)
        pieces = _BRACKETS.split(text)  # text, code, text, code, …, text
        for before, inside, after in zip(pieces[0::2], pieces[1::2], pieces[2::2], strict=False):
            label, _, more = inside.partition(",")
            if clean_label(label) in self._judged.labels:
                follows = after.lstrip()[:1] in (",", ":", "=", "–", "-") and role_in(after)
                said = after if follows else before if role_in(before) else f"{more} {key}"
                self._note(label, said if role_in(said) else text, line.place)


def _explains(match: re.Match[str]) -> bool:
    """Say whether what stands before the sign is like a label, and what stands behind it is words."""
    return shape_of(clean_label(match["label"])) >= Shape.NAME and any(map(str.isalpha, match["text"]))


def _described(line: Line) -> tuple[str, str] | None:
    """Return label and description of a line that explains a label and says nothing."""
    text = plain_start(line.text).rstrip(BLANKS).lstrip("-•·* ")
    match = _FIELD.fullmatch(text)
    if match is None or line.heading or len(text) > _LONGEST:
        return None
    label, described = clean_label(match["key"]), match["value"].strip(BLANKS)
    words = described.split()
    if not words or len(words) > _DESCRIPTION or shape_of(label) < Shape.NAME:
        return None
    if not (role_in(described) or described[0].isupper()):  # a profession, or a name
        return None
    final = _FINAL.search(described) and not _ABBREVIATED.search(described)
    if _SPEECH.search(described) or (final and not role_in(described)) or "?" in described:
        return None
    return label, described


def places_of(lines: list[Line], indexes: Iterable[int]) -> list[int]:
    """Return the places of some lines, sorted."""
    return sorted({lines[index].place for index in indexes})
