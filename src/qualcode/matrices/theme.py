"""Theme matrices: the codes of one branch against the codes of another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from qualcode.errors import UsageError
from qualcode.matrices.anchors import cell_anchor
from qualcode.matrices.counting import (
    ALL,
    BOTH,
    Areas,
    Basis,
    Count,
    basis_of,
    by_area,
    check_branch,
    check_codes,
    in_area,
    lines_of,
    of_branch,
)
from qualcode.matrices.emptiness import MARKS, Emptiness, why_empty
from qualcode.matrices.ground import Ground, meet
from qualcode.matrices.html import html_table
from qualcode.model import DEFAULT_SEGMENTATION, Codebook, CodingSet, GuideItem, Segment

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from qualcode.matrices.figures import PrintSize

MATRIX_COLUMNS = ("row", "column", "area", "segments", "speakers", "sites", "quantifier", "anchor")

What = Literal["words", "sites", "speakers", "segments"]
WHATS: tuple[What, ...] = ("words", "sites", "speakers", "segments")


@dataclass(frozen=True, slots=True)
class Cell:
    """What was said of a row's and a column's code together.

    Parameters
    ----------
    row, column : str
        Full ids.
    counts : mapping of str to Count
        By area in which it was said, then ``begge`` where it applies, then ``alle``; empty for an empty cell.
    segments : tuple of Segment
        The informants' segments, in reading order.
    """

    row: str
    column: str
    counts: Mapping[str, Count] = field(default_factory=dict)
    segments: tuple[Segment, ...] = field(default=(), repr=False)

    @property
    def total(self) -> Count:
        """The count over all informants."""
        return self.counts.get(ALL, Count())

    def __bool__(self) -> bool:
        return bool(self.segments)


@dataclass(frozen=True, repr=False)
class ThemeMatrix:
    """Who says what of whom: a table of counts that leads back to its segments. Made by :func:`theme_matrix`.

    Parameters
    ----------
    name, title : str
        Short name for files; title for print.
    rows, columns : str
        The two branches.
    row_names, column_names : dict of str to str
        Full id to printed name, in the codebook's order.
    cells : dict of (str, str) to Cell
        The cells in which something was said.
    codebook : Codebook
    basis : Basis
        What was counted.
    guide : tuple of GuideItem
        Empty where the study has none.
    n_left_out : int
        Codings of the two branches that lie on no informant's segment and were not counted.
    """

    name: str
    title: str
    rows: str
    columns: str
    row_names: Mapping[str, str]
    column_names: Mapping[str, str]
    cells: Mapping[tuple[str, str], Cell]
    codebook: Codebook
    basis: Basis
    guide: tuple[GuideItem, ...] = ()
    n_left_out: int = 0

    def cell(self, row: str, column: str) -> Cell:
        """Return one cell, empty or not."""
        self._check(row, column)
        return self.cells.get((row, column)) or Cell(row, column)

    def segments(self, row: str, column: str, area: str = ALL) -> tuple[Segment, ...]:
        """Return a cell's segments, in reading order; of one area's informants, if asked."""
        wanted = in_area(area)
        return tuple(segment for segment in self.cell(row, column).segments if wanted(segment.area))

    def why_empty(self, row: str, column: str) -> Emptiness:
        """Say why a cell is empty, as far as the interview guide tells; nothing for a cell that is not.

        Returns
        -------
        {"asked, not mentioned", "not asked", "not recorded", ""}
            "Not mentioned" is not "asked and denied".
        """
        if self.cell(row, column):
            return ""
        return why_empty(self.guide, row, column, self.rows)

    def to_frame(self) -> pd.DataFrame:
        """Return the matrix with a row per cell and area (``MATRIX_COLUMNS``).

        Only cells in which something was said: a row for every area that said it (empty for
        people without one), a row ``begge`` where all of
        ``both_areas`` did, and a row ``alle`` for all informants.
        """
        import pandas as pd

        rows = [
            (
                *place,
                area,
                n.segments,
                n.speakers,
                n.sites,
                self.basis.quantifier(n.sites),
                self.anchor(*place, area),
            )
            for place, cell in self._in_order()
            for area, n in cell.counts.items()
        ]
        return pd.DataFrame(rows, columns=list(MATRIX_COLUMNS))

    def wide(
        self, count: What = "sites", area: str = ALL, *, drop_empty: bool = False, mark_empty: bool = False
    ) -> pd.DataFrame:
        """Return the matrix as a table with the codes' printed names.

        Parameters
        ----------
        count : {"sites", "speakers", "segments", "words"}, default="sites"
            ``"words"`` is the form that is printed for others.
        area : str, default="alle"
            An area, ``"begge"`` or ``"alle"``.
        drop_empty : bool, default=False
            Leave out rows and columns in which nobody said anything.
        mark_empty : bool, default=False
            For words: ``–`` where it was asked and not mentioned, ``/`` where it was not asked.
        """
        import pandas as pd

        rows, columns = self.filled(area) if drop_empty else (list(self.row_names), list(self.column_names))
        values = [[self.value(row, column, count, area) for column in columns] for row in rows]
        if mark_empty and count == "words":
            values = [
                [value or self.mark(row, column) for value, column in zip(line, columns, strict=True)]
                for line, row in zip(values, rows, strict=True)
            ]
        return pd.DataFrame(
            values,
            index=pd.Index([self.row_names[row] for row in rows], name=self.codebook[self.rows].name),
            columns=[self.column_names[column] for column in columns],
        )

    def value(self, row: str, column: str, count: What = "sites", area: str = ALL) -> int | str:
        """Return what a table shows in one cell: a number, or a word (empty for an empty cell)."""
        self._check_choice(count, area)
        n = self.cell(row, column).counts.get(area, Count())
        return self.basis.quantifier(n.sites) if count == "words" else int(getattr(n, count))

    def mark(self, row: str, column: str) -> str:
        """Return what a table prints in an empty cell."""
        return MARKS[self.why_empty(row, column)]

    def wide_by_area(self, count: What = "words", *, drop_empty: bool = True) -> pd.DataFrame:
        """Return the matrix once for each area, side by side; see :meth:`wide`.

        Columns have two levels: the area's printed name, and the code's. Areas are those in which somebody said
        something, in printed order; they share their rows and columns.
        """
        import pandas as pd

        areas = [
            area for area in self.basis.areas if any(area in cell.counts for cell in self.cells.values())
        ]
        rows, columns = self.filled() if drop_empty else (list(self.row_names), list(self.column_names))
        values = [[self.value(row, c, count, area) for area in areas for c in columns] for row in rows]
        names = [(self.basis.areas[area], self.column_names[c]) for area in areas for c in columns]
        return pd.DataFrame(
            values,
            index=pd.Index([self.row_names[row] for row in rows], name=self.codebook[self.rows].name),
            columns=pd.MultiIndex.from_tuples(names, names=["area", "column"]),
        )

    def anchor(self, row: str, column: str, area: str = ALL) -> str:
        """Return the anchor of a cell, or of what one area said of it; see :func:`qualcode.matrices.cell_anchor`."""
        return cell_anchor(row, column, *([] if area == ALL else [f"area:{area}"]))

    def filled(self, area: str = ALL) -> tuple[list[str], list[str]]:
        """Return the rows and the columns in which somebody of an area said something."""
        said = {place for place, cell in self.cells.items() if area in cell.counts}
        rows, columns = {row for row, _ in said}, {column for _, column in said}
        return [row for row in self.row_names if row in rows], [c for c in self.column_names if c in columns]

    def plot(
        self, *, count: What = "words", area: str = ALL, language: str = "", print_size: PrintSize = "auto"
    ) -> Figure:
        """Draw the matrix for print; see :func:`qualcode.matrices.figures.plot_matrix`."""
        from qualcode.matrices.figures import plot_matrix

        return plot_matrix(self, count=count, area=area, language=language, print_size=print_size)

    def _in_order(self) -> Iterable[tuple[tuple[str, str], Cell]]:
        for row in self.row_names:
            for column in self.column_names:
                if (row, column) in self.cells:
                    yield (row, column), self.cells[row, column]

    def _check(self, row: str, column: str) -> None:
        if row not in self.row_names or column not in self.column_names:
            wrong = row if row not in self.row_names else column
            raise UsageError(
                f"the matrix has no {'row' if wrong is row else 'column'} {wrong!r}",
                code="QC-MX10",
                where=self.name,
                allowed=f"The leaves of {self.rows!r} and of {self.columns!r}",
                do="Look at row_names and column_names.",
            )

    def _check_choice(self, count: str, area: str) -> None:
        if count not in WHATS or area not in (*self.basis.areas, BOTH, ALL):
            raise UsageError(
                f"there is no count {count!r} of {area!r}",
                code="QC-MX11",
                where=self.name,
                allowed=f"Counts: {', '.join(WHATS)}; areas: {', '.join((*self.basis.areas, BOTH, ALL))}",
                do="Choose among them.",
            )

    def __repr__(self) -> str:
        rows, columns = self.filled()
        return (
            f"<ThemeMatrix {self.rows} × {self.columns}: {len(self.cells)} cells in {len(rows)} of {len(self.row_names)}"
            f" rows and {len(columns)} of {len(self.column_names)} columns; {self.basis.of_what()}>"
        )

    def _repr_html_(self) -> str:
        rows, columns = self.filled()
        lines = (
            [self.row_names[row], *(self.value(row, column) or self.mark(row, column) for column in columns)]
            for row in rows
        )
        header = ["", *(self.column_names[column] for column in columns)]
        return html_table(self.title or self.name, header, lines, more=repr(self).strip("<>"))


def theme_matrix(
    codings: CodingSet,
    segments: Sequence[Segment],
    codebook: Codebook,
    *,
    rows: str,
    columns: str,
    areas: Areas,
    both_areas: Sequence[str],
    sites_total: int,
    language: str,
    words: Mapping[int, str] | None = None,
    guide: Sequence[GuideItem] | None = None,
    segmentation: str = DEFAULT_SEGMENTATION,
    name: str = "",
    title: str = "",
) -> ThemeMatrix:
    """Count in how many segments, by how many persons and at how many sites two branches meet.

    A cell (row code, column code) holds the informants' segments in which a span of each code and the segment
    have at least one code point in common. Wishes and counterexamples count.

    Parameters
    ----------
    codings : CodingSet
        The chosen set, such as the consensus.
    segments : sequence of Segment
        All segments of one segmentation of the coded documents.
    codebook : Codebook
    rows, columns : str
        Two branches. The lines of the matrix are their leaves, and inner codes that the set uses, in the
        codebook's order. The same branch twice shows which codes meet; its diagonal is the codes themselves.
    areas : sequence of str, or mapping of str to str
        Ids of the areas in printed order, with printed names or without; areas that only segments name follow.
    both_areas : sequence of str
        The areas that make ``begge``.
    sites_total : int
        Sites of the study, which the printed words are measured against.
    language : str
        Language of the printed words.
    words : mapping of int to str, optional
        The study's own words by number of sites.
    guide : sequence of GuideItem, optional
        The interview guide: it tells an empty cell from a question nobody asked.
    segmentation : str
        Name of the segmentation, to stand with the result.
    name, title : str
        By default the two branches and their names.

    Returns
    -------
    ThemeMatrix

    Raises
    ------
    MatrixError
        Codings, segments, codebook and settings do not fit each other (QC-MX01 to QC-MX07).

    Examples
    --------
    >>> from qualcode.model import Code, Coding, Span
    >>> book = Codebook("1", "da", "", (Code("partner", "Partner", codable=False), Code("partner.politi", "Politiet"),
    ...     Code("fremmer", "Fremmer", codable=False), Code("fremmer.tillid", "Tillid")))
    >>> said = [Segment("a", "v1", 1, Span(0, 9), 1, "p1", "informant", "boern", "k1")]
    >>> coded = CodingSet("consensus", tuple(Coding(code, "a", "v1", Span(0, 9), code, "anna")
    ...     for code in ("partner.politi", "fremmer.tillid")))
    >>> matrix = theme_matrix(coded, said, book, rows="partner", columns="fremmer", areas=["boern"], both_areas=[],
    ...     sites_total=6, language="da")
    >>> matrix.cell("partner.politi", "fremmer.tillid").total
    Count(segments=1, speakers=1, sites=1)
    >>> matrix.value("partner.politi", "fremmer.tillid", "words")
    'en enkelt'
    """
    check_branch(codebook, rows, "rows")
    check_branch(codebook, columns, "columns")
    check_codes(codings, codebook)
    ground = Ground(segments)
    ground.check(codings)
    basis = basis_of(
        codings,
        ground,
        segmentation=segmentation,
        sites_total=sites_total,
        language=language,
        areas=areas,
        both_areas=both_areas,
        words=words,
    )
    row_marks = ground.mark(of_branch(codings, rows), attrgetter("code"))
    column_marks = ground.mark(of_branch(codings, columns), attrgetter("code"))
    return ThemeMatrix(
        name=name or f"{rows}-{columns}",
        title=title or f"{codebook[rows].name} × {codebook[columns].name}",
        rows=rows,
        columns=columns,
        row_names=lines_of(codebook, [rows], codings),
        column_names=lines_of(codebook, [columns], codings),
        cells={
            place: Cell(*place, by_area(ground, found, basis), tuple(ground.segments[i] for i in found))
            for place, found in meet(row_marks, column_marks).items()
        },
        codebook=codebook,
        basis=basis,
        guide=tuple(guide or ()),
        n_left_out=len(row_marks.left_out | column_marks.left_out),
    )
