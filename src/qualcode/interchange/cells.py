"""What a cell can hold, and rows as they are read, whatever the file's format."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from numbers import Integral, Real
from typing import TypeAlias

from qualcode.errors import InterchangeError

MAX_COLUMNS = 1_000

Value: TypeAlias = object
"""Text, number, bool, date, None (an empty cell), or a list of texts (joined by ``; ``)."""

RowValues: TypeAlias = Mapping[str, Value] | Sequence[Value]


@dataclass(frozen=True, slots=True)
class RawRow:
    """The cells of one row; ``number`` counts as a spreadsheet does, ``line`` as an editor."""

    number: int
    line: int
    cells: list[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class RawTable:
    """The rows of a file, the header first, and what a person should know about how it was read."""

    rows: list[RawRow] = field(repr=False)
    notes: tuple[str, ...] = ()


def plain(value: Value) -> str | int | float | bool:
    """Return a value as text, a Python number or a bool; an empty text for what is missing.

    Raises
    ------
    InterchangeError
        A number that is not finite has no cell.

    Examples
    --------
    >>> plain(None), plain(3), plain(["a", "b"]), plain(float("nan"))
    ('', 3, 'a; b', '')
    """
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:  # pandas' missing values
        return ""
    if isinstance(value, str | bool):
        return value
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return _finite(float(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Iterable):
        return "; ".join(map(str, value))
    text = str(value)
    return {"True": True, "False": False}.get(text, text)  # numpy's bool is no bool, but says what it is


def _finite(number: float) -> float | str:
    if math.isinf(number):
        raise InterchangeError(
            "a number is infinite",
            code="QC-TB11",
            allowed="A cell holds finite numbers",
            do="Check how it was made.",
        )
    return "" if math.isnan(number) else number


def in_columns(row: RowValues, columns: Sequence[str]) -> list[str | int | float | bool]:
    """Return a row's values in the order of the columns; a mapping may lack some."""
    if isinstance(row, Mapping):
        return [plain(row.get(column)) for column in columns]
    if len(row) != len(columns):
        raise InterchangeError(
            f"a row has {len(row)} values for {len(columns)} columns",
            code="QC-TB12",
            do="Check how it was made.",
        )
    return [plain(value) for value in row]
