"""Numbers that may leave the study: what is left out by rule, and what is left out so that nobody can work it out.

A number is left out where too few persons (or sites) are behind it, or where one or two give most of it. Then others are left out
with it, until no left-out number can be worked out from what is printed: neither exactly nor nearly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.disclosure.rules import DEFAULT_RULES, Rules
from qualcode.disclosure.sensitivity import Reason, dominated
from qualcode.disclosure.suppression import Exposed, Suppression
from qualcode.disclosure.tables import NumberTable
from qualcode.disclosure.words import WORDS
from qualcode.labels import Labels

if TYPE_CHECKING:
    import pandas as pd

LEFT_OUT = ".."
"""What stands in place of a number that is left out: the sign of Statistics Denmark. It does not say why."""

Place = tuple[str, str]


@dataclass(frozen=True, repr=False)
class Protected:
    """A table of numbers as it may be printed. Made by :func:`protect` and :func:`protect_all`.

    Parameters
    ----------
    table : NumberTable
    rules : Rules
    reasons : mapping of (str, str) to str
        By row and column, why a number is left out. For the team: what is printed does not tell them apart.
    flagged : tuple of (str, str)
        Numbers that are printed although one or two persons dominate them (``Rules.dominance="flag"``).
    exposed : tuple of Exposed
        Numbers that ought not to come out, and do; a table that has some must not be printed.
    """

    table: NumberTable
    rules: Rules
    reasons: Mapping[Place, Reason]
    flagged: tuple[Place, ...] = ()
    exposed: tuple[Exposed, ...] = ()

    @property
    def name(self) -> str:
        """Name of the table."""
        return self.table.name

    @property
    def values(self) -> dict[Place, int | None]:
        """What is printed by row and column; None for what is left out.

        Shares, charts and sums are to be made of these and of nothing else.
        """
        return {
            cell.place: None if cell.place in self.reasons else cell.value
            for cell in self.table.cells
            if cell.printed
        }

    def counts(self) -> dict[str, int]:
        """Return how many numbers the table has, how many are left out, and how many for which reason."""
        values = self.values
        out = [self.reasons[place] for place, value in values.items() if value is None]
        return {"numbers": len(values), "left out": len(out)} | {reason: out.count(reason) for reason in out}

    def wide(self, mark: str = LEFT_OUT) -> pd.DataFrame:
        """Return the table as it is printed, with a mark where a number is left out."""
        import pandas as pd

        values = self.values
        rows = list(dict.fromkeys(row for row, _ in values))
        columns = list(dict.fromkeys(column for _, column in values))
        shown = [[_shown(values.get((row, column), 0), mark) for column in columns] for row in rows]
        return pd.DataFrame(shown, index=rows, columns=columns, dtype=object)

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each number: row, column, value (missing where it is left out), reason. For the team."""
        import pandas as pd

        rows = [(*place, value, self.reasons.get(place, "")) for place, value in self.values.items()]
        frame = pd.DataFrame(rows, columns=["row", "column", "value", "reason"])
        return frame.astype({"value": "Int64"})

    def lines(self, language: str) -> list[str]:
        """Say in a few lines how much is left out and why. For the team."""
        words, counts = Labels(WORDS, language), self.counts()
        lines = [words("left_out", table=self.name, n=counts.pop("left out"), of=counts.pop("numbers"))]
        lines += [f"  {words('why ' + reason)}: {n}" for reason, n in counts.items()]
        for key, n in (("flagged", len(self.flagged)), ("exposed", len(self.exposed))):
            lines += [f"  {words(key)}: {n}"] if n else []
        return lines

    def __repr__(self) -> str:
        counts = self.counts()
        return f"<Protected {self.name!r}: {counts['left out']} of {counts['numbers']} numbers left out>"


def _shown(value: int | None, mark: str) -> int | str:
    return mark if value is None else value


def protect(
    table: NumberTable, *, rules: Rules = DEFAULT_RULES, beside: Sequence[Protected] = ()
) -> Protected:
    """Leave out of a table what must not leave the study.

    Parameters
    ----------
    table : NumberTable
    rules : Rules
    beside : sequence of Protected
        Tables that are out already, or go out as they are: nothing more can be left out of them.

    Returns
    -------
    Protected
        Where ``exposed`` is not empty, the table must not be printed beside the others.

    Examples
    --------
    >>> from qualcode.disclosure import NumberCell, Sum
    >>> police, children, adults = (frozenset(each.split()) for each in ("politi", "politi boern", "politi voksen"))
    >>> cells = [NumberCell("politi", "boern", children, 2, 2), NumberCell("politi", "voksen", adults, 9, 9),
    ...     NumberCell("politi", "alle", police, 11, 11)]
    >>> safe = protect(NumberTable("demo", "speakers", tuple(cells), (Sum(police, (children, adults)),)))
    >>> list(safe.values.values()), list(safe.reasons.values())
    ([None, None, 11], ['persons', 'with others'])
    """
    return protect_all([table], rules=rules, beside=beside)[0]


def protect_all(
    tables: Sequence[NumberTable], *, rules: Rules = DEFAULT_RULES, beside: Sequence[Protected] = ()
) -> tuple[Protected, ...]:
    """Leave out of all tables of a release what must not leave the study; see :func:`protect`.

    A number that stands in several tables is left out of all of them.
    """
    work = Suppression(tables, rules, beside)
    exposed = work.run()
    return tuple(_result(table, rules, work, exposed) for table in tables)


def _result(table: NumberTable, rules: Rules, work: Suppression, exposed: Sequence[Exposed]) -> Protected:
    out = work.left_out | work.given_away
    reasons = {cell.place: out[table.key(cell)] for cell in table.cells if table.key(cell) in out}
    flagged = [
        cell.place
        for cell in table.cells
        if cell.printed and cell.place not in reasons and dominated(cell, table.measure, rules)
    ]
    own = [one for one in exposed if one.table == table.name]
    return Protected(table, rules, reasons, tuple(flagged), tuple(own))


def audit(tables: Iterable[Protected], *, rules: Rules = DEFAULT_RULES) -> tuple[Exposed, ...]:
    """Return the numbers of a release that ought not to come out, and do: printed, or worked out exactly or too nearly.

    Parameters
    ----------
    tables : iterable of Protected
        All that is printed together, and what was printed before.
    rules : Rules
    """
    return tuple(Suppression([], rules, list(tables)).run())
