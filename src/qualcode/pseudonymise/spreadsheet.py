"""The plan and the key as CSV files that people open in a spreadsheet: nothing runs, nothing is rewritten.

A spreadsheet runs a cell that begins like a formula, and turns what looks like a number or a date into one: a CPR
number loses its first zero, a birth date its form. Such a cell gets an apostrophe in front, which makes it text. An
apostrophe that was there gets a second one, so every text comes back exactly.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qualcode.errors import Problem, PseudonymisationError
from qualcode.model import canonical
from qualcode.safe_io import decode_text, read_limited, write_text

_DELIMITERS = ",;\t"
_SEP_LINE = re.compile(r"sep=([,;\t])\r?\n")
_MONTH = "jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec"
_REWRITTEN = re.compile(
    r"\W*[=+\-@＝＋－＠\t\r\n]"  # a formula, also behind blanks and quotes
    r"|[\d ]*\d[\d .,:/e-]*$"  # a number, a date, a time; a version that happens to be digits
    rf"|\d{{1,2}}[ ./-]{{1,2}}(?:{_MONTH})|(?:{_MONTH})[a-zæøå]*[ ./-]{{0,2}}\d"
    r"|(?:true|false|sand|falsk)$",
    re.IGNORECASE,
)
_CUT = re.compile(r"(?<=[;\t\n])(?=\W*[=+\-@＝＋－＠])")
_CUT_GUARDED = re.compile(r"(?<=[;\t\n])'(?=\W*[=+\-@＝＋－＠])")

_MOST_PROBLEMS = 50


def guard(cell: str) -> str:
    """Return a cell that a spreadsheet leaves as it is.

    Examples
    --------
    >>> guard("=1+1"), guard("0101901234"), guard("Fatima"), guard("'citat'")
    ("'=1+1", "'0101901234", 'Fatima', "''citat'")
    """
    cell = _CUT.sub("'", cell)  # Danish Excel cuts a file with commas at semicolons
    return f"'{cell}" if cell.startswith("'") or _REWRITTEN.match(cell) else cell


def unguard(cell: str) -> str:
    """Return what :func:`guard` was given."""
    if cell.startswith("'") and (cell.startswith("''") or _REWRITTEN.match(cell[1:])):
        cell = cell[1:]
    return _CUT_GUARDED.sub("", cell)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: its number, as a spreadsheet counts, and its cells by column."""

    line: int
    cells: dict[str, str] = field(repr=False)


class Problems:
    """What is wrong in a file, gathered so that a person mends it in one go. Never a cell's content."""

    def __init__(self, path: Path, code: str, noun: str) -> None:
        self._path, self._code, self._noun = path, code, noun
        self._found: list[Problem] = []

    def add(self, line: int, found: str, allowed: str = "", do: str = "") -> None:
        """Note one problem by its row."""
        self._found.append(Problem(f"row {line}", found, allowed, do))

    def check(self) -> None:
        """Raise one error with all problems, if there are any."""
        if not self._found:
            return
        count = len(self._found)
        listed = self._found[:_MOST_PROBLEMS]
        if count > _MOST_PROBLEMS:
            listed.append(Problem("", f"and {count - _MOST_PROBLEMS} more"))
        raise PseudonymisationError(
            f"{self._noun} has {count} problem{'s' if count > 1 else ''}; nothing was read",
            code=self._code,
            where=self._path.name,
            problems=listed,
        )


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file that only its owner can read, whole or not at all; texts are guarded, numbers stay plain."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[_cell(value) for value in row] for row in rows])
    write_text(path, buffer.getvalue())


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2f}"
    return guard(value) if isinstance(value, str) else str(value)


def read_rows(path: Path, columns: Sequence[str], needed: Sequence[str], problems: Problems) -> list[Row]:
    """Read a CSV file as it was written or as a spreadsheet saved it again.

    Parameters
    ----------
    path : Path
    columns : sequence of str
        The known columns; others are left out, missing ones are empty.
    needed : sequence of str
        Columns that must be there.
    problems : Problems
        Takes what is wrong with the file's form.
    """
    text = decode_text(read_limited(path), where=path.name).text
    sep = _SEP_LINE.match(text)
    if sep:
        text = text[sep.end() :]
    header = text.partition("\n")[0]
    delimiter = sep[1] if sep else max(_DELIMITERS, key=lambda sign: _known(header, sign, columns))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    first = 2 if sep else 1
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error:
        problems.add(
            first + len(rows),
            "a quote is not closed, or text follows a closing quote",
            do="Mend the row, or save the file again with a spreadsheet program.",
        )
    return _named(rows, first, columns, needed, problems)


def _known(header: str, delimiter: str, columns: Sequence[str]) -> int:
    return len({_tidy(cell) for cell in header.split(delimiter)} & set(columns))


def _tidy(cell: str) -> str:
    return cell.strip().strip('"').strip().casefold()


def _named(
    rows: list[list[str]], first: int, columns: Sequence[str], needed: Sequence[str], problems: Problems
) -> list[Row]:
    """Give cells their columns' names; blank rows are passed over."""
    names = [_tidy(cell) for cell in rows[0]] if rows else []
    missing = [name for name in needed if name not in names]
    doubled = sorted({name for name in names if name in columns and names.count(name) > 1})
    if missing or doubled:
        what = f"lacks the columns {', '.join(missing)}" if missing else f"has twice: {', '.join(doubled)}"
        problems.add(first, f"the header {what}", f"Its columns are {','.join(columns)}")
        return []
    made = []
    for line, cells in enumerate(rows[1:], start=first + 1):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(names) and any(cells[len(names) :]):
            problems.add(line, f"{len(cells)} cells, and the header has {len(names)}", do="Mend the row.")
            continue
        known = dict.fromkeys(columns, "")
        known.update(
            (name, unguard(canonical(cell)))
            for name, cell in zip(names, cells, strict=False)
            if name in known
        )
        made.append(Row(line, known))
    return made
