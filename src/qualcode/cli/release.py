"""Commands for what leaves the study: the ticks of the people who looked, and what stands behind a printed thing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.options import JsonOption, OutputOption, StudyOption, opened
from qualcode.cli.output import emit, print_table, records, require_ending, say, say_json
from qualcode.labels import Labels

clear_app = typer.Typer(
    help="What may be printed: what waits for a person, and the person's ticks.", no_args_is_help=True
)

_WORDS = {
    "exported": {
        "da": "{n} rækker venter på et menneske: {file}. Skriv decision (print, hold eller override) og by, ved override også "
        "reason, og kør: qualcode clear import {file}",
        "en": "{n} rows wait for a person: {file}. Fill in decision (print, hold or override) and by, for an override the "
        "reason, too, and run: qualcode clear import {file}",
    },
    "imported": {
        "da": "{ticks} flueben læst, {changed} er nye eller ændrede.",
        "en": "{ticks} ticks read, {changed} are new or changed.",
    },
}


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    app.add_typer(clear_app, name="clear")
    app.command()(explain)


@clear_app.command("list")
def clear_list(study: StudyOption = None, output: OutputOption = None, as_json: JsonOption = False) -> None:
    """Say what prints, what waits for whom and what is refused, and why; ids only, no words."""
    if output is not None:
        require_ending(output)
    with opened(study) as found:
        report = found.clearing.report()
        language = found.config.language
        frame = report.to_frame(language)
        if output is not None or as_json:
            emit(frame, output, as_json=as_json, title="clear")
        else:
            waiting = frame[frame["verdict"] != "print"][["kind", "id", "verdict", "reasons"]]
            if len(waiting):
                print_table(list(waiting.columns), records(waiting))
            for line in report.lines(language):
                say(line)


@clear_app.command("export")
def clear_export(
    file: Annotated[
        Path, typer.Argument(metavar="FILE.csv", help="For the person who ticks; it holds words.")
    ],
    study: StudyOption = None,
) -> None:
    """Write what waits for a tick, with its words, into a file to be filled in: decision (print, hold, override), by."""
    with opened(study) as found:
        n = found.clearing.export(file)
        say(Labels(_WORDS, found.config.language)("exported", n=n, file=file))


@clear_app.command("import")
def clear_import(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="As `clear export` wrote it, filled in.")
    ],
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Store the ticks of a file: all or none. A tick holds while the words stay as they were seen."""
    with opened(study) as found:
        result = found.clearing.import_ticks(files)
        if as_json:
            say_json(result.counts)
        else:
            say(Labels(_WORDS, found.config.language)("imported", **result.counts))


@clear_app.command("numbers")
def clear_numbers(
    study: StudyOption = None, output: OutputOption = None, as_json: JsonOption = False
) -> None:
    """List the tables of numbers that went out, and those that were withdrawn and why; no numbers of the study."""
    if output is not None:
        require_ending(output)
    with opened(study) as found:
        emit(found.printed_numbers.to_frame(), output, as_json=as_json, title="numbers")


def explain(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="Anchor of a sentence (f_…) or cell (c_…), id of a quote or coding."
        ),
    ],
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the segments behind a sentence, a cell, a quote or a coding, who coded them, and by which codebook."""
    if output is not None:
        require_ending(output)
    with opened(study) as found:
        made = found.explain(id)
        if output is None and not as_json:
            for line in made.lines(found.config.language):
                say(line)
            say("")
        emit(made.to_frame(), output, as_json=as_json, title="explain")
