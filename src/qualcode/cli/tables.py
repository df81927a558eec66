"""Commands for tables: the theme matrix, and codes against codes, interviews, attributes and summaries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qualcode.cli.options import AsOfOption, JsonOption, OutputOption, StudyOption, opened
from qualcode.cli.output import ENDINGS as TABLE_ENDINGS
from qualcode.cli.output import FIGURES, emit, is_figure, require_ending, say
from qualcode.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.matrices import ThemeMatrix
    from qualcode.study import Study
    from qualcode.study.theme_tables import Counted, Manner

Count = Literal["sites", "speakers", "segments", "words"]
Measure = Literal["sites", "speakers", "segments", "words", "jaccard"]
Kind = Literal["cooccurrence", "documents", "attributes", "framework"]
For = Literal["print", "team"]
Attribute = Literal["area", "role", "mode", "stance", "site"]

_PRINTED = (".docx", ".tex", ".html")
"""Files for people, where a tidy table would be a riddle."""

AudienceOption = Annotated[
    For,
    typer.Option(
        "--for",
        help="Who will see it: numbers are for the team, print carries words; with --count, numbers as the gate leaves them.",
    ),
]
AnewOption = Annotated[
    str,
    typer.Option(
        metavar="REASON",
        help="For numbers for print, where those that went out before are withdrawn: why, for the log.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    for command in (matrix, tables):
        app.command()(command)


def matrix(
    rows: Annotated[str | None, typer.Option(metavar="BRANCH", help="Branch of the rows.")] = None,
    columns: Annotated[str | None, typer.Option(metavar="BRANCH", help="Branch of the columns.")] = None,
    count: Annotated[
        Count | None, typer.Option(help="Print the wide table of this count instead of the tidy one.")
    ] = None,
    area: Annotated[str | None, typer.Option(metavar="AREA", help="What informants of one area say.")] = None,
    by_area: Annotated[
        bool, typer.Option("--by-area", help="The areas side by side; in .xlsx a sheet for each.")
    ] = False,
    as_of: AsOfOption = "",
    audience: AudienceOption = "team",
    anew: AnewOption = "",
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Count who speaks of two codes together, by area.

    A file ending in .csv, .xlsx, .docx, .tex, .html or .json is a table; .png, .svg or .pdf draws the matrix in words.
    """
    if output is not None:
        require_ending(output, (*TABLE_ENDINGS, *_PRINTED, *FIGURES))
    _require_today(as_of, audience)
    with opened(study) as found:
        made = found.matrix(rows=rows, columns=columns, as_of=as_of)
        if is_figure(output):
            found.draw(made, output)
            say(str(output))
            return
        wide = count or by_area or anew or audience == "print" or _is_printed(output)
        if not wide:
            emit(_tidy_matrix(made, area), output, as_json=as_json, title=made.name or "matrix")
            return
        from qualcode.matrices import ALL
        from qualcode.study.theme_tables import Manner

        manner = Manner(audience=audience, count=count or "words", area=area or ALL, by_area=by_area)
        _show(found, made, manner, output, anew=anew, as_json=as_json)


def _tidy_matrix(matrix: ThemeMatrix, area: str | None) -> pd.DataFrame:
    from qualcode.study.tables import with_codebook

    frame = with_codebook(matrix.to_frame(), matrix.basis.codebook_version)
    if area is None:
        return frame
    if area not in set(frame["area"]):
        from qualcode.matrices import ALL
        from qualcode.study.theme_tables import Manner, tables_of

        tables_of(matrix, Manner(area=area or ALL))  # refuses an area that there is not
    return frame[frame["area"] == area]


def tables(
    kind: Annotated[
        Kind,
        typer.Argument(
            help="cooccurrence: codes that are spoken of together; documents: codes in each interview; attributes: codes by"
            " area, role, mode, stance or site; framework: summaries of a matrix, with quotes."
        ),
    ],
    branch: Annotated[
        list[str] | None,
        typer.Option(metavar="BRANCH", help="Only codes of this branch; may be given again."),
    ] = None,
    by: Annotated[Attribute, typer.Option(help="For attributes: by what.")] = "area",
    rows: Annotated[
        str | None, typer.Option(metavar="BRANCH", help="For the framework: branch of the rows.")
    ] = None,
    columns: Annotated[
        str | None, typer.Option(metavar="BRANCH", help="For the framework: branch of the columns.")
    ] = None,
    count: Annotated[
        Measure | None, typer.Option(help="Print the wide table of this count instead of the tidy one.")
    ] = None,
    as_of: AsOfOption = "",
    audience: AudienceOption = "team",
    anew: AnewOption = "",
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a table of codes against codes, interviews or attributes, or the framework matrix; -o FILE picks the format.

    Every row of the tidy table has an anchor, which leads back to its segments.
    """
    if output is not None:
        require_ending(output, (*TABLE_ENDINGS, *_PRINTED))
    _require_today(as_of, audience)
    with opened(study) as found:
        from qualcode.study.tables import with_codebook
        from qualcode.study.theme_tables import Manner

        made = _counted(found, kind, branch or (), by, rows, columns, as_of)
        if not (count or anew or audience == "print" or _is_printed(output)):
            frame = with_codebook(made.to_frame(), made.basis.codebook_version)
            emit(frame, output, as_json=as_json, title=made.name)
            return
        words = audience == "print" or kind == "framework"
        _show(
            found,
            made,
            Manner(audience=audience, count=count or ("words" if words else "segments")),
            output,
            anew=anew,
            as_json=as_json,
        )


def _require_today(as_of: str, audience: For) -> None:
    """Refuse to print what held once: quotes and statements were cleared on what holds today."""
    if as_of and audience == "print":
        raise UsageError(
            "what an earlier codebook said is for the team, not for print",
            code="QC-US10",
            where=f"--as-of {as_of}",
            do="Leave out --for print; or leave out --as-of, for what holds today.",
        )


def _counted(
    study: Study,
    kind: Kind,
    branches: list[str] | tuple[()],
    by: Attribute,
    rows: str | None,
    columns: str | None,
    as_of: str,
) -> Counted:
    from qualcode.study import theme_tables

    if kind == "cooccurrence":
        return theme_tables.cooccurrence(study, branches, as_of=as_of)
    if kind == "documents":
        return theme_tables.documents(study, branches, as_of=as_of)
    if kind == "attributes":
        return theme_tables.attributes(study, by, branches, as_of=as_of)
    if as_of:
        raise UsageError(
            "a framework matrix has no history: its summaries are a file of today",
            code="QC-US10",
            where=f"--as-of {as_of}",
            do="Leave out --as-of.",
        )
    return theme_tables.framework_of(study, rows=rows, columns=columns)


def _show(
    study: Study, made: Counted, manner: Manner, output: Path | None, *, anew: str, as_json: bool
) -> None:
    """Write a wide table to a file, or print it."""
    import pandas as pd

    from qualcode.study.theme_tables import ENDINGS

    if output is not None and output.suffix.lower() in ENDINGS:
        template = study.config.report.template
        base = study.layout.root / template if template else None
        study.printed_numbers.write(output, made, manner, anew=anew, template=base)
        if not as_json:
            say(str(output))
            return
        output, anew = None, ""
    shown = study.printed_numbers.show(made, manner, anew=anew)
    frame = pd.DataFrame(list(shown.rows), columns=shown.flat_header, dtype=object)
    emit(frame, output, as_json=as_json, title=shown.name)


def _is_printed(output: Path | None) -> bool:
    return output is not None and output.suffix.lower() in _PRINTED
