"""Theme tables as files: the ending picks the format."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from qualcode.errors import UsageError
from qualcode.interchange import write_csv, write_xlsx
from qualcode.interchange.latex_writer import write_latex
from qualcode.interchange.shown_table import ShownTable
from qualcode.interchange.table_html import write_html_table
from qualcode.interchange.xlsx_writer import Sheet
from qualcode.matrices import CodePairs
from qualcode.safe_io import PRIVATE_FILE, write_text
from qualcode.study.layout import PUBLIC_FILE
from qualcode.study.table_manner import Counted, Manner
from qualcode.study.table_showing import listed, table_of, tables_of

ENDINGS = (".csv", ".xlsx", ".docx", ".tex", ".html", ".json")

_PAGE = 125
"""Characters beside each other on a page that lies on its side."""


def write_table(
    path: Path, counted: Counted, manner: Manner | None = None, *, template: Path | None = None
) -> None:
    """Write what was counted to a file; its ending picks the format.

    Parameters
    ----------
    path : Path
        ``.csv``, ``.xlsx`` (a sheet for each area, and for the team a tidy sheet with anchors), ``.docx``, ``.tex`` (a piece to
        input), ``.html`` (one file) or ``.json``. Written whole or not at all; what is for the team only its owner can read.
    counted : ThemeMatrix, CodePairs, CodeTable or FrameworkMatrix
    manner : Manner, optional
        By default for the team, in words.
    template : Path, optional
        For ``.docx``: the authority's own.

    Raises
    ------
    UsageError
        Another ending (QC-US01).
    PrivacyError
        As in :func:`tables_of`.
    """
    require_ending(path)
    manner = manner or Manner()
    mode = PUBLIC_FILE if manner.audience == "print" else PRIVATE_FILE
    if path.suffix.lower() == ".xlsx":
        sheets = _sheets(tables_of(counted, manner))
        if manner.audience == "team":
            sheets["tidy"] = _tidy(counted)
        write_xlsx(path, sheets, headings=1, mode=mode)
        return
    tables = _on_paper(counted, manner) if path.suffix.lower() in (".docx", ".tex") else None
    write_shown(path, tables or [table_of(counted, manner)], template=template, mode=mode)


def _on_paper(counted: Counted, manner: Manner) -> list[ShownTable]:
    """Return what can be read on pages: where a table is wider than one, another form of it."""
    table = table_of(counted, manner)
    if sum(table.widths()) <= _PAGE:
        return [table]
    if isinstance(counted, CodePairs):
        return [listed(counted, table, manner)]
    return tables_of(counted, manner)


def write_shown(
    path: Path, tables: Sequence[ShownTable], *, template: Path | None = None, mode: int = PRIVATE_FILE
) -> None:
    """Write tables that are ready to be shown; csv and json take one."""
    require_ending(path)
    ending, first = path.suffix.lower(), tables[0]
    if ending == ".csv":
        write_csv(path, first.flat_header, first.rows, mode=mode)
    elif ending == ".json":
        write_text(
            path, json.dumps(first.records(), ensure_ascii=False, indent=2, allow_nan=False) + "\n", mode=mode
        )
    elif ending == ".xlsx":
        write_xlsx(path, _sheets(tables), headings=1, mode=mode)
    elif ending == ".tex":
        write_latex(path, tables, mode=mode)
    elif ending == ".html":
        write_html_table(path, tables, mode=mode)
    else:
        from qualcode.reporting.table_docx import write_table_docx

        write_table_docx(tables, path, template=template, mode=mode)


def require_ending(path: Path) -> None:
    """Refuse a file that no theme table can be written to, before anything is counted."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise UsageError(
            f"no table is written to a file ending in {ending or 'nothing'!r}",
            code="QC-US01",
            where=str(path),
            allowed=f"Endings: {', '.join(ENDINGS)}",
        )


def _sheets(tables: Sequence[ShownTable]) -> dict[str, Sheet]:
    return {table.name: (table.flat_header, table.rows) for table in tables}


def _tidy(counted: Counted) -> Sheet:
    frame = counted.to_frame(alone=True) if isinstance(counted, CodePairs) else counted.to_frame()
    return list(map(str, frame.columns)), [list(row) for row in frame.itertuples(index=False, name=None)]
