"""What a reader can work out: the printed numbers as equations, and how far each of the others can still vary.

The unknowns are whole numbers. For each one two questions are put to a solver (HiGHS, as in scipy): how small can it be, how large?
The answers are exact. Most questions are spared: the true numbers are one solution, and a few more, drawn at random, show for nearly
all unknowns that they can vary enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from qualcode.disclosure.tables import Key, Measure, NumberTable, Of, Sum, holds
from qualcode.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ROUNDS = 8
_SEED = 20
_CHAIN: tuple[Measure, ...] = ("sites", "speakers", "segments")
"""Each is at most as large as the next, wherever every informant has an id."""


@dataclass(frozen=True, slots=True)
class Relation:
    """``low <= sum of coefficient * number <= high``; ``parts`` are the numbers that may stand in for each other."""

    terms: tuple[tuple[Key, int], ...]
    low: float
    high: float
    given: bool
    """Said with a table, and not only understood of itself."""

    @property
    def keys(self) -> Iterator[Key]:
        """The numbers that it ties to each other."""
        return (key for key, _ in self.terms)


def relations_of(tables: Sequence[NumberTable]) -> list[Relation]:
    """Return all that a reader may know about how the numbers of a release hang together.

    Raises
    ------
    UsageError
        The same number has two values, or a sum is not true (QC-DC04).
    """
    values = values_of(tables)
    made: list[Relation] = []
    for table in tables:
        for one in table.sums:
            made += _of_sum(table, one, values)
    return made + list(_understood(values))


def values_of(tables: Iterable[NumberTable]) -> dict[Key, int]:
    """Return the true value of every number, printed or not."""
    values: dict[Key, int] = {}
    for table in tables:
        for cell in table.cells:
            if values.setdefault(table.key(cell), cell.value) != cell.value:
                raise _contradiction(table.name, "a number has another value in another table")
    return values


def _contradiction(where: str, found: str) -> UsageError:
    return UsageError(
        found,
        code="QC-DC04",
        where=where,
        allowed="The tables of a release are made from the same codings",
        do="Make all of them again from one coding set.",
    )


def _of_sum(table: NumberTable, one: Sum, values: Mapping[Key, int]) -> Iterator[Relation]:
    keys = [(table.measure, of) for of in (one.total, *one.parts)]
    if any(key not in values for key in keys):
        raise _contradiction(table.name, "a sum names a number that stands in no table of the release")
    total, *parts = keys
    if not holds(one, values[total], [values[part] for part in parts]):
        raise _contradiction(table.name, "the parts of a sum do not fit its total")
    whole = ((total, -1), *((part, 1) for part in parts))
    if one.kind == "sum":
        yield Relation(whole, 0, 0, given=True)
        return
    for part in parts:
        yield Relation(((total, 1), (part, -1)), 0, np.inf, given=True)
    if one.kind == "union":
        yield Relation(whole, 0, np.inf, given=True)


def _understood(values: Mapping[Key, int]) -> Iterator[Relation]:
    """Yield that a part is at most the whole, and that sites, persons and segments are in this order."""
    for (measure, of), value in values.items():
        larger = [((measure, whole), 1) for whole in _wholes(of)]
        if measure in _CHAIN[:-1]:
            larger.append(((_CHAIN[_CHAIN.index(measure) + 1], of), 1))
        for key, _ in larger:
            if values.get(key, -1) >= value:
                yield Relation(((key, 1), ((measure, of), -1)), 0, np.inf, given=False)


def _wholes(of: Of) -> Iterator[Of]:
    """Yield what holds of more: the same with one or more conditions left out."""
    for size in range(1, len(of)):
        yield from map(frozenset, combinations(sorted(of), size))


@dataclass(frozen=True)
class System:
    """The unknown numbers of a release and what is known of them.

    Parameters
    ----------
    values : mapping of Key to int
        True values of all numbers.
    unknown : mapping of Key to int
        What is not printed, and the smallest value that a reader takes for possible.
    at_most : mapping of Key to int
        Largest possible values, where they are known.
    relations : sequence of Relation
    """

    values: Mapping[Key, int] = field(repr=False)
    unknown: Mapping[Key, int] = field(repr=False)
    at_most: Mapping[Key, int] = field(repr=False)
    relations: Sequence[Relation] = field(repr=False)

    def components(self) -> Iterator[Component]:
        """Yield the unknowns that hang together, each group with the relations between them."""
        group = {key: [key] for key in self.unknown}
        tied = [[key for key in one.keys if key in self.unknown] for one in self.relations]
        for keys in tied:
            for key in keys[1:]:
                small, large = sorted((group[keys[0]], group[key]), key=len)
                if small is not large:
                    large.extend(small)
                    group.update(dict.fromkeys(small, large))
        relations: dict[int, list[Relation]] = {}
        for keys, one in zip(tied, self.relations, strict=True):
            if keys:
                relations.setdefault(id(group[keys[0]]), []).append(one)
        for keys in {id(each): each for each in group.values()}.values():
            yield Component(self, sorted(keys, key=_sortable), relations.get(id(keys), []))


def _sortable(key: Key) -> tuple[str, list[str]]:
    return key[0], sorted(key[1])


class Component:
    """Unknowns that hang together, as a problem for the solver."""

    def __init__(self, system: System, keys: Sequence[Key], relations: Sequence[Relation]) -> None:
        self.keys = list(keys)
        self.relations = list(relations)
        self.true = np.array([system.values[key] for key in keys], dtype=float)
        self._low = np.array([system.unknown[key] for key in keys], dtype=float)
        self._high = np.array([system.at_most.get(key, np.inf) for key in keys], dtype=float)
        self._system = system

    @cached_property
    def _rows(self) -> tuple[Any, NDArray[np.float64], NDArray[np.float64]]:
        """The relations as rows of a matrix, what is printed moved to the other side."""
        from scipy.sparse import csr_array

        system = self._system
        place = {key: number for number, key in enumerate(self.keys)}
        data, rows, columns, low, high = [], [], [], [], []
        for number, one in enumerate(self.relations):
            known = sum(c * system.values[key] for key, c in one.terms if key not in place)
            low.append(one.low - known)
            high.append(one.high - known)
            for key, coefficient in one.terms:
                if key in place:
                    data.append(coefficient)
                    rows.append(number)
                    columns.append(place[key])
        shape = (len(self.relations), len(self.keys))
        return csr_array((data, (rows, columns)), shape=shape, dtype=float), np.array(low), np.array(high)

    def narrow(self, widths: Mapping[Key, int]) -> dict[Key, tuple[int, int]]:
        """Return the unknowns that can vary less than they must, each with its lowest and highest possible value.

        Parameters
        ----------
        widths : mapping of Key to int
            How far apart the two must be, for each unknown that matters.
        """
        asked = np.array([key in widths for key in self.keys])
        widths_here = np.array([widths.get(key, 0) for key in self.keys], dtype=float)
        # Where no number can be larger than at_most, the whole range is all that can be asked for.
        widths_here = np.minimum(widths_here, np.maximum(1, self._high - self._low))
        seen = _Seen(self.true.copy(), self.true.copy())
        if self.relations:
            self._look_around(asked, widths_here, seen)
        found = {}
        for number in np.flatnonzero(asked & (seen.range < widths_here)):
            low, high = self._extremes(int(number), widths_here[number], seen)
            if high - low < widths_here[number]:
                found[self.keys[number]] = (round(low), round(high))
        return found

    def _look_around(self, asked: NDArray[np.bool_], widths: NDArray[np.float64], seen: _Seen) -> None:
        """Draw solutions at random, so that most unknowns need no question of their own."""
        chance = np.random.default_rng(_SEED)
        for _ in range(_ROUNDS):
            is_open = asked & (seen.range < widths)
            if not is_open.any():
                return
            goal = np.where(is_open, chance.choice([-1.0, 1.0], len(self.keys)), 0.0)
            low = np.where(is_open, np.maximum(self._low, self.true - widths), self._low)
            high = np.where(is_open, np.minimum(self._high, self.true + widths), self._high)
            solution = self._solve(goal, low, high)
            if solution is not None:
                seen.take(solution)

    def _extremes(self, number: int, width: float, seen: _Seen) -> tuple[float, float]:
        """Return the lowest and highest value of one unknown, or values far enough apart to be enough."""
        low, high = self._low.copy(), self._high.copy()
        found = []
        for sign in (1.0, -1.0):
            goal = np.zeros(len(self.keys))
            goal[number] = sign
            low[number] = max(self._low[number], self.true[number] - width)
            high[number] = min(self._high[number], self.true[number] + width)
            solution = self._solve(goal, low, high)
            if solution is None:  # the true numbers are a solution: without an answer, trust none
                return float(self.true[number]), float(self.true[number])
            seen.take(solution)
            found.append(float(solution[number]))
        return found[0], found[1]

    def _solve(
        self, goal: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64]
    ) -> NDArray[np.float64] | None:
        from scipy.optimize import Bounds, LinearConstraint, milp

        matrix, row_low, row_high = self._rows
        answer = milp(
            goal,
            integrality=np.ones(len(self.keys)),
            bounds=Bounds(low, high),
            constraints=LinearConstraint(matrix, row_low, row_high) if self.relations else None,
            options={"mip_rel_gap": 0.0},
        )
        return np.round(answer.x) if answer.success else None


@dataclass(slots=True)
class _Seen:
    """The lowest and the highest value that some solution gave each unknown."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @property
    def range(self) -> NDArray[np.float64]:
        """How far they are apart."""
        return self.high - self.low

    def take(self, solution: NDArray[np.float64]) -> None:
        """Note a solution."""
        np.minimum(self.low, solution, out=self.low)
        np.maximum(self.high, solution, out=self.high)
