"""For whom a table is and what stands in it; what is refused before a table is made."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal, TypeAlias

from qualcode.disclosure import NumberTable, Protected
from qualcode.errors import PrivacyError, UsageError
from qualcode.matrices import (
    MEASURES,
    CodePairs,
    CodeTable,
    FrameworkMatrix,
    ThemeMatrix,
)
from qualcode.matrices.counting import ALL, BOTH
from qualcode.matrices.theme import WHATS

Audience = Literal["print", "team"]
AUDIENCES: tuple[Audience, ...] = ("print", "team")

Counted: TypeAlias = "ThemeMatrix | CodePairs | CodeTable | FrameworkMatrix"

Protect = Callable[[NumberTable], Protected]
"""The disclosure gate for numbers, such as :func:`qualcode.disclosure.protect`; it must know all else that is printed."""


@dataclass(frozen=True, slots=True)
class Manner:
    """For whom a table is, and what stands in it.

    Parameters
    ----------
    audience : {"print", "team"}
    count : str
        ``words``, ``sites``, ``speakers``, ``segments``, or ``jaccard`` for what is said together.
    area : str
        Of a theme matrix: one area, ``begge`` or ``alle``.
    by_area : bool
        Of a theme matrix: all areas side by side; in a workbook a sheet for each.
    protect : callable, optional
        The gate that numbers for print pass; without it they are refused. ``study.printed_numbers`` hands over one that knows
        what went out before.
    cleared : collection of str
        Anchors of the framework's summaries that the gate let pass.
    judged : bool
        Whether the gate has looked at the cells in words; by default their words for print do not tell one site from two.
    """

    audience: Audience = "team"
    count: str = "words"
    area: str = ALL
    by_area: bool = False
    protect: Protect | None = None
    cleared: Collection[str] = ()
    judged: bool = False

    def __post_init__(self) -> None:
        if self.audience not in AUDIENCES:
            raise UsageError(
                f"there is no audience {self.audience!r}",
                code="QC-US07",
                allowed=f"Audiences: {', '.join(AUDIENCES)}",
                do="Choose one of them.",
            )


def check(counted: Counted, manner: Manner) -> None:
    """Refuse what there is not, and what does not print; see :func:`qualcode.study.table_showing.tables_of`."""
    _check_count(counted, manner)
    _check_area(counted, manner)
    if manner.audience == "print":
        _check_print(counted, manner)


def _check_count(counted: Counted, manner: Manner) -> None:
    counts: tuple[str, ...] = MEASURES if isinstance(counted, CodePairs) else WHATS
    if isinstance(counted, FrameworkMatrix):
        counts = ("words",)
    if manner.count not in counts:
        raise UsageError(
            f"there is no count {manner.count!r} of this table",
            code="QC-MX11",
            where=counted.name,
            allowed=f"Counts: {', '.join(counts)}",
            do="Choose one of them.",
        )


def _check_area(counted: Counted, manner: Manner) -> None:
    if (manner.by_area or manner.area != ALL) and not isinstance(counted, ThemeMatrix):
        raise UsageError(
            "only a theme matrix is told apart by area",
            code="QC-US08",
            where=counted.name,
            do="Leave out the area; for themes by area ask for the table of attributes.",
        )
    if manner.by_area and manner.area != ALL:
        raise UsageError(
            "one area and all areas were asked for",
            code="QC-US08",
            where=counted.name,
            do="Ask for one of the two.",
        )
    if isinstance(counted, ThemeMatrix) and manner.area not in (*counted.basis.areas, BOTH, ALL):
        raise UsageError(
            f"there is no area {manner.area!r}",
            code="QC-US08",
            where=counted.name,
            allowed=f"Areas: {', '.join((*counted.basis.areas, BOTH, ALL))}",
            do="Choose one of them.",
        )
    if manner.area == BOTH and manner.audience == "print" and manner.count != "words":
        raise UsageError(
            f"numbers of {BOTH!r} were asked for print",
            code="QC-US08",
            where=counted.name,
            allowed=f"Numbers of one area, of all areas side by side, or of {ALL!r}",
            do=f"They are the numbers of {ALL!r}: ask for those.",
        )


def _check_print(counted: Counted, manner: Manner) -> None:
    if isinstance(counted, CodeTable) and not counted.may_print:
        raise PrivacyError(
            f"a table by {counted.kind} was asked for print",
            code="QC-PV04",
            where=counted.name,
            allowed="What points to one interview or one site is for the team",
            do="Ask for it for the team, or for the themes by area.",
        )
    if manner.count != "words" and not isinstance(counted, FrameworkMatrix) and manner.protect is None:
        raise PrivacyError(
            "numbers were asked for print, and no disclosure gate has looked at them",
            code="QC-PV05",
            where=counted.name,
            allowed="Print carries words; numbers print only as the gate leaves them",
            do="Ask for words, or for the team; in Python, let study.printed_numbers write them.",
        )
    if manner.count == "jaccard":
        raise PrivacyError(
            "Jaccard's index was asked for print",
            code="QC-PV05",
            where=counted.name,
            allowed="An index tells the numbers it is made of, and no rule for cells holds for it",
            do="Ask for words, or for the team.",
        )
