"""PDF with a text layer.

A PDF holds lines as they were printed, not paragraphs. Lines of one turn are joined by a blank, page numbers and lines
that come back at the edge of most pages are left out, and all of that is said. Where the original document exists, it
is the better source.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from qualcode.errors import DocumentImportError, UnsafeFileError
from qualcode.importers.base import Reader, Reading, Source, counted
from qualcode.importers.flow import Flow, Line
from qualcode.importers.labels import Form, Shape, candidates, lead_of, plain_start, shape_of
from qualcode.importers.textfiles import line_feeds
from qualcode.importers.turns import read_flow

NAME = "pdf"

_MAX_PAGES = 3000
_MAX_TEXT = 50_000_000
"""Characters; more comes from a file that repeats the same page endlessly."""

_PAGE_NUMBER = re.compile(
    r"(?:side|page|s\.|p\.)? ?[-–]? ?\d{1,4} ?[-–]?(?: ?(?:af|of|/) ?\d{1,4})?", re.IGNORECASE
)
_END = re.compile(r"(\w+)-$")
_WORD = re.compile(r"\w+")
_NOT_JOINED = re.compile(r"(?:og|eller|and|or|samt)\b")

_FAILURES = (
    ValueError, KeyError, IndexError, TypeError, AttributeError, ArithmeticError, AssertionError, LookupError,
    NotImplementedError, RecursionError, EOFError, UnicodeError, struct.error, zlib.error, OSError,
)  # fmt: skip
"""What pypdf lets out for damaged files, besides its own errors."""


def read(source: Source) -> Reading:
    """Read the text layer of a PDF."""
    pages = _pages(source)
    reading = Reading()
    if not any(page.strip() for page in pages):
        raise DocumentImportError(
            f"the PDF has no text layer ({counted(len(pages), 'page')}): it holds pictures of pages",
            code="QC-IM13",
            where=source.name,
            do="Use the document that it was made from, or run text recognition on it first.",
        )
    if empty := sum(1 for page in pages if not page.strip()):
        reading.doubt("pdf-pages", source.name, f"{counted(empty, 'page')} without text")
    flow = Flow("page", _lines(pages, reading, source), together=False)
    read_flow(flow, reading)
    return reading


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pypdf's remarks on damaged files out of the log: they may quote the file."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def _pages(source: Source) -> list[str]:
    """Return the text of each page."""
    from pypdf import PdfReader  # loads in 0.3 s, and few studies hold PDF
    from pypdf.errors import LimitReachedError, PyPdfError

    if b"%%EOF" not in source.data[-2048:]:  # pypdf would piece together what came through
        _damaged(source)
    try:
        with _quiet():
            document = PdfReader(io.BytesIO(source.data))
            if document.is_encrypted:
                raise DocumentImportError(
                    "the PDF is protected by a password",
                    code="QC-IM14",
                    where=source.name,
                    do="Save it without a password.",
                )
            if len(document.pages) > _MAX_PAGES:
                _too_much(source, f"more than {_MAX_PAGES} pages")
            pages = []
            size = 0
            for page in document.pages:
                text = line_feeds(page.extract_text())
                size += len(text)
                if size > _MAX_TEXT:
                    _too_much(source, "more text than its size allows")
                pages.append(text)
            return pages
    except LimitReachedError:
        _too_much(source, "a part that grows too much when unpacked")
    except (DocumentImportError, UnsafeFileError):
        raise
    except (PyPdfError, *_FAILURES):
        _damaged(source)


def _damaged(source: Source) -> NoReturn:
    raise DocumentImportError(
        "the PDF is damaged or was cut off",
        code="QC-IM15",
        where=source.name,
        do="Copy it again, or print it to PDF again from the original document.",
    ) from None


def _too_much(source: Source, found: str) -> NoReturn:
    raise UnsafeFileError(
        f"the PDF has {found}",
        code="QC-SF35",
        where=source.name,
        do="Nothing was read. Use the document that it was made from.",
    )


# --- From printed lines to paragraphs -----------------------------------------------------------------------

_SHORT = 0.6
"""A line shorter than this part of a full one ends a paragraph."""


def _lines(pages: list[str], reading: Reading, source: Source) -> list[Line]:
    printed = _without_edges([page.split("\n") for page in pages], reading, source)
    lengths = sorted(len(text) for page in printed for text in page if text.strip())
    full = lengths[int(len(lengths) * 0.9)] if lengths else 0
    joiner = _Joiner(printed)
    lines: list[Line] = []
    before = joined = 0
    for number, page in enumerate(printed, start=1):
        for text in page:
            if before and before >= _SHORT * full and text.strip() and not _begins(text):
                lines[-1].text = joiner.join(lines[-1].text, text)
                joined += 1
            else:
                lines.append(Line(text, number))
            before = len(text.strip())
    if joined:
        reading.doubt("pdf-lines", source.name, f"{counted(joined, 'printed line')} joined to the line above")
    if joiner.hyphens:
        found = f"{counted(joiner.hyphens, 'hyphen')} at the end of a line: divided words, or part of them?"
        reading.doubt("pdf-hyphens", source.name, found)
    return lines


class _Joiner:
    """Joins printed lines; a hyphen at the end goes where the document has the word without it elsewhere."""

    def __init__(self, pages: list[list[str]]) -> None:
        self.hyphens = 0
        self._words = {word.lower() for page in pages for text in page for word in _WORD.findall(text)}

    def join(self, before: str, text: str) -> str:
        """Return the paragraph with one more printed line."""
        before, text = before.rstrip(), text.strip()
        if before.endswith("\u00ad"):  # a hyphen that only the printer set
            return before[:-1] + text
        head, tail = _END.search(before), _WORD.match(text)
        if head is None or tail is None or _NOT_JOINED.match(text):
            return f"{before} {text}"
        self.hyphens += 1
        whole = f"{head[1]}{tail[0]}".lower()
        return (before[:-1] if whole in self._words else before) + text


def _begins(text: str) -> bool:
    """Say whether a printed line begins a paragraph: with a label or a time stamp."""
    if ":" not in text:
        return False
    likely = (found for found in candidates(text) if found.form in (Form.COLON, Form.STAMPED))
    lead = lead_of(plain_start(text))
    return (lead is not None and not lead.bare) or any(
        shape_of(found.label) >= Shape.NAME for found in likely
    )


def _without_edges(pages: list[list[str]], reading: Reading, source: Source) -> list[list[str]]:
    """Leave out page numbers, and lines that come back at the top or bottom of most pages."""
    seen = Counter(edge for page in pages for edge in {_masked(page[i]) for i in _edges(page)})
    often = {edge for edge, count in seen.items() if edge and len(pages) > 2 and count >= 0.6 * len(pages)}
    dropped = 0
    for page in pages:
        for index in sorted(_edges(page), reverse=True):
            if _PAGE_NUMBER.fullmatch(" ".join(page[index].split())) or _masked(page[index]) in often:
                del page[index]
                dropped += 1
    if dropped:
        found = (
            f"{counted(dropped, 'page number or running title', 'page numbers and running titles')} left out"
        )
        reading.doubt("margins", source.name, found)
    return pages


def _edges(page: list[str]) -> set[int]:
    """Return the indexes of the first and the last line with text."""
    filled = [index for index, text in enumerate(page) if text.strip()]
    return {filled[0], filled[-1]} if filled else set()


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", text.strip())


READER = Reader((".pdf",), read)
