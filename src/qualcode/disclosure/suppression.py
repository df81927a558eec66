"""Leaving numbers out until none of them can be worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from qualcode.disclosure.linear import Relation, System, relations_of, values_of
from qualcode.disclosure.rules import Rules
from qualcode.disclosure.sensitivity import Reason, broken_rule, width_of
from qualcode.disclosure.tables import Key, NumberTable


@dataclass(frozen=True, slots=True)
class Exposed:
    """A number that ought not to come out, and can be read or worked out all the same.

    Parameters
    ----------
    table : str
    row, column : str
    lowest, highest : int
        What it can be, by all that is printed. Never shown in ``repr``.
    """

    table: str
    row: str
    column: str
    lowest: int = field(repr=False)
    highest: int = field(repr=False)

    @property
    def is_exact(self) -> bool:
        """Whether there is only one possible value."""
        return self.lowest == self.highest


class Released(Protocol):
    """A table that is out, or goes out as it is."""

    @property
    def table(self) -> NumberTable:
        """What it counts."""

    @property
    def reasons(self) -> Mapping[tuple[str, str], Reason]:
        """What it leaves out."""


class Suppression:
    """Finds what to leave out of some tables, beside others in which nothing can be changed any more.

    Parameters
    ----------
    tables : sequence of NumberTable
    rules : Rules
    beside : sequence of Released

    Attributes
    ----------
    left_out : dict of Key to Reason
        What a reader does not see.
    given_away : dict of Key to Reason
        What ought to be left out, and is printed in a table beside.
    """

    def __init__(self, tables: Sequence[NumberTable], rules: Rules, beside: Sequence[Released]) -> None:
        self._tables = [*(one.table for one in beside), *tables]
        self._rules = rules
        self._values = values_of(self._tables)
        self._relations = relations_of(self._tables)
        self._cells = {table.key(cell): cell for table in self._tables for cell in table.cells}
        printed = {table.key(cell) for table in self._tables for cell in table.cells if cell.printed}
        self._hidden = self._cells.keys() - printed
        self._fixed = set(_keys(beside, printed=True))
        wanted = {key: broken_rule(cell, key[0], rules) for key, cell in self._cells.items()}
        reasons = {key: reason for key, reason in wanted.items() if reason}
        for key in _keys(beside, printed=False):
            reasons.setdefault(key, "with others")
        self.left_out = {key: reason for key, reason in reasons.items() if key not in self._fixed}
        self.given_away = {key: reason for key, reason in reasons.items() if key in self._fixed}
        # Unknowns that hang together as they did before vary as they did before.
        self._judged: dict[tuple[Key, ...], dict[Key, tuple[int, int]]] = {}
        self._by_key: dict[Key, list[Relation]] = {}
        for relation in self._relations:
            for key in relation.keys:
                self._by_key.setdefault(key, []).append(relation)

    def run(self) -> list[Exposed]:
        """Leave out more until all is safe or nothing more can be left out; return what is not safe then."""
        while narrow := self._narrow():
            if not self._leave_out_more(narrow):
                break
        known = {key: (self._values[key], self._values[key]) for key in self.given_away}
        return list(self._exposed(known | narrow))

    def _narrow(self) -> dict[Key, tuple[int, int]]:
        """Return the left-out numbers that can be worked out, with what they can be."""
        # A reader who sees that zeros are printed knows that what is left out is at least one.
        lowest = 0 if self._rules.zeros == "suppress" else 1
        unknown = {key: min(lowest, self._values[key]) for key in self.left_out}
        unknown |= dict.fromkeys(self._hidden, 0)
        widths = {key: width_of(self._cells[key], key[0], self._rules) for key in self.left_out}
        at_most = {
            table.key(cell): table.at_most
            for table in self._tables
            if table.at_most is not None
            for cell in table.cells
        }
        found: dict[Key, tuple[int, int]] = {}
        for component in System(self._values, unknown, at_most, self._relations).components():
            keys = tuple(component.keys)
            if keys not in self._judged:
                self._judged[keys] = component.narrow(widths)
            found |= self._judged[keys]
        return found

    def _exposed(self, found: Mapping[Key, tuple[int, int]]) -> Iterator[Exposed]:
        for table in self._tables:
            for cell in table.cells:
                if table.key(cell) in found:
                    yield Exposed(table.name, cell.row, cell.column, *found[table.key(cell)])

    # -- what to leave out with them -----------------------------------------------------------------------------------

    def _leave_out_more(self, narrow: Mapping[Key, tuple[int, int]]) -> bool:
        """Leave out one more number for each that can be worked out; say whether there was one to leave out."""
        new: set[Key] = set()
        for key, (low, high) in narrow.items():
            missing = width_of(self._cells[key], key[0], self._rules) - (high - low)
            own = self._by_key.get(key, [])
            near = [relation for relation in own if relation.given]
            if any(k in new for relation in near for k in relation.keys):
                continue  # what goes for another number of the same sum may be enough for this one
            # Sums first; what is understood of itself (a part is at most the whole) ties numbers less tightly.
            for relations in (near, own, self._around(key)):
                candidates = sorted(
                    {k for one in relations for k in one.keys if self._can_go(k)}, key=_sortable
                )
                if candidates:
                    new.add(min(candidates, key=lambda k: self._cost(k, key, missing)))
                    break
            self.left_out |= dict.fromkeys(new - self.left_out.keys(), "with others")
        return bool(new)

    def _can_go(self, key: Key) -> bool:
        return (
            key not in self.left_out
            and key not in self._fixed
            and key not in self._hidden
            and self._values[key] > 0
        )

    def _around(self, key: Key) -> list[Relation]:
        """Return the relations of everything left out that hangs together with a number."""
        reached, waiting = {key}, [key]
        found: list[Relation] = []
        while waiting:
            for relation in self._by_key.get(waiting.pop(), ()):
                found.append(relation)
                more = {k for k in relation.keys if k in self.left_out or k in self._hidden} - reached
                reached |= more
                waiting += more
        return found

    def _cost(self, candidate: Key, key: Key, missing: int) -> tuple[int, int, int, int]:
        """Prefer parts to totals, then what opens no new sum, then what is large enough, then what is small."""
        sums = [one for one in self._by_key[candidate] if one.given]
        is_total = sum(dict(one.terms)[candidate] < 0 for one in sums)
        alone = sum(
            not any(k in self.left_out or k in self._hidden for k in one.keys) and key not in set(one.keys)
            for one in sums
        )
        value = self._values[candidate]
        return is_total, alone, int(value < missing), value


def _keys(tables: Sequence[Released], *, printed: bool) -> Iterator[Key]:
    """Yield what some tables print, or what they leave out."""
    for one in tables:
        for cell in one.table.cells:
            if cell.printed and (cell.place not in one.reasons) == printed:
                yield one.table.key(cell)


def _sortable(key: Key) -> tuple[str, list[str]]:
    return key[0], sorted(key[1])
