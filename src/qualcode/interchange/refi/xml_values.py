"""Values and texts as they are written in XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from qualcode.interchange.exchange import Value, VariableValue
from qualcode.interchange.refi.carried import xml_can_hold

_IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_ATTRIBUTE = _IN_TEXT | {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
_TEXT_SIGNS = re.compile("[&<>\r]")
_ATTRIBUTE_SIGNS = re.compile('[&<>"\r\n\t]')


def text_of(value: str) -> str:
    """Return a text as it stands between two tags."""
    return _TEXT_SIGNS.sub(lambda found: _IN_TEXT[found[0]], value)


def attributes_of(values: Mapping[str, str]) -> str:
    """Return the attributes of a tag; empty ones are left out."""
    return "".join(
        f' {name}="{_ATTRIBUTE_SIGNS.sub(lambda found: _IN_ATTRIBUTE[found[0]], value)}"'
        for name, value in values.items()
        if value
    )


def kept_values(values: Iterable[VariableValue]) -> Iterator[tuple[str, str]]:
    """Give the values that XML cannot hold as fields."""
    for one in values:
        if isinstance(one.value, str) and not xml_can_hold(one.value):
            yield f"=value {one.variable}", one.value


def written(value: Value) -> str:
    """Return a variable's value as XML Schema writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)
