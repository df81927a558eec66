"""OpenDocument text, walked once from start to end.

Kept: paragraphs, headings, lists, tables, text boxes, inserted (tracked) text. Left out and said: deleted (tracked)
text, which the file keeps in a part of its own, comments, notes, headers and footers, hidden text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from qualcode.errors import DocumentImportError, UnsafeFileError
from qualcode.importers.base import Reader, Reading, Source, counted
from qualcode.importers.body import Body
from qualcode.importers.office import open_office
from qualcode.importers.turns import read_flow
from qualcode.safe_io import Archive, walk_xml

NAME = "odt"

_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_PREFIXES = {_TEXT: "text", _TABLE: "table", _DRAW: "draw", _OFFICE: "office", _STYLE: "style"}

_SKIPPED = {
    "text:note": "notes",
    "office:annotation": "comments",
    "text:hidden-text": "hidden",
    "text:hidden-paragraph": "hidden",
    "text:ruby-text": "",
    "text:tracked-changes": "",
    "table:covered-table-cell": "",
    "office:forms": "",
    "office:scripts": "",
    "text:sequence-decls": "",
    "text:variable-decls": "",
    "text:user-field-decls": "",
    "table:shapes": "",
    "draw:object": "",
}
"""Elements that are left out whole, and what they are counted as."""

_BLANKS = re.compile("[ \t\r\n]+")
_MOST_BLANKS = 1000


def read(source: Source) -> Reading:
    """Read an OpenDocument text."""
    archive = open_office(source, "content.xml")
    _check_kind(archive, source)
    reading = Reading()
    walker = _Content()
    walk_xml(archive.chunks("content.xml"), walker, where=source.name)
    read_flow(walker.body.to_flow(), reading)
    if "styles.xml" in archive:
        margins = _Margins()
        walk_xml(archive.chunks("styles.xml"), margins, where=source.name)
        walker.found["margins"] = margins.count
    _say(walker.found, source, reading)
    return reading


def _check_kind(archive: Archive, source: Source) -> None:
    kind = archive.read("mimetype").decode("ascii", "replace").strip() if "mimetype" in archive else ""
    if kind and not kind.startswith("application/vnd.oasis.opendocument.text"):
        raise DocumentImportError(
            "the file is named .odt, but what it holds is no text document",
            code="QC-IM03",
            where=source.name,
            do="Choose the right file.",
        )
    manifest = "META-INF/manifest.xml"
    if manifest in archive and b"encryption-data" in archive.read(manifest):
        raise UnsafeFileError(
            "the document is protected by a password",
            code="QC-SF33",
            where=source.name,
            do="Open it and save it without a password.",
        )


_SAID = (
    ("inserted", "tracked-changes", "{n} inserted with tracked changes: kept", "stretch", "stretches"),
    ("deleted", "tracked-changes", "{n} deleted with tracked changes: left out", "stretch", "stretches"),
    ("comments", "comments", "{n}: left out of the text", "comment", ""),
    ("notes", "notes", "{n}: left out of the text", "footnote or endnote", "footnotes and endnotes"),
    ("margins", "margins", "{n} with text: left out", "header or footer", "headers and footers"),
    ("hidden", "hidden-text", "{n} of hidden text: left out", "stretch", "stretches"),
    ("boxes", "text-box", "{n}: read after the paragraph in which it is anchored", "text box", "text boxes"),
)


def _say(found: Counter[str], source: Source, reading: Reading) -> None:
    for kind, code, message, one, many in _SAID:
        if found[kind]:
            reading.doubt(code, source.name, message.format(n=counted(found[kind], one, many)))


def _short(tag: str) -> str:
    space, _, local = tag.rpartition("}")
    prefix = _PREFIXES.get(space)
    return f"{prefix}:{local}" if prefix else ""


class _Content:
    """Walks content.xml."""

    def __init__(self) -> None:
        self.body = Body()
        self.found: Counter[str] = Counter()
        self._skip = 0
        self._names: dict[str, str] = {}
        self._open = 0
        self._blank = True
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._rows: list[int] = []
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "text:p": self._begin_paragraph,
            "text:h": self._begin_paragraph,
            "text:s": self._blanks,
            "text:tab": lambda _: self._sign("\t"),
            "text:line-break": lambda _: self._sign("\n"),
            "text:span": self._span,
            "text:section": self._section,
            "style:style": self._begin_style,
            "style:text-properties": self._text_properties,
            "table:table": lambda _: self.body.begin_table(),
            "table:table-row": self._begin_row,
            "table:table-cell": lambda _: self.body.begin_cell(),
            "draw:text-box": self._begin_box,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "text:p": self._end_paragraph,
            "text:h": self._end_heading,
            "table:table": self.body.end_table,
            "table:table-row": self._end_row,
            "table:table-cell": self.body.end_cell,
            "draw:text-box": self._end_box,
        }
        self._boxes: list[tuple[int, bool]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self._names.get(tag)
        if name is None:
            name = self._names.setdefault(tag, _short(tag))
        if self._skip:
            self._skip += 1
            # Deleted text stands in a list of changes at the start; only what kind of change it is counts.
            if name in ("text:deletion", "text:insertion"):
                self.found["deleted" if name == "text:deletion" else "inserted"] += 1
        elif name in _SKIPPED:
            self._leave_out(_SKIPPED[name])
        elif handler := self._starts.get(name):
            handler(attributes)

    def end(self, tag: str) -> None:
        if self._skip:
            self._skip -= 1
        elif handler := self._ends.get(self._names[tag]):
            handler()

    def data(self, text: str) -> None:
        """Take text; OpenDocument shows any run of blanks and line ends as one blank, and none at the start."""
        if not self._open or self._skip:
            return
        text = _BLANKS.sub(" ", text)
        if self._blank and text.startswith(" "):
            text = text[1:]
        if text:
            self._blank = text.endswith(" ")
            self.body.text(text)

    def _leave_out(self, kind: str) -> None:
        self._skip = 1
        if kind:
            self.found[kind] += 1

    # Styles: only whether they hide text

    def _begin_style(self, attributes: dict[str, str]) -> None:
        self._style = attributes.get(f"{_STYLE}}}name", "")

    def _text_properties(self, attributes: dict[str, str]) -> None:
        if attributes.get(f"{_TEXT}}}display") == "none" and self._style:
            self._hidden_styles.add(self._style)

    def _span(self, attributes: dict[str, str]) -> None:
        if attributes.get(f"{_TEXT}}}style-name") in self._hidden_styles:
            self._leave_out("hidden")

    def _section(self, attributes: dict[str, str]) -> None:
        if attributes.get(f"{_TEXT}}}display") == "none":
            self._leave_out("hidden")

    # Paragraphs

    def _begin_paragraph(self, attributes: dict[str, str]) -> None:
        if attributes.get(f"{_TEXT}}}style-name") in self._hidden_styles:
            self._leave_out("hidden")
            return
        self.body.begin_paragraph()
        self._open += 1
        self._blank = True

    def _end_paragraph(self) -> None:
        self._open -= 1
        self.body.end_paragraph()

    def _end_heading(self) -> None:
        self._open -= 1
        self.body.end_paragraph(heading=True)

    def _blanks(self, attributes: dict[str, str]) -> None:
        count = attributes.get(f"{_TEXT}}}c", "1")
        self._sign(" " * min(int(count) if count.isdigit() else 1, _MOST_BLANKS))

    def _sign(self, sign: str) -> None:
        if self._open:
            self.body.text(sign)
            self._blank = False

    def _begin_box(self, _: dict[str, str]) -> None:
        self.found["boxes"] += 1
        self._boxes.append((self._open, self._blank))
        self._open = 0
        self.body.begin_box()

    def _end_box(self) -> None:
        self.body.end_box()
        self._open, self._blank = self._boxes.pop()

    # Tables

    def _begin_row(self, attributes: dict[str, str]) -> None:
        times = attributes.get(f"{_TABLE}}}number-rows-repeated", "1")
        self._rows.append(int(times) if times.isdigit() else 1)
        self.body.begin_row()

    def _end_row(self) -> None:
        self.body.repeat_row(self._rows.pop())


class _Margins:
    """Counts headers and footers that hold words."""

    def __init__(self) -> None:
        self.count = 0
        self._inside = 0
        self._words = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._inside:
            self._inside += 1
        elif _short(tag).startswith(("style:header", "style:footer")) and not tag.endswith("-style"):
            self._inside = 1
            self._words = False

    def end(self, tag: str) -> None:
        if self._inside:
            self._inside -= 1
            self.count += self._words and not self._inside

    def data(self, text: str) -> None:
        if self._inside and any(character.isalpha() for character in text):
            self._words = True


READER = Reader((".odt",), read)
