"""The command for estimates: how often a code is said when people have read a sample only."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from qualcode.cli.options import JsonOption, OutputOption, StudyOption, opened
from qualcode.cli.output import emit, require_ending, say

_SHOWN = ("name", "words", "estimate_sites")


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    app.command()(estimate)


def estimate(
    sample: Annotated[
        Path,
        typer.Argument(
            help="The sample that was coded by hand, as qualcode sample wrote it (.csv or .xlsx)."
        ),
    ],
    model: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A model from another study; by default the one that came along, else one that learns outside the sample.",
        ),
    ] = None,
    of: Annotated[
        Literal["interviews", "people"],
        typer.Option(
            help="interviews: what is said in these interviews; people: what people like the interviewed say, with wider intervals."
        ),
    ] = "interviews",
    everything: Annotated[
        bool, typer.Option("--all", help="Also what nobody found and the model hardly expects.")
    ] = False,
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Estimate how often codes are said, from suggestions corrected by a random sample that people coded. Never counts.

    The file has a row for each branch, code, and partner with a theme: an interval of 95 %, or that it is too few to say.
    """
    if output is not None:
        require_ending(output)
    with opened(study) as found:
        made = found.estimates(sample, model=model, of=of)
        frame = made.to_frame(least=0 if everything else 0.05)
        if output is None and not as_json:
            for line in made.lines():
                say(line)
            say()
            frame = frame[list(_SHOWN)]
        emit(frame, output, as_json=as_json, title="estimates")
