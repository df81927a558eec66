"""The way all text formats begin: bytes to text, with what was unsure about it."""

from __future__ import annotations

import re

from qualcode.importers.base import Reading, Source
from qualcode.importers.sniffing import check_text
from qualcode.safe_io import decode_text

_BREAKS = re.compile("\r\n|[\r\v\f]")


def read_text(source: Source, reading: Reading) -> str:
    """Return the text of a file with line feeds only, and note how it was read."""
    decoded = decode_text(source.data, where=source.name, encoding=source.encoding)
    reading.encoding = decoded.encoding
    if decoded.note:
        reading.doubt("encoding", source.name, decoded.note)
    check_text(source, decoded.text)
    return line_feeds(decoded.text)


def line_feeds(text: str) -> str:
    r"""Return a text in which every kind of line and page break is a line feed.

    Examples
    --------
    >>> line_feeds("a\r\nb\rc\fd")
    'a\nb\nc\nd'
    """
    return _BREAKS.sub("\n", text) if "\r" in text or "\v" in text or "\f" in text else text
