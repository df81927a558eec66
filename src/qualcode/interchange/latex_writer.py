r"""Tables for LaTeX: booktabs, long ones over several pages, everything escaped.

The file is a piece to ``\input`` into a document; its first lines say which packages that needs. It compiles with pdfLaTeX,
XeLaTeX and LuaLaTeX.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from qualcode.interchange.shown_table import ShownTable, in_parts, printable
from qualcode.labels import Labels
from qualcode.safe_io import PRIVATE_FILE, write_bytes

PACKAGES = ("array", "booktabs", "longtable", "pdflscape")

_LONG = 25
"""Rows that fit a page with caption and headings; more go over several pages."""
_UPRIGHT, _SIDEWAYS = 78, 125
"""Characters beside each other on an A4 page in small print."""

_LABELS = {"continued": {"da": "fortsættes på næste side", "en": "continued on the next page"}}

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"{\char34}",  # with Danish babel, a straight quote is a command
    "`": r"\textasciigrave{}",
    "[": "{[}",  # after the end of a row, it would be read as the space below it
    "]": "{]}",
    "*": "{*}",
    "\u00a0": "~",
    "\n": r"\newline ",
}
_SPECIAL = re.compile("[" + re.escape("".join(_ESCAPES)) + "]")
_LIGATURES = re.compile(r"-(?=-)|'(?=')|,(?=,)|[?!](?=\\textasciigrave)")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def latex(text: str) -> str:
    r"""Return a text that LaTeX prints as it stands.

    Examples
    --------
    >>> print(latex("50 % & [mere]"), latex("a_b -- c"))
    50 \% \& {[}mere{]} a\_b -{}- c
    """
    kept = _UNSEEN.sub("", printable(text))
    made = _SPECIAL.sub(lambda found: _ESCAPES[found[0]], kept)
    return _LIGATURES.sub(lambda found: found[0] + "{}", made)


def write_latex(path: Path, tables: Sequence[ShownTable], *, mode: int = PRIVATE_FILE) -> None:
    r"""Write tables as a file to ``\input``, whole or not at all.

    Parameters
    ----------
    path : Path
    tables : sequence of ShownTable
    mode : int
        Permissions; only the owner can read unless said otherwise.
    """
    write_bytes(path, latex_text(tables).encode("utf-8"), mode=mode)


def latex_text(tables: Sequence[ShownTable]) -> str:
    """Return tables as LaTeX; one that is too wide for a page stands in several parts."""
    head = "% Needs: " + " ".join(f"\\usepackage{{{package}}}" for package in PACKAGES)
    parts = [part for table in tables for part in in_parts(table, _SIDEWAYS)]
    return "\n".join([head, *("\n".join(_placed(part)) for part in parts)]) + "\n"


def _placed(table: ShownTable) -> Iterator[str]:
    sideways = sum(table.widths()) > _UPRIGHT
    if sideways:
        yield r"\begin{landscape}"
    yield from (_long(table) if len(table.rows) > _LONG else _short(table))
    yield from (rf"\par\noindent{{\footnotesize {latex(note)}\par}}" for note in table.notes)
    if sideways:
        yield r"\end{landscape}"


def _short(table: ShownTable) -> Iterator[str]:
    # Not floating: the notes, and the parts of one table, stay together.
    yield rf"\begin{{table}}[htbp]{chr(10)}\footnotesize\setlength{{\tabcolsep}}{{3pt}}"
    yield rf"\caption{{{_one_line(table.caption)}}}"
    yield rf"\begin{{tabular}}{{{_columns(table)}}}{chr(10)}\toprule"
    yield from _head(table)
    yield r"\midrule"
    yield from _rows(table)
    yield "\\bottomrule\n\\end{tabular}\n\\end{table}"


def _long(table: ShownTable) -> Iterator[str]:
    n, more = len(table.header), Labels(_LABELS, table.language)("continued")
    yield r"{\footnotesize\setlength{\tabcolsep}{3pt}"
    yield rf"\begin{{longtable}}{{{_columns(table)}}}"
    yield rf"\caption{{{_one_line(table.caption)}}}\\{chr(10)}\toprule"
    yield from _head(table)
    yield "\\midrule\n\\endfirsthead\n\\toprule"
    yield from _head(table)
    yield "\\midrule\n\\endhead"
    yield rf"\midrule\multicolumn{{{n}}}{{r}}{{{latex(more)}}}\\{chr(10)}\endfoot"
    yield "\\bottomrule\n\\endlastfoot"
    yield from _rows(table)
    yield "\\end{longtable}}"


def _columns(table: ShownTable) -> str:
    """Return how columns stand: texts in a share of the line, broken without stretching; numbers to the right."""
    room = _UPRIGHT if sum(table.widths()) <= _UPRIGHT else _SIDEWAYS
    widths = table.widths(room)
    whole = max(sum(widths), room)
    return "".join(
        "r" if table.is_number(column) and width <= len(table.header[column]) + 2 <= 12
        else rf">{{\raggedright\arraybackslash}}p{{{0.94 * width / whole - 0.01:.3f}\linewidth}}"
        for column, width in enumerate(widths)
    )  # fmt: skip


def _head(table: ShownTable) -> Iterator[str]:
    if table.groups:
        yield (
            " & ".join(["", *(rf"\multicolumn{{{n}}}{{c}}{{{_one_line(name)}}}" for name, n in table.groups)])
            + r"\\"
        )
        yield "".join(_rules(table.groups))
    yield _row(table.header)


def _rules(groups: Sequence[tuple[str, int]]) -> Iterator[str]:
    at = 2
    for _, n in groups:
        yield rf"\cmidrule(lr){{{at}-{at + n - 1}}}"
        at += n


def _rows(table: ShownTable) -> Iterator[str]:
    return (_row([table.text(cell) for cell in row]) for row in table.rows)


def _row(cells: Sequence[str]) -> str:
    return " & ".join(map(latex, cells)) + r"\\"


def _one_line(text: str) -> str:
    return latex(" ".join(text.split()))
