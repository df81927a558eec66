"""A table as a web page: one file, nothing fetched, readable by ear as well as by eye."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from qualcode.interchange.shown_table import ShownTable, printable
from qualcode.safe_io import PRIVATE_FILE, write_bytes

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_NUMBER = '<td class="n">'
# Contrast of all text to its ground is at least 7 to 1.
_STYLE = """
html { font: 100%/1.5 Calibri, Carlito, "Segoe UI", "Helvetica Neue", Arial, sans-serif; color: #1a1a1a; background: #fff; }
body { margin: 0 auto; padding: 1.5rem; }
.wide { overflow-x: auto; margin: 0 0 1rem; }
.wide:focus-visible { outline: 3px solid #1f3864; outline-offset: 2px; }
table { border-collapse: collapse; border-top: 2px solid #1f3864; border-bottom: 2px solid #1f3864; }
caption { text-align: left; font-weight: bold; color: #1f3864; padding-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-top: 1px solid #8ea9c8; }
thead th { background: #eaf0f8; color: #1f3864; vertical-align: bottom; }
thead th[colspan] { text-align: center; border-left: 1px solid #8ea9c8; }
tbody th { font-weight: normal; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
p { max-width: 46rem; }
@media print { thead { display: table-header-group; } tr { break-inside: avoid; } .wide { overflow: visible; } }
""".strip()


def write_html_table(path: Path, tables: Sequence[ShownTable], *, mode: int = PRIVATE_FILE) -> None:
    """Write tables as one web page, whole or not at all.

    Parameters
    ----------
    path : Path
    tables : sequence of ShownTable
        At least one; the first one's caption is the page's title.
    mode : int
        Permissions; only the owner can read unless said otherwise.
    """
    write_bytes(path, html_page(tables).encode("utf-8"), mode=mode)


def html_page(tables: Sequence[ShownTable]) -> str:
    """Return tables as the text of a web page; the same tables give the same text."""
    return "\n".join(_page(tables)) + "\n"


def _page(tables: Sequence[ShownTable]) -> Iterator[str]:
    yield f'<!DOCTYPE html>\n<html lang="{_text(tables[0].language)}">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{_text(tables[0].caption)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>"
    for number, table in enumerate(tables, start=1):
        yield from _table(table, f"table-{number}")
    yield "</main>\n</body>\n</html>"


def _table(table: ShownTable, anchor: str) -> Iterator[str]:
    # What scrolls must be reached by keyboard and have a name.
    yield f'<div class="wide" role="region" tabindex="0" aria-labelledby="{anchor}">\n<table>'
    yield f'<caption id="{anchor}">{_text(table.caption)}</caption>'
    yield from _columns(table)
    yield from _head(table)
    yield "<tbody>"
    numbers = [table.is_number(column) for column in range(len(table.header))]
    for row in table.rows:
        cells = "".join(
            f"{_NUMBER if number else '<td>'}{_text(table.text(cell))}</td>"
            for cell, number in zip(row[1:], numbers[1:], strict=True)
        )
        yield f'<tr><th scope="row">{_text(table.text(row[0]))}</th>{cells}</tr>'
    yield "</tbody>\n</table>\n</div>"
    for note in table.notes:
        yield f"<p>{_text(note)}</p>"


def _columns(table: ShownTable) -> Iterator[str]:
    """Yield the groups of columns: without them, a heading over several columns belongs to none."""
    if table.groups:
        yield "<colgroup><col></colgroup>" + "".join(
            f'<colgroup span="{n}"></colgroup>' for _, n in table.groups
        )


def _head(table: ShownTable) -> Iterator[str]:
    first, *others = table.header
    yield "<thead>"
    if table.groups:
        groups = "".join(f'<th scope="colgroup" colspan="{n}">{_text(name)}</th>' for name, n in table.groups)
        yield f"<tr>{_corner(first, rows=2)}{groups}</tr>"
        yield f"<tr>{''.join(map(_heading, others))}</tr>"
    else:
        yield f"<tr>{_corner(first)}{''.join(map(_heading, others))}</tr>"
    yield "</thead>"


def _heading(name: str) -> str:
    return f'<th scope="col">{_text(name)}</th>'


def _corner(name: str, rows: int = 1) -> str:
    """Return the first heading; one without words would be read out as nothing."""
    more = f' rowspan="{rows}"' if rows > 1 else ""
    return f'<th scope="col"{more}>{_text(name)}</th>' if name else f"<td{more}></td>"


def _text(text: str) -> str:
    return escape(printable(text), quote=True).replace("\n", "<br>")
