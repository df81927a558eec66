"""The framework matrix: a partner a row, a theme a column, and in each cell a summary with its quotes.

Charting as in the framework method (J. Ritchie and L. Spencer, "Qualitative data analysis for applied policy research",
in Bryman and Burgess, Analyzing Qualitative Data, 1994): what was said is condensed by a person, cell by cell, and each
summary leads back to the words. What nobody has summed up stays empty; nothing here writes for them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualcode.errors import MatrixError, Problem
from qualcode.labels import Labels
from qualcode.matrices.counting import Basis
from qualcode.matrices.html import html_table
from qualcode.matrices.theme import Cell, ThemeMatrix
from qualcode.model import Quote, Segment

if TYPE_CHECKING:
    import pandas as pd

FRAMEWORK_COLUMNS = (
    "row", "column", "summary", "by", "quotes", "segments", "speakers", "sites", "quantifier", "anchor"
)  # fmt: skip

Place = tuple[str, str]
_Lines = Callable[[str, str], list[str]]

_SHORT = 8
"""Characters of a quote's id that a cell shows: enough to find it in the list of quotes."""

_SHOWN = 10

_LABELS = {
    "title": {"da": "Rammematrix: {title}", "en": "Framework matrix: {title}"},
    "quotes": {"da": "Citater: {ids}", "en": "Quotes: {ids}"},
    "counts": {
        "da": "Udsagn: {segments} · personer: {speakers} · steder: {sites}",
        "en": "Statements: {segments} · persons: {speakers} · sites: {sites}",
    },
}


@dataclass(frozen=True, slots=True)
class Summary:
    """What a person, or a finding, says of one cell.

    Parameters
    ----------
    text : str
        Never shown in ``repr``: it may hold more than may leave the study.
    by : str
        Who wrote it; empty for a sentence that was made from the findings.
    """

    text: str = field(repr=False)
    by: str = ""


@dataclass(frozen=True, repr=False)
class FrameworkMatrix:
    """Summaries by row and column, over the counts of a theme matrix. Made by :func:`framework`.

    Parameters
    ----------
    matrix : ThemeMatrix
    summaries : mapping of (str, str) to Summary
    quotes : mapping of (str, str) to tuple of str
        Ids of the quotes by cell.
    """

    matrix: ThemeMatrix
    summaries: Mapping[Place, Summary]
    quotes: Mapping[Place, tuple[str, ...]]

    @property
    def name(self) -> str:
        """Short name for files."""
        return f"framework-{self.matrix.name}"

    @property
    def basis(self) -> Basis:
        """What was counted."""
        return self.matrix.basis

    @property
    def title(self) -> str:
        """Title for print."""
        return self._words("title", title=self.matrix.title)

    def _words(self, key: str, **values: object) -> str:
        return Labels(_LABELS, self.matrix.basis.language)(key, **values)

    def summary(self, row: str, column: str) -> Summary:
        """Return what was written of a cell; an empty summary where nobody has."""
        return self.summaries.get((row, column)) or Summary("")

    def segments(self, row: str, column: str) -> tuple[Segment, ...]:
        """Return a cell's segments, in reading order."""
        return self.matrix.segments(row, column)

    def filled(self) -> tuple[list[str], list[str]]:
        """Return the rows and columns in which something was said or written."""
        places = {place for place, cell in self.matrix.cells.items() if cell} | self.summaries.keys()
        rows, columns = {row for row, _ in places}, {column for _, column in places}
        return (
            [row for row in self.matrix.row_names if row in rows],
            [column for column in self.matrix.column_names if column in columns],
        )

    def waiting(self) -> list[Place]:
        """Return the cells in which something was said and nobody has summed it up."""
        return [place for place in self._places() if not self.summary(*place).text]

    def to_frame(self) -> pd.DataFrame:
        """Return a row per cell in which something was said or written (``FRAMEWORK_COLUMNS``), for the team.

        Written to ``data/summaries.csv`` with the column ``summary`` filled in, it is read back.
        """
        import pandas as pd

        return pd.DataFrame([self._row(place) for place in self._places()], columns=list(FRAMEWORK_COLUMNS))

    def _row(self, place: Place) -> tuple[object, ...]:
        written, n = self.summary(*place), self._cell(place).total
        return (
            *place,
            written.text,
            written.by,
            "; ".join(self.quotes.get(place, ())),
            n.segments,
            n.speakers,
            n.sites,
            self.matrix.basis.quantifier(n.sites),
            self.matrix.anchor(*place),
        )

    def wide(self) -> pd.DataFrame:
        """Return the matrix with printed names; each cell has its summary, quotes and counts, a line for each.

        For the team: for print, :meth:`printed` leaves out what is not cleared.
        """
        return self._wide(self._for_team)

    def printed(self, cleared: Collection[str] = ()) -> pd.DataFrame:
        """Return the matrix in words: how widespread each cell is, and the summaries that may print.

        Parameters
        ----------
        cleared : collection of str
            Anchors of the cells whose summary has passed the disclosure gate; the others are held back.
        """
        return self._wide(lambda row, column: self._for_print(row, column, cleared))

    def _for_team(self, row: str, column: str) -> list[str]:
        n, ids = self._cell((row, column)).total, self.quotes.get((row, column), ())
        lines = [self.summary(row, column).text]
        if ids:
            lines.append(self._words("quotes", ids=", ".join(id[:_SHORT] for id in ids)))
        if n.segments:
            lines.append(self._words("counts", segments=n.segments, speakers=n.speakers, sites=n.sites))
        return lines

    def _for_print(self, row: str, column: str, cleared: Collection[str]) -> list[str]:
        word = self.matrix.basis.quantifier(self._cell((row, column)).total.sites)
        may = self.matrix.anchor(row, column) in cleared
        return [word, self.summary(row, column).text if may else ""]

    def _wide(self, lines: _Lines) -> pd.DataFrame:
        import pandas as pd

        rows, columns = self.filled()
        values = [["\n".join(filter(None, lines(row, column))) for column in columns] for row in rows]
        names = self.matrix.row_names
        index = pd.Index(
            [names[row] for row in rows], name=self.matrix.codebook[self.matrix.rows].name, dtype=object
        )
        return pd.DataFrame(
            values,
            index=index,
            columns=[self.matrix.column_names[column] for column in columns],
            dtype=object,
        )

    def _places(self) -> Iterable[Place]:
        rows, columns = self.filled()
        for row in rows:
            for column in columns:
                if self._cell((row, column)) or (row, column) in self.summaries:
                    yield row, column

    def _cell(self, place: Place) -> Cell:
        return self.matrix.cell(*place)

    def __repr__(self) -> str:
        n = sum(1 for _ in self._places())
        return f"<FrameworkMatrix: {n} cells, {n - len(self.waiting())} with a summary; {self.matrix.basis.of_what()}>"

    def _repr_html_(self) -> str:
        frame = self.wide()
        lines = ([name, *row] for name, *row in frame.itertuples(name=None))
        return html_table(
            self.title, [str(frame.index.name), *frame.columns], lines, more=repr(self).strip("<>")
        )


def framework(
    matrix: ThemeMatrix,
    *,
    summaries: Mapping[Place, Summary] | None = None,
    quotes: Iterable[Quote] = (),
) -> FrameworkMatrix:
    """Put summaries and quotes into the cells of a theme matrix.

    Parameters
    ----------
    matrix : ThemeMatrix
        Partners against themes, as :func:`qualcode.matrices.theme_matrix` counts them.
    summaries : mapping of (str, str) to Summary, optional
        By row's and column's code. What is missing stays empty, for a person to write.
    quotes : iterable of Quote
        Chosen quotes; each stands in the cells whose both codes lie on its words. Quotes that were withdrawn do not.

    Returns
    -------
    FrameworkMatrix

    Raises
    ------
    MatrixError
        A summary is for a cell that the matrix has not (QC-MX16).
    """
    given = dict(summaries or {})
    unknown = [
        place for place in given if place[0] not in matrix.row_names or place[1] not in matrix.column_names
    ]
    if unknown:
        raise MatrixError(
            f"{len(unknown)} summaries are for cells that the matrix has not",
            code="QC-MX16",
            where=matrix.name,
            allowed=f"Leaves of {matrix.rows!r} as rows and of {matrix.columns!r} as columns",
            do="Correct the columns row and column.",
            problems=[Problem(f"{row} × {column}", "no such cell") for row, column in unknown[:_SHOWN]],
        )
    return FrameworkMatrix(matrix, given, _by_cell(matrix, list(quotes)))


def _by_cell(matrix: ThemeMatrix, quotes: Sequence[Quote]) -> dict[Place, tuple[str, ...]]:
    by_cell: dict[Place, list[str]] = {}
    for quote in quotes:
        if quote.status == "withdrawn":
            continue
        codes = dict.fromkeys(quote.codes)
        for row in codes:
            for column in codes:
                if (row, column) in matrix.cells:
                    by_cell.setdefault((row, column), []).append(quote.id)
    return {place: tuple(ids) for place, ids in by_cell.items()}
