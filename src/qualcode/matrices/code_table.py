"""Codes against something else than codes: interviews, or what is known of who spoke, where and how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from qualcode.errors import UsageError
from qualcode.labels import Labels
from qualcode.matrices.anchors import cell_anchor
from qualcode.matrices.counting import ALL, Basis, Count, tally
from qualcode.matrices.ground import Ground
from qualcode.matrices.html import html_table
from qualcode.matrices.theme import WHATS, Cell, What
from qualcode.model import Codebook, Segment

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["document", "area", "role", "mode", "stance", "site"]

TEAM_ONLY: frozenset[Kind] = frozenset({"document", "site"})
"""What points to one municipality or one interview: never printed, not even in words."""

Found: TypeAlias = Mapping[tuple[str, str], Sequence[int]]
"""Indexes of the ground's segments by code and value."""

_LABELS = {
    "codes": {"da": "Tema", "en": "Theme"},
    "all": {"da": "alle udsagn i alt", "en": "all statements in total"},
    "document": {"da": "Temaer i hvert interview", "en": "Themes in each interview"},
    "area": {"da": "Temaer efter informantens område", "en": "Themes by the informant's area"},
    "role": {"da": "Temaer efter hvem der taler", "en": "Themes by who speaks"},
    "mode": {"da": "Temaer efter interviewform", "en": "Themes by mode of interview"},
    "stance": {"da": "Temaer efter erfaring, ønske og modeksempel", "en": "Themes by experience, wish and counterexample"},
    "site": {"da": "Temaer efter sted", "en": "Themes by site"},
}  # fmt: skip


@dataclass(frozen=True, repr=False)
class CodeTable:
    """Codes against interviews or an attribute. Made by :func:`code_document` and :func:`code_attribute`.

    Parameters
    ----------
    kind : {"document", "area", "role", "mode", "stance", "site"}
        What the columns are.
    row_names, column_names : mapping of str to str
        Full ids of codes, and values of the attribute, with their printed names, in order.
    cells : mapping of (str, str) to Cell
        The cells in which something was said.
    totals : mapping of str to Count
        By value, all that was said, coded or not: what a cell is to be measured against.
    codebook : Codebook
    basis : Basis
    n_left_out : int
        Codings that lie on no segment that is counted.
    """

    kind: Kind
    row_names: Mapping[str, str]
    column_names: Mapping[str, str]
    cells: Mapping[tuple[str, str], Cell]
    totals: Mapping[str, Count]
    codebook: Codebook
    basis: Basis
    n_left_out: int = 0

    @property
    def name(self) -> str:
        """Short name for files."""
        return f"code-{self.kind}"

    @property
    def title(self) -> str:
        """Title for print."""
        return Labels(_LABELS, self.basis.language)(self.kind)

    @property
    def may_print(self) -> bool:
        """Whether a table of this kind may ever leave the team."""
        return self.kind not in TEAM_ONLY

    @property
    def heading(self) -> str:
        """What stands above the codes."""
        return Labels(_LABELS, self.basis.language)("codes")

    def cell(self, code: str, value: str) -> Cell:
        """Return one cell, empty or not."""
        if code not in self.row_names or value not in self.column_names:
            wrong, of = (code, "code") if code not in self.row_names else (value, self.kind)
            raise UsageError(
                f"the table has no {of} {wrong!r}",
                code="QC-MX10",
                where=self.name,
                do="Look at row_names and column_names.",
            )
        return self.cells.get((code, value)) or Cell(code, value)

    def segments(self, code: str, value: str) -> tuple[Segment, ...]:
        """Return a cell's segments, in reading order."""
        return self.cell(code, value).segments

    def value(self, code: str, value: str, count: What = "segments") -> int | str:
        """Return what a table shows in one cell: a number, or a word (empty for an empty cell)."""
        if count not in WHATS:
            raise UsageError(
                f"there is no count {count!r}", code="QC-MX11", where=self.name, allowed=f"Counts: {', '.join(WHATS)}"
            )  # fmt: skip
        n = self.cell(code, value).total
        return self.basis.quantifier(n.sites) if count == "words" else int(getattr(n, count))

    def filled(self) -> tuple[list[str], list[str]]:
        """Return the codes of which something was said, and the values of which anybody spoke, coded or not."""
        codes = {code for code, _ in self.cells}
        values = [value for value in self.column_names if self.totals[value].segments]
        return [code for code in self.row_names if code in codes], values

    def anchor(self, code: str, value: str) -> str:
        """Return the anchor of a cell; see :func:`qualcode.matrices.cell_anchor`."""
        return cell_anchor(code, f"{self.kind}:{value}")

    def to_frame(self) -> pd.DataFrame:
        """Return a row per cell in which something was said, for the team.

        Columns are ``code``, the kind of table (such as ``area``), ``segments``, ``speakers``, ``sites``,
        ``quantifier`` and ``anchor``.
        """
        import pandas as pd

        rows = [
            (*place, n.segments, n.speakers, n.sites, self.basis.quantifier(n.sites), self.anchor(*place))
            for place in self._in_order()
            for n in [self.cells[place].total]
        ]
        columns = ["code", self.kind, "segments", "speakers", "sites", "quantifier", "anchor"]
        return pd.DataFrame(rows, columns=columns)

    def wide(
        self, count: What = "segments", *, drop_empty: bool = False, with_totals: bool = False
    ) -> pd.DataFrame:
        """Return the table with printed names.

        Parameters
        ----------
        count : {"segments", "speakers", "sites", "words"}, default="segments"
        drop_empty : bool, default=False
            Leave out codes of which nothing was said.
        with_totals : bool, default=False
            Add a last row with all that was said, coded or not. Numbers only.
        """
        import pandas as pd

        rows = self.filled()[0] if drop_empty else list(self.row_names)
        values = [[self.value(row, column, count) for column in self.column_names] for row in rows]
        names = [self.row_names[row] for row in rows]
        if with_totals and count != "words":
            values.append([getattr(self.totals[column], count) for column in self.column_names])
            names.append(Labels(_LABELS, self.basis.language)("all"))
        index = pd.Index(names, name=self.heading)
        return pd.DataFrame(values, index=index, columns=list(self.column_names.values()))

    def _in_order(self) -> Iterable[tuple[str, str]]:
        for code in self.row_names:
            for value in self.column_names:
                if (code, value) in self.cells:
                    yield code, value

    def __repr__(self) -> str:
        return (
            f"<CodeTable by {self.kind}: {len(self.cells)} cells of {len(self.filled()[0])} codes and"
            f" {len(self.column_names)} columns; {self.basis.of_what()}>"
        )

    def _repr_html_(self) -> str:
        frame = self.wide("segments", drop_empty=True)
        lines = ([name, *(value or "" for value in row)] for name, *row in frame.itertuples(name=None))
        return html_table(self.title, [self.heading, *frame.columns], lines, more=repr(self).strip("<>"))


def cells_of(ground: Ground, found: Found) -> dict[tuple[str, str], Cell]:
    """Count what was found; the indexes are in reading order."""
    return {
        place: Cell(*place, {ALL: tally(ground, at)}, tuple(ground.segments[i] for i in at))
        for place, at in found.items()
    }
