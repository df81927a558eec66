"""Texts that coders cut up themselves, and the lengths that the unitizing coefficients are made of.

A continuum is one text; each coder marks stretches of it with a value and leaves gaps. Nothing here goes through it letter
by letter: what counts changes only where a stretch begins or ends.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

Stretch = tuple[int, int, Hashable]
"""Start, end (half-open) and value; any value but None, which stands for a gap."""

Stretches = Sequence[Stretch]


@dataclass(frozen=True, slots=True)
class Continuum:
    """One text as its coders cut it up.

    Parameters
    ----------
    length : int
        In code points.
    coders : tuple of sequences
        For each coder of this text the marked stretches ``(start, end, value)``, in any order; empty for a coder who found
        nothing to mark. Who did not code the text is left out.

    Raises
    ------
    ValueError
        A stretch is empty or reaches beyond the text.
    """

    length: int
    coders: tuple[Stretches, ...] = field(repr=False)

    def __post_init__(self) -> None:
        for start, end, _ in (stretch for stretches in self.coders for stretch in stretches):
            if not 0 <= start < end <= self.length:
                raise ValueError(f"a stretch needs 0 <= start < end <= {self.length}, got {start} and {end}")

    def renamed(self, value: Callable[[Hashable], Hashable]) -> Continuum:
        """Return the same stretches with other values."""
        made = tuple(tuple((start, end, value(of)) for start, end, of in each) for each in self.coders)
        return Continuum(self.length, made)


@dataclass(slots=True)
class Lengths:
    """What an alpha of a continuum is made of; lengths of several texts add up.

    Parameters
    ----------
    by_value : Counter
        By value, the length that is compared, once for each coder; a gap's value is None.
    agreed_by_value : Counter
        How much of it lies where coders gave the same value: each ordered pair of coders counts 1 / (coders - 1).
    own_by_value : Counter
        What expected disagreement leaves out, because no unit is compared with itself: for each unit its length squared; a gap
        has no structure of its own and counts with its length.
    """

    by_value: Counter[Hashable] = field(default_factory=Counter)
    agreed_by_value: Counter[Hashable] = field(default_factory=Counter)
    own_by_value: Counter[Hashable] = field(default_factory=Counter)

    @property
    def total(self) -> float:
        """Length of what is compared, for all values."""
        return self.by_value.total()

    @property
    def agreed(self) -> float:
        """Length on which coders agree, for all values."""
        return self.agreed_by_value.total()

    @property
    def own(self) -> float:
        """What expected disagreement leaves out, for all values."""
        return self.own_by_value.total()

    def add(self, other: Lengths) -> None:
        """Add another text's lengths to these."""
        self.agreed_by_value.update(other.agreed_by_value)
        self.own_by_value.update(other.own_by_value)
        self.by_value.update(other.by_value)


@dataclass(slots=True)
class Measured:
    """Lengths of one or more texts: of everything, gaps included, and of what two coders marked in common.

    ``twice`` is how many code points got two values from one coder: there the text is no longer cut into units, and no
    coefficient that compares values is defined.
    """

    everything: Lengths = field(default_factory=Lengths)
    marked: Lengths = field(default_factory=Lengths)
    twice: int = 0

    def add(self, other: Measured) -> None:
        """Add another text's lengths to these."""
        self.everything.add(other.everything)
        self.marked.add(other.marked)
        self.twice += other.twice


def measure(continua: Iterable[Continuum]) -> Measured:
    """Add up the lengths of all texts that at least two coders coded."""
    made = Measured()
    for continuum in continua:
        if len(continuum.coders) >= 2:
            made.add(_measure(continuum))
    return made


def _measure(continuum: Continuum) -> Measured:
    tidied = [tidy(stretches) for stretches in continuum.coders]
    twice = sum(length for _, length in tidied)
    units = [unit for each, _ in tidied for unit in each]
    if twice:
        return Measured(twice=twice)
    coders = len(continuum.coders)
    swept = _sweep(units, coders, continuum.length)
    return Measured(_everything(units, swept, coders, continuum.length), _marked(units, swept, coders), twice)


def _everything(units: Stretches, swept: _Swept, coders: int, length: int) -> Lengths:
    made = Lengths(agreed_by_value=Counter(swept.agreed))
    for start, end, value in units:
        made.by_value[value] += end - start
        made.own_by_value[value] += (end - start) ** 2
    gaps = coders * length - made.total
    made.by_value[None] += gaps  # type: ignore[assignment]  # Counter counts lengths here
    made.own_by_value[None] += gaps  # type: ignore[assignment]
    return made


def _marked(units: Stretches, swept: _Swept, coders: int) -> Lengths:
    """Measure where others marked something, too: a unit counts with its share of what the others marked inside it."""
    made = Lengths(agreed_by_value=Counter(swept.agreed))
    del made.agreed_by_value[None]
    for start, end, value in units:
        shared = (swept.marks_before[end] - swept.marks_before[start] - (end - start)) / (coders - 1)
        made.by_value[value] += shared  # type: ignore[assignment]  # Counter counts lengths here
        made.own_by_value[value] += shared**2  # type: ignore[assignment]
    return made


@dataclass(slots=True)
class _Swept:
    agreed: dict[Hashable, float]
    marks_before: dict[int, int]
    """At each border, the length that all coders together marked before it."""


def _sweep(units: Stretches, coders: int, length: int) -> _Swept:
    agreed: dict[Hashable, float] = defaultdict(float)
    before: dict[int, int] = {}
    active: Counter[Hashable] = Counter()
    marks = marked = last = 0
    for place, change, value in _borders(units, length):
        width = place - last
        if width:
            for of, n in active.items():
                agreed[of] += width * n * (n - 1) / (coders - 1)
            gaps = coders - marked
            agreed[None] += width * gaps * (gaps - 1) / (coders - 1)
            marks += width * marked
            last = place
        before[place] = marks
        active[value] += change
        marked += change
        if not active[value]:
            del active[value]
    return _Swept(agreed, before)


def _borders(units: Stretches, length: int) -> Iterator[tuple[int, int, Hashable]]:
    borders = [(start, 1, value) for start, _, value in units] + [(end, -1, value) for _, end, value in units]
    borders.sort(key=lambda border: border[0])
    yield from borders
    yield length, 0, None


def tidy(stretches: Stretches) -> tuple[list[Stretch], int]:
    """Return a coder's units in order, and how many code points have two values.

    The same words marked twice with one value are one unit; stretches that only touch stay two.

    Examples
    --------
    >>> tidy([(0, 5, "a"), (3, 8, "a"), (8, 9, "a")])
    ([(0, 8, 'a'), (8, 9, 'a')], 0)
    >>> tidy([(0, 5, "a"), (3, 8, "b")])[1]
    2
    """
    by_value: dict[Hashable, list[Stretch]] = defaultdict(list)
    for start, end, value in sorted(stretches, key=lambda stretch: stretch[:2]):
        units = by_value[value]
        if units and start < units[-1][1]:
            units[-1] = (units[-1][0], max(units[-1][1], end), value)
        else:
            units.append((start, end, value))
    ordered = sorted((unit for units in by_value.values() for unit in units), key=lambda unit: unit[:2])
    return ordered, _marked_twice(ordered)


def _marked_twice(ordered: Sequence[Stretch]) -> int:
    twice = reached = counted = 0
    for start, end, _ in ordered:
        if start < reached:
            inside = min(end, reached)
            twice += max(0, inside - max(start, counted))
            counted = max(counted, inside)
        reached = max(reached, end)
    return twice
