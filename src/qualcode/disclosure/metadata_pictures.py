"""Pictures: texts, times and camera data that a PNG or JPEG carries beside its pixels."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from qualcode.disclosure.traces import Own, Trace, TraceKind
from qualcode.errors import UnreadableFileError

PNG = b"\x89PNG\r\n\x1a\n"
# What a picture needs to look right.
PNG_NEEDED = frozenset(
    {
        b"IHDR",
        b"PLTE",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"sBIT",
        b"bKGD",
        b"hIST",
        b"pHYs",
        b"IDAT",
        b"IEND",
    }
)
_PNG_KINDS: dict[bytes, TraceKind] = {
    b"tEXt": "text chunk", b"zTXt": "text chunk", b"iTXt": "text chunk", b"eXIf": "exif", b"tIME": "time",
}  # fmt: skip


def png_chunks(data: bytes, where: str) -> tuple[list[tuple[bytes, int, int]], int]:
    """Return the chunks of a PNG (name, start and end in the file) and where the picture ends."""
    if not data.startswith(PNG):
        raise _damaged(where)
    chunks: list[tuple[bytes, int, int]] = []
    place = len(PNG)
    while not chunks or chunks[-1][0] != b"IEND":
        if place + 12 > len(data):
            raise _damaged(where)
        end = place + 12 + int(struct.unpack_from(">I", data, place)[0])
        if end > len(data):
            raise _damaged(where)
        chunks.append((data[place + 4 : place + 8], place, end))
        place = end
    return chunks, place


def inspect_png(data: bytes, where: str, own: Own) -> Iterator[Trace]:
    """Find what a PNG tells beside its pixels; what is in no standard list of chunks counts as a property."""
    chunks, end = png_chunks(data, where)
    for name, _, _ in chunks:
        if name not in PNG_NEEDED:
            yield Trace(_PNG_KINDS.get(name, "property"), where)
    if end < len(data):
        yield Trace("trailing", where)


_PLAIN_MARKERS = frozenset({0xE0, 0xEE})  # JFIF, Adobe: how the colours are meant
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})


def inspect_jpeg(data: bytes, where: str, own: Own) -> Iterator[Trace]:
    """Find what a JPEG tells beside its pixels: Exif, XMP, comments, what stands behind it."""
    if not data.startswith(b"\xff\xd8"):
        raise _damaged(where)
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker in _ALONE or marker == 0xFF:
            place += 1 if marker == 0xFF else 2
            continue
        if marker == 0xDA:  # the pixels
            break
        if marker == 0xFE:
            yield Trace("comment", where)
        elif marker == 0xE1:
            yield Trace("exif", where)
        elif 0xE0 <= marker <= 0xEF and marker not in _PLAIN_MARKERS:
            yield Trace("property", where)
        place += 2 + int(struct.unpack_from(">H", data, place + 2)[0])
    else:
        raise _damaged(where)
    end = data.rfind(b"\xff\xd9")
    if end < 0:
        raise _damaged(where)
    if end + 2 < len(data):
        yield Trace("trailing", where)


def _damaged(where: str) -> UnreadableFileError:
    return UnreadableFileError(
        "the picture is damaged, or is none",
        code="QC-DC06",
        where=where,
        do="Make it again.",
    )
