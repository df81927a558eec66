"""Reading a pack that came back as a Word file: as it stands when all tracked changes are accepted.

Word and LibreOffice both rearrange what they save (runs are cut, styles renamed, tables wrapped in controls), so nothing is
taken from styles or places: a row is known by its code, a column by its heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from qualcode.errors import InterchangeError
from qualcode.factcheck.answers import Piece, read_ticks
from qualcode.factcheck.codes import find_code, find_pack
from qualcode.factcheck.sheets import FilledRow, FilledSheet
from qualcode.factcheck.words import WORDS
from qualcode.safe_io import Archive, parse_xml, read_limited

_LIMIT = 50 * 1024 * 1024
_MAIN = "word/document.xml"
_COMMENTS = "word/comments.xml"
_GONE = frozenset(
    {"del", "moveFrom", "instrText", "delText", "Fallback", "sdtPr", "pPrChange", "rPrChange", "object"}
)
_OFF = frozenset({"0", "false", "off", "none"})
_FEWEST = 4
"""Cells of a row that may hold an answer."""
_COLUMNS = ("number", "about", "words", "answer", "wording", "comment", "by", "at")
# Boxes and ticks that Word inserts from a font of signs.
_SIGNS = {
    "A8": "☐", "6F": "☐", "71": "☐", "FE": "☑", "FD": "☒", "78": "☒", "53": "☑", "52": "☑", "FC": "✓", "FB": "✗",
    "50": "✓", "4F": "✗",
}  # fmt: skip

Line = list[Piece]


@dataclass(slots=True)
class _Cell:
    """A cell on its way: its lines, and the numbers of the comments that are tied to it."""

    lines: list[Line] = field(default_factory=lambda: [[]])
    comments: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of the cell, a line each."""
        lines = ("".join(piece.text for piece in line).strip() for line in self.lines)
        return "\n".join(line for line in lines if line)


@dataclass(slots=True)
class _Table:
    rows: list[list[_Cell]] = field(default_factory=list)


def read_docx(path: Path) -> FilledSheet:
    """Read the rows of a pack from a Word file.

    Raises
    ------
    InterchangeError
        QC-FC02: the file holds no table with codes of a fact check, or its headings are gone.
    UnreadableFileError, UnsafeFileError
        It is no Word file that can be opened safely.
    """
    archive = Archive(read_limited(path, _LIMIT), where=path.name)
    if _MAIN not in archive:
        raise _not_a_pack(path.name, "it is no Word file (.docx)")
    root = parse_xml(archive.read(_MAIN), where=path.name)
    remarks = _remarks(archive, path.name)
    tables = [_table(element) for element in _outer_tables(root)]
    pack = find_pack("\n".join(_text(element) for element in _paragraphs_outside(root)))
    defaults = _defaults(tables)
    rows: list[FilledRow] = []
    for table in tables:
        rows += _filled(table, path.name, pack, defaults, remarks)
    if not rows:
        raise _not_a_pack(path.name, "no row of a table has the code of a fact check")
    return FilledSheet(path.name, tuple(rows))


def _not_a_pack(name: str, found: str) -> InterchangeError:
    return InterchangeError(
        found,
        code="QC-FC02",
        where=name,
        allowed="A pack as `qualcode factcheck export` wrote it, filled in",
        do="Choose the file that came back, or enter the answers into a new copy of the pack.",
    )


# -- rows --------------------------------------------------------------------------------------------------------------


def _filled(
    table: _Table, name: str, pack: str, defaults: Mapping[str, str], remarks: Mapping[str, str]
) -> Iterator[FilledRow]:
    columns: dict[str, int] = {}
    for number, row in enumerate(table.rows):
        found = _headings(row)
        if {"words", "answer"} <= found.keys():
            columns = found
            continue
        if len(row) < _FEWEST or not (columns or find_code(row[0].text)):
            continue  # what stands below an item's row, over the whole width
        if not {"words", "answer", "wording"} <= columns.keys():
            raise _not_a_pack(name, "the headings above the answers have been changed")
        yield _row(row, columns, name, number, pack, defaults, remarks)


def _headings(row: Sequence[_Cell]) -> dict[str, int]:
    """Return the columns that a row of headings names, in either language."""
    words = [" ".join(cell.text.lower().split()) for cell in row]
    return {
        key: words.index(label)
        for key in _COLUMNS
        for label in (text.lower() for text in WORDS[key].values())
        if label in words
    }


def _row(
    row: Sequence[_Cell],
    columns: Mapping[str, int],
    name: str,
    place: int,
    pack: str,
    defaults: Mapping[str, str],
    remarks: Mapping[str, str],
) -> FilledRow:
    def cell(key: str) -> _Cell:
        place = columns.get(key, len(row))
        return row[place] if place < len(row) else _Cell()

    number = cell("number").text
    label = number.split("\n")[0].strip(" .")
    ticked = read_ticks(cell("answer").lines)
    said = [cell("comment").text, ticked.more, *(remarks.get(one, "") for c in row for one in c.comments)]
    return FilledRow(
        f"{name}, no. {label}" if label.isdigit() else f"{name}, row {place} of the table",
        number,
        cell("words").text,
        ticked,
        _one_line(cell("wording").text),
        _one_line("; ".join(dict.fromkeys(filter(None, said)))),
        _one_line(cell("by").text) or defaults.get("by", ""),
        _one_line(cell("at").text) or defaults.get("at", ""),
        pack,
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _defaults(tables: Sequence[_Table]) -> dict[str, str]:
    """Return who and when, where they are filled in once for all: two cells, of which the first names the second."""
    found = {}
    for table in tables:
        for row in table.rows:
            if len(row) != 2:
                continue
            label = _one_line(row[0].text).rstrip(":").lower()
            for key in ("by", "at"):
                if label in {text.lower() for text in WORDS[key].values()}:
                    found[key] = _one_line(row[1].text)
    return found


def _remarks(archive: Archive, name: str) -> dict[str, str]:
    """Return the comments in the margin by their numbers; not who wrote them."""
    if _COMMENTS not in archive:
        return {}
    root = parse_xml(archive.read(_COMMENTS), where=name)
    return {
        _attribute(element, "id"): _one_line(_text(element))
        for element in root.iter()
        if _local(element) == "comment"
    }


# -- the tree ----------------------------------------------------------------------------------------------------------


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _outer_tables(element: Element) -> Iterator[Element]:
    for child in element:
        if _local(child) in _GONE:
            continue
        if _local(child) == "tbl":
            yield child
        else:
            yield from _outer_tables(child)


def _paragraphs_outside(element: Element) -> Iterator[Element]:
    for child in element:
        if _local(child) == "p":
            yield child
        elif _local(child) != "tbl" and _local(child) not in _GONE:
            yield from _paragraphs_outside(child)


def _text(element: Element) -> str:
    cell = _Cell()
    _walk(element, cell)
    return cell.text


def _table(element: Element) -> _Table:
    table = _Table()
    for row in _within(element, "tr"):
        properties = next((child for child in row if _local(child) == "trPr"), None)
        if properties is not None and any(_local(child) == "del" for child in properties):
            continue  # a row that was deleted with tracked changes
        cells: list[_Cell] = []
        over: list[int] = []
        for found in _within(row, "tc"):
            cell = _Cell()
            _walk(found, cell)
            cells.append(cell)
            over.append(_span(found))
        if len(cells) > 1:  # cells that were joined leave the others in their columns
            cells = [
                one for cell, n in zip(cells, over, strict=True) for one in (cell, *map(_empty, range(n - 1)))
            ]
        table.rows.append(cells)
    return table


def _span(cell: Element) -> int:
    """Return over how many columns a cell reaches."""
    properties = next((child for child in cell if _local(child) == "tcPr"), ())
    value = next((_attribute(child, "val") for child in properties if _local(child) == "gridSpan"), "")
    return min(int(value), len(_COLUMNS)) if value.isdecimal() else 1


def _empty(_: int) -> _Cell:
    return _Cell()


def _within(element: Element, name: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, also those in controls; not those of tables inside it."""
    for child in element:
        if _local(child) == name:
            yield child
        elif _local(child) not in _GONE and _local(child) not in {"tbl", "tr", "tc", "p"}:
            yield from _within(child, name)


def _walk(element: Element, cell: _Cell) -> None:
    """Collect the text below an element, a line for each paragraph and break."""
    for child in element:
        name = _local(child)
        if name in _GONE:
            continue
        if name == "p":
            _walk(child, cell)
            if not _runs_on(child):
                cell.lines.append([])
        elif name == "r":
            _run(child, cell)
        elif name in {"commentRangeStart", "commentReference"}:
            cell.comments.append(_attribute(child, "id"))
        elif name not in {"pPr", "tcPr", "rPr"}:
            _walk(child, cell)


def _runs_on(paragraph: Element) -> bool:
    """Say whether the end of a paragraph was deleted: then the next one continues it."""
    properties = next((child for child in paragraph if _local(child) == "pPr"), None)
    mark = None if properties is None else next((c for c in properties if _local(c) == "rPr"), None)
    return mark is not None and any(_local(child) in {"del", "moveFrom"} for child in mark)


def _run(run: Element, cell: _Cell) -> None:
    struck, marked, hidden = _manner(run)
    if hidden:
        return
    for child in run:
        name = _local(child)
        if name == "t":
            cell.lines[-1].append(Piece(child.text or "", struck, marked))
        elif name in {"br", "cr"}:
            cell.lines.append([])
        elif name in {"tab", "ptab"}:
            cell.lines[-1].append(Piece(" ", struck, marked))
        elif name == "noBreakHyphen":
            cell.lines[-1].append(Piece("-", struck, marked))
        elif name == "sym":
            sign = _SIGNS.get(_attribute(child, "char").upper()[-2:], "")
            cell.lines[-1].append(Piece(sign, struck, marked))
        elif name == "commentReference":
            cell.comments.append(_attribute(child, "id"))
        elif name not in _GONE and name != "rPr":
            _walk(child, cell)


def _manner(run: Element) -> tuple[bool, bool, bool]:
    """Return whether a run is struck out, marked (underlined, highlighted, bold), hidden."""
    struck = marked = hidden = False
    properties = next((child for child in run if _local(child) == "rPr"), ())
    for child in properties:
        name, on = _local(child), _attribute(child, "val").lower() not in _OFF
        struck |= on and name in {"strike", "dstrike"}
        marked |= on and name in {"u", "highlight", "b"}
        # LibreOffice may write a highlighter as shading.
        marked |= name == "shd" and _attribute(child, "fill").upper() not in {"", "AUTO", "FFFFFF"}
        hidden |= on and name == "vanish"
    return struck, marked, hidden
