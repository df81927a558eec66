"""Commands for results: matrix, findings, compare, quotes, report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from qualcode.cli.options import JsonOption, OutputOption, StudyOption, opened
from qualcode.cli.output import emit, say

Count = Literal["sites", "speakers", "segments"]


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    for command in (matrix, findings, compare, agreement, quotes, report):
        app.command()(command)


def matrix(
    rows: Annotated[str | None, typer.Option(metavar="BRANCH", help="Branch of the rows.")] = None,
    columns: Annotated[str | None, typer.Option(metavar="BRANCH", help="Branch of the columns.")] = None,
    count: Annotated[
        Count | None, typer.Option(help="Print the wide table of this count instead of the tidy one.")
    ] = None,
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Count who speaks of two codes together, by area; .png, .svg or .pdf draws the matrix in words."""
    with opened(study) as found:
        made = found.matrix(rows=rows, columns=columns)
        if output is not None and output.suffix.lower() in {".png", ".svg", ".pdf"}:
            found.draw(made, output)
            say(str(output))
            return
        frame = made.wide(count).reset_index() if count else made.to_frame()
        emit(frame, output, as_json=as_json, title=made.name or "matrix")


def findings(output: OutputOption = None, study: StudyOption = None, as_json: JsonOption = False) -> None:
    """List who says what of which partner: by area, with the word for how many sites."""
    with opened(study) as found:
        emit(found.findings().to_frame(), output, as_json=as_json, title="findings")


def compare(
    reference: Annotated[Path, typer.Argument(help="A findings file, or another study's folder.")],
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare this study's findings with reference findings or another study."""
    with opened(study) as found:
        comparison = found.compare(reference)
        if output is not None or as_json:
            emit(comparison.to_frame(), output, as_json=as_json, title="compare")
        if not as_json:
            for line in comparison.summary(found.config.language):
                say(line)


def agreement(
    coder: Annotated[
        list[str] | None,
        typer.Option(help="A coder to compare; give it twice or more. By default all but the consensus."),
    ] = None,
    disagreements: Annotated[
        bool, typer.Option("--disagreements", help="List where they differ, the costliest codes first.")
    ] = False,
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say how far coders agree who coded apart: nominal alpha and percentage per branch and code."""
    with opened(study) as found:
        result = found.agreement(coder or ())
        frame = result.disagreements_frame() if disagreements else result.to_frame()
        emit(frame, output, as_json=as_json, title="agreement")


def quotes(
    code: Annotated[str | None, typer.Option(help="A code or branch, with all below it.")] = None,
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the passages behind the codes, for the team. None is cleared for print."""
    with opened(study) as found:
        emit(found.passages(code=code).to_frame(), output, as_json=as_json, title="passages")


def report(output: OutputOption = None, study: StudyOption = None) -> None:
    """Write the report in words: .docx or .html; by default both, in reports/."""
    with opened(study) as found:
        for path in found.report(output):
            say(str(path))
