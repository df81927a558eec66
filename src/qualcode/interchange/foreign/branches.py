r"""Codes that are named by a path: ``Barriere > Tid``, ``Nodes\\Barriere\\Tid``, ``Barriere.Tid``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from qualcode.interchange.exchange import ExchangeCode
from qualcode.interchange.foreign.building import Builder

Split = Callable[[str], tuple[str, ...]]
"""Takes a path apart."""

_MOST_PARTS = 50
"""Parts of the longest path; what has more is none."""

_ARROWS = re.compile(r"\s*>\s*|\s*\\+\s*")


def by_arrows(path: str) -> tuple[str, ...]:
    r"""Take a path apart as MAXQDA (``>``, ``\``) and NVivo (``\\``) write it.

    Examples
    --------
    >>> by_arrows("Barriere > Tid"), by_arrows("Nodes\\\\Barriere"), by_arrows("Tid/ro")
    (('Barriere', 'Tid'), ('Nodes', 'Barriere'), ('Tid/ro',))
    """
    parts = tuple(part for part in map(str.strip, _ARROWS.split(path)) if part)
    return parts if 0 < len(parts) <= _MOST_PARTS else (path.strip(),)


def by_dots(path: str) -> tuple[str, ...]:
    """Take a path apart at dots, as Taguette's users write it; dots of abbreviations belong to the name.

    Examples
    --------
    >>> by_dots("Barrierer.Tid"), by_dots("f.eks. tid"), by_dots("kl. 10")
    (('Barrierer', 'Tid'), ('f.eks. tid',), ('kl. 10',))
    """
    parts = tuple(path.split("."))
    whole = len(parts) <= _MOST_PARTS and all(
        part == part.strip() and len(part) > 1 and not part.isdigit() for part in parts
    )
    return parts if whole else (path.strip(),)


class CodePaths:
    """Codes by their path; branches that are only named in a path are made.

    Parameters
    ----------
    builder : Builder

    Examples
    --------
    >>> paths = CodePaths(Builder("example"))
    >>> _ = paths.add("Barriere > Tid", by_arrows)
    >>> [(code.name, code.codable) for code in paths.codes()]
    [('Barriere', False), ('Tid', True)]
    """

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._codes: dict[tuple[str, ...], ExchangeCode] = {}

    def add(self, path: str, split: Split, description: str = "") -> str:
        """Add a code that can be given to passages, and return its GUID; a code that is there is added to."""
        return self.put(split(path), description)

    def put(
        self, parts: tuple[str, ...], description: str = "", color: str = "", *, codable: bool = True
    ) -> str:
        """Add a code by the names from the top down to it."""
        for depth in range(1, len(parts)):
            self._codes.setdefault(parts[:depth], self._made(parts[:depth], codable=False))
        code = self._codes.setdefault(parts, self._made(parts, codable=codable))
        self._codes[parts] = replace(
            code,
            description=code.description or description,
            color=code.color or color,
            codable=code.codable or codable,
        )
        return code.guid

    def _made(self, parts: tuple[str, ...], *, codable: bool) -> ExchangeCode:
        parent = self._builder.guid("code", *parts[:-1]) if len(parts) > 1 else ""
        return ExchangeCode(self._builder.guid("code", *parts), parts[-1], parent, codable=codable)

    def __contains__(self, parts: object) -> bool:
        return parts in self._codes

    def codes(self) -> tuple[ExchangeCode, ...]:
        """Return all codes, in the order in which they came; parents before children."""
        return tuple(self._codes.values())
