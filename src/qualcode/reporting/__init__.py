"""The report: findings in words, as a Word file or a web page.

:func:`build_report` turns findings into a :class:`Report` of plain values; :func:`write_docx` and :func:`write_html` put it
on paper and screen. A report never holds a number of sites or persons, nor the name of a site.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from qualcode.reporting.build import build_report
from qualcode.reporting.content import (
    FactBox,
    FigureBlock,
    Report,
    Run,
    Section,
    Statement,
    TableBlock,
    finding_anchor,
    single_site_statements,
)
from qualcode.reporting.html_writer import html_text, write_html
from qualcode.reporting.method import Method
from qualcode.reporting.sentences import SiteNoun

if TYPE_CHECKING:
    from qualcode.reporting.docx_writer import docx_bytes, write_docx

__all__ = [
    "FactBox",
    "FigureBlock",
    "Method",
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
    "single_site_statements",
    "write_docx",
    "write_html",
]


def __getattr__(name: str) -> object:
    # python-docx is loaded when a Word file is written, not before.
    if name in ("docx_bytes", "write_docx"):
        return getattr(import_module("qualcode.reporting.docx_writer"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
