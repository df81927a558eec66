"""The program: collects the commands, and turns errors into one message and an exit status."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from qualcode import __version__
from qualcode.cli import (
    analysis,
    assisted,
    codes,
    coding,
    comparing,
    corpus,
    estimating,
    exchange,
    factcheck,
    merging,
    release,
    replication,
    tables,
    themes,
    upkeep,
)
from qualcode.errors import MissingExtraError, UserError
from qualcode.safe_io import plain_os_errors

app = typer.Typer(
    name="qualcode",
    help="Analyse qualitative interviews: from transcripts to theme matrices, figures and a report, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for commands in (
    upkeep,
    corpus,
    codes,
    coding,
    assisted,
    tables,
    analysis,
    comparing,
    factcheck,
    release,
    merging,
    themes,
    exchange,
    estimating,
    replication,
):
    commands.register(app)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"qualcode {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the program; errors for people go to standard error, without a traceback."""
    _use_utf8()
    try:
        with plain_os_errors("qualcode"):  # a full disk or a read-only folder, wherever it strikes
            app()
    except (UserError, MissingExtraError) as error:
        typer.echo(str(error), err=True)
        sys.exit(error.exit_status)
    except KeyboardInterrupt:
        typer.echo("Stopped; what was done is kept.", err=True)
        sys.exit(130)


def _use_utf8() -> None:
    """Let Danish letters through where the terminal would refuse them (Windows, LANG=C)."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
