"""The plan of pseudonyms: one row for each proposal, which a person reads and decides."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast, get_args

from qualcode.errors import UsageError
from qualcode.model import Span
from qualcode.pseudonymise.spreadsheet import Problems, Row, read_rows, write_rows

if TYPE_CHECKING:
    import pandas as pd

Choice = Literal["replace", "keep", "?"]

NOTHING = "none"
"""Label of the one row of a document in which nothing was found: its review is as explicit as any other."""

COLUMNS = (
    "document", "version", "turn", "start", "end", "label", "found", "replacement", "decision", "reviewed_by",
    "score", "detector", "context",
)  # fmt: skip
_NEEDED = ("document", "start", "end", "found", "replacement", "decision", "reviewed_by")
_LABEL_OF_A_PERSON_S_ROW = "PERSON"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One proposal, or one decision of a person.

    Parameters
    ----------
    document, version : str
        Name of the document, and short SHA-256 of the text that the positions refer to.
    turn : int or None
        Number of the turn, for the reader.
    start, end : int or None
        Where it stands. Without positions the row means every whole word like ``found``, in any case and in the
        genitive, in the document or (where ``document`` is empty) in all: so a person adds what was missed.
    label : str
    found : str
        The words as they stand. Never shown in ``repr``.
    replacement : str
        What will stand there, a genitive's ending included.
    decision : {"replace", "keep", "?"}
        ``"?"`` waits for a person.
    reviewed_by : str
        Who has read the row; empty until somebody has.
    score : float or None
        How sure the detector was; nothing depends on it.
    detector : str
        Empty in a row that a person added.
    context : str
        The words around it, for the reader. Never shown in ``repr``.
    line : int
        Row number in the file, counted as spreadsheets do; 0 before there is a file.
    """

    document: str
    version: str = ""
    turn: int | None = None
    start: int | None = None
    end: int | None = None
    label: str = _LABEL_OF_A_PERSON_S_ROW
    found: str = field(default="", repr=False)
    replacement: str = field(default="", repr=False)
    decision: Choice = "?"
    reviewed_by: str = field(default="", repr=False)
    score: float | None = None
    detector: str = ""
    context: str = field(default="", repr=False)
    line: int = field(default=0, compare=False)

    @property
    def is_open(self) -> bool:
        """True where a person must choose, or nobody has read the row."""
        return self.decision == "?" or not self.reviewed_by

    @property
    def span(self) -> Span | None:
        """Where it stands; None for a row that means every occurrence, and for an empty document's row."""
        if self.start is None or self.end is None:
            return None
        return Span(self.start, self.end)

    @property
    def is_everywhere(self) -> bool:
        """True for a row that means every occurrence."""
        return self.start is None and self.label != NOTHING


@dataclass(frozen=True, repr=False)
class Plan:
    """All rows, by document and position.

    Examples
    --------
    >>> plan = Plan((PlanRow("a", decision="replace", found="Bo", replacement="[person 1]"),))
    >>> plan, len(plan.open_rows()), len(plan.reviewed_by("anna").open_rows())
    (Plan(1 row: 1 replace, 0 keep, 0 to decide; 1 open), 1, 0)
    """

    rows: tuple[PlanRow, ...]

    @classmethod
    def of(cls, rows: Iterable[PlanRow]) -> Plan:
        """Sort rows by document and position and number them as the file will."""
        ordered = sorted(
            rows, key=lambda row: (row.document, -1 if row.start is None else row.start, row.found)
        )
        return cls(tuple(replace(row, line=line) for line, row in enumerate(ordered, start=2)))

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[PlanRow]:
        return iter(self.rows)

    def __repr__(self) -> str:
        count = Counter(row.decision for row in self.rows)
        rows = "1 row" if len(self.rows) == 1 else f"{len(self.rows)} rows"
        return (
            f"Plan({rows}: {count['replace']} replace, {count['keep']} keep, {count['?']} to decide; "
            f"{len(self.open_rows())} open)"
        )

    def open_rows(self, document: str | None = None) -> list[PlanRow]:
        """Return the rows that wait for a person; with a document, those that concern it."""
        return [
            row for row in self.rows if row.is_open and (document is None or row.document in ("", document))
        ]

    def reviewed_by(self, name: str) -> Plan:
        """Return the plan with a reviewer's name in every row that has none.

        Rows with the decision ``?`` stay open: a signature is no choice.
        """
        if not name.strip():
            raise UsageError("the reviewer has no name", code="QC-PS07", do="Say who has read the plan.")
        signed = (row if row.reviewed_by else replace(row, reviewed_by=name.strip()) for row in self.rows)
        return Plan(tuple(signed))

    def to_frame(self) -> pd.DataFrame:
        """Return the plan as a table with the file's columns. It holds the words that were found."""
        import pandas as pd

        table = pd.DataFrame(
            [[getattr(row, column) for column in COLUMNS] for row in self.rows], columns=list(COLUMNS)
        )
        return table.astype({"turn": "Int64", "start": "Int64", "end": "Int64", "score": "Float64"})


def write_plan(plan: Plan, path: Path) -> None:
    """Write the plan as CSV where only its owner can read it; the folder must be there."""
    write_rows(path, COLUMNS, ([getattr(row, column) for column in COLUMNS] for row in plan.rows))


def read_plan(path: Path) -> Plan:
    """Read a plan that was written here, or saved again by a spreadsheet.

    Parameters
    ----------
    path : Path
        CSV with commas, semicolons or tabs, with or without a byte order mark.

    Raises
    ------
    PseudonymisationError
        QC-PS01, with every problem of the file by its row; no cell's content.
    """
    problems = Problems(path, "QC-PS01", "the plan")
    read = [_row(row, problems) for row in read_rows(path, COLUMNS, _NEEDED, problems)]
    problems.check()
    return Plan(tuple(row for row in read if row is not None))


def _row(row: Row, problems: Problems) -> PlanRow | None:
    cells = row.cells
    start, end, turn = (_number(row, column, problems) for column in ("start", "end", "turn"))
    decision = cells["decision"].strip().casefold() or "?"
    if decision not in get_args(Choice):
        problems.add(row.line, "the decision is none that there is", "replace, keep or ?")
        return None
    label = cells["label"].strip() or _LABEL_OF_A_PERSON_S_ROW
    made = PlanRow(
        document=cells["document"].strip(),
        version=cells["version"].strip(),
        turn=turn,
        start=start,
        end=end,
        label=label,
        found=cells["found"],
        replacement=cells["replacement"],
        decision=cast("Choice", decision),
        reviewed_by=cells["reviewed_by"].strip(),
        score=_score(cells["score"]),
        detector=cells["detector"].strip(),
        context=cells["context"],
        line=row.line,
    )
    _check(made, problems)
    return made


def _number(row: Row, column: str, problems: Problems) -> int | None:
    cell = row.cells[column].strip()
    if not cell:
        return None
    if not (cell.isascii() and cell.isdigit() and len(cell) < 12):
        problems.add(row.line, f"{column} is not a whole number", "Digits, or an empty cell")
        return None
    return int(cell)


def _score(cell: str) -> float | None:
    """Return the score; a spreadsheet may have made something else of it, and nothing depends on it."""
    cell = cell.strip().replace(",", ".")
    whole, _, part = cell.partition(".")
    return float(cell) if whole.isascii() and whole.isdigit() and (not part or part.isdigit()) else None


def _check(row: PlanRow, problems: Problems) -> None:
    if (row.start is None) != (row.end is None):
        problems.add(row.line, "only one of start and end is there", "Both, or none for every occurrence")
    elif row.start is None and row.label != NOTHING and not row.found.strip():
        problems.add(row.line, "found is empty", "The words to look for")
    elif row.start is not None and row.end is not None:
        if row.end <= row.start:
            problems.add(row.line, "end does not come after start")
        elif row.end - row.start != len(row.found):
            problems.add(
                row.line, "found is not as long as start and end say", do="Put both back as they were."
            )
        if not (row.document and row.version):
            problems.add(row.line, "a row with positions needs its document and version")


def overlapping(rows: Sequence[PlanRow]) -> Iterator[tuple[PlanRow, PlanRow]]:
    """Yield pairs of neighbours whose positions overlap, of rows with positions in order."""
    for first, second in itertools.pairwise(rows):
        if first.span and second.span and first.span.overlaps(second.span):
            yield first, second
