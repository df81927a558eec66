"""A report as plain values, before it is a Word file or a web page.

The renderers know nothing of findings, and the builder nothing of formats. What stands here is what is printed:
words, never numbers of sites or persons.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one manner.

    Parameters
    ----------
    text : str
    strong : bool
        Stands out, as the name of a theme does.
    anchor : str
        A place that can be pointed to; unique in a report.
    to : str
        The anchor that this run leads to.
    counts : tuple of str
        Anchors of the findings whose word of quantity this run is.
    """

    text: str
    strong: bool = False
    anchor: str = ""
    to: str = ""
    counts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A printed sentence: one finding, or several of the same extent.

    Parameters
    ----------
    runs : tuple of Run
    anchor : str
        Of the first finding in it (see :func:`finding_anchor`); empty where a statement only repeats another.
    single_site : bool
        Some word in it stands for one site only. For the team's list; never printed.
    findings : tuple of str
        Anchors of all rows of the findings that it prints.
    words : tuple of str
        The words of quantity in it, in printed order.
    seal : str
        Changes when the findings in it do, and not when it is only put differently (see :mod:`.edits`).
    edited : bool
        A person wrote it; the words of quantity were checked.
    """

    runs: tuple[Run, ...]
    anchor: str = ""
    single_site: bool = False
    findings: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    seal: str = ""
    edited: bool = False

    @property
    def text(self) -> str:
        """The statement without its manner."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class PrintedQuote:
    """A quote that may be printed, and the finding that it supports.

    Parameters
    ----------
    text : str
        As it was cleared, without quotation marks; omissions are ``(…)``.
    attribution : str
        The line below it: the area only.
    partner, code, area : str
        The finding; an empty partner is none.
    """

    text: str = field(repr=False)
    attribution: str = ""
    partner: str = ""
    code: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of statements, the quotes that support the last of them, and the boxes that belong to them.

    Parameters
    ----------
    statements : tuple of Statement
    quotes : tuple of PrintedQuote
    boxes : tuple of FactBox
    """

    statements: tuple[Statement, ...]
    quotes: tuple[PrintedQuote, ...] = ()
    boxes: tuple[FactBox, ...] = ()


BoxKind = Literal["key_points", "definition", "legal", "note", "method", "question"]


@dataclass(frozen=True, slots=True)
class FactBox:
    """A box that stands apart from the text: key points, a definition, a provision, a note, the method, questions.

    Parameters
    ----------
    heading : str
    paragraphs : tuple of str
    statements : tuple of Statement
        The key points.
    kind : str
    items : tuple of str
        Printed as bullets, such as working questions.
    source : str
        The last line: where a definition comes from, when a provision was checked.
    label : str
        What kind of box it is, in words, before the heading.
    """

    heading: str
    paragraphs: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    kind: BoxKind = "note"
    items: tuple[str, ...] = ()
    source: str = ""
    label: str = ""


Line = tuple[Run, ...]
Cell = str | tuple[Line, ...]


def lines_of(cell: Cell) -> tuple[Line, ...]:
    """Return the lines of a table's cell; plain text is cut at line feeds."""
    return tuple((Run(line),) for line in cell.split("\n")) if isinstance(cell, str) else cell


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with a caption; the first column names the row.

    Parameters
    ----------
    caption : str
        Without label and number; the renderers number tables and figures.
    header : tuple of str
    rows : tuple of tuple of Cell
        A cell is a text, in which a line feed starts a new line, or lines of runs.
    widths : tuple of int
        Relative widths of the columns; empty means equal.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("every row of a table needs as many cells as its header")
        if self.widths and len(self.widths) != len(self.header):
            raise ValueError("a table needs a width for each of its columns, or none")

    @property
    def shares(self) -> tuple[float, ...]:
        """The widths of the columns as shares of the table's."""
        widths = self.widths or (1,) * len(self.header)
        return tuple(width / sum(widths) for width in widths)


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """A picture with a caption, and a text for those who cannot see it.

    Parameters
    ----------
    caption : str
        Without label and number.
    alt_text : str
        What the picture shows; needed.
    png : bytes
    """

    caption: str
    alt_text: str
    png: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if not self.alt_text.strip():
            raise ValueError("a figure needs a text for those who cannot see it")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it, in the order of the fields.

    ``statements`` are bullets that repeat findings; ``passages`` are the text itself, in which every finding stands once.
    ``pulled`` repeats words of a quote of the same chapter, set large; ``items`` are plain bullets, after the paragraphs.
    """

    anchor: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    pulled: str = ""
    boxes: tuple[FactBox, ...] = ()
    statements: tuple[Statement, ...] = ()
    passages: tuple[Passage, ...] = ()
    tables: tuple[TableBlock, ...] = ()
    figures: tuple[FigureBlock, ...] = ()
    items: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()

    @property
    def all_boxes(self) -> tuple[FactBox, ...]:
        """The boxes right in this section: those above the text, then those in it."""
        return (*self.boxes, *(box for one in self.passages for box in one.boxes))

    def walk(self, level: int = 1) -> Iterator[tuple[int, Section]]:
        """Yield this section and all below it in printed order, each with its level from 1."""
        yield level, self
        for section in self.sections:
            yield from section.walk(level + 1)


@dataclass(frozen=True, slots=True)
class Report:
    """All that is printed.

    Parameters
    ----------
    title, subtitle : str
    notice : str
        What a reader must know before anything else, such as that everything is made up.
    language : str
        ``"da"`` or ``"en"``.
    meta : tuple of str
        Lines of the title page: publisher, year.
    sections : tuple of Section
        The chapters.
    vocabulary : tuple of str
        All words of quantity that the study can print.
    nouns : tuple of str
        What sites are called, in the singular and the plural.
    outdated : tuple of OutdatedEdit
        Edited sentences that were not printed. For the team.
    unplaced : tuple of PrintedQuote
        Quotes whose finding is not printed. For the team.
    unplaced_boxes : tuple of str
        Titles of boxes that stand at a code which no printed finding speaks of. For the team.
    """

    title: str
    subtitle: str
    notice: str
    language: str
    meta: tuple[str, ...]
    sections: tuple[Section, ...]
    vocabulary: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    outdated: tuple[OutdatedEdit, ...] = ()
    unplaced: tuple[PrintedQuote, ...] = ()
    unplaced_boxes: tuple[str, ...] = ()

    def walk(self) -> Iterator[tuple[int, Section]]:
        """Yield all sections in printed order, each with its level; chapters have level 1."""
        for section in self.sections:
            yield from section.walk()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The findings as printed, each once: repetitions in boxes and in the summary left out."""
        return tuple(
            item for _, section in self.walk() for one in section.passages for item in one.statements
        )

    @property
    def quotes(self) -> tuple[PrintedQuote, ...]:
        """The block quotes in printed order."""
        return tuple(quote for _, section in self.walk() for one in section.passages for quote in one.quotes)

    @property
    def boxes(self) -> tuple[FactBox, ...]:
        """The boxes in printed order."""
        return tuple(box for _, section in self.walk() for box in section.all_boxes)


@dataclass(frozen=True, slots=True)
class OutdatedEdit:
    """An edited sentence that was not printed, and why: ``"changed"``, ``"word"`` or ``"gone"``.

    Parameters
    ----------
    anchor : str
    why : {"changed", "word", "gone"}
        The finding is no longer what it was; a word of quantity is missing in it; the finding is not printed.
    word : str
        The word that is missing.
    """

    anchor: str
    why: Literal["changed", "word", "gone"]
    word: str = ""


def finding_anchor(partner: str, code: str, area: str) -> str:
    """Return the name of the place where a finding is printed; the same in every report that prints it.

    It is fit for a bookmark in Word (no hyphens there) and for an ``id`` in HTML.

    Examples
    --------
    >>> finding_anchor("partner.skole", "fremmer.nem-adgang", "boern")
    'f_1c5642bd2b'
    """
    return "f_" + short_hash(partner, code, area)


def section_anchor(*path: str) -> str:
    """Return the name of the place where a section starts, from the ids that lead to it."""
    return "s_" + short_hash(*path)


def short_hash(*parts: str) -> str:
    """Return ten hexadecimal digits that stand for these texts in this order."""
    # Ten hexadecimal digits: in a report of 2,000 findings two meet with a chance of two in a million.
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:10]


# Characters that turn the direction of what follows can make a name read as another; they print nothing.
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@lru_cache(maxsize=4096)  # names and sentences are cleaned wherever they meet a writer
def plain(text: str) -> str:
    r"""Return a text fit for one line of print: NFC, without control characters, white space as single spaces.

    Word files and web pages cannot hold control characters, lone surrogates and noncharacters; a name that
    has some must not break the report.

    Examples
    --------
    >>> plain("Faste\x0b  kontakt\x00personer\n")
    'Faste kontaktpersoner'
    """
    kept = "".join(char for char in text if char.isspace() or _printable(char))
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def edged(text: str) -> str:
    """Return a clean text that keeps a space where it began or ended with white space: a piece of a sentence.

    Examples
    --------
    >>> edged(" peger  på ")
    ' peger på '
    """
    clean = plain(text)
    if not clean:
        return " " if text[:1].isspace() else ""
    return " " * text[:1].isspace() + clean + " " * text[-1:].isspace()


def _printable(char: str) -> bool:
    noncharacter = ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF
    return unicodedata.category(char) not in {"Cc", "Cs"} and char not in _DIRECTION and not noncharacter
