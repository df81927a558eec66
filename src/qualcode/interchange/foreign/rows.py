"""Rows of foreign tables: which columns a reader asks for, and values that are what they have to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualcode.interchange.checks import Problems


class NotText:
    """A value that the file calls text and that is no UTF-8, or holds a zero character."""


NOT_TEXT = NotText()


def decoded(data: bytes) -> str | NotText:
    """Return a text of the database, or :data:`NOT_TEXT`; what SQLite calls while it reads must not raise."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return NOT_TEXT
    return NOT_TEXT if "\0" in text else text


@dataclass(frozen=True, slots=True)
class Spec:
    """Which columns of a table a reader asks for.

    Parameters
    ----------
    table : str
    texts : tuple of str
        Columns of text; nothing counts as an empty text.
    numbers : tuple of str
        Columns of whole numbers that may not be empty.
    maybe : tuple of str
        Columns of whole numbers that may be empty.
    later : tuple of str
        Those of the columns that versions of the program lack.
    by_rowid : bool
        Read in the order in which the rows were made; without, in the file's order.
    """

    table: str
    texts: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    by_rowid: bool = True

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns."""
        return (*self.texts, *self.numbers, *self.maybe)

    @property
    def needed(self) -> tuple[str, ...]:
        """Columns that every version of the program has."""
        return tuple(column for column in self.columns if column not in self.later)


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``place`` names it in messages."""

    place: str
    _texts: Mapping[str, str | None] = field(repr=False)
    _numbers: Mapping[str, int | None] = field(repr=False)

    def text(self, column: str) -> str:
        """Return a text; an empty one where there is nothing."""
        return self._texts.get(column) or ""

    def is_empty(self, column: str) -> bool:
        """Say whether there is nothing, which is another thing than an empty text."""
        return self._texts.get(column) is None

    def number(self, column: str) -> int:
        """Return a whole number that is always there."""
        value = self._numbers[column]
        assert value is not None
        return value

    def maybe(self, column: str) -> int | None:
        """Return a whole number, or None."""
        return self._numbers.get(column)


_KINDS = {
    int: "a number",
    float: "a number",
    str: "a text",
    bytes: "bytes",
    NotText: "bytes that are no UTF-8",
}


def row_of(spec: Spec, number: int, values: Mapping[str, object], problems: Problems) -> Row:
    """Return a row with checked values; note what is wrong with them, never what they say."""
    place = f"table {spec.table}, row {number}"
    texts: dict[str, str | None] = {}
    numbers: dict[str, int | None] = {}
    for column, value in values.items():
        if column in spec.texts:
            texts[column] = _text(value, column, place, problems)
        else:
            numbers[column] = _number(value, column, place, problems, needed=column in spec.numbers)
    return Row(place, texts, numbers)


def _text(value: object, column: str, place: str, problems: Problems) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bytes):
        text = decoded(value)
        if isinstance(text, str):
            return text
        value = text
    problems.add(
        place, f"the column {column} holds {_KINDS.get(type(value), 'something')}", "Text is needed."
    )
    return ""


def _number(value: object, column: str, place: str, problems: Problems, *, needed: bool) -> int | None:
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    if value is None and not needed:
        return None
    found = "nothing" if value is None else _KINDS.get(type(value), "something")
    if isinstance(value, float):
        found = "a fraction"
    problems.add(place, f"the column {column} holds {found}", "A whole number is needed.")
    return 0
