"""The zip archive of a project: one .qde and the texts beside it, whatever letters their folder is written in."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NoReturn
from urllib.parse import unquote

from qualcode.errors import InterchangeError
from qualcode.safe_io import Archive, decode_text, read_limited
from qualcode.safe_io.archives import ArchiveLimits

FILE_LIMIT = 1024 * 1024 * 1024
"""Bytes of the largest project; recordings in it are never unpacked."""

TEXT_LIMIT = 200 * 1024 * 1024
XML_LIMIT = 500 * 1024 * 1024

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LIMITS = ArchiveLimits(member_size=FILE_LIMIT, total_size=4 * FILE_LIMIT)
_OUTSIDE = ("absolute:", "relative:", "file:", "http:", "https:", "\\\\", "//")


@dataclass(frozen=True, slots=True)
class RawText:
    """A text of the archive as it stands there, without byte order mark; ``encoding`` where it is not UTF-8."""

    text: str = field(repr=False)
    bom: bool
    encoding: str = ""


class Container:
    """A project's archive, checked as a whole before anything is read; nothing is unpacked to the disk.

    Parameters
    ----------
    path : Path

    Raises
    ------
    InterchangeError
        QC-RQ01: another kind of file. QC-RQ02: no .qde in it, or several.
    UnsafeFileError, UnreadableFileError
        As :class:`~qualcode.safe_io.Archive`.
    """

    def __init__(self, path: Path) -> None:
        self.where = path.name
        if path.suffix.lower() != ".qdpx":
            _wrong_file(path.name, "its name does not end in .qdpx")
        data = read_limited(path, FILE_LIMIT)
        if not data.startswith(b"PK") and data.lstrip(codecs.BOM_UTF8 + b" \t\r\n")[:1] == b"<":
            _wrong_file(path.name, "it holds XML and no archive")
        self._archive = Archive(data, where=path.name, limits=_LIMITS)
        self._names: dict[str, list[str]] = {}
        for name in self._archive.names:
            self._names.setdefault(_plain(name), []).append(name)

    def project(self) -> bytes:
        """Return the bytes of the project's XML."""
        names = [
            name
            for name in self._archive.names
            if name.lower().endswith(".qde") and not name.startswith("__MACOSX/")
        ]
        at_root = [name for name in names if "/" not in name.replace("\\", "/")]
        chosen = at_root or names
        if len(chosen) != 1:
            raise InterchangeError(
                f"the archive holds {len(chosen)} project files (.qde)",
                code="QC-RQ02",
                where=self.where,
                allowed="A REFI-QDA project holds one",
                do="Export it again from the program that made it.",
            )
        return self._read(chosen[0], XML_LIMIT)

    def text(self, path: str) -> RawText | None:
        """Return the text that a path of the project names; None where the archive does not hold it.

        Paths that lead outside the archive are never opened.
        """
        name = self._find(path)
        if name is None:
            return None
        data = self._read(name, TEXT_LIMIT)
        mark = data.startswith(codecs.BOM_UTF8)
        text = _utf8(data[3:] if mark else data)
        if text is not None and "\0" not in text:
            return RawText(text, mark)
        decoded = decode_text(data, where=self.where)  # the standard says UTF-8; not every program does
        return RawText(decoded.text, data.startswith(_UTF16_MARKS), decoded.encoding)

    def bytes_of(self, path: str) -> str | None:
        """Return a text exactly as it stands, line ends and all, for files that qualcode wrote."""
        name = self._find(path)
        return None if name is None else _utf8(self._read(name, TEXT_LIMIT))

    def _find(self, path: str) -> str | None:
        if is_outside(path):
            return None
        inner = _plain(re.sub(r"^internal:/*", "", path, flags=re.IGNORECASE))
        for candidate in dict.fromkeys((f"sources/{inner}", inner, f"sources/{unquote(inner)}")):
            found = self._names.get(candidate, [])
            if len(found) > 1:
                raise InterchangeError(
                    "a text of the project stands twice in the archive, in names that differ by capitals only",
                    code="QC-RQ03",
                    where=self.where,
                    do="Export it again from the program that made it.",
                )
            if found:
                return found[0]
        return None

    def _read(self, name: str, limit: int) -> bytes:
        if self._archive.size(name) > limit:
            raise InterchangeError(
                f"a text of the project has more than {limit // 1_048_576} MB",
                code="QC-RQ04",
                where=self.where,
                do="Check that it is the right file.",
            )
        return self._archive.read(name)


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def is_outside(path: str) -> bool:
    """Say whether a path leads outside the archive."""
    return path.lower().startswith(_OUTSIDE) or ".." in PurePosixPath(path.replace("\\", "/")).parts


def _plain(name: str) -> str:
    return name.replace("\\", "/").lower().lstrip("/")


def _wrong_file(where: str, found: str) -> NoReturn:
    raise InterchangeError(
        f"this is no REFI-QDA project: {found}",
        code="QC-RQ01",
        where=where,
        allowed="A project is a .qdpx archive, a codebook a .qdc file",
        do="Choose the file that the program exported.",
    )
