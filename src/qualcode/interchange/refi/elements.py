"""Elements and attributes of REFI-QDA, read strictly where a slip would harm and leniently where programs differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import NamedTuple
from xml.etree.ElementTree import Element

from qualcode.interchange.checks import Problems
from qualcode.interchange.exchange import Extra, Losses, LossKind, Value
from qualcode.interchange.exchange.model import VariableType
from qualcode.interchange.refi import kinds
from qualcode.interchange.refi.carried import split, without_forbidden

GUID = re.compile(r"[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}")
COLOR = re.compile(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:T00:00:00(?:\.0+)?)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_DIGITS = 1_000
"""Longest number that is read; Python refuses those of thousands of digits with an error of its own."""

VARIABLE_WORDS: dict[str, VariableType] = {
    "Text": "text", "Boolean": "boolean", "Integer": "integer", "Float": "float", "Date": "date",
    "DateTime": "datetime",
}  # fmt: skip
VALUE_ELEMENTS: dict[VariableType, str] = {
    "text": "TextValue", "boolean": "BooleanValue", "integer": "IntegerValue", "float": "FloatValue",
    "date": "DateValue", "datetime": "DateTimeValue",
}  # fmt: skip


def local(element: Element) -> str:
    """Return an element's name without its namespace: some programs write none."""
    return element.tag.rpartition("}")[2]


def is_time(text: str) -> bool:
    """Say whether a text is a date and time as XML has it."""
    if not TIME.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


class Described(NamedTuple):
    """What an element says about itself. ``kept`` holds fields of the format, whose names begin with ``=``."""

    name: str
    description: str
    extra: Extra
    kept: Extra


class Reader:
    """What all parts of one file are read with: its problems, its losses, the GUIDs that are taken.

    Parameters
    ----------
    where : str
        The file's name, for messages.
    """

    def __init__(self, where: str) -> None:
        self.where = where
        self.problems = Problems()
        self.losses = Losses("in")
        self._taken: dict[str, set[str]] = {}

    def part(self, parent: Element | None, name: str, *children: str) -> Iterator[Element]:
        """Give what stands in a part of the project, such as ``Cases``; other children are counted as unknown.

        ``children`` are those that the elements of the part may have.
        """
        for holder in self.children(parent, f"{name}s"):
            self.unknown(holder, frozenset({name}))
            for element in self.children(holder, name):
                self.unknown(element, frozenset(children))
                yield element

    def children(self, parent: Element | None, *names: str) -> Iterator[Element]:
        """Give the children with these names."""
        for child in () if parent is None else parent:
            if local(child) in names:
                yield child

    def child(self, parent: Element | None, name: str) -> Element | None:
        """Return the first child with a name."""
        return next(self.children(parent, name), None)

    def unknown(self, parent: Element, known: frozenset[str]) -> None:
        """Count children that the standard does not have there."""
        for child in parent:
            if local(child) not in known:
                self.losses.add(kinds.UNKNOWN)

    def text(self, parent: Element, name: str) -> str:
        """Return the text of a child, empty where there is none."""
        found = self.child(parent, name)
        return "" if found is None else "".join(found.itertext())

    def described(self, element: Element, name: str) -> Described:
        """Return name, description and further fields of an element; a field that restores one of them is applied."""
        description, fields = split(self.text(element, "Description"))
        extra: list[tuple[str, str]] = []
        kept: list[tuple[str, str]] = []
        for key, value in fields:
            if key == "=name":
                name = value if without_forbidden(value) == name else name
            elif key == "=description":
                description = value if without_forbidden(value) == description else description
            elif key.startswith("=") and not key.startswith("=="):
                kept.append((key, value))
            else:
                extra.append((key.removeprefix("="), value))
        return Described(name, description, tuple(extra), tuple(kept))

    def guid(self, element: Element, name: str = "guid", *, place: str) -> str:
        """Return a GUID in qualcode's form; a problem where it is none."""
        given = element.get(name, "").strip()
        plain = given[1:-1] if given[:1] == "{" and given[-1:] == "}" else given
        guid = plain.upper()
        if GUID.fullmatch(guid):
            return guid
        self.problems.add(place, f"{name} is {'missing' if not given else 'no GUID'}")
        return ""

    def own_guid(self, element: Element, kind: str) -> str:
        """Return an element's GUID, and a problem where another of its kind has it."""
        guid = self.guid(element, place=kind)
        taken = self._taken.setdefault(kind, set())
        if guid and guid in taken:
            self.problems.add(f"{kind} {guid}", "the GUID stands twice")
        taken.add(guid)
        return guid

    def is_taken(self, kind: str, guid: str) -> bool:
        """Say whether there is something of a kind with this GUID."""
        return guid in self._taken.get(kind, ())

    def user(self, element: Element, name: str = "creatingUser") -> str:
        """Return the GUID of a user of the project; empty where the file does not have that user."""
        if not element.get(name, "").strip():
            return ""
        guid = self.guid(element, name, place=local(element))
        if self.is_taken("user", guid):
            return guid
        self.losses.add(kinds.DANGLING, f"user {guid}")
        return ""

    def time(self, element: Element, name: str = "creationDateTime") -> str:
        """Return a time; empty where it is none."""
        given = element.get(name, "").strip()
        if not given or is_time(given):
            return given
        self.losses.add(kinds.TIME)
        return ""

    def color(self, element: Element) -> str:
        """Return a colour as ``#rrggbb``; empty where it is none."""
        given = element.get("color", "").strip().lower()
        if not given:
            return ""
        if not COLOR.fullmatch(given):
            self.losses.add(kinds.COLOR)
            return ""
        return given if len(given) == 7 else "#" + "".join(2 * digit for digit in given[1:])

    def number(self, element: Element, name: str, *, place: str) -> int:
        """Return a whole number; a problem where it is none."""
        given = element.get(name, "").strip()
        if _INTEGER.fullmatch(given) and len(given) <= _DIGITS:
            return int(given)
        self.problems.add(place, f"{name} is {'missing' if not given else 'no whole number'}")
        return 0

    def boolean(self, element: Element, name: str, *, missing: bool, place: str) -> bool:
        """Return a truth value; a problem where it is none."""
        given = element.get(name)
        if given is None:
            return missing
        found = {"true": True, "1": True, "false": False, "0": False}.get(given.strip().lower())
        if found is None:
            self.problems.add(place, f"{name} is neither true nor false", "true, false, 1 or 0")
        return bool(found)

    def value(self, given: str, kind: VariableType, *, place: str) -> Value | None:
        """Return a variable's value in its type; a problem where it is none."""
        if kind == "text":
            return given
        if not given.strip():
            return None
        found = self._value(given.strip(), kind)
        if found is None:
            self.problems.add(place, f"a value is not of its variable's type, {kind}")
        return found

    def _value(self, given: str, kind: VariableType) -> Value | None:
        if len(given) > _DIGITS:
            return None
        try:
            if kind == "boolean":
                return {"true": True, "1": True, "false": False, "0": False}.get(given.lower())
            if kind == "integer":
                return int(given) if _INTEGER.fullmatch(given) else None
            if kind == "float":
                return Decimal(given) if _DECIMAL.fullmatch(given) else None
            if kind == "datetime":
                return datetime.fromisoformat(given) if TIME.fullmatch(given) else None
            day = _DATE.fullmatch(given)
            if day and day[2]:
                self.losses.add(kinds.ZONE)
            return date.fromisoformat(day[1]) if day else None
        except (ValueError, InvalidOperation):
            return None

    def lose(self, kind: LossKind, where: str = "", count: int = 1) -> None:
        """Count something that cannot travel."""
        self.losses.add(kind, where, count)
