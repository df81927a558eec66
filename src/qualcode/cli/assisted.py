"""Commands for assisted coding: suggest, decide, evaluate, next, second-look, decisions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli.messages import words_of
from qualcode.cli.options import JsonOption, OutputOption, StudyOption, opened
from qualcode.cli.output import (
    emit,
    print_table,
    progress_bar,
    records,
    require_ending,
    say,
    say_json,
    write_table,
)
from qualcode.errors import UsageError

if TYPE_CHECKING:
    from qualcode.assist.evaluation import Evaluation
    from qualcode.study import Study
    from qualcode.study.suggestion_list import SuggestionList

CoderOption = Annotated[
    str, typer.Option("--coder", help="Learn from this coder's codings and the consensus only.")
]


_SHOWN = (
    "micro_f1",
    "macro_f1",
    "precision",
    "recall",
    "recall_at_1",
    "recall_at_3",
    "recall_at_5",
    "recall_at_new_3",
    "ece",
)
"""What is printed of an evaluation; the file has everything."""


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    for command in (suggest, decide, evaluate, decisions, model):
        app.command()(command)
    app.command("next")(next_)
    app.command("second-look")(second_look)


def suggest(
    top: Annotated[int, typer.Option(min=1, help="How many codes for each segment.")] = 5,
    everything: Annotated[
        bool, typer.Option("--all", help="For segments that somebody has coded, too.")
    ] = False,
    coder: CoderOption = "",
    ask: Annotated[
        bool,
        typer.Option("--local-model", help="Ask the language model on this machine that study.yaml names."),
    ] = False,
    model_file: Annotated[
        Path | None,
        typer.Option(
            "--model", metavar="FILE", help="Suggest by this saved model, not by this study's codings."
        ),
    ] = None,
    words: Annotated[
        bool, typer.Option("--words", help="With the segments' words in a last column: for the team only.")
    ] = False,
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Suggest codes for the informants' segments that nobody has coded. A suggestion is never a coding."""
    if words and output is None and not as_json:
        raise UsageError(
            "--words is for a file", code="QC-US04", do="Say which: -o FILE.xlsx (or .csv, .json), or --json."
        )
    if ask and model_file is not None:
        raise UsageError(
            "--model and --local-model exclude each other",
            code="QC-US05",
            do="Ask for the suggestions of one model, then of the other; a table names the model that made it.",
        )
    with opened(study) as found:
        if ask:
            made = _asked(found, top=top, everything=everything, coder=coder)
        else:
            made = found.assist.suggest(top=top, everything=everything, coder=coder, model_file=model_file)
        if output is None and not as_json:
            frame = made.sure_frame()
        else:
            frame = made.to_frame(found.assist.reviewed_texts() if words else None)
        emit(frame, output, as_json=as_json, title="suggestions")
        if not as_json:
            sure = sum(any(one.suggested for one in item.suggestions) for item in made.items)
            some = sum(bool(item.suggestions) for item in made.items)
            say(words_of(found)("suggested", segments=some, sure=sure, model=made.model))


def _asked(study: Study, *, top: int, everything: bool, coder: str) -> SuggestionList:
    """Ask the language model; what it said that could not be read is told apart, on standard error."""
    with progress_bar("ask") as progress:
        made, asked = study.assist.ask_local_model(
            top=top, everything=everything, coder=coder, progress=progress
        )
    for problem in asked.problems:
        typer.echo(problem, err=True)
    typer.echo(
        words_of(study)("asked", right=asked.right, named=asked.named, unread=len(asked.problems)), err=True
    )
    return made


def decide(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Suggestions, with a column `answer` filled in.")
    ],
    coder: Annotated[str | None, typer.Option(help="Who answered, where the rows do not say.")] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Store a person's answers to suggestions: accept, reject, later, or another code in the column `as_code`."""
    with opened(study) as found:
        result = found.import_decisions(file, coder=coder)
        if as_json:
            say_json(result.counts)
        else:
            say(words_of(found)("decided", **result.counts))


def evaluate(
    second_coder: Annotated[
        str, typer.Option(help="Whose codings stand beside the model's; by default whoever coded most.")
    ] = "",
    curve: Annotated[
        bool, typer.Option("--curve/--no-curve", help="What fewer interviews would have given; takes longer.")
    ] = True,
    figures: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Draw the figures into this folder (.png and .svg).")
    ] = None,
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say how good suggestions are, by leaving whole sites out: overall, for each code, beside a second coder."""
    if output is not None:
        require_ending(output)
    with opened(study) as found:
        made = _measured(found, second_coder, curve)
        files = found.assist.draw_evaluation(made, figures) if figures is not None else []
        if output is not None:
            _write(found, made, output)
            files.append(output)
        if as_json:
            say_json(made.to_json())
            return
        for path in files:
            say(str(path))
        if output is None:
            frame = made.to_frame()
            frame = frame[(frame["part"] == "overall") & frame["measure"].isin(_SHOWN)]
            frame = frame[["measure", "value", "low", "high"]].round(3)
            print_table([str(column) for column in frame.columns], records(frame))
            say()
        for line in made.lines(found.config.language, found.codebook):
            say(line)


def _write(study: Study, made: Evaluation, output: Path) -> None:
    """Write all of it to a .json file, or a row for each code to a table."""
    if output.suffix.lower() == ".json":
        study.assist.write_evaluation(made, output)
        return
    frame = made.codes_frame()
    write_table(output, [str(column) for column in frame.columns], records(frame), title="evaluation")


def _measured(study: Study, second_coder: str, curve: bool) -> Evaluation:
    with progress_bar("evaluate") as progress:
        return study.assist.evaluate(second_coder=second_coder, curve=curve, progress=progress)


def next_(
    n: Annotated[int, typer.Option("-n", min=1, help="How many segments.")] = 20,
    coder: CoderOption = "",
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the segments to code next, and what would be missed if coding stopped now."""
    with opened(study) as found:
        emit(found.assist.next_table(n, coder=coder), output, as_json=as_json, title="next")
        if not as_json:
            say()
            names = {code.id: code.name for code in found.codebook}
            for line in found.assist.stopping_hint(coder=coder).lines(found.config.language, names):
                say(line)


def second_look(
    limit: Annotated[int, typer.Option(min=1, help="How many questions.")] = 40,
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask about codings that nobody shares and passages that look like coded ones: questions, never errors."""
    with opened(study) as found:
        emit(found.assist.second_look_table(limit), output, as_json=as_json, title="second look")


def model(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The model's file.")],
    study: StudyOption = None,
) -> None:
    """Save the model to a file that holds no text and no names, for other interviews: suggest --model FILE."""
    with opened(study) as found:
        found.assist.save_model(file)
        say(str(file))


def decisions(output: OutputOption = None, study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Show how suggestions were used: by coder and week, how many were taken, how fast."""
    with opened(study) as found:
        made = found.assist.usage()
        emit(made.to_frame(), output, as_json=as_json, title="decisions")
        if not as_json:
            say()
            for line in made.lines(found.config.language):
                say(line)
