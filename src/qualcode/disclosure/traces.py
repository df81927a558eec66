"""What a file gives away, and the looks that all kinds of files share."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Literal

from qualcode.disclosure.seen import exactly, plain_words
from qualcode.disclosure.words import WORDS
from qualcode.labels import Labels

TraceKind = Literal[
    "author", "company", "property", "time", "path", "own word", "file name", "revision", "comment", "tracked change", "hidden",
    "defined name", "link", "thumbnail", "embedded", "macro", "exif", "text chunk", "trailing", "formula", "earlier version",
    "unreadable",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing that a file gives away.

    Parameters
    ----------
    kind : str
        Such as ``"author"``.
    where : str
        The part of the file; never what stands there.
    """

    kind: TraceKind
    where: str = ""

    def message(self, language: str) -> str:
        """Say what it is and where.

        Examples
        --------
        >>> Trace("author", "docProps/core.xml").message("da")
        'navn på en forfatter (docProps/core.xml)'
        """
        what = Labels(WORDS, language)("trace " + self.kind)
        return f"{what} ({self.where})" if self.where else what


# A drive, a server, a user's or a system's folder; not the path of a web address.
_PATH = re.compile(
    r"(?<![\w/])[A-Za-z]:[\\/](?![\\/])[\w .-]|\\\\[\w.-]{2,}\\\w|file:/"
    r"|(?<![\w:./])/(?:home|Users|root|tmp|var|mnt|media|Volumes|private|workspace|work|opt|srv)/\w"
)
_SOURCE = re.compile(
    r"[\w()-][\w() -]{0,80}\.(?:docx?|odt|rtf|vtt|srt|m4a|mp3|wav|mp4|mov|wma|ogg|flac|qdpx|nvpx?|mx\d\d|hpr\d)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Own:
    """Words that must stand nowhere in a file."""

    pattern: re.Pattern[str] | None = field(repr=False)

    @classmethod
    def of(cls, words: Collection[str]) -> Own:
        """Collect them."""
        return cls(exactly(words))

    def look(self, text: str, where: str) -> Iterator[Trace]:
        """Find paths, names of source files and the study's own words in some text."""
        if _PATH.search(text):
            yield Trace("path", where)
        if _SOURCE.search(text):
            yield Trace("file name", where)
        if self.pattern and self.pattern.search(plain_words(text)):
            yield Trace("own word", where)
