"""Word documents, walked once from start to end.

Kept: paragraphs, tables, text boxes, content controls, inserted (tracked) text, breaks, tabs and hyphens that do not
break. Left out and said: deleted (tracked) text, comments, notes, headers and footers, hidden text. Optional hyphens
are hints for the printer and would hide names from a search: left out. python-docx drops inserted text and repeats
merged cells, so the part is read here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from qualcode.importers.base import Reader, Reading, Source, counted
from qualcode.importers.body import Body
from qualcode.importers.office import main_part, open_office, xml_part
from qualcode.importers.turns import read_flow
from qualcode.safe_io import Archive, walk_xml

NAME = "docx"

_WORD = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
_SKIPPED = frozenset(
    [
        "del",
        "moveFrom",
        "pPrChange",
        "rPrChange",
        "sectPrChange",
        "tblPrChange",
        "trPrChange",
        "tcPrChange",
        "tblGridChange",
        "numberingChange",
        "instrText",
        "delInstrText",
        "delText",
        "sdtPr",
        "sdtEndPr",
        "rt",
        "sectPr",
        "tblGrid",
        "object",
    ]
)
_COUNTED = {
    "ins": "inserted",
    "moveTo": "inserted",
    "del": "deleted",
    "moveFrom": "deleted",
    "commentReference": "comments",
    "footnoteReference": "notes",
    "endnoteReference": "notes",
    "altChunk": "embedded",
}
_OFF = frozenset({"0", "false", "off", "none"})
# Signs that Word's automatic correction makes from -> and :-), in a font that has no letters.
_SYMBOLS = {
    "F0E0": "→",
    "F0DF": "←",
    "F0E8": "➔",
    "F04A": "☺",
    "F04B": "😐",
    "F04C": "☹",
    "F0B7": "•",
    "F0A7": "▪",
}
_PARTS = re.compile(r"word/(?:header|footer)\d*\.xml")


def read(source: Source) -> Reading:
    """Read a Word document."""
    archive = open_office(source, "word/document.xml")
    reading = Reading()
    walker = _Document(_styles(archive, source))
    walk_xml(archive.chunks(main_part(archive, "word/document.xml", source)), walker, where=source.name)
    read_flow(walker.body.to_flow(), reading)
    walker.found["margins"] = sum(
        1 for name in archive.names if _PARTS.fullmatch(name) and _has_text(archive, name, source)
    )
    _say(walker.found, source, reading)
    return reading


_SAID = (
    ("inserted", "tracked-changes", "{n} inserted with tracked changes: kept", "stretch", "stretches"),
    ("deleted", "tracked-changes", "{n} deleted with tracked changes: left out", "stretch", "stretches"),
    ("comments", "comments", "{n}: left out of the text", "comment", ""),
    ("notes", "notes", "{n}: left out of the text", "footnote or endnote", "footnotes and endnotes"),
    ("margins", "margins", "{n} with text: left out", "header or footer", "headers and footers"),
    ("hidden", "hidden-text", "{n} of hidden text: left out", "stretch", "stretches"),
    ("struck", "struck-text", "{n} of text that is struck through: kept", "stretch", "stretches"),
    ("boxes", "text-box", "{n}: read after the paragraph in which it is anchored", "text box", "text boxes"),
    ("prompts", "prompts", "{n} that nobody filled in: left out", "form field", ""),
    ("symbols", "symbols", "{n} of a font without letters: kept as code points", "sign", ""),
    ("embedded", "embedded", "{n}: not read", "embedded document", ""),
)


def _say(found: Counter[str], source: Source, reading: Reading) -> None:
    for kind, code, message, one, many in _SAID:
        if found[kind]:
            reading.doubt(code, source.name, message.format(n=counted(found[kind], one, many)))


@dataclass(frozen=True, slots=True)
class _Styles:
    """Which styles mean something to a reader."""

    headings: frozenset[str]
    hidden: frozenset[str]
    prompts: frozenset[str]


def _styles(archive: Archive, source: Source) -> _Styles:
    if "word/styles.xml" not in archive:
        return _Styles(frozenset({"Title", "Heading1", "Heading2", "Heading3"}), frozenset(), frozenset())
    names: dict[str, str] = {}
    based: dict[str, str] = {}
    hidden: set[str] = set()
    for style in xml_part(archive, "word/styles.xml", source):
        key = next((value for name, value in style.attrib.items() if name.endswith("}styleId")), "")
        for element in style.iter():
            local = element.tag.rpartition("}")[2]
            value = next((value for name, value in element.attrib.items() if name.endswith("}val")), "")
            if local == "name":
                names[key] = value.lower()
            elif local == "basedOn":
                based[key] = value
            elif local == "vanish" and value not in _OFF:
                hidden.add(key)
    return _Styles(
        headings=_with_heirs({key for key, name in names.items() if _is_heading(name)}, based),
        hidden=_with_heirs(hidden, based),
        prompts=_with_heirs({key for key, name in names.items() if name == "placeholder text"}, based),
    )


def _is_heading(name: str) -> bool:
    return name in ("title", "subtitle") or name.startswith("heading ")


def _with_heirs(styles: set[str], based: dict[str, str]) -> frozenset[str]:
    """Add the styles that are based on others, step by step."""
    found = set(styles)
    while more := {style for style, base in based.items() if base in found} - found:
        found |= more
    return frozenset(found)


class _Document:
    """Walks word/document.xml."""

    def __init__(self, styles: _Styles) -> None:
        self.body = Body()
        self.found: Counter[str] = Counter()
        self._styles = styles
        self._skip = 0
        self._in_text = False
        self._run = _Run()
        self._outer: list[_Run] = []
        self._properties = 0
        self._heading: list[bool] = []
        self._runs_on: list[bool] = []
        self._cells: list[_Cell] = []
        self._names: dict[str, str] = {}
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "p": self._begin_paragraph,
            "r": self._begin_run,
            "t": self._begin_text,
            "tab": lambda _: self._sign("\t"),
            "ptab": lambda _: self._sign("\t"),
            "br": lambda _: self._sign("\n"),
            "cr": lambda _: self._sign("\n"),
            "noBreakHyphen": lambda _: self._sign("\u2011"),
            "sym": self._symbol,
            "pStyle": self._paragraph_style,
            "rStyle": self._run_style,
            "vanish": self._vanish,
            "strike": self._strike,
            "dstrike": self._strike,
            "tbl": lambda _: self.body.begin_table(),
            "tr": lambda _: self.body.begin_row(),
            "tc": self._begin_cell,
            "gridSpan": self._span,
            "txbxContent": self._begin_box,
            **dict.fromkeys(_PROPERTIES, self._begin_properties),
        }
        self._ends: dict[str, Callable[[], None]] = {
            "p": self._end_paragraph,
            "r": self._end_run,
            "t": self._end_text,
            "tbl": self.body.end_table,
            "tc": self._end_cell,
            "txbxContent": self._end_box,
            **dict.fromkeys(_PROPERTIES, self._end_properties),
        }

    def _local(self, tag: str) -> str:
        """Return Word's own name of an element; the one of other vocabularies is empty, but for their doubles."""
        space, _, local = tag.rpartition("}")
        if space in _WORD:
            return local
        return "Fallback" if local == "Fallback" else ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._skip:
            self._skip += 1
            return
        name = self._names.get(tag)
        if name is None:
            name = self._names.setdefault(tag, self._local(tag))
        if name in _COUNTED:
            self._count(name)
        if name in _SKIPPED or name == "Fallback":
            self._skip = 1
        elif handler := self._starts.get(name):
            handler(attributes)

    def end(self, tag: str) -> None:
        if self._skip:
            self._skip -= 1
        elif handler := self._ends.get(self._names[tag]):
            handler()

    def data(self, text: str) -> None:
        if self._in_text and not self._skip:
            self.body.text(text)

    def _count(self, name: str) -> None:
        """Count a change; among the properties of a paragraph it says that the paragraph's end was changed."""
        if not self._properties:
            self.found[_COUNTED[name]] += 1
        elif name in ("del", "moveFrom") and self._runs_on and not self._run.inside:
            self._runs_on[-1] = True

    def _begin_properties(self, _: dict[str, str]) -> None:
        self._properties += 1

    def _end_properties(self) -> None:
        self._properties -= 1

    # Paragraphs

    def _begin_paragraph(self, _: dict[str, str]) -> None:
        self.body.begin_paragraph()
        self._heading.append(False)
        self._runs_on.append(False)

    def _end_paragraph(self) -> None:
        self.body.end_paragraph(heading=self._heading.pop(), runs_on=self._runs_on.pop())

    def _paragraph_style(self, attributes: dict[str, str]) -> None:
        if self._heading:
            self._heading[-1] = _value(attributes) in self._styles.headings

    def _begin_box(self, _: dict[str, str]) -> None:
        self.found["boxes"] += 1
        self._outer.append(self._run)
        self._run = _Run()
        self.body.begin_box()

    def _end_box(self) -> None:
        self.body.end_box()
        self._run = self._outer.pop()

    # Runs

    def _begin_run(self, _: dict[str, str]) -> None:
        self._run = _Run(inside=True)

    def _end_run(self) -> None:
        self._run = _Run()

    def _run_style(self, attributes: dict[str, str]) -> None:
        style = _value(attributes)
        if self._run.inside and style in self._styles.hidden:
            self._run.left_out = "hidden"
        elif self._run.inside and style in self._styles.prompts:
            self._run.left_out = "prompts"

    def _vanish(self, attributes: dict[str, str]) -> None:
        if self._run.inside:
            self._run.left_out = "" if _value(attributes) in _OFF else "hidden"

    def _strike(self, attributes: dict[str, str]) -> None:
        if self._run.inside:
            self._run.struck = _value(attributes) not in _OFF

    def _begin_text(self, _: dict[str, str]) -> None:
        if not self._run.inside:
            return
        self.found["struck"] += self._run.struck
        if self._run.left_out:
            self.found[self._run.left_out] += 1
        else:
            self._in_text = True

    def _end_text(self) -> None:
        self._in_text = False

    def _sign(self, sign: str) -> None:
        """Add a tab, break or hyphen of a run; tabs among the properties of a paragraph are stops."""
        if self._run.inside and not self._run.left_out and not self._properties:
            self.body.text(sign)

    def _symbol(self, attributes: dict[str, str]) -> None:
        code = next((value for key, value in attributes.items() if key.endswith("}char")), "").upper()
        if code in _SYMBOLS:
            self._sign(_SYMBOLS[code])
        elif re.fullmatch("[0-9A-F]{1,4}", code) and chr(int(code, 16)).isprintable() | code.startswith("F0"):
            self.found["symbols"] += 1
            self._sign(chr(int(code, 16)))

    # Tables

    def _begin_cell(self, _: dict[str, str]) -> None:
        self.body.begin_cell()
        self._cells.append(_Cell())

    def _span(self, attributes: dict[str, str]) -> None:
        value = _value(attributes)
        if self._cells and value.isdigit():
            self._cells[-1].span = int(value)

    def _end_cell(self) -> None:
        self.body.end_cell(span=self._cells.pop().span)


_PROPERTIES = ("pPr", "rPr", "trPr", "tcPr", "tblPr")


@dataclass(slots=True)
class _Run:
    """The stretch of text that is being read, and how it looks."""

    inside: bool = False
    left_out: str = ""
    struck: bool = False


@dataclass(slots=True)
class _Cell:
    """The cell that is being read."""

    span: int = 1


def _value(attributes: dict[str, str]) -> str:
    """Return Word's ``val`` of an element."""
    return next((value for key, value in attributes.items() if key.endswith("}val")), "")


def _has_text(archive: Archive, name: str, source: Source) -> bool:
    """Say whether a header or footer holds words; a page number is none."""
    root = xml_part(archive, name, source)
    words = "".join(element.text or "" for element in root.iter() if element.tag.endswith("}t"))
    return any(character.isalpha() for character in words)


READER = Reader((".docx",), read)
