"""Columns of the tables for statistics programs, what each means, and their names in plain ASCII."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    import pandas as pd

ColumnType = Literal["text", "integer", "0/1"]
Cell: TypeAlias = str | int

CODEBOOK_COLUMNS = ("name", "meaning", "type", "allowed", "code")
"""Columns of the table that explains the columns."""

_LETTERS = {
    "æ": "ae",
    "ø": "oe",
    "å": "aa",
    "Æ": "Ae",
    "Ø": "Oe",
    "Å": "Aa",
    "ß": "ss",
    "đ": "d",
    "ð": "d",
    "þ": "th",
}
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9_]")


@dataclass(frozen=True, slots=True)
class Column:
    """One column and what it means; ``code`` is the id of the code that it counts, or empty."""

    name: str
    meaning: str
    type: ColumnType = "text"
    allowed: str = ""
    code: str = ""


@dataclass(frozen=True)
class StatisticsTable:
    """A table for a statistics program, with its codebook.

    Parameters
    ----------
    name : str
        ``"wide"``, ``"documents"`` or ``"long"``.
    columns : tuple of Column
    rows : tuple of tuple
        Texts and whole numbers, in the order of the columns.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...] = field(repr=False)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def codebook(self) -> tuple[tuple[str, ...], ...]:
        """The rows that explain the columns, in the order of :data:`CODEBOOK_COLUMNS`."""
        return tuple((c.name, c.meaning, c.type, c.allowed, c.code) for c in self.columns)

    def to_frame(self) -> pd.DataFrame:
        """Return the table as a frame: texts as text, 0/1 as int8, counts as int64."""
        import pandas as pd

        types = {"text": "string", "integer": "int64", "0/1": "int8"}
        made = {
            column.name: pd.Series([row[i] for row in self.rows], dtype=types[column.type])
            for i, column in enumerate(self.columns)
        }
        return pd.DataFrame(made)

    def codebook_frame(self) -> pd.DataFrame:
        """Return the codebook of the columns as a frame."""
        import pandas as pd

        return pd.DataFrame(list(self.codebook), columns=list(CODEBOOK_COLUMNS), dtype="string")


def column_names(codes: Sequence[str], *, taken: Sequence[str] = ()) -> list[str]:
    """Return a name for the column of each code.

    Examples
    --------
    >>> column_names(["tema.tid", "barriere.fælles-mål", "tema.Tid"])
    ['code_tema__tid', 'code_barriere__faelles_maal', 'code_tema__Tid_2']
    """
    used = {name.casefold() for name in taken}  # Stata and SQL do not tell capitals apart
    names = []
    for code in codes:
        plain = "".join(_LETTERS.get(letter, letter) for letter in unicodedata.normalize("NFC", code))
        plain = unicodedata.normalize("NFKD", plain.replace(".", "__")).encode("ascii", "ignore").decode()
        if not plain.strip("_"):  # a script without Latin letters
            plain = "x"
        name = stem = "code_" + _NOT_PLAIN.sub("_", plain)
        number = 1
        while name.casefold() in used:
            number += 1
            name = f"{stem}_{number}"
        used.add(name.casefold())
        names.append(name)
    return names
