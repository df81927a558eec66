"""A small table for notebooks: names of codes and counts only, everything escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape


def html_table(caption: str, header: Sequence[str], rows: Iterable[Sequence[object]], more: str = "") -> str:
    """Return a table; the first cell of each row is its heading, ``more`` stands below.

    Examples
    --------
    >>> html_table("<b>", ["", "A"], [["x", 1]])
    '<table><caption>&lt;b&gt;</caption><thead><tr><th></th><th>A</th></tr></thead><tbody><tr><th>x</th><td>1</td></tr></tbody></table>'
    """
    head = "".join(f"<th>{escape(name)}</th>" for name in header)
    body = "".join(_row(row) for row in rows)
    below = f"<p>{escape(more)}</p>" if more else ""
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>{below}"
    )


def _row(cells: Sequence[object]) -> str:
    first, *others = (escape(str(cell)) for cell in cells)
    return f"<tr><th>{first}</th>" + "".join(f"<td>{cell}</td>" for cell in others) + "</tr>"
