"""The codes of a table: named alone, by a path, or with the parent in a column of its own."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

from qualcode.errors import InterchangeError
from qualcode.interchange.checks import folded
from qualcode.interchange.exchange import ExchangeCode, Extra
from qualcode.interchange.foreign.branches import Split
from qualcode.interchange.foreign.building import MAX_DEPTH, Builder


@dataclass(slots=True)
class _Line:
    parts: tuple[str, ...] = field(repr=False)
    parent: tuple[str, ...] = field(repr=False)
    row: str
    description: str = field(default="", repr=False)
    color: str = ""
    codable: bool = True
    extra: Extra = field(default=(), repr=False)


class NamedCodes:
    """Gathers the rows of a table, in any order, and makes the tree of them.

    Parameters
    ----------
    builder : Builder
    split : callable
        Takes a path apart.

    Examples
    --------
    >>> from qualcode.interchange.foreign.branches import by_arrows
    >>> codes = NamedCodes(Builder("example"), by_arrows)
    >>> codes.add("Tid", parent="Barriere")
    >>> codes.add("Barriere", description="Hvad der hæmmer")
    >>> [(code.name, bool(code.parent)) for code in codes.codes()]
    [('Tid', True), ('Barriere', False)]
    """

    def __init__(self, builder: Builder, split: Split) -> None:
        self._builder = builder
        self._split = split
        self._lines: list[_Line] = []
        self._by_last: dict[str, list[_Line]] = defaultdict(list)

    def add(
        self,
        code: str,
        *,
        parent: str = "",
        description: str = "",
        color: str = "",
        codable: bool = True,
        extra: Extra = (),
        row: str = "",
    ) -> None:
        """Add a row."""
        above = self._split(parent) if parent else ()
        line = _Line(self._split(code), above, row, description, color, codable, extra)
        self._lines.append(line)
        self._by_last[folded(line.parts[-1])].append(line)

    def codes(self) -> tuple[ExchangeCode, ...]:
        """Return the codes in the order of the rows, with branches that are only named as parents.

        Raises
        ------
        InterchangeError
            QC-FX10: a parent's name means several codes, a code stands twice, or codes stand above each other.
        """
        made: dict[tuple[str, ...], ExchangeCode] = {}
        whole = [self._whole(line, 0) for line in self._lines]
        for line, parts in zip(self._lines, whole, strict=True):
            key = tuple(map(folded, parts))
            if key in made:
                raise _refused(f"the code of {line.row} stands in an earlier row, too")
            made[key] = ExchangeCode(
                self._builder.guid("code", *parts),
                parts[-1],
                self._builder.guid("code", *parts[:-1]) if len(parts) > 1 else "",
                line.color,
                line.description,
                line.codable,
                line.extra,
            )
        spelt = {tuple(map(folded, parts)): parts for parts in whole}
        return self._joined(made, spelt)

    def _joined(
        self, made: dict[tuple[str, ...], ExchangeCode], spelt: dict[tuple[str, ...], tuple[str, ...]]
    ) -> tuple[ExchangeCode, ...]:
        """Return the codes with the branches that only paths name, each child under the code as it is spelt there."""
        branches: dict[tuple[str, ...], ExchangeCode] = {}
        for key, parts in spelt.items():
            for depth in range(1, len(key)):
                if key[:depth] not in made and key[:depth] not in branches:
                    above = self._builder.guid("code", *parts[: depth - 1]) if depth > 1 else ""
                    guid = self._builder.guid("code", *parts[:depth])
                    branches[key[:depth]] = ExchangeCode(guid, parts[depth - 1], above, codable=False)
        every = branches | made
        return tuple(
            _under(code, every[key[:-1]].guid if len(key) > 1 else "") for key, code in every.items()
        )

    def _whole(self, line: _Line, depth: int) -> tuple[str, ...]:
        """Return the path from the top, through the parents that other rows say."""
        if depth > MAX_DEPTH:
            raise _refused(f"the parents of {line.row} stand above each other in a circle, or too deep")
        if not line.parent:
            return line.parts
        last = [folded(part) for part in line.parent]
        above = [
            other
            for other in self._by_last.get(last[-1], ())
            if [folded(part) for part in other.parts][-len(last) :] == last
        ]
        if len(above) > 1:
            raise _refused(f"the parent of {line.row} means several codes")
        if above and above[0] is line:
            raise _refused(f"the code of {line.row} is its own parent")
        return (*(self._whole(above[0], depth + 1) if above else line.parent), *line.parts)


def _under(code: ExchangeCode, parent: str) -> ExchangeCode:
    return code if code.parent == parent else replace(code, parent=parent)


def _refused(found: str) -> InterchangeError:
    return InterchangeError(
        f"the codes make no tree: {found}",
        code="QC-FX10",
        do="Nothing was read. Correct the column of parents, or name codes by their path: Barriere > Tid",
    )
