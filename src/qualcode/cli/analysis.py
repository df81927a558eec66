"""Commands for results: findings, compare, quotes, report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from qualcode.cli.comparing import show_changes
from qualcode.cli.options import AsOfOption, JsonOption, OutputOption, StudyOption, opened
from qualcode.cli.output import emit, is_figure, say, say_json
from qualcode.errors import UsageError
from qualcode.model import in_branch


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    for command in (findings, compare, agreement, quotes, report):
        app.command()(command)


def findings(
    as_of: AsOfOption = "",
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List who says what of which partner: by area, with the word for how many sites."""
    with opened(study) as found:
        from qualcode.study.tables import with_codebook

        made = found.findings(as_of=as_of)
        frame = with_codebook(made.to_frame(), made.basis.codebook_version)
        emit(frame, output, as_json=as_json, title="findings")


def compare(
    reference: Annotated[
        Path, typer.Argument(help="A findings file, another study's folder, or a frozen study (.zip).")
    ],
    changes: Annotated[
        bool,
        typer.Option(
            "--changes",
            help="Place by place: the same, stronger, weaker, new, gone; and what few sites can tell.",
        ),
    ] = False,
    sites: Annotated[
        int | None, typer.Option(min=1, help="With --changes: how many sites a findings file is of.")
    ] = None,
    codes: Annotated[
        Path | None,
        typer.Option(
            metavar="MAP.csv", help="With --changes: what the other's codes are here, a table code,here."
        ),
    ] = None,
    branch: Annotated[
        str, typer.Option(metavar="BRANCH", help="For a figure: only codes of this branch.")
    ] = "",
    audience: Annotated[
        Literal["team", "print"], typer.Option("--for", help="For a figure: words on the axis for print.")
    ] = "team",
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare this study's findings with reference findings or another study.

    With --changes, a file ending in .csv, .xlsx, .md or .json is a table; .png, .svg or .pdf draws what changed.
    """
    with opened(study) as found:
        if changes or is_figure(output) or sites is not None or codes is not None:
            show_changes(
                found,
                reference,
                sites=sites,
                codes=codes,
                audience=audience,
                branch=branch,
                output=output,
                as_json=as_json,
            )
            return
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
        bool, typer.Option("--disagreements", help="List where they differ, the costliest first.")
    ] = False,
    pairs: Annotated[bool, typer.Option("--pairs", help="Who agrees with whom.")] = False,
    interviews: Annotated[
        bool, typer.Option("--interviews", help="Where they agree least: a row for each interview.")
    ] = False,
    coefficients: Annotated[
        bool, typer.Option("--coefficients", help="All coefficients with their intervals, a row for each.")
    ] = False,
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say how far coders agree who coded apart: alpha, kappa and percentage per branch and code, with intervals."""
    with opened(study) as found:
        result = found.agreement(coder or ())
        wanted = {
            result.disagreements_frame: disagreements,
            result.pairs_frame: pairs,
            result.interviews_frame: interviews,
            result.coefficients_frame: coefficients,
        }
        chosen = [frame for frame, is_wanted in wanted.items() if is_wanted]
        if len(chosen) > 1:
            raise UsageError(
                "several tables were asked for",
                code="QC-US06",
                allowed="One of --disagreements, --pairs, --interviews, --coefficients",
                do="Ask for one after the other.",
            )
        frame = chosen[0]() if chosen else result.to_frame()
        if output is None and not as_json and not chosen:
            for line in result.lines(found.config.language, found.codebook):
                say(line)
            say("")
            frame = frame[list(_SHOWN)]  # what fits a terminal; a file gets all columns
        emit(frame, output, as_json=as_json, title="agreement")


_SHOWN = ("code", "kind", "alpha", "alpha_low", "alpha_high", "kappa", "percent", "n_used", "reason")


def quotes(
    code: Annotated[str | None, typer.Option(help="A code or branch, with all below it.")] = None,
    chosen: Annotated[
        bool,
        typer.Option("--chosen", help="Those that were chosen for the report instead, and why each was."),
    ] = False,
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the passages behind the codes, for the team. None is cleared for print."""
    with opened(study) as found:
        if not chosen:
            emit(found.passages(code=code).to_frame(), output, as_json=as_json, title="passages")
            return
        frame = found.quotes().to_frame(text=True)
        if code is not None:
            found.require_code(code)
            frame = frame[[in_branch(one, code) for one in frame["code"]]]
        emit(frame, output, as_json=as_json, title="quotes")


def report(
    output: OutputOption = None,
    verify: Annotated[
        Path | None, typer.Option(metavar="FILE.docx", help="Compare an edited report with the data instead.")
    ] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the report in words: .docx or .html; by default both, in reports/. What waits for somebody is left out."""
    with opened(study) as found:
        if verify is not None:
            frame = found.verify(verify)
            emit(frame, output, as_json=as_json, title="verify")
            if len(frame):
                raise typer.Exit(1)
            return
        from qualcode.study.printing import write_report

        written = write_report(found, output)
        if as_json:
            say_json([str(path) for path in written.files])
            return
        for line in (*map(str, written.files), *written.left_out):
            say(line)
