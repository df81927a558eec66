"""Tables of numbers as the gate sees them: what each number counts, how many are behind it, and what adds up to what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from qualcode.errors import Problem, UsageError
from qualcode.model import Segment

Measure = Literal["segments", "codings", "speakers", "sites"]
MEASURES: tuple[Measure, ...] = ("segments", "codings", "speakers", "sites")

Of: TypeAlias = frozenset[str]
"""What a number counts: all that holds of it, such as ``{"partner.politi", "barriere.tid", "area:boern"}``. The same
set in two tables is the same number; a larger set is a part of a smaller one."""

Key: TypeAlias = tuple[Measure, Of]

SumKind = Literal["sum", "union", "within"]

ALL = "alle"
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class NumberCell:
    """One number, with who is behind it.

    Parameters
    ----------
    row, column : str
        Where it stands; unique in a table.
    of : frozenset of str
        What it counts.
    value : int
        Never shown in ``repr``: until the rules have been applied, it is for the team.
    persons : int
        Distinct persons behind it.
    by_person : tuple of int
        How much of the number each of them gives, the largest first; needed for segments and codings.
    printed : bool
        False for a number that stands in no table, but is part of a sum that does: it must not come out either.
    held : bool
        Whether what it tells is held back, by the interviewed or by a person: it must not come out, however large it is.
    """

    row: str
    column: str
    of: Of
    value: int = field(repr=False)
    persons: int = field(repr=False)
    by_person: tuple[int, ...] = field(default=(), repr=False)
    printed: bool = True
    held: bool = False

    @property
    def place(self) -> tuple[str, str]:
        """Row and column."""
        return self.row, self.column


@dataclass(frozen=True, slots=True)
class Sum:
    """How a number is made of others, as a reader may know.

    Parameters
    ----------
    total : frozenset of str
    parts : tuple of frozenset of str
    kind : {"sum", "union", "within"}
        ``sum``: the parts have nothing in common and add up to the total, as the segments of the areas do: a segment
        has one speaker. ``union``: the same person or site may be in several parts, so that the total lies between the
        largest part and the sum of all. ``within``: the total is at least as large as each part, and there are others.
    """

    total: Of
    parts: tuple[Of, ...]
    kind: SumKind = "sum"


@dataclass(frozen=True)
class NumberTable:
    """A table of numbers that is meant to leave the study.

    Parameters
    ----------
    name : str
    measure : {"segments", "codings", "speakers", "sites"}
    cells : tuple of NumberCell
    sums : tuple of Sum
        Between cells of this table, or of others in the same release.
    at_most : int, optional
        What a reader knows no number can exceed, such as the sites of the study.

    Raises
    ------
    UsageError
        The numbers contradict each other (QC-DC04).

    Notes
    -----
    That a part is at most the whole, and that there are at most as many sites as persons and persons as segments, is
    known without being said.
    """

    name: str
    measure: Measure
    cells: tuple[NumberCell, ...] = field(repr=False)
    sums: tuple[Sum, ...] = field(default=(), repr=False)
    at_most: int | None = None

    def __post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise UsageError(
                f"{len(problems)} numbers of a table contradict each other",
                code="QC-DC04",
                where=self.name,
                allowed="Each place and each meaning once, numbers from 0, sums that add up",
                do="Correct how the table is made.",
                problems=problems[:_SHOWN],
            )

    def key(self, cell: NumberCell) -> Key:
        """Return what tells a number from all others of a release."""
        return self.measure, cell.of

    def __len__(self) -> int:
        return sum(cell.printed for cell in self.cells)

    @property
    def labels(self) -> list[str]:
        """Names of rows and columns, in order, each once."""
        return list(dict.fromkeys([c.row for c in self.cells] + [c.column for c in self.cells]))


def _problems(table: NumberTable) -> Iterator[Problem]:
    places = Counter(cell.place for cell in table.cells)
    meanings: dict[Of, int] = {}
    for number, cell in enumerate(table.cells, start=1):
        where = f"number {number}"
        if places[cell.place] > 1:
            yield Problem(where, "another number has the same row and column")
        if meanings.setdefault(cell.of, cell.value) != cell.value:
            yield Problem(where, "another number counts the same and has another value")
        yield from (Problem(where, found) for found in _impossible(cell, table))
    yield from _wrong_sums(table)


def _impossible(cell: NumberCell, table: NumberTable) -> Iterator[str]:
    if min(cell.value, cell.persons, *cell.by_person, 0) < 0:
        yield "a number is below zero"
    if table.measure != "sites" and max(cell.persons, sum(cell.by_person)) > cell.value:
        yield "there is more behind it than it counts"
    if table.at_most is not None and cell.value > table.at_most:
        yield "it is larger than any can be"
    if _needs_shares(table.measure) and cell.value and not cell.by_person:
        yield "nothing says how much of it each person gives"


def _needs_shares(measure: Measure) -> bool:
    return measure in ("segments", "codings")


def _wrong_sums(table: NumberTable) -> Iterator[Problem]:
    values = {cell.of: cell.value for cell in table.cells}
    for number, one in enumerate(table.sums, start=1):
        if one.total not in values or any(part not in values for part in one.parts):
            continue  # the others stand in another table; the release is checked as a whole
        if not holds(one, values[one.total], [values[part] for part in one.parts]):
            yield Problem(f"sum {number}", f"the parts do not fit the total as a {one.kind}")


def holds(one: Sum, total: int, parts: Sequence[int]) -> bool:
    """Say whether a sum is true of some numbers."""
    if one.kind == "sum":
        return sum(parts) == total
    fits = max(parts, default=0) <= total
    return fits and (one.kind == "within" or total <= sum(parts))


def count_table(
    name: str,
    measure: Literal["segments", "speakers", "sites"],
    cells: Mapping[tuple[str, str], Iterable[Segment]],
    *,
    areas: Sequence[str] = (),
    at_most: int | None = None,
) -> NumberTable:
    """Count segments into a table that the gate can judge; by area, with totals, if areas are given.

    Parameters
    ----------
    name : str
    measure : {"segments", "speakers", "sites"}
    cells : mapping of (str, str) to iterable of Segment
        The informants' segments of each cell, such as those of a matrix. The row's and the column's code say what a
        number counts, so that the same cell of another table is the same number.
    areas : sequence of str
        A column for each area and one for all (``alle``), named ``"column | area"``. What belongs to none of them is
        counted in as a number that is not printed.
    at_most : int, optional

    Returns
    -------
    NumberTable
        Segments of the areas add up to those of all; so do persons, as long as nobody speaks from two areas. Sites do
        not: each may stand in several areas.

    Examples
    --------
    >>> from qualcode.model import Span
    >>> said = [Segment("a", "v1", n, Span(n, n + 1), n, f"p{n}", "informant", "boern", "k1") for n in range(1, 8)]
    >>> table = count_table("demo", "segments", {("politi", "tid"): said}, areas=["boern", "voksen"])
    >>> [(cell.column, cell.persons) for cell in table.cells]
    [('tid | boern', 7), ('tid | voksen', 0), ('tid | alle', 7)]
    """
    made: list[NumberCell] = []
    sums: list[Sum] = []
    for (row, column), segments in cells.items():
        said = list(segments)
        of = frozenset((row, column))
        if not areas:
            made.append(_cell(measure, row, column, of, said))
            continue
        parts = list(_parts(measure, row, column, said, areas))
        made += [*parts, _cell(measure, row, f"{column} | {ALL}", of, said)]
        added = sum(part.value for part in parts) == made[-1].value
        kind: SumKind = "sum" if measure != "sites" and added else "union"
        sums.append(Sum(of, tuple(part.of for part in parts), kind))
    return NumberTable(name, measure, tuple(made), tuple(sums), at_most)


def _parts(
    measure: Measure, row: str, column: str, said: Sequence[Segment], areas: Sequence[str]
) -> Iterator[NumberCell]:
    for area in areas:
        of = frozenset((row, column, f"area:{area}"))
        yield _cell(measure, row, f"{column} | {area}", of, [s for s in said if s.area == area])
    others = [segment for segment in said if segment.area not in areas]
    if others:
        of = frozenset((row, column, "area:"))
        yield _cell(measure, row, f"{column} | ", of, others, printed=False)


def _cell(
    measure: Measure, row: str, column: str, of: Of, said: Sequence[Segment], *, printed: bool = True
) -> NumberCell:
    by_person = Counter(segment.speaker_id for segment in said)
    persons = len(by_person.keys() - {""})
    if measure == "segments":
        value, shares = len(said), tuple(sorted(by_person.values(), reverse=True))
    elif measure == "sites":
        value, shares = len({segment.site for segment in said}), ()
    else:
        value, shares = persons, ()
    return NumberCell(row, column, of, value, persons, shares, printed)
