r"""Rich text (RTF): what Word, WordPad and old transcription programs save.

Text, paragraphs, tabs and tables are read; fonts say the code page of bytes (``\'e6``), ``\u`` gives code points.
Left out and said: deleted and hidden text, comments, notes, headers and footers. Unknown destinations are passed over,
as the format asks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from qualcode.errors import DocumentImportError, UnsafeFileError
from qualcode.importers.base import Reader, Reading, Source
from qualcode.importers.body import Body, Items, Paragraph
from qualcode.importers.grids import Grid, GridRow
from qualcode.importers.turns import read_flow

NAME = "rtf"

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|(?P<line>[\r\n]+)|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
_MAX_DEPTH = 500

_CODE_PAGES = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
"""Code page by ``\\fcharset``."""

_SIGNS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f", "page": "\n", "column": "\n",
}  # fmt: skip

_LEFT_OUT = {
    "fonttbl": "", "colortbl": "", "stylesheet": "", "info": "", "pict": "", "object": "", "listtext": "", "pntext": "",
    "fldinst": "", "header": "margins", "headerl": "margins", "headerr": "margins", "headerf": "margins",
    "footer": "margins", "footerl": "margins", "footerr": "margins", "footerf": "margins", "footnote": "notes",
    "annotation": "comments", "filetbl": "", "revtbl": "", "listtable": "", "listoverridetable": "", "nonshppict": "",
    "themedata": "", "colorschememapping": "", "datastore": "", "latentstyles": "", "xmlnstbl": "", "generator": "",
    "bkmkstart": "", "bkmkend": "", "atnid": "", "atnauthor": "", "atnref": "", "atndate": "", "atnicn": "", "tc": "",
    "xe": "", "private": "", "mmathPr": "", "sp": "", "nonesttables": "",
}  # fmt: skip
_READ_ANYWAY = frozenset({"shpinst", "ud", "nesttableprops"})
"""Destinations that old readers may pass over (``\\*``), and which are walked here."""


def read(source: Source) -> Reading:
    """Read an RTF file."""
    reading = Reading()
    walker = _Rtf(source)
    walker.walk()
    read_flow(walker.body.to_flow(), reading)
    for kind, code, message in _SAID:
        if number := walker.found[kind]:
            reading.doubt(code, source.name, message.format(n=number))
    return reading


_SAID = (
    ("deleted", "tracked-changes", "stretches deleted with tracked changes ({n}): left out"),
    ("inserted", "tracked-changes", "stretches inserted with tracked changes ({n}): kept"),
    ("comments", "comments", "comments ({n}): left out of the text"),
    ("notes", "notes", "footnotes and endnotes ({n}): left out of the text"),
    ("margins", "margins", "headers and footers ({n}): left out"),
    ("hidden", "hidden-text", "stretches of hidden text ({n}): left out"),
    ("boxes", "text-box", "text boxes ({n}): read after the paragraph in which they are anchored"),
)


@dataclass(slots=True)
class _Group:
    """What holds between two braces; a group begins with what its parent has."""

    skip: bool = False
    star: bool = False
    fonts: bool = False
    styles: bool = False
    margin: bool = False
    alternatives: bool = False
    box: bool = False
    page: str = "cp1252"
    fallback: int = 1
    hidden: bool = False
    deleted: bool = False
    in_table: bool = False
    heading: bool = False


@dataclass(slots=True)
class _Place:
    """A text that is being filled: the document's, or a text box's."""

    items: Items
    parts: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    grid: Grid | None = None


class _Rtf:
    """Walks the tokens of a file."""

    def __init__(self, source: Source) -> None:
        self.body = Body()
        self.found: Counter[str] = Counter()
        self._source = source
        self._data = source.data
        self._groups: list[_Group] = []
        self._group = _Group()
        self._place = _Place(self.body.items)
        self._outer: list[_Place] = []
        self._boxes: Items = []
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._default = "cp1252"
        self._bytes = bytearray()
        self._from = 0
        self._to_skip = 0
        self._margin = False
        self._style = 0
        self._style_name = ""
        self._headings: set[int] = set()
        self._high = ""
        self._number = 0
        self._words: dict[str, Callable[[int | None], None]] = {
            "par": lambda _: self._end_paragraph(),
            "sect": lambda _: self._end_paragraph(),
            "cell": lambda _: self._end_cell(),
            "row": lambda _: self._end_row(),
            "nestcell": lambda _: self._add("\t"),
            "nestrow": lambda _: self._add("\n"),
            "pard": lambda _: self._plain_paragraph(),
            "intbl": lambda _: self._set(in_table=True),
            "outlinelevel": lambda n: self._set(heading=n is not None and n < 9),
            "plain": lambda _: self._set(hidden=False, deleted=False, page=self._default),
            "v": lambda n: self._set(hidden=n != 0),
            "deleted": lambda n: self._set(deleted=n != 0),
            "revised": lambda n: self._count("inserted", n),
            "uc": lambda n: self._set(fallback=max(0, min(n or 0, 10))),
            "u": self._unicode,
            "f": self._use_font,
            "s": self._use_style,
            "fcharset": self._charset,
            "ansicpg": self._code_page,
            "mac": lambda _: self._use_default("mac_roman"),
            "pc": lambda _: self._use_default("cp437"),
            "pca": lambda _: self._use_default("cp850"),
            "upr": lambda _: self._set(alternatives=True),
            "ud": lambda _: self._set(skip=False, alternatives=False),
            "shptxt": lambda _: self._begin_box(),
        }

    def walk(self) -> None:
        """Read the whole file, or refuse it."""
        place = 0
        closed = False
        while not closed and (match := _TOKEN.match(self._data, place)):
            place = match.end()
            if match["text"] is not None or match["hex"] is not None:
                self._take_bytes(match)
                continue
            self._flush()
            if match["brace"]:
                closed = self._brace(match["brace"])
            elif match["word"]:
                place = self._word(match, place)
            elif match["sign"]:
                self._sign(match["sign"])
        if not closed:
            raise DocumentImportError(
                f"the file ends or breaks off at byte {place}",
                code="QC-IM12",
                where=self._source.name,
                do="Save it again with the program that made it.",
            )
        self._add(self._high)
        self._end_paragraph(last=True)
        self._close_table()

    # Groups

    def _brace(self, brace: bytes) -> bool:
        """Open or close a group; say whether it was the last."""
        self._to_skip = 0
        if brace == b"{":
            self._groups.append(self._group)
            if len(self._groups) > _MAX_DEPTH:
                raise UnsafeFileError(
                    f"more than {_MAX_DEPTH} groups within each other",
                    code="QC-SF43",
                    where=self._source.name,
                    do="Nothing was read. Save it again with the program that made it.",
                )
            inner = replace(self._group, star=False, box=False, alternatives=False)
            inner.skip = inner.skip or self._group.alternatives
            self._group = inner
            return False
        if self._group.box:
            self._end_box()
        if self._group.styles:
            self._end_style()
        if self._groups:
            self._group = self._groups.pop()
        if self._margin and not self._group.margin:
            self.found["margins"] += 1
            self._margin = False
        return not self._groups

    def _set(self, **changes: bool | int | str) -> None:
        for name, value in changes.items():
            setattr(self._group, name, value)

    # Control words

    def _word(self, match: re.Match[bytes], place: int) -> int:
        """Follow a control word; return where to go on."""
        word = match["word"].decode("ascii")
        number = int(match["number"]) if match["number"] else None
        if word == "bin":
            return place + max(0, number or 0)
        star, self._group.star = self._group.star, False
        if self._to_skip:  # a control word may stand for a character that \\u made needless
            self._to_skip -= 1
            return place
        if word in _LEFT_OUT:
            self._leave_out(word)
        elif star and word not in _READ_ANYWAY:
            self._group.skip = True
        elif word in ("ud", "f", "fcharset", "s") or not self._group.skip:
            if word in _SIGNS:
                self._add(_SIGNS[word])
            elif handler := self._words.get(word):
                handler(number)
        return place

    def _leave_out(self, word: str) -> None:
        kind = _LEFT_OUT[word]
        if not self._group.skip and kind == "margins":
            self._group.margin = True
        elif not self._group.skip and kind:
            self.found[kind] += 1
        self._group.skip = True
        self._group.fonts = word == "fonttbl"
        self._group.styles = word == "stylesheet"

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._group.star = True
        elif sign in (b"\n", b"\r"):
            self._end_paragraph()
        elif sign in (b"\\", b"{", b"}"):
            self._add(sign.decode("ascii"))
        elif sign == b"~":
            self._add("\u00a0")
        elif sign == b"_":
            self._add("\u2011")

    def _count(self, kind: str, number: int | None) -> None:
        if number != 0:
            self.found[kind] += 1

    # Characters

    def _take_bytes(self, match: re.Match[bytes]) -> None:
        """Collect bytes of text: those of one character may stand in several tokens."""
        piece = match["text"] if match["text"] is not None else bytes([int(match["hex"], 16)])
        if self._to_skip:
            dropped = min(self._to_skip, len(piece))
            self._to_skip -= dropped
            piece = piece[dropped:]
        if not self._bytes:
            self._from = match.start()
        self._bytes += piece

    def _flush(self) -> None:
        if not self._bytes:
            return
        raw = bytes(self._bytes)
        self._bytes.clear()
        if self._group.skip:
            self._style_name += raw.decode("latin-1") if self._group.styles else ""
            self._margin |= self._group.margin and any(sign.isalpha() for sign in raw.decode("latin-1"))
            return
        try:
            self._add(raw.decode(self._group.page))
        except UnicodeDecodeError:
            raise DocumentImportError(
                f"the text at byte {self._from} does not fit its font's code page",
                code="QC-IM12",
                where=self._source.name,
                do="Open it and save it as .docx.",
            ) from None

    def _unicode(self, number: int | None) -> None:
        code = (number or 0) % 65_536
        self._to_skip = self._group.fallback
        character = chr(code)
        high, self._high = self._high, ""
        if high and "\udc00" <= character <= "\udfff":
            character = (high + character).encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        elif high:
            self._add(high)  # half a character: refused with its place when the text is looked over
        if "\ud800" <= character <= "\udbff":
            self._high = character
        else:
            self._add(character)

    def _add(self, text: str) -> None:
        group = self._group
        if group.skip:
            return
        if group.deleted or group.hidden:
            self.found["deleted" if group.deleted else "hidden"] += bool(text.strip())
        else:
            self._place.parts.append(text)

    # Fonts and code pages

    def _use_font(self, number: int | None) -> None:
        if self._group.fonts:
            self._font = number or 0
        elif not self._group.skip:
            self._group.page = self._fonts.get(number or 0, self._default)

    def _use_style(self, number: int | None) -> None:
        if self._group.styles:
            self._style = number or 0
        elif not self._group.skip and (number or 0) in self._headings:
            self._group.heading = True

    def _end_style(self) -> None:
        """Take the name of a style from the list of styles; those of headings matter."""
        name = self._style_name.strip(" ;").lower()
        if name in ("title", "subtitle") or name.startswith(("heading ", "overskrift ")):
            self._headings.add(self._style)
        self._style_name = ""

    def _charset(self, number: int | None) -> None:
        if self._group.fonts and number in _CODE_PAGES:
            self._fonts[self._font] = _CODE_PAGES[number]

    def _code_page(self, number: int | None) -> None:
        name = {65001: "utf-8", 10000: "mac_roman"}.get(number or 0, f"cp{number}")
        if name in _KNOWN_PAGES:
            self._use_default(name)

    def _use_default(self, page: str) -> None:
        self._default = page
        self._group.page = page

    # Paragraphs, tables, text boxes

    def _plain_paragraph(self) -> None:
        self._set(in_table=False, heading=False)

    def _end_paragraph(self, *, last: bool = False) -> None:
        text = "".join(self._place.parts)
        self._place.parts.clear()
        if self._group.skip and not last:
            return
        if self._group.in_table and not last:
            self._place.cell.append(text)
            return
        self._close_table()
        self._number += 1
        if text or not last:
            self._place.items.append(Paragraph(text, self._number, self._group.heading))
        self._place.items.extend(self._boxes)
        self._boxes = []

    def _end_cell(self) -> None:
        place = self._place
        place.cell.append("".join(place.parts))
        place.parts.clear()
        place.cells.append("\n".join(filter(None, place.cell)))
        place.cell.clear()

    def _end_row(self) -> None:
        place = self._place
        self._number += 1
        place.grid = place.grid or Grid()
        place.grid.rows.append(GridRow(self._number, place.cells))
        place.cells = []

    def _close_table(self) -> None:
        place = self._place
        if place.cell or place.cells:  # a row that was not ended
            self._end_cell()
            self._end_row()
        if place.grid:
            place.items.append(place.grid)
            place.grid = None

    def _begin_box(self) -> None:
        self.found["boxes"] += 1
        self._group.box = True
        self._plain_paragraph()
        self._outer.append(self._place)
        self._place = _Place([])

    def _end_box(self) -> None:
        self._group.skip = False
        self._end_paragraph(last=True)
        self._close_table()
        self._boxes = [*self._place.items, *self._boxes]
        self._place = self._outer.pop()


_KNOWN_PAGES = frozenset(
    [
        "utf-8",
        "mac_roman",
        "cp437",
        "cp850",
        "cp852",
        "cp855",
        "cp857",
        "cp862",
        "cp865",
        "cp866",
        "cp874",
        "cp932",
        "cp936",
        "cp949",
        "cp950",
        "cp1250",
        "cp1251",
        "cp1252",
        "cp1253",
        "cp1254",
        "cp1255",
        "cp1256",
        "cp1257",
        "cp1258",
    ]
)

READER = Reader((".rtf",), read)
