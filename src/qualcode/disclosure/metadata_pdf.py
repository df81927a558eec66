"""PDF: what the document information, attachments, notes and earlier versions tell."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, cast

from qualcode.disclosure.traces import Own, Trace, TraceKind
from qualcode.errors import UnreadableFileError

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_INFO: dict[str, TraceKind] = {
    "/Author": "author", "/Company": "company", "/Manager": "company", "/CreationDate": "time", "/ModDate": "time",
    "/SourceModified": "time",
}  # fmt: skip
_HARMLESS = frozenset({"/Title", "/Producer", "/Creator", "/Trapped"})
_SEEN_NOTES = frozenset({"/Link", "/Widget"})


def inspect_pdf(data: bytes, where: str, own: Own) -> Iterator[Trace]:
    """Find authors, times, attachments, notes, scripts and what an earlier version of the file held."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise _unreadable(where, "the PDF is protected by a password")
        yield from _of_document(reader, where)
        for number, page in enumerate(reader.pages, start=1):
            yield from _of_page(page, f"{where}: page {number}")
            yield from own.look(page.extract_text() or "", f"{where}: page {number}")
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _unreadable(where, "the PDF is damaged or was cut off") from None
    if data.count(b"%%EOF") > 1 and data.count(b"startxref") > 1 and b"/Linearized" not in data[:2048]:
        yield Trace("earlier version", where)


def _of_document(reader: PdfReader, where: str) -> Iterator[Trace]:
    for key, value in (reader.metadata or {}).items():
        if str(value).strip() and key not in _HARMLESS:
            yield Trace(_INFO.get(key, "property"), where)
    root = _dictionary(reader.trailer["/Root"])
    names = _dictionary(root.get("/Names"))
    asked = (
        ("property", "XMP", "/Metadata" in root),
        ("property", "form", "/AcroForm" in root),
        ("property", "program's notes", "/PieceInfo" in root),
        ("embedded", "attachments", "/EmbeddedFiles" in names or "/AF" in root),
        ("macro", "scripts", "/JavaScript" in names or "/JS" in _dictionary(root.get("/OpenAction"))),
    )
    for kind, part, is_there in asked:
        if is_there:
            yield Trace(cast("TraceKind", kind), f"{where}: {part}")


def _dictionary(value: object) -> Mapping[str, object]:
    """Return what stands behind a value, if it is a dictionary; else an empty one."""
    value = value.get_object() if hasattr(value, "get_object") else value
    return value if isinstance(value, dict) else {}


def _of_page(page: PageObject, where: str) -> Iterator[Trace]:
    if "/Thumb" in page:
        yield Trace("thumbnail", where)
    if "/PieceInfo" in page or "/LastModified" in page:
        yield Trace("property", where)
    for note in map(_dictionary, page.get("/Annots") or ()):
        if note.get("/Subtype") not in _SEEN_NOTES:
            yield Trace("comment", where)
        action = _dictionary(note.get("/A"))
        address = str(action.get("/URI") or action.get("/F") or "")
        if address and not address.startswith(("http://", "https://")):
            yield Trace("link", where)


def _unreadable(where: str, found: str) -> UnreadableFileError:
    return UnreadableFileError(
        found, code="QC-DC06", where=where, do="Save it again with the program that made it."
    )
