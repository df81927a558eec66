"""What a file holds, whatever it is called."""

from __future__ import annotations

import re

from qualcode.errors import DocumentImportError
from qualcode.importers.base import Source

_MAGIC = (
    (b"%PDF-", "pdf", "a PDF"),
    (b"{\\rtf", "rtf", "rich text (RTF)"),
    (b"PK\x03\x04", "zip", "a zip archive"),
    (b"PK\x05\x06", "zip", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0", "ole", "an old Office file, or one protected by a password"),
    (b"SQLite format 3", "binary", "a database"),
    (b"\x89PNG", "binary", "a picture"),
    (b"\xff\xd8\xff", "binary", "a picture"),
    (b"GIF8", "binary", "a picture"),
    (b"ID3", "binary", "a sound recording"),
    (b"OggS", "binary", "a sound recording"),
    (b"fLaC", "binary", "a sound recording"),
    (b"RIFF", "binary", "a sound recording"),
    (b"\x1f\x8b", "binary", "a packed file"),
    (b"7z\xbc\xaf", "binary", "a packed file"),
    (b"Rar!", "binary", "a packed file"),
    (b"BZh9", "binary", "a packed file"),
    (b"\xfd7zXZ", "binary", "a packed file"),
    (b"MZ\x90", "binary", "a program"),
    (b"\x7fELF", "binary", "a program"),
)
_EXPECTED = {".pdf": "pdf", ".rtf": "rtf", ".docx": "zip", ".odt": "zip", ".xlsx": "zip"}
_NAMED = {"pdf": ".pdf", "rtf": ".rtf"}

_TEXTS = (
    (re.compile(r"WEBVTT(?:\s|$)"), ".vtt", "WebVTT"),
    (re.compile(r"(?:\d+\s*\n)?\d{1,2}:\d{2}:\d{2},\d{3} *--> *\d"), ".srt", "SubRip (SRT)"),
    (re.compile(r"<!doctype html|<html[\s>]", re.IGNORECASE), "", "a web page"),
    (re.compile(r"<\?xml\s"), "", "XML"),
    (re.compile(r"\{\s*\"(?:segments|text|version|language|transcription)\"\s*:"), ".json", "JSON"),
)


def check_bytes(source: Source) -> None:
    """Refuse a file whose first bytes contradict its ending.

    Raises
    ------
    DocumentImportError
        Names what the file is and what to do.
    """
    expected = _EXPECTED.get(source.ending, "")
    start = source.data[:16]
    kind, words = next(((kind, words) for magic, kind, words in _MAGIC if start.startswith(magic)), ("", ""))
    if kind == expected:
        return
    if kind == "ole":
        do = "Open it and save it as .docx or .xlsx without a password."
    elif kind in _NAMED:
        do = f"If it is the right file, give it the ending {_NAMED[kind]}."
    elif kind == "zip":
        do = "If it is a Word, OpenDocument or Excel file, give it its ending .docx, .odt or .xlsx."
    else:
        do = "Choose the right file."
    if not source.data:
        _contradicts(source, "empty", "Check that it was saved.")
    _contradicts(source, words or f"no {source.ending} file", do)


def check_text(source: Source, text: str) -> None:
    """Refuse a text file whose first words contradict its ending."""
    start = text[:200].lstrip()
    for pattern, ending, words in _TEXTS:
        if ending != source.ending and pattern.match(start):
            do = f"If it is the right file, give it the ending {ending}." if ending else "Save it as text."
            _contradicts(source, words, do)


def _contradicts(source: Source, found: str, do: str) -> None:
    raise DocumentImportError(
        f"the file is named {source.ending}, but what it holds is {found}",
        code="QC-IM03",
        where=source.name,
        do=do,
    )
