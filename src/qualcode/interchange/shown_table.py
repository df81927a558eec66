"""A table as it is shown, whatever the file's format: a caption, one or two lines of headings, rows."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from qualcode.errors import InterchangeError
from qualcode.interchange.cells import Value, plain
from qualcode.labels import Labels

_LABELS = {"part": {"da": "{caption} (del {n} af {of})", "en": "{caption} (part {n} of {of})"}}

_WIDEST, _NARROWEST = 34, 16
"""Characters of a line, beyond which a column is not made wider: its texts are broken. The more columns, the narrower."""
_TOGETHER = 130
"""Characters that all columns share before they are made narrower than the widest."""
_BOLD = 1.2
"""How much wider a heading's letters are."""
_PADDING = 2
_SPLIT_AT = re.compile(r"[\s/]+|(?<=-)")


@dataclass(frozen=True)
class ShownTable:
    """A table with row headings, as people read it.

    Parameters
    ----------
    name : str
        Short name, for sheets.
    caption : str
    header : tuple of str
        A heading for each column; that of the first, which has the rows' headings, may be empty.
    rows : tuple of tuple
        Texts, numbers, or None for nothing. A line feed in a text is a new line in the cell.
    groups : tuple of (str, int)
        Headings above the headings, and over how many columns each goes; the first column stands before them.
    notes : tuple of str
        What stands below.
    language : str

    Raises
    ------
    InterchangeError
        Rows or groups do not fit the header (QC-TB12).
    """

    name: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...] = field(repr=False)
    groups: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()
    language: str = "da"

    def __post_init__(self) -> None:
        width = len(self.header)
        wrong = [row for row in self.rows if len(row) != width]
        if not width or wrong or (self.groups and sum(n for _, n in self.groups) != width - 1):
            raise InterchangeError(
                "the rows or the groups of a table do not fit its header",
                code="QC-TB12",
                where=self.name,
                do="Check how it was made.",
            )

    @property
    def flat_header(self) -> list[str]:
        """One heading for each column, for formats that have a single line of them."""
        if not self.groups:
            return list(self.header)
        above = [name for name, n in self.groups for _ in range(n)]
        return [
            self.header[0],
            *(f"{group} | {name}" for group, name in zip(above, self.header[1:], strict=True)),
        ]

    def records(self) -> list[dict[str, object]]:
        """Return a mapping by heading for each row; None for what is missing."""
        return [
            {name: cell if (cell := plain(value)) != "" else None for name, value in zip(self.flat_header, row, strict=True)}
            for row in self.rows
        ]  # fmt: skip

    def is_number(self, column: int) -> bool:
        """Say whether all that stands in a column are numbers (or the sign for what is left out)."""
        cells = [cell for row in self.rows if (cell := plain(row[column])) not in ("", "..")]
        return bool(cells) and all(isinstance(c, int | float) and not isinstance(c, bool) for c in cells)

    def widths(self, room: int = 0) -> list[int]:
        """Return how many characters wide each column is to be: never narrower than its longest word.

        Parameters
        ----------
        room : int
            What there is on the page: what is left of it goes to the columns with long texts.
        """
        wanted = [self._width(column) for column in range(len(self.header))]
        long = [max(self._longest(column) - width, 0) for column, width in enumerate(wanted)]
        left = room - sum(wanted)
        if left <= 0 or not any(long):
            return wanted
        share = min(1.0, left / sum(long))
        return [width + int(share * more) for width, more in zip(wanted, long, strict=True)]

    def _texts(self, column: int) -> list[str]:
        return [self.text(row[column]) for row in self.rows]

    def _longest(self, column: int) -> int:
        """Return the characters of a column's longest line."""
        return (
            max((len(line) for text in self._texts(column) for line in text.split("\n")), default=0)
            + _PADDING
        )

    def _width(self, column: int) -> int:
        heading = max(len(part) for part in _SPLIT_AT.split(self.header[column]))
        word = max((len(part) for text in self._texts(column) for part in _SPLIT_AT.split(text)), default=0)
        most = _WIDEST if column == 0 else max(_NARROWEST, min(_WIDEST, _TOGETHER // len(self.header)))
        # A heading may be broken between its words.
        return max(
            round(heading * _BOLD) + _PADDING, word + _PADDING, min(self._longest(column), most + _PADDING)
        )

    def text(self, value: Value) -> str:
        """Return a cell as it is read: a comma or a point in numbers, as the language has it."""
        shown = plain(value)
        if isinstance(shown, float):
            text = f"{shown:.2f}"
            return text.replace(".", ",") if self.language == "da" else text
        return shown if isinstance(shown, str) else str(shown)


def in_parts(table: ShownTable, room: int) -> Iterator[ShownTable]:
    """Yield a table in parts that fit a page, each with the rows' headings; itself, if it fits.

    Parameters
    ----------
    table : ShownTable
    room : int
        Characters that stand beside each other on the page.
    """
    widths = table.widths()
    cuts = _cuts(widths, room)
    if len(cuts) == 1:
        yield table
        return
    # As narrow as so many parts can be: then they are of about one width, and none has a column left over.
    narrowest = bisect_left(range(room), -len(cuts), key=lambda width: -len(_cuts(widths, width)))
    cuts = _cuts(widths, narrowest)
    labels = Labels(_LABELS, table.language)
    for n, (start, end) in enumerate(pairwise([*cuts, len(widths)]), start=1):
        caption = labels("part", caption=table.caption, n=n, of=len(cuts))
        yield replace(
            table,
            caption=caption,
            header=(table.header[0], *table.header[start:end]),
            rows=tuple((row[0], *row[start:end]) for row in table.rows),
            groups=tuple(_groups(table.groups, start, end)),
            notes=table.notes if n == len(cuts) else (),
        )


def _cuts(widths: Sequence[int], room: int) -> list[int]:
    """Return the columns with which parts begin."""
    cuts, filled = [1], widths[0]
    for column, width in enumerate(widths[1:], start=1):
        if filled + width > room and column > cuts[-1]:
            cuts.append(column)
            filled = widths[0]
        filled += width
    return cuts


def _groups(groups: Sequence[tuple[str, int]], start: int, end: int) -> Iterator[tuple[str, int]]:
    at = 1
    for name, n in groups:
        inside = min(at + n, end) - max(at, start)
        at += n
        if inside > 0:
            yield name, inside


def printable(text: str) -> str:
    r"""Return a text without control characters and half characters; line feeds stay.

    Examples
    --------
    >>> printable("a\x0bb\r\nc")
    'ab\nc'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        char
        for char in unicodedata.normalize("NFC", text)
        if char == "\n" or (unicodedata.category(char) not in {"Cc", "Cs"} and ord(char) & 0xFFFE != 0xFFFE)
    )
