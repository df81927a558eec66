"""Zip archives from strangers: looked over before anything is read, and never unpacked to the disk.

Python 3.11.7's ``zipfile`` accepts archives whose members share the same bytes ("quoted overlap"), so that a
small file claims hundreds of megabytes. The places of all members are therefore checked here.
"""

from __future__ import annotations

import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from qualcode.errors import UnreadableFileError, UnsafeFileError

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much an archive may claim.

    ``ratio`` counts for members of more than ``ratio_from`` bytes: a page of blanks is small and packs well.
    """

    members: int = 10_000
    member_size: int = 200 * _MB
    total_size: int = 500 * _MB
    ratio: int = 300
    ratio_from: int = 4 * _MB


class Archive:
    """The members of a checked zip archive.

    Parameters
    ----------
    data : bytes
        The whole archive.
    where : str
        The file's name, for messages.
    limits : ArchiveLimits

    Raises
    ------
    UnreadableFileError
        Not a zip archive, or a damaged one.
    UnsafeFileError
        Encrypted, overlapping, too large, with links, or with names that reach outside.

    Examples
    --------
    >>> made = io.BytesIO()
    >>> with zipfile.ZipFile(made, "w") as archive:
    ...     archive.writestr("mimetype", "text/plain")
    >>> Archive(made.getvalue(), where="a.zip").read("mimetype")
    b'text/plain'
    """

    def __init__(self, data: bytes, *, where: str, limits: ArchiveLimits | None = None) -> None:
        self._where = where
        self._limits = limits or ArchiveLimits()
        directory = _directory(data, where)
        if directory.size > self._limits.members * 400:  # refused before zipfile parses a million entries
            self._refuse("QC-SF31", "the list of members is too long")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, EOFError):
            _damaged(where)
        self._check_sizes(infos)
        for number, info in enumerate(infos, start=1):
            self._check_member(number, info)
        self._check_names(infos)
        _check_places(data, infos, directory.start, where)
        self._infos = {info.filename: info for info in infos if not info.is_dir()}

    @property
    def names(self) -> list[str]:
        """Names of the files in it, in its order."""
        return list(self._infos)

    def __contains__(self, name: object) -> bool:
        return name in self._infos

    def size(self, name: str) -> int:
        """Return how large a member is, unpacked."""
        return self._infos[name].file_size

    def read(self, name: str) -> bytes:
        """Return the bytes of one member; an ``UnreadableFileError`` where there is none or it is damaged."""
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """Give the bytes of one member piece by piece."""
        if name not in self._infos:
            raise UnreadableFileError(
                "a part that belongs to such a file is missing in the archive",
                code="QC-SF30",
                where=self._where,
                do="Save it again with the program that made it.",
            )
        try:
            with self._zip.open(self._infos[name]) as member:
                while piece := member.read(_MB):
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error):
            _damaged(self._where)

    def _refuse(self, code: str, found: str, allowed: str = "") -> NoReturn:
        raise UnsafeFileError(
            found,
            code=code,
            where=self._where,
            allowed=allowed,
            do="Nothing was read. Ask whoever made it for a plain copy.",
        )

    def _check_sizes(self, infos: list[zipfile.ZipInfo]) -> None:
        limits = self._limits
        if len(infos) > limits.members:
            self._refuse("QC-SF31", f"{len(infos)} members", f"At most {limits.members} are read")
        total = sum(info.file_size for info in infos)
        if total > limits.total_size:
            self._refuse(
                "QC-SF32",
                f"unpacked it would have {total // _MB} MB",
                f"At most {limits.total_size // _MB} MB are read",
            )

    def _check_member(self, number: int, info: zipfile.ZipInfo) -> None:
        limits, member = self._limits, f"member {number}"
        if info.flag_bits & 0x2041:  # encrypted, strongly encrypted, or with a hidden directory
            self._refuse("QC-SF33", f"{member} is encrypted", "Files without a password are read")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            self._refuse("QC-SF34", f"{member} is packed in an unusual way", "Stored and deflated are read")
        if info.file_size > limits.member_size:
            self._refuse(
                "QC-SF32",
                f"{member} would have {info.file_size // _MB} MB",
                f"At most {limits.member_size // _MB} MB are read",
            )
        packed_well = info.file_size > limits.ratio * max(info.compress_size, 1)
        if info.file_size > limits.ratio_from and packed_well:
            self._refuse("QC-SF35", f"{member} grows more than {limits.ratio} times when unpacked")
        if _is_special(info):
            self._refuse("QC-SF36", f"{member} is a link or a device", "Only files and folders are read")
        if _reaches_out(info):
            self._refuse("QC-SF37", f"the name of {member} reaches outside the archive")

    def _check_names(self, infos: list[zipfile.ZipInfo]) -> None:
        seen = {unicodedata.normalize("NFC", info.filename) for info in infos}
        if len(seen) < len(infos):
            self._refuse("QC-SF38", f"{len(infos) - len(seen)} names stand twice")


def _is_special(info: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(info.external_attr >> 16)
    return kind not in (0, stat.S_IFREG, stat.S_IFDIR)


def _reaches_out(info: zipfile.ZipInfo) -> bool:
    name = info.orig_filename
    parts = name.replace("\\", "/").split("/")
    drive = len(name) > 1 and name[1] == ":"
    controls = any(ord(character) < 32 or ord(character) == 127 for character in name)
    return not name or drive or controls or ".." in parts or name[0] in "/\\"


@dataclass(frozen=True, slots=True)
class _Directory:
    """Where the list of members stands."""

    start: int
    size: int


_END = struct.Struct("<4s4H2LH")
_END64_PLACE = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")


def _directory(data: bytes, where: str) -> _Directory:
    """Find the list of members from the archive's end record, as zipfile will."""
    end = data.rfind(b"PK\5\6", max(0, len(data) - 65_535 - _END.size))
    if not data.startswith(b"PK") or end < 0 or end + _END.size > len(data):
        _damaged(where)
    *_, size, start, _comment = _END.unpack_from(data, end)
    place = end - _END64_PLACE.size
    if place >= 0 and data[place : place + 4] == b"PK\6\7":
        _, _, end64, _ = _END64_PLACE.unpack_from(data, place)
        if end64 + _END64.size > place or data[end64 : end64 + 4] != b"PK\6\6":
            _damaged(where)
        *_, size, start = _END64.unpack_from(data, end64)
        end = end64
    if start + size != end:
        _damaged(where)
    return _Directory(start, size)


def _check_places(data: bytes, infos: list[zipfile.ZipInfo], end: int, where: str) -> None:
    """Refuse members that share bytes, and local headers that contradict the list of members."""
    last = 0
    for info in sorted(infos, key=lambda member: member.header_offset):
        header = data[info.header_offset : info.header_offset + 30]
        if len(header) < 30 or header[:4] != b"PK\3\4":
            _damaged(where)
        flags, method = struct.unpack_from("<2H", header, 6)
        name_length, extra_length = struct.unpack_from("<2H", header, 26)
        start = info.header_offset + 30
        name = data[start : start + name_length]
        stop = start + name_length + extra_length + info.compress_size
        if info.header_offset < last or stop > end:
            raise UnsafeFileError(
                "members of the archive share the same bytes",
                code="QC-SF39",
                where=where,
                do="Nothing was read. Ask whoever made it for a plain copy.",
            )
        if name != _raw_name(info) or method != info.compress_type or flags & 1:
            _damaged(where)
        last = stop


def _raw_name(info: zipfile.ZipInfo) -> bytes:
    return info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437")


def _damaged(where: str) -> NoReturn:
    raise UnreadableFileError(
        "the archive is damaged or was cut off",
        code="QC-SF30",
        where=where,
        do="Copy it again, or save it again with the program that made it.",
    ) from None
