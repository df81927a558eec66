"""Pictures: what size they print in, and what may stay in them."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field

from qualcode.errors import ReportError

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# What a picture needs to look right. Texts and times, which name programs, people and folders, are left out.
_KEPT = frozenset({b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"IDAT", b"IEND"})
_DEFAULT_DPI = 150.0
_METRES_PER_INCH = 0.0254


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture without anything that tells where it comes from.

    Parameters
    ----------
    png : bytes
    width, height : float
        In inches, as the file says itself; else at 150 dots an inch.
    """

    png: bytes = field(repr=False)
    width: float
    height: float

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """Return the size in inches that fits into a space; never larger than the picture's own."""
        scale = min(1.0, width / self.width, height / self.height)
        return self.width * scale, self.height * scale


def read_picture(data: bytes) -> Picture:
    """Return a picture, or say that it is none.

    Raises
    ------
    ReportError
        The bytes are no whole PNG picture.
    """
    chunks = _chunks(data)
    if [name for name, _ in chunks[:1]] != [b"IHDR"] or not any(name == b"IDAT" for name, _ in chunks):
        raise _refused()
    columns, rows = struct.unpack(">II", chunks[0][1][:8])
    if not columns or not rows:
        raise _refused()
    across, down = _density(dict(chunks).get(b"pHYs", b""))
    kept = b"".join(_packed(name, body) for name, body in chunks if name in _KEPT)
    return Picture(_SIGNATURE + kept, columns / across, rows / down)


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    if not data.startswith(_SIGNATURE):
        raise _refused()
    chunks: list[tuple[bytes, bytes]] = []
    place = len(_SIGNATURE)
    while not chunks or chunks[-1][0] != b"IEND":
        if place + 12 > len(data):
            raise _refused()
        (length,) = struct.unpack_from(">I", data, place)
        name, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        checksum = data[place + 8 + length : place + 12 + length]
        if len(checksum) < 4 or struct.unpack(">I", checksum)[0] != zlib.crc32(name + body):
            raise _refused()
        chunks.append((name, body))
        place += 12 + length
    return chunks


def _packed(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _density(physical: bytes) -> tuple[float, float]:
    """Return dots an inch across and down."""
    if len(physical) == 9:
        across, down, unit = struct.unpack(">IIB", physical)
        if unit == 1 and across and down:
            return across * _METRES_PER_INCH, down * _METRES_PER_INCH
    return _DEFAULT_DPI, _DEFAULT_DPI


def _refused() -> ReportError:
    return ReportError(
        "a figure of the report is no whole PNG picture",
        code="QC-RP04",
        allowed="Figures are PNG pictures",
        do="Make the figure again",
    )
