"""Commands that put studies side by side: what changed, and several studies in one matrix."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qualcode.cli.options import JsonOption, OutputOption
from qualcode.cli.output import FIGURES, emit, is_figure, require_ending, say
from qualcode.errors import UsageError

if TYPE_CHECKING:
    from qualcode.study import Study


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    app.command()(pool)


def show_changes(
    study: Study,
    other: Path,
    *,
    sites: int | None,
    codes: Path | None,
    audience: Literal["team", "print"],
    branch: str,
    output: Path | None,
    as_json: bool,
) -> None:
    """Print what changed, or write the table or the figure."""
    if output is not None and not is_figure(output):
        require_ending(output)
        if audience == "print":
            raise UsageError(
                "the table of changes has numbers of sites",
                code="QC-CH05",
                where=str(output),
                allowed=f"For print a figure: {', '.join(FIGURES)}",
                do="Draw the figure, or leave out --for print.",
            )
    if branch:
        from qualcode.matrices.counting import check_branch

        check_branch(study.codebook, branch, "--branch")
    made = study.changes(other, sites=sites, codes=codes)
    if output is not None and is_figure(output):
        from qualcode.matrices import save_figure
        from qualcode.matrices.plot_change import alt_text
        from qualcode.study.changing import printable

        made = printable(study, made) if audience == "print" else made
        pages = made.plot(audience=audience, branch=branch)
        for number, figure in enumerate(pages, start=1):
            path = output if number == 1 else output.with_stem(f"{output.stem}-{number}")
            save_figure(figure, path, alt_text=alt_text(made, branch=branch))
            say(str(path))
        return
    frame = made.to_frame()
    if output is None and not as_json:
        for line in made.lines():
            say(line)
        say()
        frame = frame[frame["change"] != "same"][["partner", "code", "area", "words"]]
    emit(frame, output, as_json=as_json, title="changes")


def pool(
    studies: Annotated[list[Path], typer.Argument(help="The studies' folders, two or more.")],
    rows: Annotated[str, typer.Option(metavar="BRANCH", help="Branch of the rows.")] = "",
    columns: Annotated[str, typer.Option(metavar="BRANCH", help="Branch of the columns.")] = "",
    codes: Annotated[
        list[str] | None,
        typer.Option(
            metavar="N=MAP.csv",
            help="What the codes of study N are in the first one: a table code,here. May be given again.",
        ),
    ] = None,
    apart: Annotated[
        bool,
        typer.Option(
            "--apart", help="Each study's matrix by itself, one under the other; no code is mapped."
        ),
    ] = False,
    output: OutputOption = None,
    as_json: JsonOption = False,
) -> None:
    """Put several studies into one matrix. Their sites stay apart; codes are those of the first study, or all is refused."""
    from qualcode.study import pooling

    if output is not None:
        require_ending(output)
    if apart:
        frame = pooling.side_by_side(studies, rows, columns)
    else:
        made = pooling.pool(studies, codes=_maps(codes or ()))
        frame = made.to_frame(rows, columns)
        if not as_json:
            for note in made.notes:
                say(note)
    emit(frame, output, as_json=as_json, title="pooled")


def _maps(given: list[str] | tuple[()]) -> dict[int, Path]:
    maps = {}
    for one in given:
        number, equals, path = one.partition("=")
        if not equals or not number.strip().isdigit():
            raise UsageError(
                "a table of codes needs the number of its study",
                code="QC-PO03",
                where="--codes",
                allowed="N=MAP.csv, such as 2=codes.csv",
                do="Write it so.",
            )
        maps[int(number)] = Path(path)
    return maps
