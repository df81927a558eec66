"""Reading a report back from Word, as it is after people edited it: tracked changes are read as accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import ReportError, UserError
from qualcode.matrices.counting import BOTH
from qualcode.model import Codebook, StudyConfig
from qualcode.reporting.content import finding_anchor
from qualcode.reporting.docx_xml import WORD_MARK
from qualcode.safe_io import FILE_LIMIT, Archive, parse_xml, read_limited

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What was struck out or moved away; and what Word keeps for itself.
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr", _FALLBACK})
_BREAKS = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as it is read.

    Parameters
    ----------
    text : str
    style : str
        Name of its style, in small letters.
    heading : str
        The heading that it stands below.
    start : int
        Where it begins in the whole text.
    """

    text: str
    style: str
    heading: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends in the whole text."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class WordText:
    """The text of a Word file: paragraphs, and the places that bookmarks name.

    Parameters
    ----------
    lines : tuple of Line
    marks : dict of str to (int, int)
        Start and end of each bookmark in ``text``.
    """

    lines: tuple[Line, ...]
    marks: dict[str, tuple[int, int]] = field(repr=False)

    @property
    def text(self) -> str:
        """All paragraphs, a line feed between two."""
        return "\n".join(line.text for line in self.lines)


def read_word(path: Path) -> WordText:
    """Read the paragraphs and bookmarks of a Word file.

    Raises
    ------
    ReportError
        QC-RP08: it is no Word file.
    UnreadableFileError, UnsafeFileError
        It is missing, or cannot be opened safely.
    """
    data = read_limited(path, FILE_LIMIT)
    if not data.startswith(b"PK"):  # the report as .html or .pdf is not damaged; it is another sort of file
        raise _no_word_file(path)
    archive = Archive(data, where=path.name)
    if "word/document.xml" not in archive:
        raise _no_word_file(path)
    styles: dict[str, str] = {}
    try:
        if "word/styles.xml" in archive:
            styles = dict(_style_names(parse_xml(archive.read("word/styles.xml"), where=path.name)))
        body = parse_xml(archive.read("word/document.xml"), where=path.name).find(f"{_W}body")
    except (UserError, KeyError) as error:
        raise _no_word_file(path) from error
    if body is None:
        raise _no_word_file(path)
    reader = _Reader(styles)
    reader.read(body)
    return reader.found()


_PAGE_PART = re.compile(r"word/(?:header|footer)\d*\.xml")


def page_lines(path: Path) -> tuple[str, ...]:
    """Return the lines in the headers and footers of a Word file: with a template, they stand on every page.

    Raises
    ------
    ReportError, UnreadableFileError, UnsafeFileError
        As of :func:`read_word`.
    """
    data = read_limited(path, FILE_LIMIT)
    if not data.startswith(b"PK"):
        raise _no_word_file(path)
    archive = Archive(data, where=path.name)
    found: dict[str, None] = {}
    for name in sorted(filter(_PAGE_PART.fullmatch, archive.names)):
        for paragraph in parse_xml(archive.read(name), where=path.name).iter(f"{_W}p"):
            text = "".join(part.text or "" for part in paragraph.iter(f"{_W}t")).strip()
            found |= {text: None} if text else {}
    return tuple(found)


def _no_word_file(path: Path) -> ReportError:
    return ReportError(
        "the file is no Word file that can be read",
        code="QC-RP08",
        where=path.name,
        allowed="A report as Word saved it (.docx)",
        do="Open it in Word, and save it as .docx",
    )


def _style_names(root: Element) -> Iterator[tuple[str, str]]:
    for style in root.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is not None:
            yield style.get(f"{_W}styleId", ""), name.get(f"{_W}val", "").lower()


class _Reader:
    """Walks through a body, and gathers paragraphs and bookmarks."""

    def __init__(self, styles: dict[str, str]) -> None:
        self._styles = styles
        self._lines: list[Line] = []
        self._open: dict[str, tuple[str, int]] = {}
        self._marks: dict[str, tuple[int, int]] = {}
        self._pieces: list[str] = []
        self._start = 0
        self._place = 0
        self._heading = ""

    def read(self, parent: Element) -> None:
        for child in parent:
            if child.tag in _SKIPPED:
                continue
            if child.tag == f"{_W}p":
                self.read(child)
                if not _joined_with_next(child):
                    self._end_line(_style_of(child))
            elif child.tag == f"{_W}t":
                self._put(child.text or "")
            elif child.tag in _BREAKS:
                self._put(_BREAKS[child.tag])
            elif child.tag == f"{_W}bookmarkStart":
                self._open[child.get(f"{_W}id", "")] = (child.get(f"{_W}name", ""), self._place)
            elif child.tag == f"{_W}bookmarkEnd":
                name, start = self._open.pop(child.get(f"{_W}id", ""), ("", 0))
                self._marks.setdefault(name, (start, self._place))
            else:
                self.read(child)

    def _put(self, text: str) -> None:
        self._pieces.append(text)
        self._place += len(text)

    def _end_line(self, style: str) -> None:
        text = "".join(self._pieces)
        name = self._styles.get(style, style.lower())
        if name.startswith("heading"):
            self._heading = text
        self._lines.append(Line(text, name, self._heading, self._start))
        self._pieces = []
        self._place += 1  # the line feed
        self._start = self._place

    def found(self) -> WordText:
        return WordText(tuple(self._lines), self._marks)


def _style_of(paragraph: Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else style.get(f"{_W}val", "")


def _joined_with_next(paragraph: Element) -> bool:
    """Say whether the end of a paragraph was struck out, so that the next goes on in it."""
    return paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of the findings as it stands in a Word file."""

    partner: str
    code: str
    area: str
    quantifier: str


def read_back(path: Path, codebook: Codebook, config: StudyConfig) -> tuple[ReadRow, ...]:
    """Return the findings that a Word report prints, by the bookmarks around their words of quantity.

    Parameters
    ----------
    path : Path
    codebook : Codebook
        Which codes there are.
    config : StudyConfig
        Which areas and partners there are.

    Returns
    -------
    tuple of ReadRow
        In printed order. What has lost its bookmark is missing.

    Raises
    ------
    ReportError
        QC-RP08: it is no Word file.
    """
    read = read_word(path)
    known = _anchors(codebook, config)
    text = read.text
    rows = []
    for name, (start, end) in sorted(read.marks.items(), key=lambda mark: mark[1]):
        if name.startswith(WORD_MARK) and (row := known.get(name.removeprefix(WORD_MARK))):
            word = text[start:end].strip()
            rows.append(ReadRow(*row, word[:1].lower() + word[1:]))
    return tuple(rows)


def _anchors(codebook: Codebook, config: StudyConfig) -> dict[str, tuple[str, str, str]]:
    branch = config.partner_branch
    partners = ["", *(code.id for code in codebook if code.id == branch or code.id.startswith(f"{branch}."))]
    codes = [code.id for code in codebook if code.id not in partners]
    areas = ["", *config.areas, BOTH]
    return {
        finding_anchor(partner, code, area).partition("_")[2]: (partner, code, area)
        for partner in partners
        for code in codes
        for area in areas
    }
