"""JSON from strangers: every key once, real numbers, whole characters, a bottom to the nesting."""

from __future__ import annotations

import json
import math
import re
from typing import NoReturn

from qualcode.errors import UnreadableFileError, UnsafeFileError

_MAX_DIGITS = 18
"""Digits of a whole number: no position, count or time needs more."""

_SURROGATE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}|\\u[dD][c-fC-F][0-9a-fA-F]{2}")


def load_json(text: str, *, where: str) -> object:
    """Return what a JSON text holds.

    Parameters
    ----------
    text : str
    where : str
        The file's name, for messages.

    Raises
    ------
    UnreadableFileError
        Not JSON, a key twice in one object, NaN or another number that is none, half a character.
    UnsafeFileError
        Nested too deeply.

    Examples
    --------
    >>> load_json('{"start": 1.5}', where="a.json")
    {'start': 1.5}
    """
    loader = _Loader(where)
    try:
        value: object = json.loads(
            text,
            object_pairs_hook=loader.object,
            parse_constant=loader.constant,
            parse_int=loader.whole,
            parse_float=loader.real,
        )
    except json.JSONDecodeError as problem:
        raise UnreadableFileError(
            f"line {problem.lineno}, column {problem.colno}: this is not JSON",
            code="QC-SF50",
            where=where,
            do="Export it again; it may have been cut off.",
        ) from None
    except RecursionError:
        raise UnsafeFileError(
            "objects and lists are nested too deeply",
            code="QC-SF51",
            where=where,
            do="Nothing was read. Ask whoever made it for a plain copy.",
        ) from None
    if _SURROGATE.search(text):
        _check_whole(value, where)
    return value


class _Loader:
    """The hooks that refuse what Python's reader lets pass."""

    def __init__(self, where: str) -> None:
        self._where = where

    def object(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        made = dict(pairs)
        if len(made) < len(pairs):
            _refuse(self._where, "QC-SF52", f"a key stands twice in an object of {len(pairs)} keys")
        return made

    def constant(self, name: str) -> NoReturn:
        _refuse(self._where, "QC-SF53", f"{name} is not a number")

    def whole(self, digits: str) -> int:
        if len(digits.lstrip("-")) > _MAX_DIGITS:
            _refuse(self._where, "QC-SF53", f"a number has {len(digits)} digits")
        return int(digits)

    def real(self, digits: str) -> float:
        value = float(digits)
        if not math.isfinite(value):
            _refuse(self._where, "QC-SF53", "a number is too large")
        return value


def _check_whole(value: object, where: str) -> None:
    """Refuse halves of surrogate pairs, which are no characters and cannot be stored."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            waiting += item.keys()
            waiting += item.values()
        elif isinstance(item, list):
            waiting += item
        elif isinstance(item, str) and any("\ud800" <= character <= "\udfff" for character in item):
            _refuse(where, "QC-SF54", "half a character (an unpaired surrogate)")


def _refuse(where: str, code: str, found: str) -> NoReturn:
    raise UnreadableFileError(found, code=code, where=where, do="Export it again.")
