"""Summaries for the framework matrix, written by people: data/summaries.csv."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from qualcode.errors import InterchangeError
from qualcode.interchange.checks import Problems, shown, tidy
from qualcode.interchange.tables import Noted, read_table
from qualcode.model import Codebook

REQUIRED = ("row", "column", "summary")
OPTIONAL = ("by",)


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One summary: of which cell, what it says, and who wrote it."""

    row: str
    column: str
    text: str = field(repr=False)
    by: str = ""


def read_summaries(path: Path, *, codebook: Codebook) -> Noted[SummaryRow]:
    """Read what people wrote of the cells of a framework matrix.

    Parameters
    ----------
    path : Path
        .csv or .xlsx with the columns ``row``, ``column`` (full ids of codes), ``summary`` and perhaps ``by``; other
        columns may follow, so that the table that ``qualcode tables framework -o`` writes can be filled in and read
        back. Rows without a summary are passed over.
    codebook : Codebook

    Returns
    -------
    list of SummaryRow
        In the order of the file, with ``.notes`` on how it was read.

    Raises
    ------
    InterchangeError
        QC-TB15 with all problems of the rows: codes that the codebook has not, a cell that is summed up twice.
        QC-TB01: all problems of the table's form.
    """
    table = read_table(path, required=REQUIRED, optional=OPTIONAL)
    problems = Problems()
    found: dict[tuple[str, str], SummaryRow] = {}
    for line in table:
        text = tidy(line["summary"])
        if not text:
            continue
        row, column = tidy(line["row"]), tidy(line["column"])
        where = table.where(line)
        for name, code in (("row", row), ("column", column)):
            if code not in codebook:
                close = problems.closest(code, codebook.by_id)
                found_what = f"'{name}' is {shown(code)}, which the codebook lacks"
                problems.add(where, found_what, "A full id of the codebook.", close)
        if (row, column) in found:
            problems.add(where, "this cell is summed up twice", do="Keep one of the two.")
        found[row, column] = SummaryRow(row, column, text, tidy(line["by"]))
    problems.check(InterchangeError, code="QC-TB15", where=path.name, what="the table of summaries")
    return Noted(found.values(), table.notes)
