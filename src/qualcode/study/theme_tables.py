"""Theme tables: counted, made ready for the team or for print, and written in the format that a file's ending names.

The team sees numbers. What is printed carries words; numbers print only as the disclosure gate leaves them, and what points
to one municipality or one interview does not print at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qualcode.interchange.summaries_csv import read_summaries
from qualcode.matrices import (
    CodePairs,
    CodeTable,
    FrameworkMatrix,
    Summary,
    ThemeMatrix,
    code_attribute,
    code_document,
    code_pairs,
    framework,
)
from qualcode.study.counting import Counting
from qualcode.study.table_files import ENDINGS, require_ending, write_shown, write_table
from qualcode.study.table_manner import AUDIENCES, Audience, Counted, Manner, Protect
from qualcode.study.table_showing import table_of, tables_of

if TYPE_CHECKING:
    from qualcode.matrices.code_attribute import Attribute
    from qualcode.model import Quote
    from qualcode.study.facade import Study


__all__ = [
    "AUDIENCES",
    "ENDINGS",
    "Audience",
    "Counted",
    "Manner",
    "Protect",
    "attributes",
    "cooccurrence",
    "documents",
    "framework_of",
    "require_ending",
    "table_of",
    "tables_of",
    "write_shown",
    "write_table",
]


def cooccurrence(study: Study, branches: Sequence[str] = (), *, as_of: str = "") -> CodePairs:
    """Count which codes are spoken of together; by default all of the codebook."""
    counting = Counting.of(study, as_of=as_of)
    wanted = list(branches) or [code.id for code in counting.codebook.children()]
    return code_pairs(*_given(counting), branches=wanted, **counting.settings())


def documents(study: Study, branches: Sequence[str] = (), *, as_of: str = "") -> CodeTable:
    """Count each code in each interview, for the team."""
    counting = Counting.of(study, as_of=as_of)
    return code_document(*_given(counting), branches=branches, **counting.settings())


def attributes(
    study: Study, attribute: Attribute = "area", branches: Sequence[str] = (), *, as_of: str = ""
) -> CodeTable:
    """Count each code by area, role, mode of interview, stance or site."""
    counting = Counting.of(study, as_of=as_of)
    return code_attribute(
        *_given(counting),
        attribute=attribute,
        branches=branches,
        interviews=study.interviews,
        **counting.settings(),
    )


def framework_of(
    study: Study,
    *,
    rows: str | None = None,
    columns: str | None = None,
    statements: Mapping[tuple[str, str], str] | None = None,
    quotes: Sequence[Quote] = (),
) -> FrameworkMatrix:
    """Put what people wrote in data/summaries.csv, and quotes, into the cells of a matrix.

    Parameters
    ----------
    study : Study
    rows, columns : str, optional
        Two branches; by default those of the first matrix of study.yaml.
    statements : mapping of (str, str) to str, optional
        Sentences by cell that stand where nobody has written a summary.
    quotes : sequence of Quote
    """
    first = study.config.matrices[0]
    matrix = Counting.of(study).matrix(rows or first.rows, columns or first.columns)
    made = {place: Summary(text) for place, text in (statements or {}).items()}
    return framework(matrix, summaries=made | _written(study, matrix), quotes=quotes)


def _written(study: Study, matrix: ThemeMatrix) -> dict[tuple[str, str], Summary]:
    """Return the summaries that people wrote, of this matrix: the file may hold those of others, too."""
    path = study.layout.data / "summaries.csv"
    if not path.exists():
        return {}
    return {
        (one.row, one.column): Summary(one.text, one.by)
        for one in read_summaries(path, codebook=study.codebook)
        if one.row in matrix.row_names and one.column in matrix.column_names
    }


def _given(counting: Counting) -> tuple[Any, Any, Any]:
    return counting.codings, counting.segments, counting.codebook
