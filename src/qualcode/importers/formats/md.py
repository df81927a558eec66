r"""Markdown: emphasis and escapes are marks, not words.

What Markdown prints is the text: ``\[latter\]`` is ``[latter]``, ``*netop*`` is ``netop``, and lines of one paragraph
are one line (two blanks or a backslash at the end of a line break it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from qualcode.importers.base import Reader, Reading, Source, counted, run_of
from qualcode.importers.flow import Flow, Line
from qualcode.importers.labels import Form, Shape, candidates, lead_of, shape_of
from qualcode.importers.textfiles import read_text
from qualcode.importers.turns import read_flow

NAME = "md"

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*)")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,3}[.)])[ \t]+\S")
_PROTECTED = 0xFDD0
"""Noncharacters that stand for escaped signs while emphasis is taken off; no text may hold them."""
_SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_BACK = {_PROTECTED + number: sign for number, sign in enumerate(_SIGNS)}


def read(source: Source) -> Reading:
    """Read a Markdown file."""
    reading = Reading()
    text = _without_comments(read_text(source, reading), source, reading)
    flow = Flow("line", list(_paragraphs(_without_front_matter(text.split("\n"), reading))))
    read_flow(flow, reading)
    return reading


def _without_comments(text: str, source: Source, reading: Reading) -> str:
    """Leave comments out, keeping the numbers of the lines."""
    parts: list[str] = []
    place = count = 0
    while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts += [text[place:start], "\n" * text.count("\n", start, end)]
        place = end + 3
        count += 1
    if count:
        reading.doubt("comments", source.name, f"{counted(count, 'comment')} left out of the text")
    return "".join([*parts, text[place:]])


def _without_front_matter(lines: list[str], reading: Reading) -> list[str]:
    """Leave out the fields between two lines of dashes at the very start."""
    if lines[0].rstrip() != "---" or "---" not in (line.rstrip() for line in lines[1:80]):
        return lines
    end = next(number for number, line in enumerate(lines[1:], start=2) if line.rstrip() == "---")
    reading.doubt("head", run_of([1, end], "line"), f"{end} lines of fields before the text left out")
    return [""] * end + lines[end:]


def _paragraphs(lines: list[str]) -> Iterator[Line]:
    """Give the paragraphs: lines up to a blank one, a heading, an item or a new label."""
    current: Line | None = None
    for number, raw in enumerate(lines, start=1):
        raw = _QUOTE.sub("", raw, count=1)
        heading = _HEADING.fullmatch(raw)
        divides = not raw.strip() or heading or _RULE.fullmatch(raw)
        if current and (divides or _begins(raw)):
            yield from _printed(current)
            current = None
        if heading:
            yield from _printed(Line(heading[1].rstrip(" \t#"), number, heading=True))
        elif divides:
            yield Line("", number)
        elif current:
            current.text = _joined(current.text, raw)
        else:
            current = Line(raw, number)
    if current:
        yield from _printed(current)


def _begins(raw: str) -> bool:
    """Say whether a line begins something new inside a paragraph: a label, a time stamp, an item of a list."""
    if _ITEM.match(raw):
        return True
    plain = _ESCAPE.sub(r"\1", raw)
    likely = (found for found in candidates(plain) if found.form in (Form.COLON, Form.STAMPED))
    return lead_of(plain.strip()) is not None or any(shape_of(found.label) >= Shape.NAME for found in likely)


def _joined(before: str, raw: str) -> str:
    """Join two lines of a paragraph: Markdown prints one blank, or a break after two blanks or a backslash."""
    if before.endswith("  "):
        return f"{before.rstrip()}\n{raw.lstrip()}"
    if before.endswith("\\"):
        return f"{before[:-1]}\n{raw.lstrip()}"
    return f"{before.rstrip()} {raw.lstrip()}"


def _without_emphasis(text: str, mark: str) -> str:
    """Take pairs of marks off: one before a word that opens, one behind a word that closes.

    Examples
    --------
    >>> _without_emphasis("det er *netop* 2 * 3 * 4 og *ikke", "*")
    'det er netop 2 * 3 * 4 og *ikke'
    """
    parts = text.split(mark)
    if len(parts) < 3:
        return text
    made = [parts[0]]
    opened = 0
    for before, after in pairwise(parts):
        left, right = before[-1:], after[:1]
        if opened and left.strip() and left != mark[0] and not (right.isalnum() or right in ("_", mark[0])):
            made[opened] = ""
            made += ["", after]
            opened = 0
            continue
        opens = right.strip() and right != mark[0] and not (left.isalnum() or left in ("_", mark[0]))
        if opens and not opened:
            opened = len(made)
        made += [mark, after]
    return "".join(made)


def _printed(line: Line) -> Iterator[Line]:
    """Give the lines of a paragraph as Markdown prints them."""
    text = line.text
    if "\\" in text:
        text = _ESCAPE.sub(lambda found: chr(_PROTECTED + _SIGNS.index(found[1])), text)
    for mark in ("**", "__", "*", "_"):
        text = _without_emphasis(text, mark)
    for part in text.translate(_BACK).split("\n"):
        yield Line(part, line.place, line.heading)


READER = Reader((".md", ".markdown"), read)
