"""The report: findings in words, as a Word file or a web page.

:func:`build_report` turns findings into a :class:`Report` of plain values; :func:`write_docx` and :func:`write_html` put it
on paper and screen. A report never holds a number of sites or persons, nor the name of a site.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from qualcode.reporting.build import HeldBack, build_report, single_findings
from qualcode.reporting.content import (
    FactBox,
    FigureBlock,
    OutdatedEdit,
    Passage,
    PrintedQuote,
    Report,
    Run,
    Section,
    Statement,
    TableBlock,
    finding_anchor,
)
from qualcode.reporting.edits import EditedStatement, read_edits, statements_table
from qualcode.reporting.html_writer import html_text, write_html
from qualcode.reporting.method import Method
from qualcode.reporting.nouns import SiteNoun

if TYPE_CHECKING:
    from qualcode.reporting.docx_reading import ReadRow, read_back
    from qualcode.reporting.docx_writer import docx_bytes, write_docx
    from qualcode.reporting.verifying import Difference, verify

__all__ = [
    "Difference",
    "EditedStatement",
    "FactBox",
    "FigureBlock",
    "HeldBack",
    "Method",
    "OutdatedEdit",
    "Passage",
    "PrintedQuote",
    "ReadRow",
    "Report",
    "Run",
    "Section",
    "SiteNoun",
    "Statement",
    "TableBlock",
    "build_report",
    "docx_bytes",
    "finding_anchor",
    "html_text",
    "read_back",
    "read_edits",
    "single_findings",
    "statements_table",
    "verify",
    "write_docx",
    "write_html",
]


# python-docx is loaded when a Word file is written or read, not before.
_LATER = {
    "docx_bytes": "docx_writer",
    "write_docx": "docx_writer",
    "Difference": "verifying",
    "verify": "verifying",
    "ReadRow": "docx_reading",
    "read_back": "docx_reading",
}


def __getattr__(name: str) -> object:
    if name in _LATER:
        return getattr(import_module(f"qualcode.reporting.{_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
