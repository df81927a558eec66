"""Tables from people: one way to read .csv and .xlsx, with every problem of a file at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, overload

from qualcode.errors import InterchangeError
from qualcode.interchange.cells import MAX_COLUMNS, RawRow, RawTable
from qualcode.interchange.checks import Problems, nearest, shown, tidy
from qualcode.interchange.csv_files import read_csv

T = TypeVar("T")

_SLIP = 0.74
"""How alike an unknown column and one that is not there must be: ``asked`` and ``asked_in`` are."""


class Noted(list[T]):
    """A list that knows what a person should be told about how it was read."""

    def __init__(self, items: Iterable[T] = (), notes: tuple[str, ...] = ()) -> None:
        super().__init__(items)
        self.notes = notes


@dataclass(frozen=True, slots=True)
class Row(Mapping[str, str]):
    """One row: texts by column.

    Parameters
    ----------
    cells : mapping of str to str
        Every column of the file, and the optional ones that it lacks as empty texts. Never shown in ``repr``.
    number : int
        Number of the row as a spreadsheet shows it; the header is 1.
    line : int
        Line in the file, for an editor; cells may have line breaks.
    """

    cells: Mapping[str, str] = field(repr=False)
    number: int
    line: int

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)

    def __repr__(self) -> str:
        return f"Row(number={self.number}, columns={len(self)})"


@dataclass(frozen=True, slots=True)
class Table(Sequence[Row]):
    """The rows of a file, in order.

    Parameters
    ----------
    name : str
        The file's name.
    columns : tuple of str
        As they stand in the file.
    notes : tuple of str
        What a person should know about how the file was read, such as its separator or encoding.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...] = field(repr=False)
    notes: tuple[str, ...] = ()

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        return self.rows[index]

    def __len__(self) -> int:
        return len(self.rows)

    def where(self, row: Row) -> str:
        """Return the place of a row for a message."""
        return place(self.name, row.number, row.line)


def place(name: str, number: int, line: int) -> str:
    """Return a row's place: its number in a spreadsheet, and the line where that is another."""
    return f"{name}, row {number}" + (f" (line {line})" if line != number else "")


def read_table(path: Path, *, required: Sequence[str] = (), optional: Sequence[str] = ()) -> Table:
    r"""Read a table from a .csv or .xlsx file.

    Parameters
    ----------
    path : Path
    required : sequence of str
        Columns that must be there. Others may follow them.
    optional : sequence of str
        Columns that may be there; a column whose name is nearly one of these is taken for a slip.

    Returns
    -------
    Table
        Cells as texts, exactly as they were written; rows without any text are left out.

    Raises
    ------
    InterchangeError
        QC-TB01 with all problems: columns missing, named twice or misspelt; rows with too few or too many
        cells; quotes that are not closed; formulas. QC-TB03: another kind of file.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "interviews.csv"
    >>> _ = file.write_text("document;site\na;north\n", encoding="utf-8")   # as Danish Excel saves
    >>> table = read_table(file, required=["document"], optional=["notes"])
    >>> dict(table[0]), table.notes
    ({'notes': '', 'document': 'a', 'site': 'north'}, ('interviews.csv: read with semicolons between the cells',))
    """
    problems = Problems()
    raw = _raw(path, {*required, *optional}, problems)
    columns = _columns(raw, path.name, required, optional, problems)
    rows = [
        row
        for found in raw.rows[1:]
        if (row := _row(found, columns, optional, path.name, problems)) is not None
    ]
    problems.check(InterchangeError, code="QC-TB01", where=path.name, what="the table")
    return Table(path.name, tuple(columns), tuple(rows), raw.notes)


def _raw(path: Path, known: set[str], problems: Problems) -> RawTable:
    ending = path.suffix.lower()
    if ending == ".csv":
        return read_csv(path, known, problems)
    if ending == ".xlsx":
        from qualcode.interchange.xlsx_reader import read_xlsx

        return read_xlsx(path, problems)
    raise InterchangeError(
        f"no table is read from {_kind(path)}",
        code="QC-TB03",
        where=path.name,
        allowed="Endings: .csv, .xlsx",
        do="Save it as CSV UTF-8 or as an Excel workbook (.xlsx).",
    )


def _kind(path: Path) -> str:
    if path.is_dir():
        return "a folder"
    return f"a file ending in {shown(path.suffix.lower())}" if path.suffix else "a file without an ending"


def _columns(
    raw: RawTable, name: str, required: Sequence[str], optional: Sequence[str], problems: Problems
) -> list[str]:
    """Return the columns' names, and note what is wrong with them."""
    header = raw.rows[0] if raw.rows else RawRow(1, 1, [])
    columns = [tidy(cell) for cell in header.cells]
    while columns and not columns[-1]:  # a spreadsheet writes empty columns that once held something
        columns.pop()
    where = place(name, header.number, header.line)
    if len(columns) > MAX_COLUMNS:
        problems.add(where, f"there are {len(columns)} columns", f"At most {MAX_COLUMNS} are read.")
        return columns
    seen: set[str] = set()
    for number, column in enumerate(columns, start=1):
        if not column:
            problems.add(where, f"column {number} has no name", do="Name it, or remove it.")
        elif column in seen:
            problems.add(where, f"the column {shown(column)} stands twice", do="Remove one of them.")
        seen.add(column)
    _check_names(columns, where, required, optional, problems)
    return columns


def _check_names(
    columns: Sequence[str], where: str, required: Sequence[str], optional: Sequence[str], problems: Problems
) -> None:
    unknown = [column for column in columns if column and column not in {*required, *optional}]
    for column in required:
        if column not in columns:
            slip = nearest(column, unknown)
            do = f"Is it the column {shown(slip)}?" if slip else "Add it; the first row names the columns."
            problems.add(where, f"the column '{column}' is missing", f"Needed: {', '.join(required)}", do)
    absent = [column for column in optional if column not in columns]
    for column in unknown:
        if slip := nearest(column, absent, cutoff=_SLIP):
            problems.add(where, f"unknown column {shown(column)}", do=f"Did you mean '{slip}'?")


def _row(
    raw: RawRow, columns: Sequence[str], optional: Sequence[str], name: str, problems: Problems
) -> Row | None:
    cells, width = raw.cells, len(columns)
    if not any(cells):
        return None
    if len(cells) < width or any(cells[width:]):
        problems.add(
            place(name, raw.number, raw.line),
            f"the row has {len(cells)} cells, the header {width}",
            "Every row has a cell for every column.",
            "Put a text that holds the separator in quotes, or save with a spreadsheet program.",
        )
        return None
    values = dict(zip(columns, cells, strict=False))
    return Row(dict.fromkeys(optional, "") | values, raw.number, raw.line)
