"""The text of a Word document's paragraphs, and where its comments stand in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from qualcode.errors import UnreadableFileError
from qualcode.model import Span
from qualcode.safe_io import Archive, walk_xml

DOCUMENT = "word/document.xml"

_SKIPPED = frozenset({"del", "moveFrom", "instrText", "delText", "delInstrText", "sdtPr", "Fallback", "rt"})
_COUNTED = frozenset({"txbxContent", "footnoteReference", "endnoteReference"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_PROPERTIES = frozenset({"pPr", "rPr", "tcPr", "trPr", "tblPr"})
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class WordText:
    """A document's text, and its comments' places by their number.

    Parameters
    ----------
    text : str
        One paragraph a line.
    ranges : dict of str to Span
    left_out : int
        Text boxes, footnotes and stretches of hidden text.
    """

    text: str = field(repr=False)
    ranges: dict[str, Span]
    left_out: int


def read_word_text(archive: Archive, where: str) -> WordText:
    """Return the text of a Word document with the places of its comments."""
    if DOCUMENT not in archive:
        raise UnreadableFileError(
            "the document has no main part where Word writes it",
            code="QC-FX03",
            where=where,
            do="Save it again with Word.",
        )
    walker = _Walker()
    walk_xml(archive.chunks(DOCUMENT), walker, where=where)
    return walker.result()


class _Walker:
    """Walks word/document.xml."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._skip = 0
        self._properties = 0
        self._in_text = False
        self._in_run = False
        self._hidden = False
        self._paragraphs = 0
        self._paragraph_start = 0
        self._open: dict[str, int] = {}
        self._ranges: dict[str, tuple[int, int]] = {}
        self._anchored: dict[str, int] = {}
        self._ends: dict[int, int] = {}
        self._left_out = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._skip:
            self._skip += 1
            return
        name = tag.rpartition("}")[2]
        if name in _COUNTED:
            self._left_out += 1
        if name in _SKIPPED or name == "txbxContent":
            self._skip = 1
        elif name in _PROPERTIES:
            self._properties += 1
        elif name == "vanish" and self._in_run:
            self._hidden = _attribute(attributes, "val") not in _OFF
            self._left_out += self._hidden
        elif self._properties:
            return
        elif name == "p":
            self._begin_paragraph()
        elif name == "r":
            self._in_run, self._hidden = True, False
        elif name == "t":
            self._in_text = not self._hidden
        elif name in _SIGNS and self._in_run and not self._hidden:
            self._add(_SIGNS[name])
        elif name.startswith("comment"):
            self._take_mark(name, _attribute(attributes, "id"))

    def end(self, tag: str) -> None:
        if self._skip:
            self._skip -= 1
            return
        name = tag.rpartition("}")[2]
        if name in _PROPERTIES:
            self._properties -= 1
        elif name == "t":
            self._in_text = False
        elif name == "r":
            self._in_run = False
        elif name == "p":
            self._ends[self._paragraph_start] = self._length

    def data(self, text: str) -> None:
        if self._in_text and not self._skip:
            self._add(text.replace("\r\n", "\n").replace("\r", "\n"))

    def _begin_paragraph(self) -> None:
        if self._paragraphs:
            self._add("\n")
        self._paragraphs += 1
        self._paragraph_start = self._length

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _take_mark(self, name: str, number: str) -> None:
        if name == "commentRangeStart":
            self._open[number] = self._length
        elif name == "commentRangeEnd" and number in self._open:
            self._ranges[number] = (self._open.pop(number), self._length)
        elif name == "commentReference":
            self._anchored.setdefault(number, self._paragraph_start)

    def result(self) -> WordText:
        """Return the text; a comment without a range stands on its paragraph."""
        text = "".join(self._pieces)
        ranges: dict[str, Span] = {}
        for number, start in self._anchored.items():
            ranges[number] = Span(start, self._ends.get(start, len(text)))
        for number, (start, end) in self._ranges.items():
            span = Span(start, end).trim(text)
            if span:
                ranges[number] = span
        return WordText(text, ranges, self._left_out)


def _attribute(attributes: dict[str, str], name: str) -> str:
    return next((value for key, value in attributes.items() if key.rpartition("}")[2] == name), "")
